"""Values beyond those that were asked for: what is said of those that were left aside, as far as it is certain."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from grader import more_values
from grader.answer import Named
from grader.source import definitions
from grader.submission import Cell
from tests.judging import judged, reference

Numbers = tuple[float, float, float]


@pytest.mark.parametrize(("more", "says"), [((), False), ((0.5,), True), ((0.5, 3), True)])
def test_values_beyond_those_that_were_asked_for_are_told(more: tuple[float, ...], says: bool) -> None:
    found = more_values.statement(judged(lambda y_true, y_pred: (*reference(y_true, y_pred), *more)))
    expected = (
        f"It returns {3 + len(more)} values, 3 of which were asked for: precision, recall and F1 were taken from them."
    )
    assert ([expected] if says else []) == ([found.says] if found else [])


RETURNS = "def f(y_true, y_pred):\n    if not y_true:\n        return 0, 0, 0, 0\n    return {}\n"


def mapping(*names: str) -> Callable[[Numbers], object]:
    return lambda numbers: Named("dict", tuple(zip(names, (*numbers, 0.5), strict=True)))


@pytest.mark.parametrize(
    ("returned", "source", "left"),
    [
        (lambda numbers: (*numbers, 0.25), "p, r, f1, accuracy", "The fourth value, “accuracy”, was left aside."),
        (lambda numbers: (*numbers, 0.25), "p, r, f1, n / 2", "The fourth value was left aside."),
        (lambda numbers: (*numbers, 0.25), "scores", "The fourth value was left aside."),
        (lambda numbers: (0.25, *numbers), "accuracy, p, r, f1", "The first value, “accuracy”, was left aside."),
        (lambda numbers: (*numbers, 0.25, 3.0), "p, r, f1, accuracy, n", "The others were left aside."),
        (mapping("precision", "recall", "f1", "support"), "scores", "“support” was left aside."),
        (mapping("precision", "recall", "f1", "x" * 50), "scores", "The other one was left aside."),
    ],
)
def test_the_one_that_was_left_aside_is_named(returned: Callable[[Numbers], object], source: str, left: str) -> None:
    [definition] = definitions([Cell(kind="code", source=RETURNS.format(source))])

    def function(y_true: Sequence[float], y_pred: Sequence[float]) -> object:
        return returned(reference(y_true, y_pred))

    found = more_values.statement(judged(function), definition)
    assert found is not None
    assert left == found.more
