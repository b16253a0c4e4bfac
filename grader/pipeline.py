"""What happens to one notebook, from a stranger's file to its part of the report: read it from the top.

submission = read(notebook)                         untrusted file -> Submission, or a clear refusal
with execution.open(submission, …) as session:
    function = find(session, …)                     the one function to call
    answers  = session.call(…)                      inputs go in; inert data comes out
    results  = judge(answers, …)                    expected values never enter that process
    diagnosis = diagnose(results, …)                what is wrong, and why
    smallest = counterexample.find(…)               explains, never scores
    tests    = own_tests.weigh(session, …)          the candidate's own asserts, weighed: a finding
grade     = award(results, diagnosis)               3 | 2 | 1 | None (a person looks)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from grader import candidate_function, counterexample, execution, own_tests, silent_division, submission_result, writing
from grader.answer import Answer, Raised
from grader.battery import Battery
from grader.behaviour import Again, Behaviour, Steadiness, again, compare
from grader.candidate_function import CandidateFunction
from grader.case_results import groups, judge
from grader.coding_grade import award, grade_of
from grader.delegation import delegates
from grader.diagnosis import NOTHING, diagnose, of_error
from grader.errors import GraderError, InternalError, SubmissionError, TemplateDied
from grader.executed_notebook import inert
from grader.execution import Session
from grader.kernel import KernelEnded
from grader.question import Question
from grader.results import SubmissionResult
from grader.sandbox.policy import Tier
from grader.settings import Limits
from grader.source import definitions
from grader.submission import Entry, cells_of, digest, read, read_bytes
from grader.verdict import Verdict, hit_limit, status_of
from grader.vocabulary import Status


@dataclass(frozen=True, kw_only=True)
class Task:
    """What every notebook of a run is graded with."""

    question: Question
    battery: Battery
    tier: Tier
    limits: Limits

    @cached_property
    def called(self) -> tuple[tuple[execution.Group, tuple[int, ...]], ...]:
        """The battery's groups, and the places of their cases."""
        return groups(self.question, self.battery)

    @cached_property
    def again(self) -> Again:
        """What is called once more after them."""
        return again(self.question, self.battery)


@dataclass(frozen=True, kw_only=True)
class Graded:
    """One notebook's part of the report, with the executed notebook; `hit_limit` asks for a second run, alone."""

    result: SubmissionResult
    notebook: Mapping[str, object] | None
    hit_limit: bool = False


async def grade(entry: Entry, task: Task, *, alone: bool = False) -> Graded:
    """Grade one notebook. Whatever happens, the result says so: nothing of a candidate's raises here.

    `alone` says that nothing else runs, so that what dies with this notebook died of it.
    """
    sha256 = None
    try:
        data = read_bytes(entry.path, task.limits.notebook_bytes)
        sha256 = digest(data)  # of what is judged: the file may be another one by the end
        submission = read(entry, data)
        async with execution.open(submission, task.tier, task.limits) as session:
            try:
                outcome: Verdict | SubmissionError = await examine(session, task)
            except SubmissionError as error:
                outcome = error
            except KernelEnded as error:
                outcome = _ended(error)
            notebook, failures, used = inert(session.notebook), session.failures(), await session.used()
    except SubmissionError as error:
        return Graded(result=submission_result.refused(entry, error, sha256), notebook=None)
    except KernelEnded as error:
        return Graded(
            result=submission_result.refused(entry, _ended(error), sha256),
            notebook=None,
            hit_limit=True,
        )
    except TemplateDied as error:
        theirs = SubmissionError(Status.KERNEL_DIED, _TEMPLATE_DIED)
        told = (
            submission_result.refused(entry, theirs, sha256)
            if alone
            else submission_result.failed(entry, error, sha256)
        )
        return Graded(result=told, notebook=None)
    except Exception as error:  # ours, whatever it is: it is told as such, and never blamed on the candidate
        return Graded(result=submission_result.failed(entry, _ours(error), sha256), notebook=None)
    result = submission_result.examined(submission, outcome, failures, used, task.tier)
    return Graded(result=result, notebook=notebook, hit_limit=session.hit_limit or hit_limit(outcome))


async def examine(session: Session, task: Task) -> Verdict:
    """Find the function, call it on the battery, judge and explain the answers."""
    question, battery = task.question, task.battery
    function = await candidate_function.find(session, question, battery)
    cells, written = session.submission.cells, definitions(session.submission.cells)
    answers = await _call(session, function, task)
    silent = silent_division.line_of(function.names, written, cells)
    if silent is not None:
        answers = silent_division.noticed(answers, silent, question.contract.parts)
    judged = judge(task.called, answers[: len(task.called)], question, battery)
    status, reason = status_of(judged, session.failures(), function.definition)
    graded = status is Status.GRADED
    once_more = answers[len(task.called) :]
    behaviour = (
        await compare(session, function.target, judged, task.again, once_more) if graded else Behaviour.steady(judged)
    )
    results = behaviour.results
    match status:
        case Status.GRADED:
            diagnosis = diagnose(results, function.told_order, behaviour, function.definition)
        case Status.DOES_NOT_RUN:
            diagnosis = of_error(reason, results, function.definition)
        case _:
            diagnosis = NOTHING
    found = await counterexample.find(results, session, function.target, behaviour.remembered, diagnosis.misconceptions)
    smallest = found or counterexample.in_battery(judged)  # what came after other calls, where two don't show it
    if smallest is None and behaviour.steadiness is Steadiness.STEADY:
        smallest = counterexample.called_twice(results)
    tests = await own_tests.weigh(session, function, results) if graded else None
    delegated = delegates(function.names, written, cells, question.contract.library_functions)
    given = (*cells_of(question.assignment), *session.submission.given)
    return Verdict(
        status=status,
        reason=status_of(results, session.failures())[1] if graded else reason,
        grade=award(results, diagnosis, behaviour, delegated=bool(delegated), named=function.named)
        if graded
        else grade_of(status),
        function=function,
        delegated=delegated,
        results=results,
        behaviour=behaviour.steadiness,
        unequal=behaviour.unequal,
        smallest=smallest,
        diagnosis=diagnosis,
        own_tests=tests,
        written=writing.read(function.definition, cells, given),
    )


async def _call(session: Session, function: CandidateFunction, task: Task) -> list[list[Answer]]:
    """The answers to the battery, and to what is called once more: to ordinary cases, and where any of those is
    answered, to the others.

    All are called again with the failed cells' definitions where a name was missing everywhere.
    """
    contract, cases = task.question.contract, [*(group for group, _ in task.called), *task.again.groups]
    ordinary = len(contract.containers)
    answers = await session.call(function.target, cases, contract.encoding, first=ordinary)
    missing = all(isinstance(answer, Raised) and answer.type == "NameError" for answer in answers[0])
    if missing and session.failures():
        await session.define()
        answers = await session.call(function.target, cases, contract.encoding, first=ordinary)
    return answers


_TEMPLATE_DIED = (
    "What kernels are started from died while this notebook was executed, and again when it ran alone; look at it."
)


def _ended(error: KernelEnded) -> SubmissionError:
    """A kernel that ended before the function could be called, as the notebook's status: it proves nothing about it."""
    status = Status.OUTPUT_LIMIT if error.how == "output_limit" else Status.KERNEL_DIED
    return SubmissionError(status, f"The notebook's kernel ended ({error.how}) again and again.")


def _ours(error: Exception) -> InternalError:
    if isinstance(error, InternalError):
        return error
    kind = "" if isinstance(error, GraderError) else f"{type(error).__name__}: "
    return InternalError(f"{kind}{error}")
