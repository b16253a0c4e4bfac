"""Judges answers against the battery, outside the candidate's process: parts, edge classes, properties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from grader.answer import Answer, Died, NotReached, Raised, Returned, TooLong
from grader.battery import LARGE, ORDINARY, Battery
from grader.execution import Group
from grader.question import Question
from grader.reading import Kind, Reading, describe, read, width
from grader.vocabulary import Container, EdgeClass, Handling, Numbers

Truths = npt.NDArray[np.bool_]

WORST_FIRST = (Handling.WRONG, Handling.LEAKS, Handling.NOT_REACHED, Handling.OTHER_CONVENTION, Handling.AS_REFERENCE)
MAX_SURPLUS = 16
"""Values beside the parts among which the parts are looked for; only an answer made to be long has more."""

FAILING = frozenset({Handling.WRONG, Handling.LEAKS, Handling.NOT_REACHED})


@dataclass(frozen=True, kw_only=True)
class EdgeHandling:
    """What happens in an edge class: `parts` lists the handlings seen, worst first; `shown` holds a place of each.

    `failed` holds the places of the cases that leak, are wrong or were not reached.
    """

    edge: EdgeClass
    handling: Handling
    parts: tuple[Handling, ...]
    shown: tuple[int, ...]
    places: tuple[int, ...]
    failed: tuple[int, ...]

    @property
    def worst(self) -> Handling:
        """The handling that counts."""
        return self.parts[0]


@dataclass(frozen=True, kw_only=True)
class PropertyOutcome:
    """How a property fared: on which groups of cases it was checked, and which of them failed, smallest first.

    In `unanswered` of those that failed, a number is missing.
    """

    id: str
    title: str
    checked: Sequence[Sequence[int]]
    failed: tuple[tuple[int, ...], ...]
    unanswered: int = 0


@dataclass(frozen=True, kw_only=True)
class ContainerResults:
    """All answers in one container, place by place as in the battery.

    `numbers`: (cases, parts), NaN where there is none; `right`: where a number is the reference's; `answered`: where
    each part is some number.
    """

    container: Container
    answers: tuple[Answer, ...]
    readings: tuple[Reading, ...]
    numbers: Numbers
    right: Truths
    answered: Truths
    edges: tuple[EdgeHandling, ...]
    core: Mapping[str, bool]
    ordinary_right: int


@dataclass(frozen=True, kw_only=True)
class CaseResults:
    """What the answers show. `best` is the container in which the function does best: that one is judged.

    `of` has the words for another class ("for class 0") where they are judged for that one.
    """

    question: Question
    battery: Battery
    best: ContainerResults
    others: tuple[ContainerResults, ...]
    ordinary: tuple[int, ...]
    properties: tuple[PropertyOutcome, ...]
    of: str = ""

    @cached_property
    def failing(self) -> tuple[int, ...]:
        """The places of the ordinary cases that are not all right, smallest first."""
        all_right = np.asarray(self.best.right.all(axis=1))
        return smallest_first(self.battery, [place for place in self.ordinary if not all_right[place]])


def groups(question: Question, battery: Battery) -> tuple[tuple[Group, tuple[int, ...]], ...]:
    """The battery's cases to call together, with their places: by class and container, ordinary ones first."""
    classes = [ORDINARY, *(edge.id for edge in question.contract.edge_classes), LARGE]
    made = []
    for kind in classes:
        places = tuple(place for place, found in enumerate(battery.classes) if found == kind)
        for container in question.contract.containers if places else ():
            made.append((Group(cases=tuple(battery.cases[place] for place in places), container=container), places))
    return tuple(made)


def judge(
    called: Sequence[tuple[Group, tuple[int, ...]]],
    answers: Sequence[Sequence[Answer]],
    question: Question,
    battery: Battery,
) -> CaseResults:
    """The answers to `groups`, judged in the container in which the function does best."""
    by_container: dict[Container, list[Answer]] = {
        container: [NotReached()] * len(battery.cases) for container in question.contract.containers
    }
    for (group, places), given in zip(called, answers, strict=True):
        for place, answer in zip(places, given, strict=True):
            by_container[group.container][place] = answer
    results = [_in_container(container, given, question, battery) for container, given in by_container.items()]
    best = max(results, key=_quality)  # the first of equals, which is the list
    return CaseResults(
        question=question,
        battery=battery,
        best=best,
        others=tuple(result for result in results if result is not best),
        ordinary=_ordinary(battery),
        properties=_properties(best, question, battery),
    )


