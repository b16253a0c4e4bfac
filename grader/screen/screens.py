"""Joins a run's results with scorecards and coding activity: each candidate's screen, with or without a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

import msgspec

from grader.errors import DocumentError
from grader.results import Activity, CardVersion, Results, Screen, SubmissionResult, WithoutNotebook
from grader.screen.cards import Cards
from grader.screen.fold import CodingEvidence, fold
from grader.screen.rubric import Rubric
from grader.screen.rubric_files import sha256
from grader.submission import page_of
from grader.visible import same_name

Activities = Mapping[str, Activity]
"""Coding activity by candidate."""

_MOST_COMPARED = 60


def attach(results: Results, cards: Cards, rubric: Rubric, activities: Activities | None = None) -> Results:
    """The results with every candidate's screen, folded anew from these cards, and their coding activity.

    A candidate with a card and no notebook gets an entry of their own; one with a notebook and no card gets a screen
    that says so. Where `activities` is None, what the results had of it stays.
    """
    folded = _folded(results, cards, rubric)
    return folded if activities is None else with_activities(folded, activities)


def with_activities(results: Results, activities: Activities) -> Results:
    """The results with coding activity beside them; screens stay as they are."""
    return msgspec.structs.replace(
        results,
        submissions=tuple(
            msgspec.structs.replace(each, activity=activities.get(each.candidate)) for each in results.submissions
        ),
        without_notebook=tuple(
            msgspec.structs.replace(each, activity=activities.get(each.candidate)) for each in results.without_notebook
        ),
    )


CardId = tuple[str, str, int]
"""What tells a scorecard from every other: the candidate, the interviewer in any spelling, and the version."""

HandedIn = Mapping[CardId, CardVersion]
"""Scorecards that were handed in before."""


def gone(before: HandedIn, cards: Cards) -> tuple[str, ...]:
    """A line for each scorecard that was handed in before, and that is not among these.

    Raises DocumentError where one is there and says something else than it did: what was handed in stays as it is.
    """
    now = {(each.candidate, each.by, each.version): each.sha256 for all in cards.by_candidate.values() for each in all}
    changed = [key for key, card in before.items() if now.get(key, card.sha256) != card.sha256]
    if changed:
        raise DocumentError([_changed(key[0], before[key]) for key in changed])
    return tuple(
        f"{key[0]}: version {card.version} of {card.interviewer}'s scorecard was in this report, and is gone."
        for key, card in before.items()
        if key not in now
    )


def handed_in(results: Results) -> HandedIn:
    """The scorecards that results were folded from."""
    return {
        (each.candidate, same_name(card.interviewer), card.version): card
        for each in results.everybody
        for card in (each.screen.cards if each.screen else ())
    }


def unmatched(results: Results, cards: Cards) -> tuple[str, ...]:
    """A line for each notebook without a card, and each card without the notebook that was asked for."""
    return tuple(_unmatched(results, cards))


def _changed(candidate: str, card: CardVersion) -> str:
    return (
        f"{candidate}: version {card.version} of {card.interviewer}'s scorecard says something else than when it was "
        "handed in; restore it, and put the change into a copy with the next version and an edit"
    )


def _folded(results: Results, cards: Cards, rubric: Rubric) -> Results:
    digest = sha256(rubric)

    def screen(candidate: str, coding: CodingEvidence | None) -> Screen:
        return fold(cards.by_candidate.get(candidate, ()), coding, rubric, digest)

    def of(each: SubmissionResult) -> Screen:
        return screen(each.candidate, CodingEvidence(rating=each.rating, reason=each.reason))

    known = {each.candidate for each in results.submissions}
    activities = {each.candidate: each.activity for each in results.without_notebook}
    return msgspec.structs.replace(
        results,
        submissions=tuple(msgspec.structs.replace(each, screen=of(each)) for each in results.submissions),
        without_notebook=tuple(
            WithoutNotebook(
                candidate=candidate,
                page=page_of(candidate, ""),
                screen=screen(candidate, None),
                activity=activities.get(candidate),
            )
            for candidate in sorted(cards.by_candidate)
            if candidate not in known
        ),
    )


def _unmatched(results: Results, cards: Cards) -> Iterator[str]:
    notebooks = dict.fromkeys(each.candidate for each in results.submissions)
    without_card = [candidate for candidate in notebooks if candidate not in cards.by_candidate]
    without_notebook = [candidate for candidate in cards.by_candidate if candidate not in notebooks]
    for candidate in without_card:
        yield _told(f"{candidate}: a notebook without a scorecard", candidate, without_notebook)
    for candidate in without_notebook:
        if any(card.coding == "before" for card in cards.by_candidate[candidate]):
            yield _told(f"{candidate}: a scorecard without the notebook that was asked for", candidate, without_card)


def _told(line: str, candidate: str, others: Sequence[str]) -> str:
    """The line, with the name on the other side that is nearly this one."""
    names = {other.casefold(): other for other in others if len(other) <= _MOST_COMPARED}
    near = get_close_matches(candidate[:_MOST_COMPARED].casefold(), sorted(names), n=1)
    return f"{line}; is it the same as {names[near[0]]!r}?" if near else f"{line}."
