"""How answers hold over calls: whether the same case, called again in another order, gets another answer."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.answer import Answer, Raised, Returned
from grader.battery import ORDINARY, Battery
from grader.case_results import CaseResults, always_the_same, groups, judge, smallest_first
from grader.execution import Afresh, Group, Session, Target
from grader.question import Question
from grader.reading import read
from grader.vocabulary import Case, Container, Part

AGAIN = 24
"""Cases that are called again: small ones, at the cost of about as many microseconds."""

SUSPECTS = 4
"""Wrong answers that are asked for afresh."""

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


@dataclass(frozen=True, kw_only=True)
class Again:
    """What is called once more, after the battery: some of its cases backwards, then one of unequal lengths."""

    places: tuple[int, ...]
    odd: Case | None
    groups: tuple[Group, ...]

    def of(self, container: Container, answers: Sequence[Sequence[Answer]]) -> tuple[list[Answer], Answer | None]:
        """The answers in one container: to the places in their order, and to the odd case."""
        mine = [given for group, given in zip(self.groups, answers, strict=True) if group.container == container]
        return list(reversed(mine[0])), mine[1][0] if self.odd else None


def again(question: Question, battery: Battery) -> Again:
    """What to call once more: small cases, spread over ordinary ones and edge classes."""
    classes = [edge.id for edge in question.contract.edge_classes]
    of_class = {kind: [place for place, found in enumerate(battery.classes) if found == kind] for kind in classes}
    edges = [place for kind in classes for place in smallest_first(battery, of_class[kind])[:2]]
    ordinary = [place for place, kind in enumerate(battery.classes) if kind == ORDINARY]
    places = (*smallest_first(battery, ordinary)[: AGAIN - len(edges)], *edges)
    cases = tuple(battery.cases[place] for place in reversed(places))
    longest = max(cases, key=lambda case: len(case[-1]))
    odd = (*longest[:-1], longest[-1][:-1]) if len(longest) > 1 and longest[-1] else None
    asked = [cases, (odd,)] if odd else [cases]
    groups = (Group(cases=each, container=container) for container in question.contract.containers for each in asked)
    return Again(places=places, odd=odd, groups=tuple(groups))


async def compare(
    session: Session, target: Target, results: CaseResults, once_more: Again, answers: Sequence[Sequence[Answer]]
) -> Behaviour:
    """Whether answers held when they were asked for again; where one changed, call them afresh, twice, to tell why.

    A wrong answer may be one that was remembered from another call, and an answer that is the same for every input from
    the first: those are called afresh, too.
    """
    backwards, odd = once_more.of(results.best.container, answers)
    unequal = None if once_more.odd is None or odd is None else (once_more.odd, odd)
    places = [place for place in once_more.places if _is_answer(results.best.answers[place])]
    if not places:
        return Behaviour.steady(results)
    known = dict(zip(once_more.places, backwards, strict=True))
    repeated = [known[place] for place in places]
    if not all(map(_is_answer, repeated)):  # a case without an answer kept the others from theirs: ask without it
        repeated = (await _call(session, target, results, places[::-1]))[::-1]
    return replace(await _compared(session, target, results, places, repeated), unequal=unequal)


def _is_answer(answer: Answer) -> bool:
    return isinstance(answer, Returned | Raised)


async def _compared(
    session: Session, target: Target, results: CaseResults, places: Sequence[int], again: Sequence[Answer]
) -> Behaviour:
    """Whether the answers held; where one changed, why."""
    parts, tolerance = results.question.contract.parts, results.question.contract.tolerance
    first = [results.best.answers[place] for place in places]
    unchanged = _same(first, again, parts, tolerance)
    if unchanged:
        places = places if always_the_same(results) else _suspect(results)
        first = [results.best.answers[place] for place in places]
    if not places:
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


def _suspect(results: CaseResults) -> list[int]:
    """Some cases with wrong numbers that an earlier call may have left: small ones, as they take the least time."""
    return [place for place in results.failing if isinstance(results.best.answers[place], Returned)][:SUSPECTS]


async def _remembered(session: Session, target: Target, results: CaseResults) -> Remembered | None:
    """The smallest two calls of which the second is answered otherwise than by itself; None where no two are enough."""
    places = smallest_first(results.battery, results.ordinary)[:PAIRED]
    pairs = sorted(itertools.product(places, repeat=2), key=lambda pair: sum(places.index(place) for place in pair))
    cases, parts = results.battery.cases, results.question.contract.parts
    asked = [Group(cases=(cases[one], cases[two]), container=results.best.container) for one, two in pairs]
    answers = await session.call(target, asked, results.question.contract.encoding, afresh="group")
    for (one, two), (_, *second) in zip(pairs, answers, strict=True):
        for answer in second:
            if _is_answer(answer) and not _alike(
                results.best.answers[two], answer, parts, results.question.contract.tolerance
            ):
                return Remembered(before=cases[one], case=cases[two], answer=answer)
    return None


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
