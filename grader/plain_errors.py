"""Python's errors in plain words, for somebody who may not program: what the function does, and what would mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from grader.answer import Raised


@dataclass(frozen=True, kw_only=True)
class Plain:
    """An error in plain words. `says` goes on after "the function" or "it", `mend` is a sentence on a good answer."""

    says: str
    mend: str


_GUARD = "They ask before the division whether the total is 0, and decide what to return then."
_EMPTY = "They ask first whether there is anything in the list, and decide what to return where there is not."
_EACH = "They go through the list item by item, or make an array of it first: np.asarray(…)."

_ROWS: tuple[tuple[str, str, str, str], ...] = (
    (
        "TypeError",
        r".*unhashable type: '(?P<it>[\w.]+)'\)?",
        "uses {it} where Python needs a value that can't change, such as a key of a dictionary, a set or a cache",
        "They turn a list into a tuple, tuple(…), before it becomes a key, or do without the key or the cache.",
    ),
    (
        "TypeError",
        r"unsupported operand type\(s\) for (?P<sign>\S+)(?: or pow\(\))?: '(?P<it>[\w.]+)' and '(?P<other>[\w.]+)'",
        "computes “{sign}” with {it} and {other}, which don't go together",
        _EACH,
    ),
    (
        "TypeError",
        r"can't multiply sequence by non-int of type '(?P<it>[\w.]+)'",
        "multiplies a list by {it}, which only NumPy arrays can",
        _EACH,
    ),
    (
        "TypeError",
        r"'(?P<sign>\S+)' not supported between instances of '(?P<it>[\w.]+)' and '(?P<other>[\w.]+)'",
        "asks for the larger or smaller of {it} and {other}, which can't be compared",
        _EACH,
    ),
    (
        "TypeError",
        r"'(?P<it>[\w.]+)' object is not callable",
        "calls {it} as if it were a function",
        "They find the variable that took a function's name, such as sum = 0, and give it another.",
    ),
    (
        "TypeError",
        r"(?:object of type )?'(?P<it>[\w.]+)' (?:object is not (?:iterable|subscriptable)|has no len\(\))",
        "takes {it} for a list",
        "They find where that value comes from, and see that a list was meant.",
    ),
    (
        "TypeError",
        r".*(?:takes .* but .* given|missing \d+ required .*|unexpected keyword argument .*)",
        "calls a function with other arguments than that one takes",
        "They compare the call with the function's first line.",
    ),
    (
        "ValueError",
        r"The truth value of an array .*",
        "asks whether a whole NumPy array is true, where each of its items should be looked at",
        "They join arrays with & or np.logical_and, or go through the items one by one.",
    ),
    (
        "ValueError",
        r"not enough values to unpack \(expected (?P<wanted>(?:at least )?\d+), got (?P<got>\d+)\)",
        "takes a result apart into {wanted} values, and it has only {got}",
        "They see for which input that result is smaller, and allow for it.",
    ),
    (
        "ValueError",
        r"too many values to unpack \(expected (?P<wanted>\d+).*",
        "takes a result apart into {wanted} values, and it has more",
        "They see for which input that result is larger, and allow for it.",
    ),
    (
        "ValueError",
        r"(?:max|min)\(\) (?:arg is an empty sequence|iterable argument is empty)"
        r"|attempt to get arg(?:max|min) of an empty sequence|zero-size array to reduction operation .*",
        "asks for the largest or the smallest item where there is none",
        _EMPTY,
    ),
    ("StatisticsError", r".*requires at least .*", "takes an average where there is nothing to average", _EMPTY),
    (
        "ValueError",
        r"Found (?:empty input array|array with 0 sample).*",
        "gives an empty list to a library's function, which needs at least one item",
        _EMPTY,
    ),
    ("ZeroDivisionError", r".*", "divides by zero", _GUARD),
    ("(?:decimal.)?(?:InvalidOperation|DivisionByZero)", r".*", "divides by zero, with decimal numbers", _GUARD),
    (
        "IndexError",
        r".*",
        "looks for an item where the list has none: past its end, or in an empty one",
        "They see how far the list goes, and what becomes of an empty one.",
    ),
    (
        "KeyError",
        r"(?P<key>.{0,60})",
        "looks up {key} in a dictionary that doesn't have it",
        "They see which keys there can be, and give each a value first or use .get(…).",
    ),
    (
        "UnboundLocalError",
        r".*variable '(?P<name>\w+)'.*",
        "uses the variable “{name}” before anything is stored in it",
        "They give it a value before its first use, outside any condition or loop.",
    ),
    (
        "NameError",
        r"name '(?P<name>\w+)' is not defined",
        "uses the name “{name}”, which nothing defines",
        "They define it, or use the name that was meant.",
    ),
    (
        "RecursionError",
        r".*",
        "calls itself again and again, without end",
        "They add the condition under which it stops.",
    ),
)
"""Of an error: its type, its message, what the function does, what would mend it. The first row that fits counts."""

_LONGEST = 200
"""Characters of a message that are looked at: a stranger's may be made to be slow to read."""

_THINGS = {
    "list": "a list",
    "set": "a set",
    "dict": "a dictionary",
    "tuple": "a tuple",
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "a truth value",
    "NoneType": "None (“nothing”)",
    "numpy.ndarray": "a NumPy array",
    "function": "a function",
}


def plain(error: Raised) -> Plain | None:
    """An error in plain words; None where its words are not known, or where the function raised it on purpose."""
    if error.own:
        return None
    text = error.message[:_LONGEST]
    if missing := re.fullmatch(r"'(?P<it>[\w.]+)' object has no attribute '(?P<name>\w+)'", text):
        return _missing_attribute(missing["it"], missing["name"])
    for kind, message, says, mend in _ROWS:
        found = re.fullmatch(message, text, re.DOTALL) if re.fullmatch(kind, error.type) else None
        if found:
            words = {name: text or "" for name, text in found.groupdict().items()}
            things = {name: _thing(words[name]) for name in ("it", "other") if name in words}
            return Plain(says=says.format(**words | things), mend=mend)
    return None


def _missing_attribute(kind: str, name: str) -> Plain:
    """What a list lacks, an array may have, and the other way round: then it was written for that one."""
    asks = f"asks {_thing(kind)} for “.{name}”"
    if kind == "list" and hasattr(np.ndarray, name):
        mend = f"They make an array of it first, np.asarray(…), or do without “.{name}”."
        return Plain(says=f"{asks}, which only NumPy arrays have: it is written for those", mend=mend)
    if kind == "numpy.ndarray" and hasattr(list, name):
        mend = f"They make a list of it first, list(…), or do without “.{name}”."
        return Plain(says=f"{asks}, which only lists have: it is written for those", mend=mend)
    return Plain(says=f"{asks}, which that doesn't have", mend="They see what that value is, and what it has instead.")


def _thing(kind: str) -> str:
    return _THINGS.get(kind, f"a value of type {kind}")
