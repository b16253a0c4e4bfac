"""The verdict on a function that was called: what became of the calls, and all that was found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from grader.answer import Answer, Died, NotReached, Raised, Returned, TooLong
from grader.battery import LARGE
from grader.behaviour import Steadiness
from grader.blame import number_of_line
from grader.candidate_function import CandidateFunction
from grader.case_results import FAILING, CaseResults, always_the_same
from grader.coding_grade import CodingGrade
from grader.counterexample import Smallest
from grader.diagnosis import Diagnosis
from grader.errors import SubmissionError
from grader.execution import CellFailure
from grader.own_tests import Weighing
from grader.source import Definition
from grader.statement import inside, listed
from grader.vocabulary import Case, Status
from grader.writing import Written


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was found about one function that could be called. `reason` counts its cases, where it is graded."""

    status: Status
    reason: str
    grade: CodingGrade
    function: CandidateFunction
    delegated: tuple[str, ...]
    results: CaseResults
    behaviour: Steadiness
    unequal: tuple[Case, Answer] | None
    smallest: Smallest | None
    diagnosis: Diagnosis
    own_tests: Weighing | None
    written: Written


def status_of(
    results: CaseResults, failures: Sequence[CellFailure], definition: Definition | None = None
) -> tuple[Status, str]:
    """What became of the calls: graded, or why the function never answers ordinary inputs; with a sentence.

    A line is told where it is certain that it is the function's own.
    """
    best = [results.best.answers[place] for place in results.ordinary]
    every = [result.answers[place] for result in (results.best, *results.others) for place in results.ordinary]
    for answer in best:
        match answer:
            case TooLong() | Died(how="timeout"):
                return Status.TIMEOUT, "The function never comes to an end, even on a plain input."
            case Died(how="output_limit"):
                return Status.OUTPUT_LIMIT, "The function prints without end on a plain input."
            case Died():
                return (
                    Status.KERNEL_DIED,
                    "The function ends the Python that runs it, or silences it, on a plain input.",
                )
            case Raised(type="MemoryError"):
                return Status.OUT_OF_MEMORY, "The function runs out of memory on a plain input."
    if any(isinstance(answer, Returned) for answer in every):
        return Status.GRADED, tally(results)
    raised = next((answer for answer in best if isinstance(answer, Raised)), None)
    if raised is None:
        return Status.TIMEOUT, "The function used up its time before it reached a plain input."
    if package := _missing_package(raised, failures):
        return Status.MISSING_PACKAGE, f"The function needs a package that is not installed here: {package}."
    line = number_of_line([raised], definition)
    where = f", at line {line}" if line else ""
    told = f"{raised.type}: {raised.message}" if raised.message else raised.type
    return Status.DOES_NOT_RUN, f"The function stops with an error on every input with a clear answer{where}: {told}"


def tally(
    results: CaseResults,
    *,
    dressed: bool = False,
    of_edges: CaseResults | None = None,
    computed: Collection[str] = (),
) -> str:
    """On how many ordinary inputs each part is right, and how many edge classes are handled, as judged in `of_edges`.

    `dressed` numbers are all right but for their form, which is allowed for. In the edge classes `computed` a wrong
    formula gives the answers, which nobody chose.
    """
    parts, total = results.question.contract.parts, len(results.ordinary)
    right = results.best.right[list(results.ordinary)].sum(axis=0).tolist()
    shares = zip((inside(part.title) for part in parts), right, strict=True)
    told = listed([f"{title} right on {_share(n, total)}" for title, n in shares])
    if dressed or min(right) == total:
        told = "all right, once that is allowed for" if dressed else "all right"
    seen = of_edges or results
    edges, of = seen.best.edges, f" {seen.of}" if seen.of else ""
    handled = sum(edge.worst not in FAILING and edge.edge.id not in computed for edge in edges)
    undefined = (
        f" Of {len(edges)} kinds of input with a ratio of 0/0{of}, {_share(handled, len(edges))} answered soundly."
        if edges and not always_the_same(results)  # the same for every input is no choice for any
        else ""
    )
    return f"{total} inputs with a clear answer: {told}.{undefined}"


def _share(number: int, total: int) -> str:
    return "all" if number == total else str(number or "none")


def _missing_package(raised: Raised, failures: Sequence[CellFailure]) -> str | None:
    if raised.type == "ModuleNotFoundError":
        return raised.message
    failed = [failure.message for failure in failures if failure.name == "ModuleNotFoundError"]
    return failed[0] if raised.type == "NameError" and failed else None


def hit_limit(outcome: Verdict | SubmissionError) -> bool:
    """Whether a limit was met that would count against the candidate, were it met again in a second run."""
    if isinstance(outcome, SubmissionError):
        return outcome.status in (Status.TIMEOUT, Status.OUTPUT_LIMIT, Status.KERNEL_DIED)
    results = outcome.results
    counted = [place for place, kind in enumerate(results.battery.classes) if kind != LARGE]
    answers = [result.answers[place] for result in (results.best, *results.others) for place in counted]
    return outcome.status is Status.OUT_OF_MEMORY or any(
        isinstance(answer, TooLong | Died | NotReached) for answer in answers
    )
