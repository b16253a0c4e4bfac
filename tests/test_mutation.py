"""What is said of a function that changes its arguments, by what a second call with them returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.answer import Answer, Raised, Returned, Value
from grader.diagnosis import diagnose
from grader.mutation import statement
from grader.statement import Statement
from tests.judging import judged, reference


def said(left: Callable[[Sequence[float], Sequence[float]], tuple[Value, ...]]) -> Statement | None:
    """What is said of a function with right answers that leaves this of its arguments."""
    return statement(judged(lambda *pair: Returned(value=reference(*pair), changed=left(*pair))))


def test_one_that_changes_nothing_gets_no_word() -> None:
    assert statement(judged(reference)) is None


def test_emptied_lists_are_told_by_the_second_call() -> None:
    found = said(lambda y_true, y_pred: ((), ()))
    assert found is not None
    called = "y_true = [1] and y_pred = [1]"
    says = f"The function changes the lists that it is given: after a call with {called}, y_true and y_pred are empty."
    asks = f"I call your function twice with the same lists, {called}. What does the second call return, and why?"
    good = (
        "It gives precision 0, recall 0 and F1 0: y_true and y_pred are empty by then. They count without changing "
        "what belongs to the caller, or work on a copy."
    )
    assert (says, asks, good) == (found.says, found.ask, found.good_answer)


def test_the_call_shown_is_one_whose_second_answer_differs() -> None:
    found = said(lambda y_true, y_pred: (tuple(sorted(y_true)), tuple(y_pred)))
    assert found is not None
    assert found.says.endswith("after a call with y_true = [1, 0] and y_pred = [1, 0], y_true is [0, 1].")


def test_without_such_a_call_it_is_told_all_the_same() -> None:
    found = said(lambda y_true, y_pred: ((*y_true, 2), tuple(y_pred)))
    assert found is not None
    assert found.good_answer.startswith("What comes back belongs to what the first call left of them.")


def test_what_is_left_is_a_claim_and_may_be_anything() -> None:
    assert said(lambda y_true, y_pred: (None, "x")) is None
    assert said(lambda y_true, y_pred: ((None,), ())) is None
    assert said(lambda y_true, y_pred: ()) is None
    assert said(lambda y_true, y_pred: ((),)) is None


def test_a_second_call_may_stop_with_an_error() -> None:
    def stops(y_true: Sequence[float], y_pred: Sequence[float]) -> Answer:
        if not y_true:
            return Raised(type="IndexError", message="pop from empty list", own=False, line=3)
        return Returned(value=reference(y_true, y_pred), changed=((), ()))

    [_, found] = diagnose(judged(stops)).statements
    assert "mutates_inputs" == found.id
    assert found.good_answer.startswith("It raises IndexError: pop from empty list: y_true and y_pred are empty by")
