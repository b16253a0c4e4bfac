"""The battery: the frozen cases that every candidate of a screen is asked, with the right and the wrong answers.

Hypothesis draws the cases once; the file that holds them is hashed, and stands in the report. It is strict JSON, one
case a line, each argument as a string of bits or a list of numbers:

    {"question": "…", "seed": 1, "cases": [["01","11"], …], "large": […], "groups": {"permutation": [[7,30], …], …}}

A group lists cases that a property relates, by their place in `cases`. Everything that follows from the question itself
(classes, single cases that a property applies to, answers) is computed on loading, and not stored.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Generic, Literal, TypeAlias, TypeVar

import msgspec
import numpy as np
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import seed as seeded
from hypothesis.strategies import SearchStrategy

from grader.errors import GraderError, QuestionError, UsageError
from grader.question import Question
from grader.vocabulary import Answer, Case, Contract, Misconception, Numbers

ORDINARY = "ordinary"
LARGE = "large"
LONGER_CASES = 60
CASES_PER_EDGE_CLASS = 6
GROUPS_PER_PROPERTY = 25
_DRAWS_FOR_ONE = 2  # repeats are dropped, so more are drawn than are kept

T = TypeVar("T")
Groups: TypeAlias = Mapping[str, tuple[tuple[int, ...], ...]]


@dataclass(frozen=True, kw_only=True)
class Battery:
    """All cases of a battery, and what is known of each.

    - `cases`: distinct; the large ones, where only speed is learnt, come last.
    - `classes`: for each case `ORDINARY`, the id of its edge class, or `LARGE`.
    - `groups`: for each property the groups of ordinary cases it relates, as indices into `cases`; single cases too.
    - `expected`: the reference's answers, shape (cases, parts), all finite.
    - `variants`: for each misconception with variants the answers of each, shape (cases, parts); NaN where a variant
      has no number, and on large cases.
    - `sha256`: of the file's bytes.
    """

    question: str
    seed: int
    cases: tuple[Case, ...]
    classes: tuple[str, ...]
    groups: Groups
    expected: Numbers
    variants: Mapping[str, tuple[Numbers, ...]]
    sha256: str

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """For each case how many are smaller."""
        places = range(len(self.cases))
        in_order = sorted(places, key=lambda place: size(self.cases[place]))
        return tuple(sorted(places, key=in_order.__getitem__))


def size(case: Case) -> tuple[int, float, Case]:
    """What makes one case smaller than another: its length, then its sum; then they differ as they compare."""
    return sum(map(len, case)), sum(map(sum, case)), case


class _File(msgspec.Struct, Generic[T], forbid_unknown_fields=True):
    """The file's content; `T` is how one argument is written."""

    question: str
    seed: int
    cases: list[list[T]]
    large: list[list[T]]
    groups: dict[str, list[list[int]]]


def generate(question: Question, seed: int) -> bytes:
    """Draw a battery: the bytes of its file. The same seed gives the same bytes under the same Hypothesis.

    That holds whatever else is imported as long as the question's strategies draw from coin tosses alone: Hypothesis
    mixes constants of imported modules into integers, floats, text and choices. Raises QuestionError where a strategy
    gives a case of another class than its own.
    """
    contract = question.contract
    places: dict[Case, int] = {case: place for place, case in enumerate(contract.small_cases)}
    sources = [(edge.id, edge.cases, CASES_PER_EDGE_CLASS) for edge in contract.edge_classes]
    for wanted, strategy, number in [*sources, (ORDINARY, contract.cases, LONGER_CASES)]:
        new = [case for case in _draw(strategy, number, seed) if case not in places]
        for case in new[:number]:
            _expect_class(question, case, wanted, "drawn for it")
            places[case] = len(places)
    groups = {}
    for law in contract.properties:
        related = _draw(law.related, GROUPS_PER_PROPERTY, seed)[:GROUPS_PER_PROPERTY]
        for case in (case for group in related for case in group):
            _expect_class(question, case, ORDINARY, f"related by property {law.id!r}")
        groups[law.id] = [[places.setdefault(case, len(places)) for case in group] for group in related]
    return _encode(question, seed, tuple(places), groups)


def load(question: Question, path: Path | None = None) -> Battery:
    """Read a battery of this question: the frozen one that ships with it, or a team's own.

    Every line is checked. Raises QuestionError where the frozen one is broken, UsageError where the team's own is; both
    say where, what was expected, and what to do.
    """
    file = path or question.battery
    broken: type[GraderError] = UsageError if path else QuestionError
    content = _read(file, broken)
    try:
        return _battery(question, content)
    except _Unfit as error:
        raise broken(f"{file}: {error}. `grader battery --seed N -o FILE` makes a battery anew.") from error


