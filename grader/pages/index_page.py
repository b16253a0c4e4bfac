"""The overview of a run as a record: who needs a person first, how many of each verdict, and everybody in one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from grader.pages import marks, method
from grader.pages.candidate_page import Judged, words
from grader.pages.marks import Mark
from grader.pages.method import Fact
from grader.pages.screen_index import ScreenIndex, ScreenRow, screen_index
from grader.pages.text import count, shortened
from grader.results import Results, Run, SubmissionResult
from grader.vocabulary import IN_ANOTHER_FORM, Handling, Status

_WORST_FIRST = (
    Handling.WRONG,
    Handling.LEAKS,
    Handling.MIXED,
    Handling.NOT_REACHED,
    Handling.OTHER_CONVENTION,
    Handling.AS_REFERENCE,
)


_NO_RATING = "These have no rating. That says nothing about the candidate yet."
_NO_OUTCOME = "Something is missing here. That says nothing about the candidate yet."


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many there are of something, with a sentence where it needs one."""

    mark: Mark
    number: int
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One submission in the overview. `edges` counts its edge classes by handling, worst first."""

    href: str
    candidate: str
    notebook: str
    status: Mark
    rating: Mark
    reason: str
    core: tuple[Judged, ...]
    edges: tuple[Tally, ...]
    misconceptions: tuple[str, ...]
    findings: int


@dataclass(frozen=True, kw_only=True)
class Confusion:
    """A misconception, in how many submissions it was recognised, and what it is."""

    title: str
    submissions: int
    says: str


@dataclass(frozen=True, kw_only=True)
class IndexPage:
    """The overview, top to bottom."""

    eyebrow: str
    title: str
    summary: str
    table_title: str
    waiting: str
    stamp: str | None
    parts: tuple[str, ...]
    needs_person: tuple[Row, ...]
    incomplete: tuple[ScreenRow, ...]
    ratings: tuple[Tally, ...]
    statuses: tuple[Tally, ...]
    rows: tuple[Row, ...]
    misconceptions: tuple[Confusion, ...]
    facts: tuple[Fact, ...]
    screens: ScreenIndex | None


def index_page(results: Results) -> IndexPage:
    """Return the overview of a run: who needs a person first, then the weakest first, then by candidate."""
    run, submissions = results.run, sorted(results.submissions, key=_urgency)
    rows = tuple(_row(submission, run) for submission in submissions)
    waiting = rows[: sum(submission.rating is None for submission in submissions)]
    screens = screen_index(results)
    graded = f"{count(len(rows), 'notebook' if screens else 'submission')}, graded on {method.moment(run.started)}."
    candidates = count(len({each.candidate for each in results.everybody}), "candidate")
    return IndexPage(
        eyebrow="Machine-learning phone screen" if screens else "Coding question of the screen",
        title="Screens of this run" if screens else run.question_title,
        summary=f"{candidates}; {graded}" if screens else graded,
        table_title=f"Coding: {run.question_title}" if screens else "All submissions",
        waiting=_NO_OUTCOME if screens else _NO_RATING,
        stamp=method.stamp(run),
        parts=tuple(run.parts.values()),
        needs_person=waiting,
        incomplete=_incomplete(screens, waiting),
        ratings=_ratings(submissions),
        statuses=_statuses(submissions),
        rows=rows,
        misconceptions=_misconceptions(submissions),
        facts=method.run_facts(run),
        screens=screens,
    )


def _incomplete(screens: ScreenIndex | None, waiting: Sequence[Row]) -> tuple[ScreenRow, ...]:
    """Return the incomplete screens, without those whose notebook waits already."""
    told = {row.href for row in waiting}
    return tuple(row for row in screens.incomplete if row.href not in told) if screens else ()


def _urgency(submission: SubmissionResult) -> tuple[bool, int, str, str]:
    """Return what the overview is sorted by; our own errors come before everything."""
    ours = submission.status is Status.GRADER_ERROR
    return not ours, submission.rating or 0, submission.candidate.casefold(), submission.page


def _row(submission: SubmissionResult, run: Run) -> Row:
    core = submission.core or {}
    return Row(
        href=f"./{quote(submission.page, errors='replace')}.html",
        candidate=shortened(submission.candidate, 60),
        notebook=shortened(submission.notebook, 120),
        status=marks.of_status(submission.status),
        rating=marks.of_rating(submission.rating),
        reason=shortened(submission.reason, 400),
        core=tuple(
            Judged(
                title=title,
                mark=marks.of_part(core.get(id), submission.rule, IN_ANOTHER_FORM * (id in submission.forms)),
            )
            for id, title in run.parts.items()
        ),
        edges=_edges(submission),
        misconceptions=tuple(map(words, submission.misconceptions)),
        findings=len(submission.findings),
    )


def _edges(submission: SubmissionResult) -> tuple[Tally, ...]:
    counts = Counter((submission.edges or {}).values())
    return tuple(Tally(mark=marks.of_handling(kind), number=counts[kind]) for kind in _WORST_FIRST if counts[kind])


def _ratings(submissions: Sequence[SubmissionResult]) -> tuple[Tally, ...]:
    counts = Counter(submission.rating for submission in submissions)
    return (
        Tally(mark=marks.of_rating(None), number=counts[None]),
        Tally(mark=marks.of_rating(1), number=counts[1]),
        Tally(mark=marks.of_rating(2), number=counts[2]),
        Tally(mark=marks.of_rating(3), number=counts[3]),
    )


def _statuses(submissions: Sequence[SubmissionResult]) -> tuple[Tally, ...]:
    counts = Counter(submission.status for submission in submissions)
    return tuple(Tally(mark=marks.of_status(status), number=counts[status]) for status in Status if counts[status])


def _misconceptions(submissions: Sequence[SubmissionResult]) -> tuple[Confusion, ...]:
    """Return the misconceptions recognised, the most common first; its words are those of the diagnosis."""
    counts = Counter(id for submission in submissions for id in submission.misconceptions)
    says = {entry.id: entry.says for submission in submissions for entry in submission.diagnosis}
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Confusion(title=words(id), submissions=number, says=shortened(says.get(id, ""), 400)) for id, number in ordered
    )
