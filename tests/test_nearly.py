"""Numbers that are wrong by a little, or on long inputs only, prove no wrong idea; a very long input may stop code."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from grader import nearly
from tests.judging import QUESTION, graded, judged, reference

Labels = Sequence[float]


def slightly_more(y_true: Labels, y_pred: Labels) -> tuple[float, ...]:
    return tuple(number * 1.002 for number in reference(y_true, y_pred))


def bytes_wrap_around(y_true: Labels, y_pred: Labels) -> tuple[float, ...]:
    with np.errstate(all="ignore"):
        true, predicted = np.asarray(y_true, dtype=np.int8), np.asarray(y_pred, dtype=np.int8)
        tp, fp, fn = (int(a @ b) for a, b in ((true, predicted), (1 - true, predicted), (true, 1 - predicted)))
    ratios = ((tp, tp + fp), (tp, tp + fn), (2 * tp, 2 * tp + fp + fn))
    return tuple(above / below if below else 0.0 for above, below in ratios)


def one_call_a_label(y_true: Labels, y_pred: Labels) -> tuple[float, ...]:
    if len(y_true) > 1000:
        raise RecursionError("maximum recursion depth exceeded")
    return reference(y_true, y_pred)


def too_large_a_matrix(y_true: Labels, y_pred: Labels) -> tuple[float, ...]:
    if len(y_true) > 1000:
        raise MemoryError
    return reference(y_true, y_pred)


def mean_of_two(y_true: Labels, y_pred: Labels) -> tuple[float, ...]:
    p, r, _ = reference(y_true, y_pred)
    return p, (p + r) / 2, p


def test_what_is_off_by_a_little_is_right_in_its_formula() -> None:
    found = graded(slightly_more)
    assert (2, "nearly_right", []) == found.verdict
    [statement] = found.diagnosis.statements
    assert "Precision, recall and F1 are off by a little, on no input by more than 0.002." == statement.says


def test_what_is_wrong_on_long_inputs_alone_is_for_a_person() -> None:
    found = graded(bytes_wrap_around)
    assert (None, "right_if_short", []) == found.verdict
    [statement] = found.diagnosis.statements
    length = nearly.right_up_to(found.results)
    assert length is not None
    assert length >= nearly.SHORT
    assert statement.says.startswith(f"All right on every input of up to {length} labels; ")


def test_an_error_on_a_very_long_input_is_an_error_on_some() -> None:
    found = graded(one_call_a_label)
    assert (2, "partly_fails", []) == found.verdict
    [statement] = found.diagnosis.statements
    assert statement.says.endswith("; on one of 20000 it stops with RecursionError.")


def test_what_lacks_memory_for_a_very_long_input_is_only_slow() -> None:
    assert (3, "all_right", []) == graded(too_large_a_matrix).verdict


@pytest.mark.parametrize("function", [QUESTION.reference, mean_of_two, one_call_a_label])
def test_of_right_and_of_wrong_numbers_nothing_of_that_is_said(function: object) -> None:
    results = judged(function)  # type: ignore[arg-type] # of the question's own parameters
    assert (None, None, None) == (nearly.off_by(results), nearly.right_up_to(results), nearly.statement(results))
