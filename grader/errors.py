"""What can go wrong, and whose fault it is.

GraderError                         everything below
├── UsageError(ValueError)          the command can't be done as asked: exit code 2
├── QuestionError(ValueError)       a question's files are broken: exit code 2
├── DocumentError(ValueError)       a file that people write (rubric, scorecard, plan) is broken: exit code 2
├── SandboxUnavailable(OSError)     the sandbox asked for can't be had here: exit code 3
├── InternalError(RuntimeError)     our own failure on one submission: status grader_error, exit code 1
│   └── TemplateDied                what starts the kernels died: the notebook is executed again, alone
└── SubmissionError(ValueError)     the submission's: it becomes a status, and the batch goes on
    ├── Refused                     the file can't be read as a Python notebook
    └── ProtocolViolation           the kernel's reply is not what was asked for
"""

from collections.abc import Sequence

from grader.vocabulary import Status


class GraderError(Exception):
    """Any error that the grader raises on purpose."""


class UsageError(GraderError, ValueError):
    """The command can't be done as asked; the message says what to do."""


class QuestionError(GraderError, ValueError):
    """A question's files are missing or broken; the message names the file."""


class DocumentError(GraderError, ValueError):
    """A rubric, a scorecard or a plan is broken. `problems` names everything that is wrong, a line of text each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class SandboxUnavailable(GraderError, OSError):
    """This machine can't give the sandbox that was asked for; the message names the missing layer."""


class InternalError(GraderError, RuntimeError):
    """The grader itself failed on one submission; nothing is said about the candidate."""


class TemplateDied(InternalError):
    """The process that kernels are forked from died; where it dies again with the notebook alone, that did it."""


class SubmissionError(GraderError, ValueError):
    """Something about the submission that ends its grading with a status of its own."""

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Refused(SubmissionError):
    """The file can't be read as a Python notebook."""


class ProtocolViolation(SubmissionError):
    """What the kernel sent is malformed, too long or not what was asked."""

    def __init__(self, detail: str) -> None:
        super().__init__(Status.PROTOCOL_VIOLATION, f"The notebook interfered with its checks; look at it ({detail}).")
        self.detail = detail
