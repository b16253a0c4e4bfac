"""How right numbers are dressed: the words for forms that come together, and what rounding alone makes fail."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.case_results import CaseResults
from grader.vocabulary import IN_ANOTHER_FORM, Misconception, Numbers, Property

_MOST_DECIMALS = 5
"""More decimals than these are within the tolerance of most questions."""

_LAST_BIT = 1e-9


def together(entries: Sequence[Misconception]) -> str:
    """The word for numbers that come in several forms at once: "right, as text, rounded"."""
    if len(entries) == 1:
        return entries[0].word
    if not all(entry.word.startswith("right") and entry.word != IN_ANOTHER_FORM for entry in entries):
        return IN_ANOTHER_FORM
    return f"right, {', '.join(map(_clause, _whole_first(entries)))}"


def headline(named: Sequence[Misconception], results: CaseResults) -> tuple[str, str] | None:
    """Of right numbers that come in several forms at once, all of them and a second sentence; None of any others.

    Where more than one is told by its numbers, these are about different parts, or can't be told apart.
    """
    by_numbers = [entry for entry in named if entry.variants]
    whole = [entry for entry in named if entry.of_whole_answer]
    if any(entry.kind != "dress" for entry in named) or len(by_numbers) != 1 or len(named) > 1 + len(whole):
        return None
    digits = decimals(results)
    clauses = [_clause(entry) for entry in (*whole, *by_numbers) if digits is None or not entry.rounds]
    if digits is not None:
        clauses.append(rounded_to(digits))
    if len(clauses) < 2:
        return None
    more = "But for their form, they differ from the exact values by rounding alone." if digits is not None else ""
    return f"The values are right, but come {', '.join(clauses)}.", more


def decimals(results: CaseResults) -> int | None:
    """To how many decimals all numbers are rounded, those of ordinary inputs; None where they are not."""
    numbers = results.best.numbers[list(results.ordinary)]
    if not np.isfinite(numbers).all():
        return None
    return next(
        (n for n in range(_MOST_DECIMALS + 1) if (np.abs(numbers - np.round(numbers, n)) < _LAST_BIT).all()), None
    )


def failing_by_rounding(named: Sequence[Misconception], results: CaseResults) -> frozenset[str]:
    """The properties that the numbers break only as they are rounded: in the same form, but exact, they keep them."""
    if decimals(results) is None or any(entry.kind != "dress" for entry in named):
        return frozenset()
    exact = [answers for entry in named for answers in results.battery.variants.get(entry.id, ())]
    if any(entry.rounds for entry in named):
        exact.append(results.battery.expected)
    broken = {each.id for each in results.properties if each.failed}
    laws = [law for law in results.question.contract.properties if law.id in broken]
    return frozenset(law.id for law in laws if any(_holds(law, answers, results) for answers in exact))


def _holds(law: Property, answers: Numbers, results: CaseResults) -> bool:
    columns = np.array(results.battery.groups[law.id]).T
    with np.errstate(all="ignore"):  # a wrong formula may have no value
        kept = law.law(
            [answers[column] for column in columns], [results.battery.expected[column] for column in columns]
        )
    return bool(kept.all())


def _whole_first(entries: Sequence[Misconception]) -> list[Misconception]:
    return sorted(entries, key=lambda entry: not entry.of_whole_answer)


def _clause(entry: Misconception) -> str:
    """What a word says after "right": "in percent", "rounded"."""
    return entry.word.removeprefix("right").removeprefix(",").strip().removeprefix("but ")


_NUMBERS = ("whole numbers", "one decimal", "two decimals", "three decimals", "four decimals", "five decimals")


def rounded_to(digits: int) -> str:
    """How numbers are rounded, in words."""
    return f"rounded to {_NUMBERS[digits]}"
