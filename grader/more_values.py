"""An answer that holds more values than were asked for: the others were left aside, and the page says so."""

from __future__ import annotations

from grader.answer import Array, Named, Returned
from grader.case_results import CaseResults
from grader.statement import Statement, inside, listed
from grader.vocabulary import MORE_VALUES


def statement(results: CaseResults) -> Statement | None:
    """What to say of it; None where no more came back, or not always as many."""
    parts = results.question.contract.parts
    numbers = {_number(results.best.answers[place]) for place in results.ordinary}
    if len(numbers) != 1:
        return None
    (number,) = numbers
    if number is None or number <= len(parts):
        return None
    titles = listed([inside(part.title) for part in parts])
    return Statement(
        id=MORE_VALUES,
        says=f"It returns {number} values, {len(parts)} of which were asked for: {titles} were taken from them.",
        more="The others were left aside.",
        ask="",
        good_answer="",
    )


def _number(answer: object) -> int | None:
    """How many values came back."""
    match answer:
        case Returned(value=(Named() | Array()) as held):
            return len(held.items)
        case Returned(value=tuple(held)):
            return len(held)
    return None
