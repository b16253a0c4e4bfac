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


@pytest.mark.parametrize(
    ("kind", "holds"), [("dict", "a dict"), ("Scores", "an object of type Scores"), ("x" * 50, "")]
)
def test_numbers_that_are_found_by_their_names_are_told_so(kind: str, holds: str) -> None:
    names = ("precision", "recall", "f1")
    found = more_values.statement(judged(lambda *pair: Named(kind, tuple(zip(names, reference(*pair), strict=True)))))
    said = "precision, recall and F1 are found by their names: that counts as the numbers asked for."
    assert (f"It returns {holds} in which {said}" if holds else None) == (found.says if found else None)


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


@pytest.mark.parametrize(
    ("returned", "says"),
    [
        (lambda numbers: (numbers, 4.0), "2 things: {} were taken from the first of them, and the other was"),
        (lambda numbers: (0.0, (1.0,), numbers), "3 things: {} were taken from the third of them, and the others were"),
        (lambda numbers: (numbers, numbers), None),
        (lambda numbers: (numbers,), None),
    ],
)
def test_the_thing_that_holds_the_numbers_is_named(returned: Callable[[Numbers], object], says: str | None) -> None:
    found = more_values.statement(judged(lambda y_true, y_pred: returned(reference(y_true, y_pred))))
    expected = f"It returns {says.format('precision, recall and F1')} left aside." if says else None
    assert expected == (found.says if found else None)
