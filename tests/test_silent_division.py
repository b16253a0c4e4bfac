"""NaN that pandas gives no warning of is a leak, but only where nothing in the text could be a choice."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from grader import question, silent_division
from grader.answer import Answer, Array, Raised, Returned
from grader.source import definitions
from grader.submission import Cell

PARTS = question.load().contract.parts
IMPORT = "import pandas as pd\n"

TABLE = {
    "a bare division": ("def f(y, p):\n    t = pd.crosstab(y, p)\n    return t[1] / t.sum()\n", 3),
    "in a helper": ("def g(t):\n    return t[1] / t.sum()\ndef f(y, p):\n    return g(pd.crosstab(y, p))\n", 2),
    "with a decorator": ("@cached\ndef f(y, p):\n    return pd.Series(y) / 2\n", 3),
    "no division": ("def f(y, p):\n    return pd.Series(y).mean()\n", None),
    "a condition": ("def f(y, p):\n    t = pd.Series(y)\n    return t / 2 if len(t) else 0\n", None),
    "a handler": (
        "def f(y, p):\n    try:\n        return pd.Series(y) / 2\n    except KeyError:\n        return 0\n",
        None,
    ),
    "or": ("def f(y, p):\n    return pd.Series(y) / (sum(y) or 1)\n", None),
    "filled": ("def f(y, p):\n    return (pd.Series(y) / 2).fillna(0)\n", None),
    "a comment": ("def f(y, p):\n    # NaN if there is nothing\n    return pd.Series(y) / 2\n", None),
    "a helper's docstring": (
        'def g(t):\n    """0/0 stays."""\n    return t / 2\ndef f(y, p):\n    return g(y)\n',
        None,
    ),
}


@pytest.mark.parametrize(("source", "expected"), TABLE.values(), ids=TABLE)
def test_the_line_of_a_division_of_which_nothing_is_said(source: str, expected: int | None) -> None:
    cells = (Cell(kind="code", source=IMPORT), Cell(kind="code", source=source))
    assert expected == silent_division.line_of(["f"], definitions(cells), cells)


def test_without_pandas_numpy_warns_itself() -> None:
    cells = (Cell(kind="code", source="import numpy as pd\ndef f(y, p):\n    return pd.sum(y) / 2\n"),)
    assert None is silent_division.line_of(["f"], definitions(cells), cells)


def test_what_is_no_number_gets_the_warning_that_was_held_back() -> None:
    lacking = Returned(value=(0.0, math.nan, math.nan))
    warned = Returned(value=(0.0, math.nan, math.nan), warned=(("invalid value", 7),))
    error = Raised(type="ValueError", message="", own=False, line=None)
    others: list[Answer] = [Returned(value=(1.0, 1.0, 1.0)), error, warned]
    series = Returned(value=Array("float64", (math.nan,) * 3))
    held_back = (("0/0, and pandas gives no warning", 2),)
    expected = [[replace(lacking, warned=held_back), *others], [replace(series, warned=held_back)]]
    assert expected == silent_division.noticed([[lacking, *others], [series]], 2, PARTS)
