"""Puts what was found about one submission into its record of results.json."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from grader import by_position, counterexample
from grader.answer import Answer as GivenAnswer
from grader.answer import Died, NotReached, Raised, Returned, TooLong
from grader.behaviour import Steadiness
from grader.case_results import FAILING, CaseResults, ContainerResults, PropertyOutcome, size
from grader.coding_grade import grade_of
from grader.counterexample import Smallest
from grader.diagnosis import delegation
from grader.dress import failing_by_rounding
from grader.errors import InternalError, SubmissionError
from grader.execution import CellFailure, Used
from grader.plain_errors import plain
from grader.reading import Kind, describe, exactly, read
from grader.results import (
    CellError,
    Counterexample,
    DiagnosisEntry,
    EdgeResult,
    ExecutionReport,
    FindingEntry,
    FunctionFound,
    PropertyResult,
    RedFlag,
    SandboxReport,
    SubmissionResult,
)
from grader.sandbox.policy import Tier
from grader.source import defined_after
from grader.statement import Statement, inside, listed
from grader.submission import Cell, Entry, Submission
from grader.undefined import of_formula, undefined_parts
from grader.verdict import Verdict, tally
from grader.vocabulary import ASIDE, Answer, Case, Container, Finding, Handling, Status


def refused(entry: Entry, error: SubmissionError, sha256: str | None) -> SubmissionResult:
    """The record of a submission that was not executed to its end."""
    return _bare(entry, sha256, error.status, error.reason, None, ())


def failed(entry: Entry, error: InternalError, sha256: str | None) -> SubmissionResult:
    """The record of a submission that we failed on."""
    return _bare(entry, sha256, Status.GRADER_ERROR, f"The grader failed: {error}", None, ())


def examined(
    submission: Submission,
    outcome: Verdict | SubmissionError,
    failures: Sequence[CellFailure],
    used: Used,
    tier: Tier,
) -> SubmissionResult:
    """The record of a submission that was executed: with its verdict, or with why there is none."""
    execution = _execution(submission, failures, used, tier)
    findings = _cell_findings(failures, submission.cells)
    if isinstance(outcome, SubmissionError):
        return _bare(submission.entry, submission.sha256, outcome.status, outcome.reason, execution, findings)
    results = outcome.results
    told = _statements(outcome)
    computed = of_formula(results, outcome.diagnosis.misconceptions)
    reason = _headline(outcome, told) if outcome.status is Status.GRADED else outcome.reason
    bare = _bare(submission.entry, submission.sha256, outcome.status, reason, execution, ())
    return msgspec.structs.replace(
        bare,
        rating=outcome.grade.rating,
        rule=outcome.grade.rule,
        core=dict(results.best.core) if outcome.status is Status.GRADED else None,
        edges={each.edge.id: each.handling for each in results.best.edges} if outcome.status is Status.GRADED else None,
        edge_results=_edges(results, computed) if outcome.status is Status.GRADED else None,
        misconceptions=tuple(entry.id for entry in outcome.diagnosis.misconceptions),
        diagnosis=tuple(
            DiagnosisEntry(
                id=each.id, says=f"{each.says} {each.more}".strip(), ask=each.ask, good_answer=each.good_answer
            )
            for each in told
        ),
        findings=(*_findings(outcome), *findings),
        red_flags=_red_flags(outcome),
        counterexample=_told_example(outcome.smallest, outcome) if outcome.smallest else None,
        smaller=_told_example(outcome.smallest.smaller, outcome)
        if outcome.smallest and outcome.smallest.smaller
        else None,
        function=FunctionFound(name=outcome.function.name, cell=outcome.function.cell, source=outcome.function.source),
        properties=_properties(results, failing_by_rounding(outcome.diagnosis.misconceptions, results)),
        own_tests=outcome.own_tests.tests if outcome.own_tests else None,
        forms=outcome.diagnosis.forms(results.best.core) if outcome.status is Status.GRADED else {},
        tally=tally(results, dressed=_only_dressed(outcome), computed=computed)
        if outcome.status is Status.GRADED
        else "",
    )


def _only_dressed(outcome: Verdict) -> bool:
    """Whether nothing but the form of the numbers is wrong."""
    return outcome.grade.rule == "other_dress" and all(e.kind == "dress" for e in outcome.diagnosis.misconceptions)


def _statements(outcome: Verdict) -> tuple[Statement, ...]:
    """The diagnosis: before it that a library does the work, if that gave the rating; last, a call by position."""
    first = (delegation(outcome.results, outcome.delegated),) if outcome.grade.rule == "delegated" else ()
    steady = outcome.status is Status.GRADED and outcome.behaviour is Steadiness.STEADY
    last = by_position.statement(outcome.results, outcome.function.target) if steady else None
    return (*first, *outcome.diagnosis.statements, *((last,) if last else ()))


def _headline(outcome: Verdict, told: Sequence[Statement]) -> str:
    """What is wrong in one sentence, or that nothing is."""
    wrong = [each for each in told if each.id not in ASIDE]
    if wrong:
        return wrong[0].says
    contract = outcome.results.question.contract
    titles = listed([part.title if not place else inside(part.title) for place, part in enumerate(contract.parts)])
    edges = ", and every undefined ratio (0/0) is handled on purpose" if contract.edge_classes else ""
    return f"{titles} {'are' if len(contract.parts) > 1 else 'is'} right{edges}."


def _bare(
    entry: Entry,
    sha256: str | None,
    status: Status,
    reason: str,
    execution: ExecutionReport | None,
    findings: tuple[FindingEntry, ...],
) -> SubmissionResult:
    grade = grade_of(status) if status is not Status.GRADED else None
    return SubmissionResult(
        candidate=entry.candidate,
        notebook=entry.notebook,
        page=entry.page,
        sha256=sha256,
        status=status,
        reason=reason,
        rating=grade.rating if grade else None,
        rule=grade.rule if grade else "",
        core=None,
        edges=None,
        edge_results=None,
        misconceptions=(),
        diagnosis=(),
        findings=findings,
        red_flags=_red_flags_of(status),
        counterexample=None,
        function=None,
        properties=None,
        own_tests=None,
        execution=execution,
    )


def _execution(submission: Submission, failures: Sequence[CellFailure], used: Used, tier: Tier) -> ExecutionReport:
    return ExecutionReport(
        sandbox=SandboxReport(tier=tier.value, layers=used.layers),
        cells=sum(cell.kind == "code" for cell in submission.cells),
        errors=tuple(CellError(cell=each.cell, name=each.name, message=each.message) for each in failures),
        seconds=round(used.seconds, 3),
        cpu_seconds=round(used.cpu_seconds, 3),
        peak_memory_bytes=used.peak_memory_bytes,
    )


# --- findings -------------------------------------------------------------------------------------------------------


def _cell_findings(failures: Sequence[CellFailure], cells: Sequence[Cell]) -> tuple[FindingEntry, ...]:
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


def _findings(outcome: Verdict) -> tuple[FindingEntry, ...]:
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
            told = f"For {_call(case)}, which differ in length, it answers {describe(answer)} and says nothing."
            found.append((Finding.IGNORES_LENGTH_MISMATCH, told))
    if outcome.written.convention:
        found.append((Finding.STATES_ITS_CONVENTION, f"It says what it does: “{outcome.written.convention}”"))
    if outcome.written.explanation:
        found.append((Finding.EXPLAINS_IN_WORDS, f"The candidate explains: “{outcome.written.explanation}”"))
    return tuple(FindingEntry(id=id_, says=says) for id_, says in found)


def _red_flags_of(status: Status) -> tuple[RedFlag, ...]:
    if status is not Status.DOES_NOT_RUN:
        return ()
    return (
        RedFlag(
            id="could_not_start",
            says="There is an honest attempt, and it stops with an error on every input with a clear answer.",
        ),
    )


def _red_flags(outcome: Verdict) -> tuple[RedFlag, ...]:
    """The question's red flags, as far as outputs prove them."""
    flags = [*_red_flags_of(outcome.status)]
    concepts = [
        entry
        for entry in outcome.diagnosis.misconceptions
        if entry.kind == "concept" and entry.form != "constant"  # a fixed answer confuses nothing: it is unfinished
    ]
    if concepts and outcome.grade.rating == 1:
        says = " ".join(entry.says for entry in concepts)
        doubt = "Whether that is a wrong idea or a slip, the answers don't tell: ask."
        flags.append(RedFlag(id="metrics_in_doubt", says=f"{says} {doubt}"))
    tests = outcome.own_tests
    tried = tests is not None and (tests.tests is None or bool(tests.edges))  # what could not be weighed may try some
    failing = all(edge.worst in FAILING for edge in outcome.results.best.edges)
    if outcome.status is Status.GRADED and failing and not tried:
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
            says = (
                f"It works on {plural[results.best.container]}; on {plural[other.container]} "
                f"it fails: for {_call(results.battery.cases[place])} it {_does(other.answers[place])}."
            )
            found.append((only[results.best.container], says))
    return found


