"""How a command ends that can't be done: what is wrong, and an exit code that says whose turn it is."""

from __future__ import annotations

from pathlib import Path

import click

from grader.errors import DocumentError, GraderError, QuestionError, SandboxUnavailable, UsageError
from grader.visible import quiet

PATH = click.Path(path_type=Path)


def exit_code(error: GraderError) -> int:
    """2 for what the user can mend, 3 for a sandbox that can't be had, 1 for ours."""
    match error:
        case SandboxUnavailable():
            return 3
        case UsageError() | QuestionError() | DocumentError():
            return 2
    return 1


class Failure(click.ClickException):
    """An error of ours, told in one line; where it is about a file that people write, in one for each problem."""

    def __init__(self, error: GraderError) -> None:
        lines = error.problems if isinstance(error, DocumentError) else (str(error),)
        super().__init__("\n".join(map(quiet, lines)))
        self.__dict__["exit_code"] = exit_code(error)
