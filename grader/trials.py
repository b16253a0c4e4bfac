"""The candidate's own tests, tried in a kernel: what goes in, and what the kernel said of it, read strictly.

`grader/sandbox/inside/own_tests.py` executes the steps once for each table, with a stand-in for the candidate's
function that answers from the table. What that doesn't hold is answered by the candidate's own function, and noted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from grader.answer import Raised, Returned, read_answer
from grader.errors import ProtocolViolation
from grader.vocabulary import Case

MAX_ASKED = 200
MAX_NUMBERS = 1000
MAX_NUMBER = 2**53

PASSED, FAILED, UNDECIDED = "p", "f", "u"

Row: TypeAlias = tuple[float, ...] | None
"""What a stand-in answers: a number for each part, or None where the candidate's own function is to answer."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A statement to execute. Where one that is no test fails, what it `binds` is taken away: nothing stale is used."""

    source: str
    binds: tuple[str, ...] = ()
    is_test: bool = False


@dataclass(frozen=True, kw_only=True)
class Tables:
    """What the stand-in answers, table by table: `rows[table][place]` to the arguments `asked[place]`.

    `names` are the keys or fields of the parts, where the candidate's function returns something with names; `example`
    is the place of arguments to which it answers in its usual form. Where `brief`, one failure of a test ends a table's
    turn, and later tests are undecided.
    """

    asked: tuple[Case, ...] = ()
    rows: tuple[tuple[Row, ...], ...] = ((),)
    names: tuple[str, ...] = ()
    example: int | None = None
    brief: bool = False


NO_ANSWERS = Tables()
"""One table without answers: everything is answered by the candidate's own function, and noted."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Arguments, by position, that no table held, with what the candidate's own function did."""

    arguments: Case
    answer: Returned | Raised


@dataclass(frozen=True, kw_only=True)
class Trials:
    """What became of each test under each table, a letter a test; empty where the tests were `late`."""

    outcomes: tuple[str, ...]
    asked: tuple[Asked, ...]
    late: bool = False


def read_trials(reply: Mapping[str, object], *, tables: int, tests: int, parameters: int) -> Trials:
    """The outcomes and the calls of a "tests" reply. Raises ProtocolViolation on anything else than was asked for."""
    match reply:
        case {"late": 1}:
            return Trials(outcomes=(), asked=(), late=True)
        case {"outcomes": list(outcomes), "asked": list(asked)} if len(outcomes) == tables and len(asked) <= MAX_ASKED:
            return Trials(
                outcomes=tuple(_read_outcomes(item, tests) for item in outcomes),
                asked=tuple(_read_asked(item, parameters) for item in asked),
            )
    raise ProtocolViolation("what became of the notebook's own tests is malformed")


_OUTCOMES = re.compile(f"[{PASSED}{FAILED}{UNDECIDED}]*", re.ASCII)


def _read_outcomes(item: object, tests: int) -> str:
    if not isinstance(item, str) or len(item) != tests or not _OUTCOMES.fullmatch(item):
        raise ProtocolViolation("the outcomes of the notebook's own tests are malformed")
    return item


def _read_asked(item: object, parameters: int) -> Asked:
    match item:
        case [list(arguments), answer] if len(arguments) == parameters:
            read = read_answer(answer)
            if isinstance(read, Returned | Raised):
                return Asked(arguments=tuple(map(_read_argument, arguments)), answer=read)
    raise ProtocolViolation("a call of the notebook's own tests is malformed")


def _read_argument(item: object) -> tuple[float, ...]:
    if not isinstance(item, list) or len(item) > MAX_NUMBERS:
        raise ProtocolViolation("an argument of the notebook's own tests is malformed or too long")
    return tuple(map(_read_number, item))


def _read_number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MAX_NUMBER:
        raise ProtocolViolation("a number in the notebook's own tests is malformed")
    return value


def order_of(steps: Sequence[Step], tables: Tables) -> dict[str, object]:
    """Steps and tables as the kernel reads them."""
    return {
        "steps": [{"source": step.source, "binds": step.binds, "test": step.is_test} for step in steps],
        "asked": tables.asked,
        "tables": tables.rows,
        "names": tables.names,
        "example": tables.example,
        "brief": tables.brief,
    }
