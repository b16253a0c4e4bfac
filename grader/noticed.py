"""What is noticed beside the rating: findings, and the red flags of the question that outputs prove."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.answer import Answer, Died, NotReached, Raised, Returned, TooLong
from grader.behaviour import Steadiness
from grader.case_records import call_of
from grader.case_results import FAILING, CaseResults, ContainerResults
from grader.execution import CellFailure
from grader.other_class import judged_for
from grader.plain_errors import plain
from grader.reading import describe
from grader.results import FindingEntry, RedFlag
from grader.source import defined_after
from grader.submission import Cell
from grader.verdict import Verdict
from grader.vocabulary import Container, Finding, Status


def of_cells(failures: Sequence[CellFailure], cells: Sequence[Cell]) -> tuple[FindingEntry, ...]:
    """What cells that failed tell."""
    if not failures:
        return ()
    listed = ", ".join(f"cell {failure.cell} ({failure.name})" for failure in failures)
    return (
        FindingEntry(id=Finding.CELL_ERRORS, says=f"Some cells end in an error: {listed}."),
        *_out_of_order(failures, cells),
    )


_MISSING_NAME = re.compile(r"name '(\w+)' is not defined")


def _out_of_order(failures: Sequence[CellFailure], cells: Sequence[Cell]) -> Iterator[FindingEntry]:
    """A cell that fails for a name that only a later cell defines: the notebook was written in another order."""
    for failure in failures:
        missing = _MISSING_NAME.search(failure.message) if failure.name == "NameError" else None
        later = defined_after(missing[1], failure.cell, cells) if missing else None
        if missing and later:
            says = f"Cell {failure.cell} uses {missing[1]!r}, which only cell {later} defines."
            yield FindingEntry(id=Finding.NOT_TOP_TO_BOTTOM, says=says)
            return


def of_verdict(outcome: Verdict) -> tuple[FindingEntry, ...]:
    """What was noticed of the function, of the candidate's own tests and of how the notebook was written."""
    results = outcome.results
    found = [*outcome.function.findings]
    if outcome.delegated:
        names = ", ".join(outcome.delegated)
        found.append((Finding.DELEGATES_TO_LIBRARY, f"The function leaves its work to a library: {names}."))
    if outcome.behaviour is not Steadiness.NONDETERMINISTIC:  # else it would be chance that one does better
        found.extend(_container_findings(results))
    if any(getattr(answer, "changed", None) for result in _every(results) for answer in result.answers):
        found.append((Finding.MUTATES_INPUTS, "The function changes the sequences that it is given."))
    if slow := _slow(results):
        found.append((Finding.SLOW_ON_LARGE, slow))
    if outcome.behaviour is Steadiness.STATEFUL:
        found.append((Finding.STATEFUL, "The answers depend on earlier calls; those of a first call were judged."))
    if outcome.behaviour is Steadiness.NONDETERMINISTIC:
        found.append((Finding.NONDETERMINISTIC, "The same input gets different answers, each time anew."))
    if outcome.own_tests:
        found.append((Finding.OWN_TESTS, outcome.own_tests.says))
    match outcome.unequal:
        case (case, Returned() as answer) if outcome.behaviour is Steadiness.STEADY:
            told = f"For {call_of(case)}, which differ in length, it answers {describe(answer)} and says nothing."
            found.append((Finding.IGNORES_LENGTH_MISMATCH, told))
    if outcome.written.convention:
        found.append((Finding.STATES_ITS_CONVENTION, f"It says what it does: “{outcome.written.convention}”"))
    if outcome.written.explanation:
        found.append((Finding.EXPLAINS_IN_WORDS, f"The candidate explains: “{outcome.written.explanation}”"))
    return tuple(FindingEntry(id=id_, says=says) for id_, says in found)


def red_flags_of(status: Status) -> tuple[RedFlag, ...]:
    """Those that a status alone raises."""
    if status is not Status.DOES_NOT_RUN:
        return ()
    return (
        RedFlag(
            id="could_not_start",
            says="There is an honest attempt, and it stops with an error on every input with a clear answer.",
        ),
    )


def red_flags(outcome: Verdict) -> tuple[RedFlag, ...]:
    """The question's red flags, as far as outputs prove them."""
    flags = [*red_flags_of(outcome.status)]
    concepts = [
        entry
        for entry in outcome.diagnosis.misconceptions
        if entry.kind == "concept" and entry.form != "constant"  # a fixed answer shows no idea of them
    ]
    if concepts and outcome.grade.rating == 1:
        says = " ".join(entry.says for entry in concepts)
        doubt = "Whether that is a wrong idea or a slip, the answers don't tell: ask."
        flags.append(RedFlag(id="metrics_in_doubt", says=f"{says} {doubt}"))
    tests = outcome.own_tests
    tried = tests is not None and (tests.tests is None or bool(tests.edges))  # what could not be weighed may try some
    seen = judged_for(outcome.results, outcome.diagnosis.misconceptions)
    failing = all(edge.worst in FAILING for edge in seen.best.edges)
    if outcome.status is Status.GRADED and failing and not tried and not outcome.written.convention:
        flags.append(
            RedFlag(
                id="no_edge_case_considered",
                says="No input that leaves a ratio at 0/0 is handled, and no test of the candidate's own tries one.",
            )
        )
    return tuple(flags)


def _every(results: CaseResults) -> tuple[ContainerResults, ...]:
    return (results.best, *results.others)


def _container_findings(results: CaseResults) -> list[tuple[Finding, str]]:
    """One container only: where the other is worse on ordinary cases, with what happens there."""
    only = {"list": Finding.LISTS_ONLY, "array": Finding.ARRAYS_ONLY}
    plural: dict[Container, str] = {"list": "lists", "array": "NumPy arrays"}
    found = []
    for other in results.others:
        if other.ordinary_right < results.best.ordinary_right:
            place = next(place for place in results.ordinary if not other.right[place].all())
            called = call_of(results.battery.cases[place], other.container)
            says = (
                f"It works on {plural[results.best.container]}; on {plural[other.container]} "
                f"it fails: for {called} it {_does(other.answers[place])}."
            )
            found.append((only[results.best.container], says))
    return found


def _does(answer: Answer) -> str:
    known = plain(answer) if isinstance(answer, Raised) else None
    if known and isinstance(answer, Raised):
        return f"{known.says} ({answer.type})"
    told = describe(answer)
    return told if told.startswith("raises ") else f"gives {told}"


def _slow(results: CaseResults) -> str | None:
    large = [place for place, kind in enumerate(results.battery.classes) if kind == "large"]
    slow = [place for place in large if isinstance(results.best.answers[place], TooLong | Died | NotReached)]
    if not slow:
        return None
    return f"The function does not finish {len(results.battery.cases[slow[0]][0]):,} labels in the time of one case."
