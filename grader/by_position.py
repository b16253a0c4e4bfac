"""What a function returns by position, where its parameters stand in another order than was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from grader.case_results import CaseResults, smallest_first
from grader.execution import Target
from grader.pattern import ENOUGH
from grader.reading import by_part
from grader.statement import Statement, call, listed, number
from grader.vocabulary import Case, Finding


def statement(results: CaseResults, target: Target) -> Statement | None:
    """What to say and to ask of it; None where the order is the one that was asked for."""
    if target.steps or target.roles == tuple(range(len(target.roles))):
        return None
    first, *others = (results.question.contract.parameters[role].name for role in target.roles)
    taken = _taken(results, target.roles)
    known = _known(results, taken)
    means = f"Called by position, {known}" if known else "Called by position, its arguments are taken for one another."
    ask, good = _question(results, taken)
    return Statement(
        id=Finding.REVERSED_PARAMETERS,
        says=f"Its parameters stand in another order than the assignment has them, {first} before {listed(others)}; "
        "the grader passed them by name.",
        more=means,
        ask=ask,
        good_answer=good,
    )


def _taken(results: CaseResults, roles: Sequence[int]) -> Mapping[int, int]:
    """For ordinary cases called by position: the place of the case for which the function takes them."""
    cases = results.battery.cases
    places = {case: place for place, case in enumerate(cases)}
    taken = {place: places.get(_exchanged(cases[place], roles)) for place in results.ordinary}
    return {place: other for place, other in taken.items() if other is not None}


def _exchanged(case: Case, roles: Sequence[int]) -> Case:
    by_role = dict(zip(roles, case, strict=True))
    return tuple(by_role[role] for role in range(len(case)))


def _known(results: CaseResults, taken: Mapping[int, int]) -> str | None:
    """What a misconception says that gives the same answers, inside a sentence."""
    places = list(taken)
    given, tolerance = results.best.numbers[list(taken.values())], results.question.contract.tolerance
    differs = (np.abs(given - results.battery.expected[places]) > tolerance).any(axis=1)
    for entry in results.question.misconceptions if differs.sum() >= ENOUGH else ():
        for variant in results.battery.variants.get(entry.id, ()):
            if bool((np.abs(given - variant[places]) <= tolerance).all()):
                return entry.says[0].lower() + entry.says[1:] if entry.says[1:2].islower() else entry.says
    return None


def _question(results: CaseResults, taken: Mapping[int, int]) -> tuple[str, str]:
    """What to ask about the smallest case that comes out otherwise by position, and what a good answer holds."""
    question, best = results.question, results.best
    parts = question.contract.parts
    as_written = f"{question.name}({', '.join(parameter.name for parameter in question.contract.parameters)})"
    mend = "They put the parameters into the order of the assignment."
    for place in smallest_first(results.battery, list(taken)):
        expected = results.battery.expected[place]
        if (np.abs(best.numbers[taken[place]] - expected) > question.contract.tolerance).any():
            called = call(question.contract, results.battery.cases[place])
            right = listed([number(value) for value in expected.tolist()])
            gives = by_part(best.answers[taken[place]], parts)
            return (
                f"What does {as_written}, as the assignment writes it, return for {called}, and why?",
                f"It gives {gives}, where {right} are right: the labels land in each other's place. {mend}",
            )
    return f"In which order does {as_written} pass its arguments, and in which does your function take them?", mend