def rejudged(results: CaseResults, question: Question, battery: Battery, *, of: str) -> CaseResults:
    """The same answers judged anew, by another view of the same question and its cases."""
    best, *others = (
        _in_container(each.container, each.answers, question, battery) for each in (results.best, *results.others)
    )
    return CaseResults(
        question=question,
        battery=battery,
        best=best,
        others=tuple(others),
        ordinary=_ordinary(battery),
        properties=_properties(best, question, battery),
        of=of,
    )


def _quality(result: ContainerResults) -> tuple[int, int, int]:
    fine = sum(edge.worst not in FAILING for edge in result.edges)
    return sum(result.core.values()), result.ordinary_right, fine


def always_the_same(results: CaseResults) -> bool:
    """Whether every ordinary input gets the same numbers."""
    numbers = results.best.numbers[list(results.ordinary)]
    return bool((numbers == numbers[:1]).all())


def _ordinary(battery: Battery) -> tuple[int, ...]:
    return tuple(place for place, kind in enumerate(battery.classes) if kind == ORDINARY)


def smallest_first(battery: Battery, places: Sequence[int]) -> tuple[int, ...]:
    """Places by the size of their cases: length, then sum, then as they compare."""
    return tuple(sorted(places, key=battery.ranks.__getitem__))


def _in_container(
    container: Container, answers: Sequence[Answer], question: Question, battery: Battery
) -> ContainerResults:
    contract = question.contract
    ordinary = list(_ordinary(battery))
    readings = _readings(answers, ordinary, question, battery)
    numbers = _numbers(readings)
    right = np.abs(numbers - battery.expected) <= contract.tolerance
    counted = [
        place for place, kind in enumerate(battery.classes) if kind == LARGE and isinstance(answers[place], Returned)
    ]
    all_right = np.asarray(right[ordinary + counted].all(axis=0))
    return ContainerResults(
        container=container,
        answers=tuple(answers),
        readings=readings,
        numbers=numbers,
        right=right,
        answered=np.asarray(~np.isnan(numbers).any(axis=1)),
        edges=tuple(_edge(edge, answers, readings, right, question, battery) for edge in contract.edge_classes),
        core={part.id: bool(fine) for part, fine in zip(contract.parts, all_right, strict=True)},
        ordinary_right=int(right[ordinary].all(axis=1).sum()),
    )


def _readings(
    answers: Sequence[Answer], ordinary: Sequence[int], question: Question, battery: Battery
) -> tuple[Reading, ...]:
    """The answers read; where more values than parts are returned, the parts are those that are right most often."""
    parts, tolerance = question.contract.parts, question.contract.tolerance
    widths = {width(answers[place], parts) for place in ordinary if isinstance(answers[place], Returned)}
    surplus = min((widths.pop() or 0) - len(parts), MAX_SURPLUS) if len(widths) == 1 else 0
    expected = battery.expected[list(ordinary)]

    def right(first: int) -> int:
        numbers = _numbers([read(answers[place], parts, first) for place in ordinary])
        return int((np.abs(numbers - expected) <= tolerance).sum())

    first = max(range(surplus + 1), key=right) if surplus > 0 else 0
    different = {id(answer): answer for answer in answers}  # a kernel's reply has each different answer once
    readings = {key: read(answer, parts, first) for key, answer in different.items()}
    return tuple(readings[id(answer)] for answer in answers)


def _numbers(readings: Sequence[Reading]) -> Numbers:
    """The numbers of readings, shape (readings, parts); a single value is no answer to any part."""
    numbers = np.array([reading.numbers for reading in readings], dtype=np.float64)
    numbers[[reading.form == "single" for reading in readings]] = np.nan
    return numbers


# --- edge classes ---------------------------------------------------------------------------------------------------


def _edge(
    edge: EdgeClass,
    answers: Sequence[Answer],
    readings: Sequence[Reading],
    right: Truths,
    question: Question,
    battery: Battery,
) -> EdgeHandling:
    undefined = [part.id in edge.undefined for part in question.contract.parts]
    places = smallest_first(battery, [place for place, kind in enumerate(battery.classes) if kind == edge.id])
    given = np.array([readings[place].numbers for place in places])
    fixed = (np.isnan(given) | (given == given[:1])).all(axis=0) if places else np.array([])
    handled = {place: handle(answers[place], readings[place], right[place], undefined, fixed) for place in places}
    seen = tuple(handling for handling in WORST_FIRST if handling in handled.values())
    return EdgeHandling(
        edge=edge,
        handling=seen[0] if len(seen) == 1 else Handling.MIXED,
        parts=seen,
        shown=tuple(next(place for place in places if handled[place] == handling) for handling in seen),
        places=places,
        failed=tuple(place for place in places if handled[place] in FAILING),
    )


