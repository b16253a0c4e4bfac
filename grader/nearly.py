"""Numbers that are wrong by so little, or on so long inputs only, that no wrong idea is behind it; and code that is
right on every ordinary input, and stops with an error on one that is very long.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.answer import Raised
from grader.battery import LARGE
from grader.case_results import CaseResults
from grader.plain_errors import plain
from grader.statement import Statement, inside, listed, number
from grader.vocabulary import Case

LITTLE = 0.005
"""What rounding to two decimals changes at most: on short inputs a wrong formula is further off than that."""

SHORT = 32
"""Labels up to which all must be right, so that only the length is to blame."""


def off_by(results: CaseResults) -> float | None:
    """How far the numbers are off at most, where that is a little everywhere; None where they are right, or further."""
    places = list(results.ordinary)
    if not results.best.answered[places].all():
        return None
    most = float(np.abs(results.best.numbers[places] - results.battery.expected[places]).max())
    return most if results.question.contract.tolerance < most <= LITTLE else None


def right_up_to(results: CaseResults) -> int | None:
    """The length up to which every input is all right, where most inputs are and only longer ones get wrong numbers."""
    failing, cases = list(results.failing), results.battery.cases
    if not failing or 2 * len(failing) > len(results.ordinary) or not results.best.answered[failing].all():
        return None
    shortest = min(_length(cases[place]) for place in failing)
    right = max((_length(cases[place]) for place in results.ordinary if _length(cases[place]) < shortest), default=0)
    return right if right >= SHORT else None


def error_on_large(results: CaseResults) -> Raised | None:
    """The error that stops the function on a very long input. One that lacks memory or time is only slow."""
    answers = (results.best.answers[place] for place, kind in enumerate(results.battery.classes) if kind == LARGE)
    raised = (answer for answer in answers if isinstance(answer, Raised) and answer.type != "MemoryError")
    return next(raised, None)


def statement(results: CaseResults) -> Statement | None:
    """What to say of numbers that are nearly right; None of others."""
    most, length = off_by(results), right_up_to(results)
    titles = [part.title for part in results.question.contract.parts if not results.best.core[part.id]]
    if most is not None:
        them = listed([titles[0], *map(inside, titles[1:])])
        return Statement(
            id="nearly_right",
            says=f"{them} {_are(titles)} off by a little, on no input by more than {number(most)}.",
            more="No wrong formula does that on short inputs: something small is added, or digits are lost.",
            ask="Your numbers are a little beside the exact ones. Where does the difference come from?",
            good_answer="They find what is added against a division by zero, or where digits are cut off.",
        )
    if length is not None:
        wrong = (
            f"{listed([inside(title) for title in titles])} {_are(titles)} wrong on {len(results.failing)} longer ones"
        )
        return Statement(
            id="right_if_short",
            says=f"All right on every input of up to {length} labels; {wrong}.",
            ask=f"Up to about {length} labels your function is right, and beyond that it isn't always. Why?",
            good_answer="They find what can't hold a long input: a number type that is too small and wraps around, "
            "such as int8 past 127, a list that is cut off, a table of a fixed size.",
        )
    return None


def of_large(results: CaseResults) -> Statement | None:
    """What to say of a function that is right on all ordinary inputs, and stops with an error on a very long one."""
    error = error_on_large(results)
    if error is None or results.failing:
        return None
    cases = results.battery.cases
    large = max(map(_length, cases))
    ordinary = max(_length(cases[place]) for place in results.ordinary)
    known = plain(error)
    return Statement(
        id="stops_on_large",
        says=f"Right on every input of up to {ordinary} labels; on one of {large} it stops with {error.type}.",
        more=f"In plain words: it {known.says}." if known else "",
        ask=f"What happens to your function on a list of {large} labels, and why?",
        good_answer=known.mend if known else "They see what grows with the length of the input, and mend it.",
    )


def _length(case: Case) -> int:
    return max(map(len, case), default=0)


def _are(titles: Sequence[str]) -> str:
    return "are" if len(titles) > 1 else "is"
