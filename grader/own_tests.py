"""The candidate's own tests, weighed: do they accept a right answer, and which wrong ones do they catch?

Two kernels are asked, and neither gets the reference or a wrong variant, only numbers. In the first the tests run on
the candidate's own function, and its calls are noted. What the reference and each variant answer to these calls is
computed here; a second kernel replays the tests with a stand-in that looks the answers up. In teaching research right
and wrong programs by which tests are weighed are called wheats and chaffs: J. Wrenn, S. Krishnamurthi and K. Fisler,
"Who Tests the Testers?", ICER 2018.

- One variant stands for each misconception: that which differs from the reference on most ordinary cases.
- Where a number is the same as the reference's within the tolerance, the candidate's own is used, so that the last bit
  of a formula decides nothing. Where a variant has no number, people differ, and it answers as the reference.
- Where a ratio is undefined, any convention is right: a test accepts the right answer if it passes with the reference's
  or with what the candidate's own function does there, unless that is a wrong number.
- A test that goes beyond the contract (sequences of different length, other labels) is not decided.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.answer import Named, Raised, Returned
from grader.battery import Battery
from grader.candidate_function import CandidateFunction
from grader.case_results import CaseResults
from grader.errors import ProtocolViolation
from grader.execution import Session, Target
from grader.kernel import KernelEnded
from grader.question import Question
from grader.reading import part_named, read
from grader.results import OwnTests
from grader.submission import cells_of
from grader.trials import FAILED, NO_ANSWERS, PASSED, Asked, Row, Tables
from grader.vocabulary import Answer, Case, EdgeClass, Handling, Misconception
from grader.written_tests import WrittenTests, collect

REPLAYS = 2
"""Tests may ask more once their function answers right: so often they are replayed, with answers to that too."""

CONVENTIONS = 1
"""The place of the table in which the candidate's own function answers for what has no value."""

_LATE = "a time limit was met"
_BEYOND = "not runnable here, or beyond what the assignment asks for"

ACCEPTED_CONVENTIONS = frozenset({Handling.OTHER_CONVENTION, Handling.LEAKS})


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What the own tests are worth, and a sentence about it; `edges` are the ids of the edge classes that they try.

    `tests` is None where they could not be weighed: the sentence says why.
    """

    tests: OwnTests | None
    says: str
    edges: tuple[str, ...] = ()


async def weigh(session: Session, function: CandidateFunction, results: CaseResults) -> Weighing | None:
    """Weigh the tests of `function` that the notebook holds; None where it holds none.

    A second kernel is started only where there are any. What goes wrong in the tests is told, and ends nothing else.
    """
    question, target = results.question, function.target
    names = [step[1] for step in target.steps] or [target.owner or target.name]
    given = (*cells_of(question.assignment), *session.submission.given)
    written = collect(session.submission.cells, given, names, question.name)
    if not written.tests:
        return None
    if target.steps or target.owner or (function.source or "").startswith("async "):
        return _not_weighed(written, "that takes one plain function that returns all the numbers")
    try:
        return await _weigh(session, target, written, results)
    except KernelEnded as error:
        session.hit_limit |= error.how == "died"  # told after a second run alone: it may have been ended from outside
        return _not_weighed(written, f"the kernel ended meanwhile ({error.how})")
    except ProtocolViolation as error:
        return _not_weighed(written, f"the notebook interfered; look at it ({error.detail})")


async def _weigh(session: Session, target: Target, written: WrittenTests, results: CaseResults) -> Weighing:
    first = await session.try_tests(target, written.lenient, NO_ANSWERS)
    if first.late:
        return _not_weighed(written, _LATE)
    calls = _Calls(target, results)
    calls.add(first.asked)
    if calls.unreadable:
        return _not_weighed(written, "the function does not return numbers in a form that other numbers can be given")
    await session.start_anew()
    for _ in range(REPLAYS):
        right = await session.try_tests(target, written.steps, calls.right())
        if right.late:
            return _not_weighed(written, _LATE)
        if not calls.add(right.asked):
            break
    accepting, refusing = _decided(right.outcomes)
    caught: set[str] = set()
    for mode in sorted(set(accepting.values())):
        steps = written.only({place for place, accepted in accepting.items() if accepted == mode})
        wrong = await session.try_tests(target, steps, calls.wrong(conventions=mode == CONVENTIONS))
        if wrong.late:
            return _not_weighed(written, _LATE)
        caught.update(id_ for id_, outcome in zip(calls.variants, wrong.outcomes, strict=True) if FAILED in outcome)
    return _weighing(written, calls, len(accepting), refusing, caught)


def _decided(outcomes: Sequence[str]) -> tuple[dict[int, int], list[int]]:
    """The tests that accept a right answer, each with the first table that it accepts; and those that refuse all."""
    tables, places = range(len(outcomes)), range(len(outcomes[0]))
    accepting = {place: table for table in reversed(tables) for place in places if outcomes[table][place] == PASSED}
    return accepting, [place for place in places if outcomes[0][place] == FAILED and place not in accepting]


def _not_weighed(written: WrittenTests, why: str) -> Weighing:
    return Weighing(tests=None, says=f"{_number(written.checks, 'own test')}, not weighed: {why}.")


# --- what the stand-in answers --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Call:
    """A call within the contract: what the candidate's function did, and what the reference returns."""

    arguments: Case
    case: Case
    own: Returned | Raised
    expected: tuple[float, ...]
    edge: EdgeClass | None