def handle(
    answer: Answer, reading: Reading, right: Truths, undefined: Sequence[bool], fixed: Sequence[bool] | Truths
) -> Handling:
    """What an answer does with a case that leaves the `undefined` parts without a value; the worst part counts.

    `fixed` tells of each part whether it has one number in the whole class: then it was chosen, not computed.
    """
    match answer:
        case NotReached():
            return Handling.NOT_REACHED
        case TooLong() | Died():
            return Handling.LEAKS
        case Raised(own=own, message=message):
            return Handling.OTHER_CONVENTION if own and message.strip() else Handling.LEAKS
        case Returned(warned=warned):
            single = reading.form == "single"
            refuses = single and Kind.NUMBER not in reading.kinds  # as an error for the whole call would
            parts = [
                _handle_part(kind, number, bool(fine), free=open_ or refuses, fixed=bool(one), warned=bool(warned))
                for kind, number, fine, open_, one in zip(
                    reading.kinds, reading.numbers, right, undefined, fixed, strict=True
                )
            ]
            if single:  # one 0 for all parts says what is meant, though not as the reference does
                parts = [Handling.OTHER_CONVENTION if part is Handling.AS_REFERENCE else part for part in parts]
            return next(handling for handling in WORST_FIRST if handling in parts)


def _handle_part(kind: Kind, number: float, right: bool, *, free: bool, fixed: bool, warned: bool) -> Handling:
    """One part: the right number is right anywhere. Where the part is `free`, so is what was chosen on purpose: 1.0, a
    `fixed` number that no ratio can be, or a deliberate absence.
    """
    match kind:
        case Kind.NUMBER if right:
            return Handling.AS_REFERENCE
        case Kind.NUMBER:
            chosen = number == 1.0 or (fixed and not 0 <= number <= 1)
            return Handling.OTHER_CONVENTION if free and chosen else Handling.WRONG
        case Kind.NAN | Kind.INFINITE if warned:
            return Handling.LEAKS
        case Kind.NAN | Kind.INFINITE | Kind.NONE | Kind.WORD:
            return Handling.OTHER_CONVENTION if free else Handling.WRONG
        case Kind.ABSENT:
            return Handling.WRONG


def evidence(best: ContainerResults, handled: EdgeHandling, *, own_lines: bool = True) -> str:
    """What was seen in an edge class; a line is the function's, or, without `own_lines`, perhaps another function's."""
    whose = "the function" if own_lines else "the function it is in"
    pairs = zip(handled.shown, handled.parts, strict=True)
    return "; ".join(_evidence(best.answers[place], handling, whose) for place, handling in pairs)


def _evidence(answer: Answer, handling: Handling, whose: str) -> str:
    """What was seen, in a few words: the answer, and why it counts as deliberate or not."""
    told = describe(answer)
    verb = "returns " if isinstance(answer, Returned) else ""
    match answer:
        case Returned(warned=warned) if handling is Handling.LEAKS and warned:
            return f"{verb}{told} from an unguarded division (line {warned[0][1]} of {whose})"
        case Raised(own=True, line=line) if line is not None:
            return f"{told} (its own error, line {line} of {whose})"
        case Raised(line=line) if line is not None:
            return f"{told} (line {line} of {whose})"
    return f"{verb}{told}"


# --- properties -----------------------------------------------------------------------------------------------------


def _properties(best: ContainerResults, question: Question, battery: Battery) -> tuple[PropertyOutcome, ...]:
    laws = []
    for law in question.contract.properties:
        related = np.array(battery.groups[law.id])
        answers = [best.numbers[column] for column in related.T]
        expected = [battery.expected[column] for column in related.T]
        answered = np.logical_and.reduce([best.answered[column] for column in related.T])
        with np.errstate(all="ignore"):  # a candidate's numbers may be anything
            holds = law.law(answers, expected) & answered
        broken = sorted(map(tuple, related[~holds].tolist()), key=lambda group: battery.ranks[group[0]])
        laws.append(
            PropertyOutcome(
                id=law.id,
                title=law.title,
                checked=battery.groups[law.id],
                failed=tuple(broken),
                unanswered=int((~answered).sum()),
            )
        )
    edges = [
        PropertyOutcome(
            id=f"edge_{handled.edge.id}",
            title=handled.edge.title,
            checked=tuple((place,) for place in handled.places),
            failed=tuple((place,) for place in handled.failed),
        )
        for handled in best.edges
    ]
    return (*laws, *edges)