def _does(answer: GivenAnswer) -> str:
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


# --- cases ----------------------------------------------------------------------------------------------------------


def _edges(results: CaseResults, computed: Collection[str]) -> tuple[EdgeResult, ...]:
    return tuple(
        EdgeResult(
            id=handled.edge.id,
            title=handled.edge.title,
            handling=handled.handling,
            parts=handled.parts,
            says=f"{handled.evidence}, as its formula does" if handled.edge.id in computed else handled.evidence,
            by_formula=handled.edge.id in computed,
            cases=len(handled.places),
            failed=len(handled.failed),
            example=_at(results, (handled.failed or handled.places)[0]) if handled.places else None,
        )
        for handled in results.best.edges
    )


def _properties(results: CaseResults, rounded: Collection[str]) -> tuple[PropertyResult, ...]:
    return tuple(
        PropertyResult(
            id=each.id,
            title=each.title,
            cases=len(each.checked),
            failed=len(each.failed),
            strip=_strip(each, results),
            counterexample=_related(results, each.failed[0]) if each.failed else None,
            by_rounding=each.id in rounded,
        )
        for each in results.properties
    )


_STRIP = 40
"""At most so many runs of cases are told apart where a property's failures are drawn."""


def _strip(outcome: PropertyOutcome, results: CaseResults) -> tuple[int, ...]:
    """The percentage of failures in each of up to 40 equal runs of a property's cases, the smallest cases first."""
    total = len(outcome.checked)
    runs = min(_STRIP, total)
    if not outcome.failed:
        return (0,) * runs
    cases, broken = results.battery.cases, set(outcome.failed)
    ordered = sorted(map(tuple, outcome.checked), key=lambda group: size(cases[group[0]]))
    bounds = [total * run // runs for run in range(runs + 1)]
    return tuple(
        round(100 * sum(group in broken for group in ordered[start:end]) / (end - start))
        for start, end in itertools.pairwise(bounds)
    )


def _related(results: CaseResults, group: Sequence[int]) -> Counterexample:
    """A failing group of a property: its first case; the related ones are told in `got`."""
    first = _at(results, group[0])
    if len(group) == 1:
        return first
    others = "; ".join(
        f"and for {_call(results.battery.cases[place])}: {exactly(results.best.answers[place])}" for place in group[1:]
    )
    return Counterexample(
        args=first.args,
        container=first.container,
        expected=first.expected,
        got=f"{first.got}; {others}",
        got_parts=None,
        counts=first.counts,
        undefined=first.undefined,
    )


def _at(results: CaseResults, place: int) -> Counterexample:
    return _example(counterexample.at(results, place), results)


def _undefined(smallest: Smallest, results: CaseResults) -> dict[str, Handling]:
    """The parts without a value there, where the example is a case of the battery: a shrunk one leaves none out."""
    cases = results.battery.cases
    return undefined_parts(results, cases.index(smallest.case)) if smallest.case in cases else {}


def _example(smallest: Smallest, results: CaseResults) -> Counterexample:
    return Counterexample(
        args=smallest.case,
        container=smallest.container,
        expected=_finite(smallest.expected),
        got=exactly(smallest.answer),
        got_parts=_got_parts(smallest, results),
        counts=dict(results.question.contract.counts(smallest.case)),
        undefined=_undefined(smallest, results),
        before=smallest.before,
        shrunk=smallest.shrunk,
    )


def _told_example(smallest: Smallest, outcome: Verdict) -> Counterexample:
    """The example on top of the page, with what the misconceptions say of it."""
    told = [entry.shows(smallest.case) for entry in outcome.diagnosis.misconceptions if entry.shows]
    return msgspec.structs.replace(_example(smallest, outcome.results), why=" ".join(told))


_WORDS = {Kind.NAN: "nan", Kind.INFINITE: "inf", Kind.NONE: "None", Kind.WORD: "a word", Kind.ABSENT: "nothing"}


def _got_parts(smallest: Smallest, results: CaseResults) -> tuple[float | str, ...] | None:
    """What was read for each part; None where the call returned nothing that has parts."""
    found = read(smallest.answer, results.question.contract.parts)
    if found.form in ("none", "single"):
        return None
    return tuple(
        number if kind is Kind.NUMBER else _WORDS[kind] for number, kind in zip(found.numbers, found.kinds, strict=True)
    )


def _finite(numbers: Answer) -> tuple[float | str, ...]:
    return tuple(number if math.isfinite(number) else str(number) for number in numbers)


def _call(case: Case) -> str:
    shown = ", ".join(str(list(argument)) for argument in case)
    return shown if len(shown) <= 120 else f"{shown[:117]}..."
