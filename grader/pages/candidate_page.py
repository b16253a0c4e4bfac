"""One submission's page as a record: everything that its template shows, decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.pages import marks, method
from grader.pages.code_view import CodeView, code_view
from grader.pages.counterexample_view import CounterexampleView, counterexample_view, inline
from grader.pages.marks import Mark
from grader.pages.method import Fact
from grader.pages.notebook_view import NotebookView, notebook_view
from grader.pages.text import count, shortened
from grader.results import (
    Counterexample,
    EdgeResult,
    FunctionFound,
    OwnTests,
    PropertyResult,
    Results,
    Run,
    SubmissionResult,
)

_LONG = 2_000
"""Characters of a sentence of ours that may quote a candidate."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """An entry of the page's contents."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Something with a verdict."""

    title: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class FunctionView:
    """The graded function. `cell` is the number of its cell on this page, if that is known."""

    name: str
    cell: int | None
    code: CodeView | None


@dataclass(frozen=True, kw_only=True)
class EdgeRow:
    """How an edge class is handled: `mixed` lists the handlings seen, worst first, where there is more than one."""

    title: str
    mark: Mark
    mixed: tuple[Mark, ...]
    says: str
    cases: int
    failed: int
    example: str | None


@dataclass(frozen=True, kw_only=True)
class PropertyRow:
    """How often a property was checked, and how it failed."""

    title: str
    mark: Mark
    cases: int
    failed: int
    counterexample: CounterexampleView | None


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What is wrong, and what to ask next."""

    says: str
    ask: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """A titled sentence."""

    title: str
    says: str


@dataclass(frozen=True, kw_only=True)
class CandidatePage:
    """A candidate page, top to bottom. Empty or None is what grading didn't reach or didn't find."""

    title: str
    candidate: str
    notebook_name: str
    question: str
    task: str
    index_href: str
    notebook_href: str | None
    stamp: str | None
    status: Mark
    rating: Mark
    rule: str
    reason: str
    core: tuple[Judged, ...]
    diagnosis: tuple[Ask, ...]
    red_flags: tuple[Note, ...]
    counterexample: CounterexampleView | None
    function: FunctionView | None
    edges: tuple[EdgeRow, ...]
    properties: tuple[PropertyRow, ...]
    findings: tuple[Note, ...]
    own_tests: tuple[Fact, ...]
    errors: tuple[tuple[int, Note], ...]
    notebook: NotebookView | None
    facts: tuple[Fact, ...]
    run_facts: tuple[Fact, ...]
    sections: tuple[Section, ...]


def candidate_page(
    results: Results, submission: SubmissionResult, notebook: Mapping[str, object] | None
) -> CandidatePage:
    """Return the page of one submission, with its executed notebook where there is one."""
    run = results.run
    rating = marks.of_rating(submission.rating)
    found = submission.function
    execution = submission.execution
    return CandidatePage(
        title=f"{shortened(submission.candidate, 60)}: {rating.number} {rating.word}".replace(":  ", ": "),
        candidate=shortened(submission.candidate, 120),
        notebook_name=shortened(submission.notebook, 300),
        question=run.question_title,
        task=run.task,
        index_href="../" * submission.page.count("/") + "index.html",
        notebook_href=None if notebook is None else submission.page.rpartition("/")[2] + ".ipynb",
        stamp=method.stamp(run, submission),
        status=marks.of_status(submission.status),
        rating=rating,
        rule=run.rules.get(submission.rule, submission.rule),
        reason=shortened(submission.reason, _LONG),
        core=_core(submission, run),
        diagnosis=tuple(Ask(says=shortened(e.says, _LONG), ask=shortened(e.ask, _LONG)) for e in submission.diagnosis),
        red_flags=tuple(_note(words(flag.id), flag.says) for flag in submission.red_flags),
        counterexample=_counterexample(submission.counterexample, run),
        function=None if found is None else _function(found),
        edges=tuple(_edge(edge, run) for edge in submission.edge_results or ()),
        properties=tuple(_property(result, run) for result in submission.properties or ()),
        findings=tuple(_note(words(entry.id), entry.says) for entry in submission.findings),
        own_tests=_own_tests(submission.own_tests) if submission.own_tests else (),
        errors=tuple((e.cell, _note(e.name, e.message)) for e in execution.errors) if execution else (),
        notebook=None if notebook is None else notebook_view(notebook, graded_cell=found.cell if found else None),
        facts=method.submission_facts(submission),
        run_facts=method.run_facts(run),
        sections=_sections(submission, notebook),
    )


def words(identifier: str) -> str:
    """Return an identifier in words: "Swapped precision recall"."""
    return identifier.replace("_", " ").capitalize()


def _core(submission: SubmissionResult, run: Run) -> tuple[Judged, ...]:
    judged = submission.core or {}
    dressed = submission.rule == "other_dress"
    return tuple(
        Judged(title=title, mark=marks.of_part(judged.get(id), dressed=dressed)) for id, title in run.parts.items()
    )


def _counterexample(example: Counterexample | None, run: Run) -> CounterexampleView | None:
    return counterexample_view(example, parameters=run.parameters, parts=run.parts) if example else None


def _function(found: FunctionFound) -> FunctionView:
    code = None if found.source is None else code_view(found.source)
    return FunctionView(name=shortened(found.name, 120), cell=found.cell, code=code)


def _edge(edge: EdgeResult, run: Run) -> EdgeRow:
    return EdgeRow(
        title=edge.title,
        mark=marks.of_handling(edge.handling),
        mixed=tuple(marks.of_handling(handling) for handling in edge.parts) if len(edge.parts) > 1 else (),
        says=shortened(edge.says, _LONG),
        cases=edge.cases,
        failed=edge.failed,
        example=inline(edge.example, run.parameters) if edge.example else None,
    )


def _property(result: PropertyResult, run: Run) -> PropertyRow:
    return PropertyRow(
        title=result.title,
        mark=marks.of_property(cases=result.cases, failed=result.failed),
        cases=result.cases,
        failed=result.failed,
        counterexample=_counterexample(result.counterexample, run),
    )


def _note(title: str, says: str) -> Note:
    return Note(title=shortened(title, 120), says=shortened(says, _LONG))


def _own_tests(tests: OwnTests) -> tuple[Fact, ...]:
    accepts = {True: "yes", False: "no: they refuse a right answer", None: "not known"}[tests.accept_reference]
    known = (
        Fact(name="Asserts", value=count(tests.asserts, "assert")),
        Fact(name="They accept the reference", value=accepts),
    )
    if tests.accept_reference is None:
        return known
    return (
        *known,
        Fact(name="Wrong variants they catch", value=_listed(tests.caught)),
        Fact(name="Wrong variants they let pass", value=_listed(tests.missed)),
    )


def _listed(identifiers: tuple[str, ...]) -> str:
    return ", ".join(identifier.replace("_", " ") for identifier in identifiers) or "none"


def _sections(submission: SubmissionResult, notebook: Mapping[str, object] | None) -> tuple[Section, ...]:
    """Return the sections that this page has, in its order."""
    execution = submission.execution
    present = (
        ("verdict", "Verdict", True),
        ("diagnosis", "Diagnosis", bool(submission.diagnosis)),
        ("red-flags", "Red flags", submission.red_flags),
        ("counterexample", "Counterexample", submission.counterexample),
        ("function", "Function", submission.function),
        ("edges", "Edge cases", submission.edge_results),
        ("properties", "Properties", submission.properties),
        ("findings", "Findings", submission.findings),
        ("own-tests", "Own tests", submission.own_tests),
        ("errors", "Cell errors", execution and execution.errors),
        ("notebook", "Notebook", notebook is not None),
        ("method", "How it was graded", True),
    )
    return tuple(Section(id=id, title=title) for id, title, there in present if there)
