"""Says what a function leaves of the sequences that it is given, and what a second call with them then returns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grader.answer import Answer, Raised, Returned, Value
from grader.case_results import CaseResults, smallest_first
from grader.reading import by_part, read
from grader.statement import Statement, became, call
from grader.vocabulary import Case, Finding


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A call that changes its arguments: what it left of them, and the answer to a second call with them, if known."""

    place: int
    left: Case
    second: Answer | None


def shown_by(results: CaseResults) -> Changed | None:
    """The smallest call whose second answer differs, else the smallest that changes its arguments; None of none.

    A second call with the same sequences is a call for what the first left of them, and the battery knows its answer.
    """
    places = {case: place for place, case in enumerate(results.battery.cases)}
    answers, found = results.best.answers, None
    for place in smallest_first(results.battery, results.ordinary):
        case, left = results.battery.cases[place], _left(answers[place])
        if left is None or left == case or len(left) != len(case):
            continue
        changed = Changed(place=place, left=left, second=answers[places[left]] if left in places else None)
        if differs(changed, results):
            return changed
        found = found or changed
    return found


def differs(changed: Changed, results: CaseResults) -> bool:
    """Whether the second call is known to be answered otherwise."""
    if changed.second is None:
        return False
    contract = results.question.contract
    answers = (results.best.answers[changed.place], changed.second)
    first, second = (read(answer, contract.parts).numbers for answer in answers)
    return not np.allclose(first, second, rtol=0, atol=contract.tolerance, equal_nan=True)


def statement(results: CaseResults) -> Statement | None:
    """What to say of a function that changes its arguments; None where none does."""
    changed = shown_by(results)
    return _told(results, changed.place, changed.left, changed.second) if changed else None


def _left(answer: Answer) -> Case | None:
    """What a call left of its arguments; None where it changed nothing, or left something else than numbers."""
    changed = answer.changed if isinstance(answer, Returned | Raised) else None
    sequences = [_numbers(value) for value in changed or ()]
    known = [sequence for sequence in sequences if sequence is not None]
    return tuple(known) if known and len(known) == len(sequences) else None


def _numbers(value: Value) -> tuple[float, ...] | None:
    items = value if isinstance(value, tuple) else ()
    numbers = tuple(float(item) for item in items if isinstance(item, int | float))
    return numbers if isinstance(value, tuple) and len(numbers) == len(items) else None


def _told(results: CaseResults, place: int, left: Case, second: Answer | None) -> Statement:
    contract, case = results.question.contract, results.battery.cases[place]
    called = call(contract, case)
    kind = {"list": "lists", "array": "arrays"}[results.best.container]
    now = became(case, left, [parameter.name for parameter in contract.parameters])
    gives = "What comes back belongs to what the first call left of them."
    if second is not None:
        gives = f"It {'' if isinstance(second, Raised) else 'gives '}{by_part(second, contract.parts)}: {now} by then."
    return Statement(
        id=Finding.MUTATES_INPUTS,
        says=f"The function changes the {kind} that it is given: after a call with {called}, {now}.",
        ask=f"I call your function twice with the same {kind}, {called}. What does the second call return, and why?",
        good_answer=f"{gives} They count without changing what belongs to the caller, or work on a copy.",
    )
