"""What a kernel said of one call, read strictly: inert data in, `Answer` records out, or `ProtocolViolation`.

`grader/sandbox/inside/` describes the wire format. Nothing here trusts it: the text is measured before it is parsed,
every tag and type is checked, and no value of the candidate's is ever evaluated.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec
import numpy as np

from grader.errors import ProtocolViolation

MAX_DEPTH = 24
MAX_TEXT = 4000
MAX_LINE = 100_000_000


@dataclass(frozen=True)
class Opaque:
    """A value of a type that has no numbers to read; only its type's name is known."""

    type: str


@dataclass(frozen=True)
class Named:
    """A dictionary, named tuple or dataclass: names with their values, in order."""

    type: str
    items: tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Array:
    """A NumPy array, flattened."""

    dtype: str
    items: tuple[Value, ...]


Value: TypeAlias = "float | int | bool | str | tuple[Value, ...] | Named | Array | Opaque | None"


@dataclass(frozen=True, kw_only=True, slots=True)
class Returned:
    """The function returned. `changed` is what it left of its arguments, where it changed them."""

    value: Value
    printed: str = ""
    warned: tuple[tuple[str, int], ...] = ()
    changed: tuple[Value, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Raised:
    """The function raised; `own` where the candidate's own statement raised it. `line` counts within its cell."""

    type: str
    message: str
    own: bool
    line: int | None
    printed: str = ""
    changed: tuple[Value, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TooLong:
    """The case ran past its limit."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Died:
    """The kernel ended in this case, or had to be ended: `how` is "died", "timeout" or "output_limit"."""

    how: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NotReached:
    """The case was not called, because an earlier one of its group used up the time or ended the kernel."""


Answer: TypeAlias = Returned | Raised | TooLong | Died | NotReached


@dataclass(frozen=True, kw_only=True)
class FunctionSeen:
    """A function in the kernel; `owner` is the class of a method, `parameters` the positional ones (name, required)."""

    name: str
    owner: str | None
    parameters: tuple[tuple[str, bool], ...] | None


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What the kernel's namespace holds: functions, and which of the names asked for are there."""

    functions: tuple[FunctionSeen, ...]
    names: frozenset[str] = field(default_factory=frozenset)


def parse_reply(text: object, nonce: str, limit: int) -> Mapping[str, object]:
    """The JSON object of a reply, checked for length, then depth, before it is parsed, then for its nonce.

    `limit` is in bytes. Raises ProtocolViolation.
    """
    if not isinstance(text, str):
        raise ProtocolViolation("the reply to a check is missing")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ProtocolViolation("the reply to a check is not text") from error
    if len(data) > limit:
        raise ProtocolViolation(f"the reply to a check is too long: bytes={len(data)}")
    if _depth(data) > MAX_DEPTH:
        raise ProtocolViolation("the reply to a check is nested too deeply")
    try:
        reply = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise ProtocolViolation("the reply to a check is not JSON") from error
    if not isinstance(reply, dict) or reply.get("nonce") != nonce:
        raise ProtocolViolation("the reply does not belong to the check that was asked for")
    if "failed" in reply:
        raise ProtocolViolation(f"the check failed inside the kernel: {_text(reply['failed'])}")
    return reply


# Possessive, and content with an end that is missing: linear in the text, whatever the text is.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.?)*+"?', re.DOTALL)


def _depth(data: bytes) -> int:
    """How deeply brackets nest outside strings."""
    codes = np.frombuffer(_STRING.sub(b"", data), dtype=np.uint8)
    opening = (codes == ord("[")) | (codes == ord("{"))
    closing = (codes == ord("]")) | (codes == ord("}"))
    steps = opening.astype(np.int64) - closing.astype(np.int64)
    return int(np.cumsum(steps).max(initial=0))


def read_groups(reply: Mapping[str, object], sizes: Sequence[int]) -> list[list[Answer]]:
    """The answers of a "call" reply, a list for each group. A group may stop early: what is left was not reached.

    The reply has each different answer once, and groups of their numbers. Once the time is used up, or where the first
    groups have no answer, no later group is called, so an empty group is never the first, nor before another.
    """
    groups, different = reply.get("groups"), reply.get("answers")
    if not isinstance(groups, list) or len(groups) != len(sizes) or not isinstance(different, list):
        raise ProtocolViolation("the reply does not hold the groups that were asked for")
    if groups and not groups[0]:
        raise ProtocolViolation("the reply holds no answer to the first case, which is always called")
    read = [read_answer(item) for item in different]
    answers = [_read_group(group, size, read) for group, size in zip(groups, sizes, strict=True)]
    called = [bool(group) for group in groups]
    if called != sorted(called, reverse=True):
        raise ProtocolViolation("groups of cases were passed over")
    return answers


def _read_group(group: object, size: int, different: Sequence[Answer]) -> list[Answer]:
    if not isinstance(group, list) or len(group) > size:
        raise ProtocolViolation("the reply holds other answers than were asked for")
    if not all(type(number) is int and 0 <= number < len(different) for number in group):
        raise ProtocolViolation("the reply names an answer that it does not hold")
    answers = [different[number] for number in group]
    if len(answers) < size and answers and not isinstance(answers[-1], TooLong):
        raise ProtocolViolation(f"answers are missing: expected={size}, got={len(answers)}")
    return answers + [NotReached()] * (size - len(answers))


def read_survey(reply: Mapping[str, object]) -> Survey:
    """The functions of a "survey" reply."""
    functions, names = reply.get("functions"), reply.get("names")
    if not isinstance(functions, list) or not isinstance(names, list):
        raise ProtocolViolation("the list of functions is malformed")
    return Survey(
        functions=tuple(_read_function(item) for item in functions), names=frozenset(_text(name) for name in names)
    )


def _read_function(item: object) -> FunctionSeen:
    match item:
        case {"name": name, "owner": owner, "parameters": list() | None as parameters}:
            return FunctionSeen(
                name=_text(name),
                owner=None if owner is None else _text(owner),
                parameters=None if parameters is None else tuple(map(_read_parameter, parameters)),
            )
    raise ProtocolViolation("the list of functions is malformed")


def _read_parameter(item: object) -> tuple[str, bool]:
    match item:
        case [str(name), bool(required)]:
            return _text(name), required
    raise ProtocolViolation("a function's parameters are malformed")


def read_answer(item: object) -> Answer:
    """One answer, strictly. Raises ProtocolViolation on anything but the wire format."""
    match item:
        case ["r", value, dict(seen)]:
            if not seen:
                return Returned(value=read_value(value))
            return Returned(
                value=read_value(value),
                printed=_printed(seen),
                warned=_warned(seen.get("warned", [])),
                changed=_changed(seen),
            )
        case ["e", kind, message, own, line, dict(seen)]:
            return Raised(
                type=_text(kind),
                message=_text(message),
                own=_bool(own),
                line=None if line is None else _line(line),
                printed=_printed(seen),
                changed=_changed(seen),
            )
        case ["t"]:
            return TooLong()
    raise ProtocolViolation("an answer is malformed")


def _printed(seen: Mapping[object, object]) -> str:
    return _text(seen.get("printed", ""))


def _changed(seen: Mapping[object, object]) -> tuple[Value, ...] | None:
    return _items(seen["changed"]) if "changed" in seen else None


def _warned(items: object) -> tuple[tuple[str, int], ...]:
    if not isinstance(items, list):
        raise ProtocolViolation("a list of warnings is malformed")
    return tuple(_read_warning(item) for item in items)


def _read_warning(item: object) -> tuple[str, int]:
    match item:
        case [message, line]:
            return _text(message), _line(line)
    raise ProtocolViolation("a warning is malformed")


def _line(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MAX_LINE:
        raise ProtocolViolation("a line number is malformed")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise ProtocolViolation("a text is malformed or too long")
    return value


def read_value(item: object) -> Value:
    """One tagged value. Raises ProtocolViolation on an unknown tag or a content that doesn't fit it."""
    if not isinstance(item, list) or not item or not isinstance(item[0], str):
        raise ProtocolViolation("a value is malformed")
    reader = _READERS.get((item[0], len(item)))
    if reader is None:
        raise ProtocolViolation(f"a value has an unknown tag: {item[0][:20]!r}")
    return reader(*item[1:])


def _float(text: object) -> float:
    try:
        return float.fromhex(_text(text))
    except (ValueError, OverflowError) as error:
        raise ProtocolViolation("a number is malformed") from error


_DIGITS = re.compile(r"-?[0-9]{1,200}", re.ASCII)


def _integer(text: object) -> int:
    digits = _text(text)
    if not _DIGITS.fullmatch(digits):
        raise ProtocolViolation("an integer is malformed")
    return int(digits)


def _bool(value: object) -> bool:
    if type(value) is not int or value not in (0, 1):
        raise ProtocolViolation("a truth value is malformed")
    return value == 1


def _none() -> None:
    return None


_DECIMAL = re.compile(r"-?(?:[0-9]{1,100}(?:\.[0-9]{1,110})?(?:E[+-]?[0-9]{1,20})?|Infinity)", re.ASCII)
_DECIMAL_NAN = re.compile(r"-?s?NaN[0-9]{0,100}", re.ASCII)


def _decimal(text: object) -> float:
    digits = _text(text)
    if _DECIMAL_NAN.fullmatch(digits):
        return math.nan
    if not _DECIMAL.fullmatch(digits):
        raise ProtocolViolation("a decimal number is malformed")
    return float(digits)


def _fraction(numerator: object, denominator: object) -> float:
    above, below = _integer(numerator), _integer(denominator)
    if below == 0:
        raise ProtocolViolation("a fraction is malformed")
    return above / below  # of at most 200 digits each, so that it doesn't overflow


def _items(items: object) -> tuple[Value, ...]:
    if not isinstance(items, list):
        raise ProtocolViolation("a sequence is malformed")
    return tuple(read_value(item) for item in items)


def _pairs(pairs: object) -> tuple[tuple[str, Value], ...]:
    if not isinstance(pairs, list):
        raise ProtocolViolation("a mapping is malformed")
    return tuple(_pair(pair) for pair in pairs)


def _pair(pair: object) -> tuple[str, Value]:
    match pair:
        case [str(key), value]:
            return _text(key), read_value(value)
    raise ProtocolViolation("a mapping is malformed")


_READERS: Mapping[tuple[str, int], Callable[..., Value]] = {
    ("f", 2): _float,
    ("i", 2): _integer,
    ("b", 2): _bool,
    ("n", 1): _none,
    ("s", 2): _text,
    ("m", 2): _decimal,
    ("q", 3): _fraction,
    ("t", 2): _items,
    ("l", 2): _items,
    ("a", 3): lambda dtype, items: Array(_text(dtype), _items(items)),
    ("d", 2): lambda pairs: Named("dict", _pairs(pairs)),
    ("r", 3): lambda kind, pairs: Named(_text(kind), _pairs(pairs)),
    ("w", 3): lambda kind, inner: _scalar(_text(kind), inner),
    ("o", 2): lambda kind: Opaque(_text(kind)),
}


def _scalar(kind: str, inner: object) -> Value:
    """A NumPy scalar is the number it holds; one that holds no number stays what it is."""
    value = read_value(inner)
    return value if isinstance(value, float | int | str) else Opaque(kind)
