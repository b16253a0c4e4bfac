"""Right numbers in several forms at once, and what rounding alone makes fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader import dress
from tests.judging import Graded, graded, reference


def cut(one: Callable[[float], object]) -> Graded:
    return graded(lambda y_true, y_pred: tuple(map(one, reference(y_true, y_pred))))


@pytest.mark.parametrize(
    ("one", "says", "digits"),
    [
        (
            lambda number: f"{number:.1%}",
            "The values are right, but come as text, in percent, rounded to one decimal.",
            1,
        ),
        (lambda number: f"{number:.3f}", "The values are right, but come as text, rounded to three decimals.", 3),
        (lambda number: round(100 * number), "The values are right, but come in percent, rounded to whole numbers.", 0),
        (lambda number: f"{100 * number}", "The values are right, but come as text, in percent.", None),
        (lambda number: round(number, 2), "The values are right, but rounded inside the function.", 2),
        (str, "The values are right, but returned as text and not as numbers.", None),
    ],
)
def test_forms_that_come_together_are_told_together(
    one: Callable[[float], object], says: str, digits: int | None
) -> None:
    found = cut(one)
    assert says == found.diagnosis.statements[0].says
    assert digits == dress.decimals(found.results)
    assert found.diagnosis.statements[-1].ask


def test_a_wrong_idea_is_no_form() -> None:
    found = graded(lambda y_true, y_pred: tuple(f"{number:.1f}" for number in reference(y_pred, y_true)))
    assert "forms" not in {each.id for each in found.diagnosis.statements}


def test_what_fails_by_rounding_alone_is_told_from_what_the_form_breaks() -> None:
    for one, by_rounding in (
        (lambda number: f"{number:.1%}", {"harmonic_mean"}),
        (lambda number: round(number, 2), {"agreement", "harmonic_mean"}),
        (lambda number: 100 * number, set()),
    ):
        found = cut(one)
        assert by_rounding == dress.failing_by_rounding(found.diagnosis.misconceptions, found.results)