class _Unfit(ValueError):
    """What is wrong with a battery's content; `load` knows the file and what to do."""


def _draw(strategy: SearchStrategy[T], number: int, seed: int) -> list[T]:
    """About `number` distinct examples or more, in the order drawn; fewer where the strategy has no more.

    Nothing is taken from a profile or a database of examples, and nothing stops on a clock.
    """
    drawn: dict[T, None] = {}

    @seeded(seed)
    @settings(
        database=None,
        deadline=None,
        derandomize=False,
        max_examples=_DRAWS_FOR_ONE * number,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        backend="hypothesis",
    )
    @given(strategy)
    def collect(example: T) -> None:
        drawn[example] = None

    collect()
    return list(drawn)


def _encode(question: Question, seed: int, cases: Sequence[Case], groups: Mapping[str, list[list[int]]]) -> bytes:
    write = _WRITERS[question.contract.encoding]

    def lines(some: Iterable[Case]) -> str:
        return ",\n".join(_compact([write(argument) for argument in case]) for case in some)

    rows = ",\n".join(f"{_compact(name)}: {_compact(rows)}" for name, rows in groups.items())
    head = f'"question": {_compact(question.name)},\n"seed": {_compact(seed)}'
    large = lines(question.contract.large_cases)
    text = f'{{\n{head},\n"cases": [\n{lines(cases)}\n],\n"large": [\n{large}\n],\n"groups": {{\n{rows}\n}}\n}}\n'
    return text.encode()


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _write_bits(argument: Sequence[float]) -> str:
    if not all(number in (0, 1) for number in argument):
        raise QuestionError(f"encoding 'bits': expected 0 and 1 only, found {_brief(argument)}")
    return "".join("1" if number else "0" for number in argument)


def _write_numbers(argument: Sequence[float]) -> list[float]:
    if not all(map(math.isfinite, argument)):
        raise QuestionError(f"encoding 'numbers': expected finite numbers, found {_brief(argument)}")
    return list(argument)


def _read_bits(written: str) -> tuple[float, ...]:
    if written.strip("01"):
        raise _Unfit(f"expected a string of 0 and 1, found {written[:40]!r}")
    return tuple(map(int, written))


def _read_numbers(written: list[int | float]) -> tuple[float, ...]:
    return tuple(written)


_WRITERS: Mapping[Literal["bits", "numbers"], Callable[[Sequence[float]], str | list[float]]] = {
    "bits": _write_bits,
    "numbers": _write_numbers,
}


def _read(file: Path, broken: type[GraderError]) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise broken(
            f"{file}: expected a battery, found {error.strerror or error}. `grader battery --seed N -o FILE` makes one."
        ) from error


