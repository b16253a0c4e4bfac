"""One submission's page as a record: everything that its template shows, decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.next_question import ask_next
from grader.pages import example, marks, method
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
from grader.statement import inside, listed
from grader.vocabulary import Finding, Status

_LONG = 2_000
"""Characters of a sentence of ours that may quote a candidate."""
_BAR, _LEAST_BAR = 14, 2
"""Heights of a full bar of the strip, and of the lowest that shows anything."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """An entry of the page's contents."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Something with a verdict, and a word on it where it needs one."""

    title: str
    mark: Mark
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class FunctionView:
    """A function, and those of the notebook that it uses. `cell` is the number of its cell on this page, if known."""

    name: str
    cell: int | None
    code: CodeView | None
    helpers: tuple[FunctionView, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EdgeRow:
    """How an edge class is handled: `mixed` lists the handlings seen, worst first, where there is more than one.

    `above` says that its example is the input on top of the page.
    """

    title: str
    mark: Mark
    mixed: tuple[Mark, ...]
    says: str
    cases: int
    failed: int
    example: str | None
    above: bool


@dataclass(frozen=True, kw_only=True)
class PropertyRow:
    """How often a property was checked, and how it failed, with a word on that where it needs one.

    `strip` holds the heights of the bars that draw it.
    """

    title: str
    mark: Mark
    note: str
    strip: tuple[int, ...]
    cases: int
    failed: int
    counterexample: CounterexampleView | None


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What to ask, what a good answer holds, and what it is about where the headline hasn't said so."""

    says: str
    ask: str
    good_answer: str


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
    status: Mark | None
    rating: Mark
    rule_label: str
    rule: str
    reason: str
    more: tuple[str, ...]
    tally: str
    core: tuple[Judged, ...]
    asks: tuple[Ask, ...]
    red_flags: tuple[Note, ...]
    counterexample: CounterexampleView | None
    example_name: str
    example_title: str
    example_says: str
    example_note: str
    function: FunctionView | None
    edges: tuple[EdgeRow, ...]
    properties: tuple[PropertyRow, ...]
    properties_say: str
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
        status=None if submission.status is Status.GRADED else marks.of_status(submission.status),
        rating=rating,
        rule_label="Why this rating" if submission.rating else "Why none, and what to do",
        rule=run.rules.get(submission.rule, submission.rule),
        reason=shortened(submission.reason, _LONG),
        more=_more(submission),
        tally=shortened(submission.tally, _LONG),
        core=_core(submission, run),
        asks=_asks(submission),
        red_flags=tuple(_note(marks.title_of_flag(flag.id), flag.says) for flag in submission.red_flags),
        counterexample=_counterexample(submission.counterexample, submission, run),
        example_name=example.name(submission),
        example_title=example.title(submission),
        example_says=example.says(submission, run),
        example_note=shortened(example.note(submission, run), _LONG),
        function=None if found is None else _function(found),
        edges=tuple(_edge(edge, submission, run) for edge in submission.edge_results or ()),
        properties=_properties(submission, run),
        properties_say=_properties_say(submission),
        findings=_findings(submission),
        own_tests=_own_tests(submission.own_tests) if submission.own_tests else (),
        errors=tuple((e.cell, _note(e.name, e.message)) for e in execution.errors) if execution else (),
        notebook=None if notebook is None else notebook_view(notebook, graded_cell=found.cell if found else None),
        facts=method.submission_facts(submission),
        run_facts=method.made_with(run),
        sections=_sections(submission, notebook),
    )


def words(identifier: str) -> str:
    """Return an identifier in words: "Swapped precision recall"."""
    return identifier.replace("_", " ").capitalize()


def _more(submission: SubmissionResult) -> tuple[str, ...]:
    """Return what belongs to the headline: the rest of the first statement, and what only follows from others."""
    entries = submission.diagnosis
    rest = [entries[0].says.removeprefix(submission.reason).strip()] if entries else []
    follows = [entry.says for entry in entries[1:] if not entry.ask]
    return tuple(shortened(says, _LONG) for says in (*rest, *follows) if says)


def _asks(submission: SubmissionResult) -> tuple[Ask, ...]:
    """Return the questions; the first is about what the headline says."""
    entries = [entry for entry in ask_next(submission) if entry.ask]
    return tuple(
        Ask(
            says=shortened(entry.says, _LONG) if place else "",
            ask=shortened(entry.ask, _LONG),
            good_answer=shortened(entry.good_answer, _LONG),
        )
        for place, entry in enumerate(entries)
    )


def _core(submission: SubmissionResult, run: Run) -> tuple[Judged, ...]:
    judged = submission.core or {}
    follows = {entry.id.removeprefix("follows_") for entry in submission.diagnosis if not entry.ask}
    sources = [inside(title) for id, title in run.parts.items() if judged.get(id) is False and id not in follows]
    note = f"follows from {listed(sources)}" if sources else ""
    return tuple(
        Judged(
            title=title,
            mark=marks.of_part(judged.get(id), submission.rule, submission.forms.get(id, "")),
            note=note if id in follows else _NOTES.get(submission.rule or "", "") if judged.get(id) else "",
        )
        for id, title in run.parts.items()
    )


