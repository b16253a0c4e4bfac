"""Says what a function leaves of the sequences that it is given, and what a second call with them then returns."""

from __future__ import annotations

import numpy as np

from grader.answer import Answer, Raised, Returned, Value
from grader.case_results import CaseResults, smallest_first
from grader.reading import by_part, read
from grader.statement import Statement, call, listed
from grader.vocabulary import Case, Finding


def statement(results: CaseResults) -> Statement | None:
    """What to say of a function that changes its arguments, by the smallest call that shows it; None where none does.

    A second call with the same sequences is a call for what the first left of them, and the battery knows its answer.
    """
    places = {case: place for place, case in enumerate(results.battery.cases)}
    answers, found = results.best.answers, None
    for place in smallest_first(results.battery, results.ordinary):
        case, left = results.battery.cases[place], _left(answers[place])
        if left is None or left == case or len(left) != len(case):
            continue
        second = answers[places[left]] if left in places else None
        told = _told(results, place, left, second)
        if second is not None and _differ(answers[place], second, results):
            return told
        found = found or told
    return found


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


def _differ(one: Answer, other: Answer, results: CaseResults) -> bool:
    contract = results.question.contract
    first, second = (read(answer, contract.parts).numbers for answer in (one, other))
    return not np.allclose(first, second, rtol=0, atol=contract.tolerance, equal_nan=True)


def _told(results: CaseResults, place: int, left: Case, second: Answer | None) -> Statement:
    contract, case = results.question.contract, results.battery.cases[place]
    called = call(contract, case)
    kind = {"list": "lists", "array": "arrays"}[results.best.container]
    states: dict[str, list[str]] = {}
    for parameter, before, after in zip(contract.parameters, case, left, strict=True):
        if before != after:
            state = f"[{', '.join(f'{value:g}' for value in after)}]" if after else "empty"
            states.setdefault(state, []).append(parameter.name)
    now = listed([f"{listed(names)} {'are' if len(names) > 1 else 'is'} {state}" for state, names in states.items()])
    gives = "What comes back belongs to what the first call left of them."
    if second is not None:
        gives = f"It {'' if isinstance(second, Raised) else 'gives '}{by_part(second, contract.parts)}: {now} by then."
    return Statement(
        id=Finding.MUTATES_INPUTS,
        says=f"The function changes the {kind} that it is given: after a call with {called}, {now}.",
        ask=f"I call your function twice with the same {kind}, {called}. What does the second call return, and why?",
        good_answer=f"{gives} They count without changing what belongs to the caller, or work on a copy.",
    )
