"""How answers hold over calls: whether the same case, called again in another order, gets another answer."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.answer import Answer, Raised, Returned
from grader.case_results import CaseResults, always_the_same, groups, judge, smallest_first
from grader.execution import Afresh, Group, Session, Target
from grader.reading import read
from grader.vocabulary import Case, Part

AGAIN = 24
"""Cases that are called again: small ones, at the cost of about as many microseconds."""

PAIRED = 8
"""Small cases that are called in pairs, each after each other, to find two calls that show what is remembered."""


class Steadiness(enum.StrEnum):
    """Whether answers depend on anything but their inputs."""

    STEADY = "steady"
    STATEFUL = "stateful"
    NONDETERMINISTIC = "nondeterministic"


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """Two calls, the first ones of all: after `before`, the call for `case` gets another answer than by itself."""

    before: Case
    case: Case
    answer: Answer


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """What repeating showed. `results` are those to judge by: of calls that each start afresh where answers depend on
    earlier calls, else the ones given. `remembered` shows such a dependence, where two calls are enough for that.
    `unequal` is a case whose sequences differ in length, with the answer to it: shown, not scored.
    """

    steadiness: Steadiness
    results: CaseResults
    remembered: Remembered | None = None
    unequal: tuple[Case, Answer] | None = None

    @classmethod
    def steady(cls, results: CaseResults) -> Behaviour:
        """Nothing changed, or nothing was repeated."""
        return cls(steadiness=Steadiness.STEADY, results=results)


async def repeat(session: Session, target: Target, results: CaseResults) -> Behaviour:
    """Call some cases again in the reverse order; where an answer changed, call them afresh, twice, to tell why.

    An answer that is the same for every input may be one that was remembered from the first: that too is called afresh.
    """
    places = _places(results)
    if not places:
        return Behaviour.steady(results)
    backwards, unequal = await _backwards(session, target, results, places)
    return replace(await _compared(session, target, results, places, backwards), unequal=unequal)


async def _backwards(
    session: Session, target: Target, results: CaseResults, places: Sequence[int]
) -> tuple[list[Answer], tuple[Case, Answer] | None]:
    """The cases once more in the reverse order, and after them one whose sequences differ in length."""
    cases = tuple(results.battery.cases[place] for place in reversed(places))
    longest = max((case for case in cases), key=lambda case: len(case[-1]))
    odd = (*longest[:-1], longest[-1][:-1])
    container = results.best.container
    asked = [Group(cases=cases, container=container), Group(cases=(odd,), container=container)]
    answers = await session.call(target, asked, results.question.contract.encoding)
    return answers[0], (odd, answers[1][0]) if len(longest) > 1 and longest[-1] else None


async def _compared(
    session: Session, target: Target, results: CaseResults, places: Sequence[int], backwards: Sequence[Answer]
) -> Behaviour:
    """Whether the answers held; where one changed, why."""
    parts, tolerance = results.question.contract.parts, results.question.contract.tolerance
    first = [results.best.answers[place] for place in places]
    unchanged = _same(first, backwards[::-1], parts, tolerance)
    if unchanged and not always_the_same(results):
        return Behaviour.steady(results)
    once = await _call(session, target, results, places, afresh="case")
    if unchanged and _same(first, once, parts, tolerance):
        return Behaviour.steady(results)
    twice = await _call(session, target, results, places[::-1], afresh="case")
    if not _same(once, twice[::-1], parts, tolerance):
        return Behaviour(steadiness=Steadiness.NONDETERMINISTIC, results=results)
    called = groups(results.question, results.battery)
    encoding = results.question.contract.encoding
    answers = await session.call(target, [group for group, _ in called], encoding, afresh="case")
    judged = judge(called, answers, results.question, results.battery)
    remembered = await _remembered(session, target, judged)
    return Behaviour(steadiness=Steadiness.STATEFUL, results=judged, remembered=remembered)


async def _remembered(session: Session, target: Target, results: CaseResults) -> Remembered | None:
    """The smallest two calls of which the second is answered otherwise than by itself; None where no two are enough."""
    places = smallest_first(results.battery, results.ordinary)[:PAIRED]
    pairs = sorted(itertools.product(places, repeat=2), key=lambda pair: sum(places.index(place) for place in pair))
    cases, parts = results.battery.cases, results.question.contract.parts
    asked = [Group(cases=(cases[one], cases[two]), container=results.best.container) for one, two in pairs]
    answers = await session.call(target, asked, results.question.contract.encoding, afresh="group")
    for (one, two), (_, *second) in zip(pairs, answers, strict=True):
        for answer in second:
            known = isinstance(answer, Returned | Raised)
            if known and not _alike(results.best.answers[two], answer, parts, results.question.contract.tolerance):
                return Remembered(before=cases[one], case=cases[two], answer=answer)
    return None


def _places(results: CaseResults) -> list[int]:
    """Small cases that were answered, spread over ordinary ones and edge classes."""
    edges = [place for edge in results.best.edges for place in edge.places[:2]]
    chosen = [*smallest_first(results.battery, results.ordinary)[: AGAIN - len(edges)], *edges]
    return [place for place in chosen if isinstance(results.best.answers[place], Returned | Raised)]


async def _call(
    session: Session, target: Target, results: CaseResults, places: Sequence[int], *, afresh: Afresh | None = None
) -> list[Answer]:
    cases = tuple(results.battery.cases[place] for place in places)
    group = Group(cases=cases, container=results.best.container)
    return (await session.call(target, [group], results.question.contract.encoding, afresh=afresh))[0]


def _same(one: Sequence[Answer], other: Sequence[Answer], parts: Sequence[Part], tolerance: float) -> bool:
    return all(_alike(a, b, parts, tolerance) for a, b in zip(one, other, strict=True))


def _alike(one: Answer, other: Answer, parts: Sequence[Part], tolerance: float) -> bool:
    if isinstance(one, Raised) and isinstance(other, Raised):
        return one.type == other.type
    if type(one) is not type(other):
        return False
    a, b = read(one, parts), read(other, parts)
    return a.kinds == b.kinds and bool(np.allclose(a.numbers, b.numbers, rtol=0, atol=tolerance, equal_nan=True))