_NOTES = {"stateful": "on a first call", "edge_leaks": "where defined", "edge_wrong": "where defined"}
"""By a rule, what is to be known of a part that is called right."""

_TOLD_BY_RULE = {"stateful": Finding.STATEFUL, "delegated": Finding.DELEGATES_TO_LIBRARY}


def _findings(submission: SubmissionResult) -> tuple[Note, ...]:
    """Return the findings, without what the rating or the diagnosis has told already."""
    told = {_TOLD_BY_RULE.get(submission.rule), *(entry.id for entry in submission.diagnosis)}
    return tuple(_note(marks.title_of(entry.id), entry.says) for entry in submission.findings if entry.id not in told)


def _counterexample(
    failing: Counterexample | None, submission: SubmissionResult, run: Run
) -> CounterexampleView | None:
    if failing is None:
        return None
    return counterexample_view(
        failing,
        parameters=run.parameters,
        parts=run.parts,
        cells=run.cells,
        forms=submission.forms,
    )


def _function(found: FunctionFound) -> FunctionView:
    code = None if found.source is None else code_view(found.source)
    helpers = tuple(
        FunctionView(name=shortened(each.name, 120), cell=each.cell, code=code_view(each.source))
        for each in found.helpers
    )
    return FunctionView(name=shortened(found.name, 120), cell=found.cell, code=code, helpers=helpers)


def _edge(edge: EdgeResult, submission: SubmissionResult, run: Run) -> EdgeRow:
    return EdgeRow(
        title=edge.title,
        mark=marks.BY_FORMULA if edge.by_formula else marks.of_handling(edge.handling),
        mixed=tuple(marks.of_handling(handling) for handling in edge.parts) if len(edge.parts) > 1 else (),
        says=shortened(edge.says, _LONG),
        cases=edge.cases,
        failed=edge.failed,
        example=inline(edge.example, run.parameters) if edge.example and not _shown(edge.example, submission) else None,
        above=edge.example is not None and _shown(edge.example, submission),
    )


def _shown(failing: Counterexample, submission: SubmissionResult) -> bool:
    """Whether an input is the one that stands on top of the page."""
    return submission.counterexample is not None and failing.args == submission.counterexample.args


def _properties(submission: SubmissionResult, run: Run) -> tuple[PropertyRow, ...]:
    """Return the properties, without the edge classes, which have a table of their own."""
    found = submission.properties or ()
    return tuple(_property(result, submission, run) for result in found if not result.id.startswith("edge_"))


def _properties_say(submission: SubmissionResult) -> str:
    """Return how failures are to be read, where that needs a word."""
    if submission.status is not Status.GRADED:
        return "Without an answer none of these can be seen to hold."
    fails = any(each.failed for each in submission.properties or ())
    if not fails or not submission.forms:
        return ""
    return "The numbers are compared as they came, which is not as was asked for: so some of these fail."


def _property(result: PropertyResult, submission: SubmissionResult, run: Run) -> PropertyRow:
    """Return a property, with an input that breaks it where that is another than the one on top of the page."""
    other = None if result.counterexample and _shown(result.counterexample, submission) else result.counterexample
    return PropertyRow(
        title=result.title,
        mark=marks.of_property(cases=result.cases, failed=result.failed, unanswered=result.unanswered),
        note="by rounding alone" if result.by_rounding else "",
        strip=tuple(share and max(_LEAST_BAR, round(share * _BAR / 100)) for share in result.strip),
        cases=result.cases,
        failed=result.failed,
        counterexample=_counterexample(other, submission, run),
    )


def _note(title: str, says: str) -> Note:
    return Note(title=shortened(title, 120), says=shortened(says, _LONG))


def _own_tests(tests: OwnTests) -> tuple[Fact, ...]:
    accepts = {True: "yes", False: "no: they refuse a right answer", None: "not known"}[tests.accept_reference]
    known = (
        Fact(name="Own tests", value=count(tests.asserts, "assert")),
        Fact(name="They accept a right function", value=accepts),
    )
    if tests.accept_reference is None:
        return known
    return (
        *known,
        Fact(name="Wrong functions they notice", value=_listed(tests.caught)),
        Fact(name="Wrong functions they let pass", value=_listed(tests.missed)),
    )


def _listed(identifiers: tuple[str, ...]) -> str:
    return ", ".join(identifier.replace("_", " ") for identifier in identifiers) or "none"


def _sections(submission: SubmissionResult, notebook: Mapping[str, object] | None) -> tuple[Section, ...]:
    """Return the sections that this page has, in its order."""
    execution = submission.execution
    present = (
        ("verdict", "Verdict", True),
        ("diagnosis", "Ask next", bool(ask_next(submission))),
        ("counterexample", example.name(submission), True),
        ("red-flags", "Red flags", submission.red_flags),
        ("function", "Function", submission.function),
        ("edges", "Edge cases", submission.edge_results),
        ("properties", "Properties", submission.properties),
        ("findings", "Findings", _findings(submission)),
        ("own-tests", "Own tests", submission.own_tests),
        ("errors", "Cell errors", execution and execution.errors),
        ("notebook", "Notebook", notebook is not None),
        ("method", "How it was graded", True),
    )
    return tuple(Section(id=id, title=title) for id, title, there in present if there)