def _battery(question: Question, content: bytes) -> Battery:
    contract = question.contract
    stored, ordinary_and_edge, large = _decode(contract, content)
    if stored.question != question.name:
        raise _Unfit(f"expected a battery of question={question.name!r}, found question={stored.question!r}")
    cases = (*ordinary_and_edge, *large)
    _check_cases(contract, cases)
    classes = tuple(_class_of(contract, case) for case in ordinary_and_edge)
    for wanted in (ORDINARY, *(edge.id for edge in contract.edge_classes)):
        if wanted not in classes:
            raise _Unfit(f"expected cases of every class, found none of class {wanted!r}")
    return Battery(
        question=question.name,
        seed=stored.seed,
        cases=cases,
        classes=(*classes, *[LARGE] * len(large)),
        groups=_groups(contract, stored.groups, cases, classes),
        expected=_expected(question, cases),
        variants=_variants(question, ordinary_and_edge, len(large)),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _decode(
    contract: Contract, content: bytes
) -> tuple[_File[str] | _File[list[int | float]], tuple[Case, ...], tuple[Case, ...]]:
    try:
        if contract.encoding == "bits":
            bits = msgspec.json.decode(content, type=_File[str])
            return bits, _each(bits.cases, _read_bits), _each(bits.large, _read_bits)
        numbers = msgspec.json.decode(content, type=_File[list[int | float]])
        return numbers, _each(numbers.cases, _read_numbers), _each(numbers.large, _read_numbers)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _Unfit(f"expected the JSON of a battery with encoding={contract.encoding!r}, found: {error}") from error


def _each(written: list[list[T]], read: Callable[[T], tuple[float, ...]]) -> tuple[Case, ...]:
    return tuple(tuple(map(read, arguments)) for arguments in written)


def _check_cases(contract: Contract, cases: Sequence[Case]) -> None:
    wanted = len(contract.parameters)
    seen: set[Case] = set()
    for place, case in enumerate(cases):
        if len(case) != wanted:
            raise _Unfit(f"case {place}: expected {wanted} arguments, found {len(case)}")
        if case in seen:
            raise _Unfit(f"case {place}: expected distinct cases, found one that came before")
        seen.add(case)


def _class_of(contract: Contract, case: Case) -> str:
    """`ORDINARY`, or the one edge class that contains the case."""
    try:
        found = [edge.id for edge in contract.edge_classes if edge.contains(case)]
    except Exception as error:
        raise _Unfit(f"expected a case that the question can classify, found {_brief(case)}: {error}") from error
    if len(found) > 1:
        raise _Unfit(f"expected edge classes that share no case, found {_brief(case)} in {' and '.join(found)}")
    return found[0] if found else ORDINARY


def _expect_class(question: Question, case: Case, wanted: str, why: str) -> None:
    try:
        found = _class_of(question.contract, case)
    except _Unfit as error:
        raise QuestionError(f"question {question.name!r}: {error}") from error
    if found != wanted:
        raise QuestionError(
            f"question {question.name!r}: expected a case of class {wanted!r}, "
            f"found {_brief(case)} of class {found!r} {why}. Filter the strategy, or correct the edge class."
        )


def _groups(
    contract: Contract, stored: Mapping[str, list[list[int]]], cases: Sequence[Case], classes: Sequence[str]
) -> Groups:
    ids = [law.id for law in contract.properties]
    if set(stored) != set(ids):
        raise _Unfit(f"groups: expected {', '.join(sorted(ids))}, found {', '.join(sorted(stored))}")
    ordinary = [place for place, found in enumerate(classes) if found == ORDINARY]
    members = set(ordinary)
    groups = {}
    for law in contract.properties:
        for group in stored[law.id]:
            if not group or not members.issuperset(group):
                raise _Unfit(f"groups of {law.id!r}: expected places of ordinary cases, found {group}")
        single = [(place,) for place in ordinary if law.applies and law.applies(cases[place])]
        groups[law.id] = tuple(dict.fromkeys([*map(tuple, stored[law.id]), *single]))
        if len({len(group) for group in groups[law.id]}) != 1:
            raise _Unfit(f"groups of {law.id!r}: expected at least one, all of the same size")
    return MappingProxyType(groups)


def _expected(question: Question, cases: Sequence[Case]) -> Numbers:
    answers = _answers(question, question.reference, cases, "reference")
    if not np.isfinite(answers).all():
        place = int(np.argmin(np.isfinite(answers).all(axis=1)))
        raise _Unfit(f"reference: expected finite numbers, found {answers[place].tolist()} for {_brief(cases[place])}")
    return answers


def _variants(question: Question, cases: Sequence[Case], large: int) -> Mapping[str, tuple[Numbers, ...]]:
    """All wrong answers. The cases are walked once for each variant; a question may cache what its variants share."""
    nothing = np.full((large, len(question.contract.parts)), math.nan)

    def answers(entry: Misconception, place: int) -> Numbers:
        what = f"misconception {entry.id!r}, variant {place}"
        return _frozen(np.concatenate([_answers(question, entry.variants[place], cases, what), nothing]))

    return MappingProxyType(
        {
            entry.id: tuple(answers(entry, place) for place in range(len(entry.variants)))
            for entry in question.misconceptions
            if entry.variants
        }
    )


def _answers(question: Question, function: Callable[..., Answer], cases: Sequence[Case], what: str) -> Numbers:
    rows = []
    try:
        for case in cases:
            rows.append(function(*case))
        answers = np.array(rows, dtype=np.float64)
    except Exception as error:
        where = f" for {_brief(cases[len(rows)])}" if len(rows) < len(cases) else ""
        raise _Unfit(f"{what}: expected numbers, found {type(error).__name__}: {error}{where}") from error
    wanted = (len(cases), len(question.contract.parts))
    if answers.shape != wanted:
        raise _Unfit(f"{what}: expected answers of shape (cases, parts)={wanted}, found {answers.shape}")
    return _frozen(answers)


def _frozen(answers: Numbers) -> Numbers:
    answers.flags.writeable = False
    return answers


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