class _Calls:
    """The calls that the tests make, and the tables of right and of wrong answers to them."""

    def __init__(self, target: Target, results: CaseResults) -> None:
        self.target, self.results, self.question = target, results, results.question
        self.variants = {entry.id: _representative(entry, results) for entry in _with_variants(self.question)}
        conventions = [edge.edge.id for edge in results.best.edges if edge.worst in ACCEPTED_CONVENTIONS]
        self.conventions = frozenset(conventions)
        self.known: dict[Case, _Call] = {}

    def add(self, asked: Sequence[Asked]) -> bool:
        """Take calls in; whether one of them is new and within the contract."""
        before = len(self.known)
        for each in asked:
            if each.arguments not in self.known and (call := self._call(each)):
                self.known[each.arguments] = call
        return len(self.known) > before

    def _call(self, asked: Asked) -> _Call | None:
        contract = self.question.contract
        roles = self.target.roles
        case = tuple(asked.arguments[roles.index(place)] for place in range(len(roles)))
        bits = all(number in (0, 1) for argument in case for number in argument)
        if contract.encoding == "bits" and not bits:
            return None
        expected = _numbers(self.question.reference, case)
        if expected is None or not all(map(math.isfinite, expected)):
            return None
        edge = next((edge for edge in contract.edge_classes if edge.contains(case)), None)
        return _Call(arguments=asked.arguments, case=case, own=asked.answer, expected=expected, edge=edge)

    @property
    def edges(self) -> tuple[str, ...]:
        """The edge classes that are tried, in the contract's order."""
        tried = {call.edge.id for call in self.known.values() if call.edge}
        return tuple(edge.id for edge in self.question.contract.edge_classes if edge.id in tried)

    @property
    def _examples(self) -> list[int]:
        """The places of calls whose answers can be read as sequences or by names."""
        parts = self.question.contract.parts
        forms = [read(call.own, parts).form for call in self.known.values()]
        return [place for place, form in enumerate(forms) if form in ("sequence", "named", "other_order")]

    @property
    def unreadable(self) -> bool:
        """Whether the function returns things, but none that other numbers could be put into."""
        return not self._examples and any(isinstance(call.own, Returned) for call in self.known.values())

    def right(self) -> Tables:
        """The reference's answers; where a call has an own convention, a second table with conventions."""
        has_conventions = any(self._is_convention(call) for call in self.known.values())
        return self._tables([(self.question.reference, mode) for mode in (False, True) if has_conventions or not mode])

    def wrong(self, *, conventions: bool) -> Tables:
        """The answers of each variant. One failure is enough to be caught."""
        return replace(self._tables([(variant, conventions) for variant in self.variants.values()]), brief=True)

    def _tables(self, functions: Sequence[tuple[Callable[..., Answer], bool]]) -> Tables:
        calls = list(self.known.values())
        example = self._examples[0] if self._examples else None
        own = calls[example].own if example is not None else None
        return Tables(
            asked=tuple(self.known),
            rows=tuple(
                tuple(self._row(function, call, conventions=conventions) for call in calls)
                for function, conventions in functions
            ),
            names=_names(own, self.question) if isinstance(own, Returned) else (),
            example=example,
        )

    def _is_convention(self, call: _Call) -> bool:
        return call.edge is not None and call.edge.id in self.conventions

    def _row(self, function: Callable[..., Answer], call: _Call, *, conventions: bool) -> Row:
        if conventions and self._is_convention(call):
            return None
        contract = self.question.contract
        own = read(call.own, contract.parts).numbers
        claimed = _numbers(function, call.case) or call.expected
        return tuple(
            mine
            if abs(wanted - number) <= contract.tolerance and abs(mine - wanted) <= contract.tolerance
            else wanted
            if math.isnan(number)
            else number
            for mine, wanted, number in zip(own, call.expected, claimed, strict=True)
        )


