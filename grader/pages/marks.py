"""Marks: how a verdict is shown. A glyph and a word, with a number where it has one; colour only repeats them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from grader.results import Outcome, Rating
from grader.vocabulary import Finding, Handling, Status

Tone = Literal["strong", "plain", "below", "flag", "quiet"]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A glyph, perhaps a number, and a word; `tone` names the colour."""

    glyph: str
    word: str
    tone: Tone
    number: str = ""


def of_rating(rating: Rating | None) -> Mark:
    """Return the mark of a rating; null is not a low rating, it asks for a person."""
    match rating:
        case 3:
            return Mark(glyph="▲", number="3", word="strong", tone="strong")
        case 2:
            return Mark(glyph="■", number="2", word="adequate", tone="plain")
        case 1:
            return Mark(glyph="▼", number="1", word="weak", tone="below")
        case None:
            return Mark(glyph="◆", word="no rating yet", tone="flag")


def of_status(status: Status) -> Mark:
    """Return the mark of a status, its word being the status in plain words."""
    word = _STATUSES.get(status, status.value.replace("_", " "))
    match status:
        case Status.GRADED:
            return Mark(glyph="✓", word=word, tone="plain")
        case Status.DOES_NOT_RUN | Status.TIMEOUT | Status.OUT_OF_MEMORY | Status.OUTPUT_LIMIT | Status.KERNEL_DIED:
            return Mark(glyph="✕", word=word, tone="below")
        case (
            Status.NO_FUNCTION
            | Status.AMBIGUOUS_FUNCTION
            | Status.NOT_ATTEMPTED
            | Status.MISSING_PACKAGE
            | Status.OTHER_LANGUAGE
            | Status.INVALID_NOTEBOOK
            | Status.PROTOCOL_VIOLATION
        ):
            return Mark(glyph="◆", word=word, tone="flag")
        case Status.GRADER_ERROR:
            return Mark(glyph="!", word="grader error (ours)", tone="flag")


_STATUSES = {Status.DOES_NOT_RUN: "stops with an error"}
"""What is said of a status where its name is another word for it: such a function does start."""


def of_handling(handling: Handling) -> Mark:
    """Return the mark of what a function does with an undefined ratio."""
    match handling:
        case Handling.AS_REFERENCE:
            return Mark(glyph="✓", word="as expected", tone="strong")
        case Handling.OTHER_CONVENTION:
            return Mark(glyph="≈", word="own choice", tone="strong")
        case Handling.LEAKS:
            return Mark(glyph="△", word="by accident", tone="below")
        case Handling.WRONG:
            return Mark(glyph="✕", word="wrong", tone="below")
        case Handling.MIXED:
            return Mark(glyph="±", word="mixed", tone="below")
        case Handling.NOT_REACHED:
            return Mark(glyph="–", word="not reached", tone="quiet")


BY_FORMULA = Mark(glyph="≈", word="by its formula", tone="plain")
"""The mark of an edge class in which the answers are what a wrong formula gives: neither chosen nor an accident."""


def of_part(right: bool | None, rule: str, form: str = "") -> Mark:
    """Return the mark of a part; `form` is the word for right numbers in another form, `rule` the rating's row."""
    if form:
        return _in_form(form)
    if right is False and rule == "partly_fails":
        return Mark(glyph="±", word="right where it answers", tone="below")
    if right is None and rule == "does_not_run":
        return Mark(glyph="✕", word="no number", tone="below")
    return of_answer(right)


def _in_form(form: str) -> Mark:
    return Mark(glyph="≈", word=form, tone="plain")


def of_answer(right: bool | None) -> Mark:
    """Return the mark of a part of the answer: right, wrong, or not judged."""
    if right is None:
        return Mark(glyph="–", word="not judged", tone="quiet")
    return Mark(glyph="✓", word="right", tone="strong") if right else Mark(glyph="✕", word="wrong", tone="below")


def of_reply(right: bool | None, form: str = "", *, whole: bool = False) -> Mark:
    """Return the mark of one number of one answer, None where no number came; `form` as above, `whole` of all."""
    if right is None:
        return Mark(glyph="✕", word="no number", tone="below")
    return _in_form(form) if form and (whole or not right) else of_answer(right)


def of_property(*, cases: int, failed: int, unanswered: int = 0) -> Mark:
    """Return the mark of a property, from how often it was checked and failed, and failed for want of a number."""
    if failed and failed == unanswered:
        return Mark(glyph="✕", word="no number", tone="below")
    if not cases:
        return Mark(glyph="–", word="not checked", tone="quiet")
    return Mark(glyph="✕", word="fails", tone="below") if failed else Mark(glyph="✓", word="holds", tone="strong")


UNRATED = Mark(glyph="–", word="not rated", tone="flag")


def of_outcome(outcome: Outcome) -> Mark:
    """Return the mark of what a screen ended in."""
    match outcome:
        case "strong":
            return Mark(glyph="▲", word="strong", tone="strong")
        case "conditional":
            return Mark(glyph="■", word="conditional", tone="plain")
        case "decline":
            return Mark(glyph="▼", word="decline", tone="below")
        case "stopped_early":
            return Mark(glyph="✕", word="stopped early", tone="below")
        case "incomplete":
            return Mark(glyph="◆", word="incomplete", tone="flag")


_TITLES = {
    Finding.MUTATES_INPUTS: "Changes its inputs",
    Finding.STATEFUL: "Remembers earlier calls",
    Finding.NONDETERMINISTIC: "Left to chance",
    Finding.DELEGATES_TO_LIBRARY: "Leaves the work to a library",
    Finding.STATES_ITS_CONVENTION: "Says what undefined means",
    Finding.IGNORES_LENGTH_MISMATCH: "Accepts unequal lengths",
    Finding.ARRAYS_ONLY: "NumPy arrays only",
    Finding.METHOD_OF_CLASS: "A method of a class",
}


_FLAGS = {"could_not_start": "Stops with an error"}


def title_of_flag(flag: str) -> str:
    """Return a red flag in plain words: "Metrics in doubt"."""
    return _FLAGS.get(flag, flag.replace("_", " ").capitalize())


def title_of(finding: Finding) -> str:
    """Return a finding in plain words: "Own tests"."""
    return _TITLES.get(finding, finding.value.replace("_", " ").capitalize())
