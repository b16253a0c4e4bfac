"""The smallest input that shows what is wrong: it explains, and never scores."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader import mutation
from grader.answer import Answer, Died
from grader.battery import size
from grader.behaviour import Remembered
from grader.case_results import CaseResults, smallest_first
from grader.execution import Group, Session, Target
from grader.reading import read
from grader.vocabulary import Answer as Expected
from grader.vocabulary import Case, Container, Contract, Misconception, Numbers


@dataclass(frozen=True, kw_only=True)
class Smallest:
    """A failing case with the right answer and the candidate's; `before` is the call before it, if that matters.

    Where the answer is that of a second call with the same sequences, `left` is what the first left of them.
    `smaller` is the smallest case that fails, where this one is larger and tells more. What was `shrunk` is the
    smallest that was found; not all smaller ones were tried.
    """

    case: Case
    container: Container
    expected: tuple[float, ...]
    answer: Answer
    before: Case | None = None
    smaller: Smallest | None = None
    shrunk: bool = False
    left: Case | None = None


_WORTH = 1
"""As many values more in each argument may a case have that tells more."""


def in_battery(results: CaseResults, named: Sequence[Misconception] = ()) -> Smallest | None:
    """The smallest failing case of the battery: an ordinary one, else one of an edge class; None where none fails.

    It should speak for what is `named`: one on which the wrong formula itself has a value, and, if that takes no more
    than `_WORTH`, one on which no better-known mistake would give the same answer.
    """
    failing = results.failing
    if failing:
        shown, smallest = at(results, _telling(results, named)), at(results, failing[0])
        return replace(shown, smaller=smallest) if size(smallest.case)[0] < size(shown.case)[0] else shown
    edges = smallest_first(results.battery, [place for edge in results.best.edges for place in edge.failed])
    return at(results, edges[0]) if edges else None


def _telling(results: CaseResults, named: Sequence[Misconception]) -> int:
    """The failing ordinary case that speaks for what is named."""
    failing, cases = results.failing, results.battery.cases
    with_value = (place for place in failing if all(_has_value(entry, results, place) for entry in named))
    first = next(with_value, None)
    if first is None:
        return failing[0]
    longest = size(cases[first])[0] + _WORTH * len(cases[first])
    near = itertools.takewhile(lambda place: size(cases[place])[0] <= longest, itertools.chain([first], with_value))
    better_known = _better_known(results, named)
    return next((place for place in near if not any(_gives(entry, results, place) for entry in better_known)), first)


def _better_known(results: CaseResults, named: Sequence[Misconception]) -> tuple[Misconception, ...]:
    """The misconceptions that the question lists before the first that is named."""
    every = results.question.misconceptions if named else ()
    return tuple(itertools.takewhile(lambda entry: entry not in named, every))


def _values(entry: Misconception, results: CaseResults, place: int) -> tuple[Numbers, ...]:
    """The wrong answers of a misconception to a case, where the wrong formulas have values for its parts."""
    columns = [part.id in entry.parts for part in results.question.contract.parts]
    answers = (variant[place] for variant in results.battery.variants.get(entry.id, ()))
    return tuple(answer for answer in answers if np.isfinite(answer[columns]).all())


def _has_value(entry: Misconception, results: CaseResults, place: int) -> bool:
    """Whether a case has an answer that a misconception explains; one that is known by its form explains any."""
    return bool(results.best.answered[place]) and (not entry.variants or bool(_values(entry, results, place)))


def _gives(entry: Misconception, results: CaseResults, place: int) -> bool:
    """Whether a misconception may give the answer to a case: where a part has no value, people differ."""
    given, tolerance = results.best.numbers[place], results.question.contract.tolerance
    answers = _values(entry, results, place)
    return any(bool(((np.abs(answer - given) <= tolerance) | np.isnan(answer)).all()) for answer in answers)


def _after_another(results: CaseResults, remembered: Remembered | None) -> Smallest | None:
    """The second of the two calls that show what is remembered."""
    if remembered is None:
        return None
    alone = at(results, results.battery.cases.index(remembered.case))
    return replace(alone, answer=remembered.answer, before=remembered.before)


def called_twice(results: CaseResults) -> Smallest | None:
    """The smallest case that is answered otherwise when called again, as the first call changed its sequences."""
    changed = mutation.shown_by(results)
    if changed is None or changed.second is None or not mutation.differs(changed, results):
        return None
    return replace(at(results, changed.place), answer=changed.second, left=changed.left)


def _in_other_form(results: CaseResults) -> Smallest | None:
    """The smallest ordinary case, where its right numbers come in a form that no case shows as wrong: text, printed."""
    places = smallest_first(results.battery, results.ordinary)
    odd = [place for place in places if results.best.readings[place].form in ("text", "printed")]
    return at(results, odd[0]) if odd else None


def at(results: CaseResults, place: int) -> Smallest:
    """A case of the battery with its answers."""
    return Smallest(
        case=results.battery.cases[place],
        container=results.best.container,
        expected=tuple(results.battery.expected[place].tolist()),
        answer=results.best.answers[place],
    )


async def find(
    results: CaseResults,
    session: Session,
    target: Target,
    remembered: Remembered | None = None,
    named: Sequence[Misconception] = (),
) -> Smallest | None:
    """The smallest failing case: the battery's, shrunk further only where no small case fails.

    Where none fails by itself, the two calls that show what is `remembered`. Shrinking calls the function at most
    `limits.shrink_calls` times; a function that ends its kernel is not shrunk further.
    """
    found = in_battery(results, named) or _after_another(results, remembered) or _in_other_form(results)
    exhausted = max((size(case)[0] for case in results.question.contract.small_cases), default=0)
    if found is None or not results.failing or size(results.battery.cases[results.failing[0]])[0] <= exhausted:
        return found  # the battery holds every case up to that size, so nothing smaller is left to find
    return await _shrunk(found, results, session, target)


async def _shrunk(start: Smallest, results: CaseResults, session: Session, target: Target) -> Smallest:
    """A smaller case that fails in the same way, by delta debugging (Zeller and Hildebrandt 2002).

    Runs of places are taken out, or set to 0, the longest runs first; all candidates of a round are called in one
    request, and the smallest that fails is gone on with.
    """
    contract, best, left = results.question.contract, replace(start, shrunk=True), session.limits.shrink_calls
    run = len(start.case[0]) // 2
    while run and left > 0:
        smaller = [case for case in _smaller(best.case, run) if all(case) and not _undefined(case, contract)][:left]
        left -= len(smaller)
        group = Group(cases=tuple(smaller), container=start.container)
        (answers,) = await session.call(target, [group], contract.encoding) if smaller else [[]]
        if any(isinstance(answer, Died) for answer in answers):
            return best
        failing = [
            Smallest(case=case, container=start.container, expected=expected, answer=answer, shrunk=True)
            for case, answer in zip(smaller, answers, strict=True)
            if type(answer) is type(start.answer)
            and not _right(answer, expected := tuple(map(float, results.question.reference(*case))), contract)
        ]
        if failing:
            best = min(failing, key=lambda each: size(each.case))
        else:
            run //= 2
    return best


def _smaller(case: Case, run: int) -> Iterator[Case]:
    """A case without a run of places, for each run from the end; then with zeros in its place."""
    starts = range(0, len(case[0]), run)
    for start in reversed(starts):
        yield tuple((*argument[:start], *argument[start + run :]) for argument in case)
    for start in reversed(starts):
        zeros = (0,) * len(case[0][start : start + run])
        simpler = tuple((*argument[:start], *zeros, *argument[start + run :]) for argument in case)
        if simpler != case:
            yield simpler


def _undefined(case: Case, contract: Contract) -> bool:
    return any(edge.contains(case) for edge in contract.edge_classes)


def _right(answer: Answer, expected: Expected, contract: Contract) -> bool:
    reading = read(answer, contract.parts)
    if reading.form == "single":
        return False
    pairs = zip(reading.numbers, expected, strict=True)
    return all(abs(number - wanted) <= contract.tolerance for number, wanted in pairs)
