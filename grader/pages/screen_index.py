"""The screens of a run side by side: outcomes that filter, and every area of everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from grader.pages import marks
from grader.pages.marks import Mark
from grader.pages.screen_view import area_mark, reason, total
from grader.pages.text import shortened
from grader.results import Outcome, Results, Screen

_FIRST: tuple[Outcome, ...] = ("incomplete", "strong", "conditional", "decline", "stopped_early")
"""The order of the overview: first what waits for a person."""


@dataclass(frozen=True, kw_only=True)
class ScreenRow:
    """One candidate's screen. `coding` is None where there is no notebook."""

    href: str
    candidate: str
    outcome: Outcome
    mark: Mark
    total: str
    reason: str
    areas: tuple[Mark, ...]
    coding: Mark | None
    red_flags: int


@dataclass(frozen=True, kw_only=True)
class OutcomeTally:
    """How many screens ended so; `key` is what the filter is called by."""

    key: Outcome
    mark: Mark
    number: int


@dataclass(frozen=True, kw_only=True)
class ScreenIndex:
    """All screens. `areas` are the titles of the columns, `legend` the marks that stand in them without their words."""

    tallies: tuple[OutcomeTally, ...]
    areas: tuple[str, ...]
    legend: tuple[Mark, ...]
    rows: tuple[ScreenRow, ...]
    incomplete: tuple[ScreenRow, ...]


def screen_index(results: Results) -> ScreenIndex | None:
    """Return the screens of a run, those that wait for a person first; None where it has none."""
    found = list(_screens(results))
    if not found:
        return None
    areas = {area.id: area.title for _, _, screen, _ in found for area in screen.areas.values()}
    rows = sorted(
        (_row(candidate, page, screen, coding, tuple(areas)) for candidate, page, screen, coding in found),
        key=lambda row: (_FIRST.index(row.outcome), row.candidate.casefold(), row.href),
    )
    return ScreenIndex(
        tallies=_tallies(rows),
        areas=tuple(areas.values()),
        legend=(*map(marks.of_rating, (3, 2, 1, None)), marks.UNRATED),
        rows=tuple(rows),
        incomplete=tuple(row for row in rows if row.outcome == "incomplete"),
    )


def _screens(results: Results) -> Iterator[tuple[str, str, Screen, Mark | None]]:
    for each in results.submissions:
        if each.screen is not None:
            yield each.candidate, each.page, each.screen, marks.of_rating(each.rating)
    for alone in results.without_notebook:
        yield alone.candidate, alone.page, alone.screen, None


def _row(candidate: str, page: str, screen: Screen, coding: Mark | None, areas: Sequence[str]) -> ScreenRow:
    return ScreenRow(
        href=f"./{quote(page, errors='replace')}.html",
        candidate=shortened(candidate, 60),
        outcome=screen.outcome,
        mark=marks.of_outcome(screen.outcome),
        total=total(screen) or "–",
        reason=shortened(reason(screen), 400),
        areas=tuple(area_mark(screen.areas[id]) if id in screen.areas else marks.UNRATED for id in areas),
        coding=coding,
        red_flags=len(screen.flags),
    )


def _tallies(rows: Sequence[ScreenRow]) -> tuple[OutcomeTally, ...]:
    counts = Counter(row.outcome for row in rows)
    return tuple(OutcomeTally(key=each, mark=marks.of_outcome(each), number=counts[each]) for each in _FIRST)
