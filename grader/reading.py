"""Reads numbers out of an answer, in whatever dress they came: one number for each part."""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.answer import Answer, Array, Named, Opaque, Raised, Returned, TooLong, Value
from grader.statement import brief, inside, listed
from grader.statement import number as told
from grader.vocabulary import Part

MAX_SHOWN = 500
"""Characters of an answer that is described; only one made to be long has more."""

Form = Literal["sequence", "named", "other_order", "text", "printed", "single", "none"]


class Kind(enum.IntEnum):
    """What stands in a part's place."""

    ABSENT = 0
    NUMBER = 1
    NAN = 2
    INFINITE = 3
    NONE = 4
    WORD = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer as one number a part: NaN where there is none, and then `kinds` says what there is instead.

    `form` tells how the parts came; "single" is one value where several were asked for, "none" is nothing readable.
    """

    numbers: tuple[float, ...]
    kinds: tuple[Kind, ...]
    form: Form


def words(name: str) -> frozenset[str]:
    """The lower-case words of a name: split at underscores, spaces, dashes and camel case; and the whole, joined."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    parts = re.findall(r"[a-z0-9]+", spaced.lower())
    return frozenset([*parts, "".join(parts)])


def part_named(name: str, parts: Sequence[Part]) -> int | None:
    """Which part a name means, where it means exactly one."""
    found = [position for position, part in enumerate(parts) if words(name) & set(part.names)]
    return found[0] if len(found) == 1 else None


def width(answer: Answer, parts: Sequence[Part]) -> int | None:
    """How many values stand in the sequence that was returned; None where it is no sequence."""
    if not isinstance(answer, Returned) or not isinstance(answer.value, tuple | Array):
        return None
    return len(_opened(_items(answer.value), parts))


def read(answer: Answer, parts: Sequence[Part], first: int = 0) -> Reading:
    """The answer's numbers. What is printed counts only where nothing is returned.

    `first` is the place of the first part in a sequence that holds more than the parts.
    """
    if not isinstance(answer, Returned):
        return _nothing(parts)
    value = answer.value
    if type(value) is tuple and len(value) == len(parts):
        floats = tuple(item for item in value if type(item) is float and math.isfinite(item))
        if len(floats) == len(value):  # the usual answer, read at once: there are a thousand of them a notebook
            return Reading(floats, (Kind.NUMBER,) * len(floats), "sequence")
    if value is None and answer.printed:
        printed = _from_text(answer.printed, parts)
        return Reading(printed.numbers, printed.kinds, "printed") if printed else _single(None, parts)
    return _read_value(value, parts, first)


def _read_value(value: Value, parts: Sequence[Part], first: int = 0) -> Reading:
    match value:
        case tuple() | Array():
            return _from_sequence(_items(value), parts, first)
        case Named():
            return _from_named(value, parts)
        case str():
            return _from_text(value, parts) or _single(value, parts)
        case Opaque():
            return _nothing(parts)
    return _single(value, parts)


def _items(value: tuple[Value, ...] | Array) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else value.items


def _opened(items: tuple[Value, ...], parts: Sequence[Part]) -> tuple[Value, ...]:
    """A sequence's values, with the groups in it opened where it holds fewer values than there are parts."""
    if len(items) >= len(parts):
        return items
    flat: list[Value] = []
    for item in items:
        inner = _items(item) if isinstance(item, tuple | Array) else ()
        flat.extend(inner if len(inner) > 1 else (item,))
    return tuple(flat)


def _from_sequence(items: tuple[Value, ...], parts: Sequence[Part], first: int) -> Reading:
    """As many items as there are parts, from the `first` where there are more; groups of items are opened."""
    if len(items) == 1 and isinstance(items[0], tuple | Array | Named):
        return _read_value(items[0], parts, first)
    pairs = [(item[0], item[1]) for item in items if isinstance(item, tuple) and len(item) == 2]
    named = tuple((name, value) for name, value in pairs if isinstance(name, str))
    if items and len(named) == len(items):  # [("precision", 0.5), …]
        return _from_named(Named("dict", named), parts)
    labelled = "\n".join(item for item in items if isinstance(item, str) and _LABELLED.search(item))
    if labelled:  # ["Precision: 0.5", …]
        return _from_text(labelled, parts) or _nothing(parts)
    values = _opened(items, parts)
    chosen = values[first : first + len(parts)] if len(values) > len(parts) else values
    return _reading(chosen, "sequence") if len(chosen) == len(parts) else _nothing(parts)


def _from_named(value: Named, parts: Sequence[Part]) -> Reading:
    """Parts by their names; by position where no name tells."""
    places = [part_named(name, parts) for name, _ in value.items]
    if sorted(place for place in places if place is not None) == list(range(len(parts))):
        found = {place: item for place, (_, item) in zip(places, value.items, strict=True) if place is not None}
        in_order = [place for place in places if place is not None] == list(range(len(parts)))
        form: Form = "named" if in_order or value.type == "dict" else "other_order"
        return _reading([found[place] for place in range(len(parts))], form)
    if len(value.items) == len(parts) and not any(place is not None for place in places):
        return _reading([item for _, item in value.items], "named")
    return _nothing(parts)


