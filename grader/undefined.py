"""Says what happens where a ratio is undefined, and whether that can be blamed on the parts at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.answer import Died, NotReached, Raised, Returned, TooLong
from grader.blame import extra_of
from grader.case_results import FAILING, CaseResults, EdgeHandling, handle, smallest_first
from grader.plain_errors import plain
from grader.reading import Reading, describe
from grader.source import Definition
from grader.statement import Statement, call, inside, listed, number
from grader.vocabulary import Handling, Part


def statements(results: CaseResults, definition: Definition | None) -> tuple[Statement, ...]:
    """What to say of the edge classes that fail: at once, and of the smallest input among them in full.

    Wrong numbers beside a wrong part follow from it; they are in the table, and not said again.
    """
    right = all(results.best.core.values())
    failing = [each for each in results.best.edges if each.worst in FAILING and (right or each.worst != Handling.WRONG)]
    if not failing:
        return ()
    place = smallest_first(results.battery, [place for each in failing for place in each.failed])[0]
    shown = next(each for each in failing if place in each.failed)
    kinds = _kinds(failing, results.best.edges)
    does, why = _does(results, shown, place)
    start = "The formulas are right, but where" if right else "Where"
    failed = [results.best.answers[place] for each in failing for place in each.failed]
    extra = extra_of(failed, definition, _parts(results))
    fault = extra.not_at_fault(_parts(results)) if extra else ""
    called = call(results.question.contract, results.battery.cases[place])
    return (
        Statement(
            id="edge_cases",
            says=f"{start} a ratio is 0/0 ({kinds}), the function {does}{fault}.",
            more=why,
            ask=f"What does your function do for {called}, and what should it do there?",
            good_answer=_good_answer(results, shown, place, extra=extra is not None),
        ),
    )


def undefined_parts(results: CaseResults, place: int) -> dict[str, Handling]:
    """The parts that have no value in a case of the battery, each with what was done about it."""
    handled = next((each for each in results.best.edges if place in each.places), None)
    if handled is None:
        return {}
    best, found = results.best, {}
    for column, part in enumerate(results.question.contract.parts):
        if part.id in handled.edge.undefined:
            given = best.numbers[list(handled.places), column]
            fixed = bool((np.isnan(given) | (given == given[0])).all())
            alone = _of_one_part(best.readings[place], column)
            right = best.right[place, [column]]
            found[part.id] = handle(best.answers[place], alone, right, [True], [fixed])
    return found


def _of_one_part(reading: Reading, column: int) -> Reading:
    return Reading((reading.numbers[column],), (reading.kinds[column],), reading.form)


def _kinds(failing: Sequence[EdgeHandling], edges: Sequence[EdgeHandling]) -> str:
    """Which kinds of input: named where it is one, counted where there are more."""
    if len(failing) == 1:
        return inside(failing[0].edge.title)
    share = "all" if len(failing) == len(edges) else f"{len(failing)} of"
    return f"{share} {len(edges)} kinds of input"


def _does(results: CaseResults, handled: EdgeHandling, place: int) -> tuple[str, str]:
    """What the function does with a case, and why that is no choice."""
    answer = results.best.answers[place]
    match answer:
        case Raised(type="ZeroDivisionError"):
            return (
                "stops with a division by zero",
                "Nothing in it catches that: it is Python's own error, not a choice.",
            )
        case Raised(type=kind):
            known = plain(answer)
            words = f"In plain words: it {known.says}. " if known else ""
            return (
                f"stops with an error ({kind})",
                f"{words}The error is not one that the function itself raises, so nobody chose it.",
            )
        case TooLong() | Died():
            return "does not end", ""
        case NotReached():
            return "was not reached in time", ""
        case Returned(warned=warned) if warned:
            chance = "That would be fine, had it been chosen; here nothing guards the division."
            return "returns NaN (“not a number”) by accident", chance
    return _wrong(results, handled, place), ""


def _wrong(results: CaseResults, handled: EdgeHandling, place: int) -> str:
    """What is wrong with the numbers: a part that has a value gets another, or one that has none gets a stray one."""
    found = _wrong_part(results, handled, place)
    told = describe(results.best.answers[place])
    called = call(results.question.contract, results.battery.cases[place])
    if found is None:
        stray = listed([inside(part.title) for part in _parts(results) if part.id in handled.edge.undefined])
        return f"gives a stray number: for {called} it returns {told}, which nobody would choose for {stray}"
    part, expected = found
    value = f"{inside(part.title)} does have a value there, {number(expected)}"
    return f"goes wrong: for {called} it returns {told}, though {value}"


def _wrong_part(results: CaseResults, handled: EdgeHandling, place: int) -> tuple[Part, float] | None:
    """The first part that has a value in a case and gets another one."""
    for column, part in enumerate(_parts(results)):
        if part.id not in handled.edge.undefined and not results.best.right[place, column]:
            return part, float(results.battery.expected[place, column])
    return None


def _good_answer(results: CaseResults, handled: EdgeHandling, place: int, *, extra: bool) -> str:
    titles = [inside(part.title) for part in _parts(results) if part.id in handled.edge.undefined]
    free = f"{listed(titles)} {'are' if len(titles) > 1 else 'is'} 0/0"
    choice = "so the function has to choose: 0, NaN, None, or an error with a message of its own"
    wrong = _wrong_part(results, handled, place) if isinstance(results.best.answers[place], Returned) else None
    warned = getattr(results.best.answers[place], "warned", ())
    if wrong and not warned:
        part, expected = wrong
        return f"{part.title} is {number(expected)} there, and must be. Only {free}, {choice}."
    found = "They find the line that fails, see that it is an extra, and guard it. " if extra else ""
    return f"{found}They see that {free} there, {choice}."


def _parts(results: CaseResults) -> tuple[Part, ...]:
    return results.question.contract.parts
