"""Errors in plain words: those that Python itself raises, so that its own wording is what is recognised."""

from __future__ import annotations

import statistics
from decimal import Decimal
from functools import cache

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from grader.answer import Raised
from grader.plain_errors import plain

WRITTEN = """
def endless():
    endless()

def unbound():
    if not labels:
        total = 0
    return total
"""

ERRORS = [
    ("cache(len)(labels)", "uses a list where Python needs a value that can't change, such as a key of a dictionary"),
    ("{array: 1}", "uses a NumPy array where Python needs a value that can't change"),
    ("labels.sum()", "asks a list for “.sum”, which only NumPy arrays have: it is written for those"),
    ("array.pop()", "asks a NumPy array for “.pop”, which only lists have: it is written for those"),
    ("labels.total()", "asks a list for “.total”, which that doesn't have"),
    ("labels - labels", "computes “-” with a list and a list, which don't go together"),
    ("labels ** 2", "computes “**” with a list and a number, which don't go together"),
    ("labels * labels", "multiplies a list by a list, which only NumPy arrays can"),
    ("labels > 0", "asks for the larger or smaller of a list and a number, which can't be compared"),
    ("array[0](labels)", "calls a value of type numpy.int64 as if it were a function"),
    ("None[0]", "takes None (“nothing”) for a list"),
    ("len(3)", "takes a number for a list"),
    ("unbound(1)", "calls a function with other arguments than that one takes"),
    ("array == 1 and array == 1", "asks whether a whole NumPy array is true"),
    ("[a for a, b in [(1, 2, 3)]]", "takes a result apart into 2 values, and it has more"),
    ("a, b = labels[:1]", "takes a result apart into 2 values, and it has only 1"),
    ("a, b, *c = labels[:1]", "takes a result apart into at least 2 values, and it has only 1"),
    ("max([])", "asks for the largest or the smallest item where there is none"),
    ("array[:0].min()", "asks for the largest or the smallest item where there is none"),
    ("array[:0].argmax()", "asks for the largest or the smallest item where there is none"),
    ("statistics.mean([])", "takes an average where there is nothing to average"),
    ("confusion_matrix([], [])", "gives an empty list to a library's function, which needs at least one item"),
    ("1 / 0", "divides by zero"),
    ("Decimal(0) / Decimal(0)", "divides by zero, with decimal numbers"),
    ("labels[2]", "looks for an item where the list has none: past its end, or in an empty one"),
    ("{}['tp']", "looks up 'tp' in a dictionary that doesn't have it"),
    ("unbound()", "uses the variable “total” before anything is stored in it"),
    ("undefined", "uses the name “undefined”, which nothing defines"),
    ("endless()", "calls itself again and again, without end"),
    ("int('one')", None),
]


def raised(code: str) -> Raised:
    """What a candidate's code ends in, as the wire tells it."""
    names: dict[str, object] = {"labels": [0, 1], "array": np.array([0, 1]), "Decimal": Decimal, "cache": cache}
    names |= {"statistics": statistics, "confusion_matrix": confusion_matrix}
    exec(WRITTEN, names)
    try:
        exec(code, names)
    except Exception as error:
        return Raised(type=type(error).__name__, message=str(error), own=False, line=None)
    raise AssertionError(f"it should end in an error: {code}")


@pytest.mark.filterwarnings("ignore:'NoneType' object is not subscriptable:SyntaxWarning")
@pytest.mark.parametrize(("code", "says"), ERRORS)
def test_an_error_in_plain_words(code: str, says: str | None) -> None:
    found = plain(raised(code))
    assert (says is None) == (found is None)
    assert found is None or (found.says.startswith(says or "") and found.mend.endswith("."))


def test_an_error_of_the_functions_own_speaks_for_itself() -> None:
    assert plain(Raised(type="ZeroDivisionError", message="division by zero", own=True, line=2)) is None


@pytest.mark.parametrize(
    "message", ["takes x but x given " * 400, "unhashable type: '{}'", "'{x}' object is not callable"]
)
def test_a_strangers_message_is_text_and_no_more(message: str) -> None:
    assert plain(Raised(type="TypeError", message=message, own=False, line=None)) is None


def test_a_key_is_no_pattern_of_ours() -> None:
    found = plain(Raised(type="KeyError", message="'{key.x}'", own=False, line=None))
    assert found is not None
    assert "looks up '{key.x}' in a dictionary that doesn't have it" == found.says
