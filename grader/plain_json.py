"""Records as strict JSON, the same bytes for the same record: what results.json and the gradebook hold."""

from __future__ import annotations

import math
import re

import msgspec

from grader.errors import InternalError


def encoded(record: object, where: str = "results") -> bytes:
    """A record as JSON in UTF-8, without spaces.

    A record's keys are sorted. A mapping keeps the order it was made in, the question's own: a counterexample's
    arguments are told by the order of `run.parameters`. A lone surrogate becomes its escape as text.
    Raises `InternalError` on a number that JSON can't hold, with its path, which begins with `where`.
    """
    return msgspec.json.encode(_plain(record, where))


def printable(record: object, where: str = "results") -> bytes:
    """The same, indented, with a newline at its end, for printing anywhere.

    What a terminal or a CI runner would obey is escaped: it stands in strings alone, where the escape means the same.
    """
    return harmless(msgspec.json.format(encoded(record, where), indent=2).decode()).encode() + b"\n"


def harmless(text: str) -> str:
    """JSON that says the same, and nothing to a terminal or a CI runner."""
    return _OBEYED.sub(lambda signs: f"{signs[0][:-1]}\\u{ord(signs[0][-1]):04x}", text)


_OBEYED = re.compile(r"##\w*\[|[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters beyond those that JSON escapes, what turns the direction of text, and `##[` of a CI runner."""


def _plain(value: object, where: str) -> object:
    """The value as dicts, lists, strings and finite numbers. `where` is its path, for the message."""
    match value:
        case msgspec.Struct():
            return {name: _plain(getattr(value, name), f"{where}.{name}") for name in sorted(value.__struct_fields__)}
        case dict():
            return {_encodable(key): _plain(item, f"{where}.{key}") for key, item in value.items()}
        case tuple() | list():
            return [_plain(item, f"{where}[{index}]") for index, item in enumerate(value)]
        case str():
            return _encodable(value)
        case float() if not math.isfinite(value):
            # msgspec would write null, and the file could not be read back.
            raise InternalError(f"Expected a finite number for results.json, got {value!r} at {where}.")
        case _:
            return value


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