# Texts are a stranger's: ASCII alone, possessive repeats and a bounded label keep the search linear in the text.
_FLAGS = re.ASCII | re.IGNORECASE
_NUMBER = r"[-+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:e[-+]?\d++)?+|\bnan\b|\bnone\b|[-+]?\binf\b"
_LABELLED = re.compile(rf"\b([a-z][a-z0-9_ ()%-]{{0,40}}+)[*'\"]{{0,2}} ?[:=]{{1,2}} ?({_NUMBER})", _FLAGS)
_ALONE = re.compile(rf"(?<![a-z0-9_.])(?:{_NUMBER})(?![a-z0-9_])", _FLAGS)


def _from_text(text: str, parts: Sequence[Part]) -> Reading | None:
    """Numbers in a text: labelled ones by their names (the last of each counts), else exactly one a part in order."""
    labelled: dict[int, str] = {}
    for name, number in _LABELLED.findall(re.sub(r"[^\S\n]+", " ", text)):
        place = part_named(name.strip(), parts)
        if place is not None:
            labelled[place] = number
    if len(labelled) == len(parts):
        return _reading([labelled[place] for place in range(len(parts))], "text")
    plain = _ALONE.findall(text)
    return _reading(plain, "text") if len(plain) == len(parts) else None


def _reading(items: Iterable[Value], form: Form) -> Reading:
    read_items = [_part(item) for item in items]
    kinds = tuple(kind for _, kind, _ in read_items)
    as_text = any(is_text for _, _, is_text in read_items)
    return Reading(tuple(number for number, _, _ in read_items), kinds, "text" if as_text else form)


def _part(value: Value) -> tuple[float, Kind, bool]:
    """A part's number, what it is, and whether it was text."""
    match value:
        case None:
            return math.nan, Kind.NONE, False
        case float() | int():
            return (*_number(value), False)
        case str():
            return _word(value)
        case (tuple() as items) | Array(items=items) if len(items) == 1:
            return _part(items[0])
    return math.nan, Kind.ABSENT, False


def _number(value: float) -> tuple[float, Kind]:
    try:
        number = float(value)
    except OverflowError:
        return math.nan, Kind.INFINITE
    if math.isnan(number):
        return math.nan, Kind.NAN
    return (math.nan, Kind.INFINITE) if math.isinf(number) else (number, Kind.NUMBER)


def _word(text: str) -> tuple[float, Kind, bool]:
    stripped = text.strip().rstrip("%").strip()
    if stripped.lower() == "none":
        return math.nan, Kind.NONE, True
    if not re.fullmatch(_NUMBER, stripped, _FLAGS):
        return math.nan, Kind.WORD, False
    return (*_number(float(stripped)), True)


def _single(value: Value, parts: Sequence[Part]) -> Reading:
    number, kind, _ = _part(value)
    return Reading((number,) * len(parts), (kind,) * len(parts), "single")


def _nothing(parts: Sequence[Part]) -> Reading:
    return Reading((math.nan,) * len(parts), (Kind.ABSENT,) * len(parts), "none")


def describe(answer: Answer) -> str:
    """An answer in a few words, for people: long numbers are cut."""
    return brief(exactly(answer))


def exactly(answer: Answer) -> str:
    """An answer in a few words, each number as it came."""
    match answer:
        case Returned(value=None, printed=printed) if printed:
            return f"None, and prints {_shortened(printed)!r}"
        case Returned(value=value):
            return _shortened(show(value), MAX_SHOWN)
        case Raised(type=kind, message=message):
            return _shortened(f"raises {kind}: {message}" if message else f"raises {kind}", MAX_SHOWN)
        case TooLong():
            return "runs past its time limit"
    return "ends the kernel" if type(answer).__name__ == "Died" else "was not called"


def by_part(answer: Answer, parts: Sequence[Part]) -> str:
    """An answer as people say it: "precision 0.667, recall 1 and F1 0.8"; or what came instead of such numbers."""
    reading = read(answer, parts)
    if reading.form == "single" or not all(map(math.isfinite, reading.numbers)):
        return describe(answer)
    return listed([f"{inside(part.title)} {told(value)}" for part, value in zip(parts, reading.numbers, strict=True)])


def show(value: Value) -> str:
    """A value as Python would write it, shortened."""
    match value:
        case float():
            return repr(value)
        case (item,):
            return f"({show(item)},)"
        case tuple():
            return f"({', '.join(show(item) for item in value)})"
        case Named(type=kind, items=items):
            shown = ", ".join(f"{name}={show(item)}" for name, item in items)
            return f"{kind}({shown})"
        case Array(items=items):
            return f"array([{', '.join(show(item) for item in items)}])"
        case Opaque(type=kind):
            return f"a value of type {kind}"
        case str():
            return repr(_shortened(value))
    return repr(value)


def _shortened(text: str, longest: int = 120) -> str:
    return text if len(text) <= longest else f"{text[: longest - 3]}..."
