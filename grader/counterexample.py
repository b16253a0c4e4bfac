"""The smallest input that shows what is wrong: it explains, and never scores."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import hypothesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from grader.answer import Answer
from grader.behaviour import Remembered
from grader.case_results import CaseResults, size, smallest_first
from grader.execution import Group, Session, Target
from grader.kernel import KernelEnded
from grader.reading import read
from grader.vocabulary import Answer as Expected
from grader.vocabulary import Case, Container

MOST_PLACES = 32
"""How many places of a failing case are looked at together."""


@dataclass(frozen=True, kw_only=True)
class Smallest:
    """A failing case with the right answer and the candidate's; `before` is the call before it, if that matters."""

    case: Case
    container: Container
    expected: tuple[float, ...]
    answer: Answer
    before: Case | None = None


def in_battery(results: CaseResults) -> Smallest | None:
    """The smallest failing case of the battery: an ordinary one, else one of an edge class; None where none fails."""
    failing = results.failing or smallest_first(
        results.battery, [place for edge in results.best.edges for place in edge.failed]
    )
    return at(results, failing[0]) if failing else None


def _after_another(results: CaseResults, remembered: Remembered | None) -> Smallest | None:
    """The second of the two calls that show what is remembered."""
    if remembered is None:
        return None
    alone = at(results, results.battery.cases.index(remembered.case))
    return replace(alone, answer=remembered.answer, before=remembered.before)


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
    results: CaseResults, session: Session, target: Target, remembered: Remembered | None = None
) -> Smallest | None:
    """The smallest failing case: the battery's, shrunk further only where no small case fails.

    Where none fails by itself, the two calls that show what is `remembered`. Shrinking calls the function at most
    `limits.shrink_calls` times; a function that ends its kernel is not shrunk.
    """
    found = in_battery(results) or _after_another(results, remembered) or _in_other_form(results)
    exhausted = max((size(case)[0] for case in results.question.contract.small_cases), default=0)
    if found is None or not results.failing or size(found.case)[0] <= exhausted:
        return found  # the battery holds every case up to that size, so nothing smaller is left to find
    loop = asyncio.get_running_loop()
    search = _Search(results, session, target, found, loop)
    await asyncio.to_thread(search.run)
    return search.best


class _Search:
    """Hypothesis, looking for a smaller failing case among the sub-sequences of one that fails."""

    def __init__(
        self, results: CaseResults, session: Session, target: Target, start: Smallest, loop: asyncio.AbstractEventLoop
    ) -> None:
        self.results, self.session, self.target, self.loop = results, session, target, loop
        self.start = self.best = start
        self.calls = 0

    def run(self) -> None:
        """Shrink until Hypothesis is done or the calls are used up."""
        length = len(self.start.case[0])
        places = st.lists(st.integers(0, length - 1), unique=True, max_size=min(length, MOST_PLACES))
        settings = hypothesis.settings(
            database=None,
            deadline=None,
            max_examples=self.session.limits.shrink_calls,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        try:
            hypothesis.find(places, self._fails, settings=settings, random=random.Random(0))  # noqa: S311 (draws cases, no secrets)
        except NoSuchExample:
            return

    def _fails(self, places: Sequence[int]) -> bool:
        case = tuple(tuple(argument[place] for place in sorted(places)) for argument in self.start.case)
        if self.calls >= self.session.limits.shrink_calls or any(
            edge.contains(case) for edge in self.results.question.contract.edge_classes
        ):
            return False
        self.calls += 1
        try:
            answer = asyncio.run_coroutine_threadsafe(self._answer(case), self.loop).result()
        except KernelEnded:
            self.calls = self.session.limits.shrink_calls
            return False
        expected = self.results.question.reference(*case)
        failed = not self._right(answer, expected)
        if failed and size(case) < size(self.best.case):
            self.best = Smallest(
                case=case, container=self.start.container, expected=tuple(map(float, expected)), answer=answer
            )
        return failed

    async def _answer(self, case: Case) -> Answer:
        group = Group(cases=(case,), container=self.start.container)
        return (await self.session.call(self.target, [group], self.results.question.contract.encoding))[0][0]

    def _right(self, answer: Answer, expected: Expected) -> bool:
        contract = self.results.question.contract
        reading = read(answer, contract.parts)
        if reading.form == "single":
            return False
        pairs = zip(reading.numbers, expected, strict=True)
        return all(abs(number - wanted) <= contract.tolerance for number, wanted in pairs)
