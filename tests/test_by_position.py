"""What is said of a function whose parameters stand in another order than was asked for."""

from __future__ import annotations

from grader import by_position
from grader.execution import Target
from tests.judging import judged, reference

EXCHANGED = Target(name="precision_recall_f1", roles=(1, 0))


def test_what_comes_out_by_position_is_told_and_asked() -> None:
    told = by_position.statement(judged(reference), EXCHANGED)
    assert told is not None
    assert (
        "Its parameters stand in another order than the assignment has them, y_pred before y_true; the grader passed "
        "them by name." == told.says
    )
    assert "Called by position, precision and recall come out swapped: each has the other's value." == told.more
    assert told.ask.endswith("return for y_true = [0, 1] and y_pred = [1, 1], and why?")
    assert told.good_answer.startswith(
        "It gives precision 1, recall 0.5 and F1 0.667, where 0.5, 1 and 0.667 are right"
    )


def test_what_has_no_name_by_position_is_told_without_one() -> None:
    told = by_position.statement(judged(lambda y_true, y_pred: (len(y_true), sum(y_pred), 0.5)), EXCHANGED)
    assert told is not None
    assert "Called by position, its arguments are taken for one another." == told.more


def test_the_order_that_was_asked_for_needs_no_word() -> None:
    assert by_position.statement(judged(reference), Target(name="precision_recall_f1", roles=(0, 1))) is None