def _with_variants(question: Question) -> list[Misconception]:
    return [entry for entry in question.misconceptions if entry.variants]


def _representative(entry: Misconception, results: CaseResults) -> Callable[..., Answer]:
    """The variant that differs from the reference on most ordinary cases; the first of equals."""
    battery: Battery = results.battery
    places, tolerance = list(results.ordinary), results.question.contract.tolerance
    differing = [
        int((np.abs(numbers[places] - battery.expected[places]) > tolerance).any(axis=1).sum())
        for numbers in battery.variants[entry.id]
    ]
    return entry.variants[differing.index(max(differing))]


def _numbers(function: Callable[..., Answer], case: Case) -> tuple[float, ...] | None:
    """What a reference or a variant answers; None where the case is none that it was made for."""
    try:
        return tuple(map(float, function(*case)))
    except Exception:
        return None


def _names(own: Returned, question: Question) -> tuple[str, ...]:
    """The keys or fields that the parts go by in what the function returns."""
    parts = question.contract.parts
    if not isinstance(own.value, Named):
        return ()
    keys = [name for name, _ in own.value.items]
    by_part: Mapping[int | None, str] = {part_named(name, parts): name for name in keys}
    if all(place in by_part for place in range(len(parts))):
        return tuple(by_part[place] for place in range(len(parts)))
    return tuple(keys[: len(parts)])


# --- telling --------------------------------------------------------------------------------------------------------


def _weighing(
    written: WrittenTests, calls: _Calls, accepting: int, refusing: Sequence[int], caught: Collection[str]
) -> Weighing:
    decided = accepting + len(refusing)
    tests = OwnTests(
        asserts=written.checks,
        accept_reference=not refusing if decided else None,
        caught=tuple(id_ for id_ in calls.variants if id_ in caught),
        missed=tuple(id_ for id_ in calls.variants if id_ not in caught) if decided else (),
    )
    cells = [written.tests[place].cell for place in refusing]
    says = " ".join(_sentences(tests, cells, len(written.tests) - decided, calls))
    return Weighing(tests=tests, says=says, edges=calls.edges)


def _sentences(tests: OwnTests, refusing: Sequence[int], undecided: int, calls: _Calls) -> list[str]:
    many = _number(tests.asserts, "own test")
    if tests.accept_reference is None:
        said = [f"{many}, not weighed: {_BEYOND}."]
    else:
        verb = "catches" if tests.asserts == 1 else "catch"
        said = [f"{many}, {verb} {len(tests.caught)} of {len(calls.variants)} wrong variants."]
        if undecided:
            said.append(f"Not weighed are {undecided} of them: {_BEYOND}.")
    if refusing:
        cells = sorted(set(refusing))
        where = f"cell{'s' * (len(cells) > 1)} {', '.join(map(str, cells))}"
        said.append(f"A right answer is refused in {where}.")
    if not calls.edges and tests.accept_reference is not None and calls.question.contract.edge_classes:
        said.append("None tries an edge case.")
    return said


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
