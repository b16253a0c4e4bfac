"""Puts what was found about one submission into its record of results.json."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from grader import by_position, case_records, more_values, noticed
from grader.behaviour import Steadiness
from grader.candidate_function import CandidateFunction
from grader.coding_grade import grade_of
from grader.diagnosis import delegation
from grader.dress import failing_by_rounding
from grader.errors import InternalError, SubmissionError
from grader.execution import CellFailure, Used
from grader.other_class import judged_for
from grader.results import (
    CellError,
    DiagnosisEntry,
    ExecutionReport,
    FindingEntry,
    FunctionFound,
    Helper,
    SandboxReport,
    SubmissionResult,
)
from grader.sandbox.policy import Tier
from grader.statement import Statement, inside, listed
from grader.submission import Entry, Submission
from grader.undefined import of_formula
from grader.verdict import Verdict, tally
from grader.vocabulary import ASIDE, Status


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
    of_cells = noticed.of_cells(failures, submission.cells)
    if isinstance(outcome, SubmissionError):
        return _bare(submission.entry, submission.sha256, outcome.status, outcome.reason, execution, of_cells)
    results = outcome.results
    told, named = _statements(outcome), outcome.diagnosis.misconceptions
    seen = judged_for(results, named)
    computed = of_formula(results, named) if seen is results else frozenset()
    reason = _headline(outcome, told) if outcome.status is Status.GRADED else outcome.reason
    bare = _bare(submission.entry, submission.sha256, outcome.status, reason, execution, ())
    return msgspec.structs.replace(
        bare,
        rating=outcome.grade.rating,
        rule=outcome.grade.rule,
        core=dict(results.best.core) if outcome.status is Status.GRADED else None,
        edges={each.edge.id: each.handling for each in seen.best.edges} if outcome.status is Status.GRADED else None,
        edge_results=case_records.edges(seen, computed, outcome.function.definition)
        if outcome.status is Status.GRADED
        else None,
        misconceptions=tuple(entry.id for entry in named),
        diagnosis=tuple(
            DiagnosisEntry(
                id=each.id, says=f"{each.says} {each.more}".strip(), ask=each.ask, good_answer=each.good_answer
            )
            for each in told
        ),
        findings=(*noticed.of_verdict(outcome), *of_cells),
        red_flags=noticed.red_flags(outcome),
        counterexample=case_records.told_example(outcome.smallest, named, results),
        smaller=case_records.told_example(outcome.smallest and outcome.smallest.smaller, named, results),
        function=_function(outcome.function),
        properties=case_records.properties(results, seen, failing_by_rounding(named, results)),
        own_tests=outcome.own_tests.tests if outcome.own_tests else None,
        forms=outcome.diagnosis.forms(results.best.core) if outcome.status is Status.GRADED else {},
        tally=tally(results, dressed=_only_dressed(outcome), of_edges=seen, computed=computed)
        if outcome.status is Status.GRADED
        else "",
    )


_MOST_HELPERS = 5
_LONGEST_HELPER = 4_000


def _function(found: CandidateFunction) -> FunctionFound:
    short = [each for each in found.helpers if len(each.source) <= _LONGEST_HELPER]
    return FunctionFound(
        name=found.name,
        cell=found.cell,
        source=found.source,
        helpers=tuple(Helper(name=each.shown, cell=each.cell, source=each.source) for each in short[:_MOST_HELPERS]),
    )


def _only_dressed(outcome: Verdict) -> bool:
    """Whether nothing but the form of the numbers is wrong."""
    return outcome.grade.rule == "other_dress" and all(e.kind == "dress" for e in outcome.diagnosis.misconceptions)


def _statements(outcome: Verdict) -> tuple[Statement, ...]:
    """The diagnosis: before it that a library does the work, if that gave the rating; last, a call by position."""
    first = (delegation(outcome.results, outcome.delegated),) if outcome.grade.rule == "delegated" else ()
    steady = outcome.status is Status.GRADED and outcome.behaviour is Steadiness.STEADY
    last = by_position.statement(outcome.results, outcome.function.target) if steady else None
    more = (
        more_values.statement(outcome.results, outcome.function.definition) if outcome.status is Status.GRADED else None
    )
    return (*first, *outcome.diagnosis.statements, *(each for each in (last, more) if each))


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
    found: tuple[FindingEntry, ...],
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
        findings=found,
        red_flags=noticed.red_flags_of(status),
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
