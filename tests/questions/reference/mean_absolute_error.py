"""The answer key of the tests' own question: two errors of predicted numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from grader.vocabulary import Answer, Misconception


def mean_absolute_error(y_true: Sequence[float], y_pred: Sequence[float]) -> tuple[float, float]:
    """The mean absolute error and the root mean squared error, both 0.0 for no numbers at all."""
    errors = _errors(y_true, y_pred)
    return _mean([abs(error) for error in errors]), math.sqrt(_mean([error * error for error in errors]))


def _errors(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    return [predicted - true for true, predicted in zip(y_true, y_pred, strict=True)]


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _signed(y_true: Sequence[float], y_pred: Sequence[float]) -> Answer:
    return _mean(_errors(y_true, y_pred)), mean_absolute_error(y_true, y_pred)[1]


def _not_rooted(y_true: Sequence[float], y_pred: Sequence[float]) -> Answer:
    mean, root = mean_absolute_error(y_true, y_pred)
    return mean, root**2


def _rounded(y_true: Sequence[float], y_pred: Sequence[float]) -> Answer:
    return tuple(round(number, 1) for number in mean_absolute_error(y_true, y_pred))


MISCONCEPTIONS = (
    Misconception(
        id="signed_errors",
        kind="concept",
        parts=("mean_absolute_error",),
        says="Errors above and below cancel each other, because their signs are kept.",
        ask="What does your function say of predictions that are too high as often as too low?",
        variants=(_signed,),
    ),
    Misconception(
        id="root_forgotten",
        kind="concept",
        parts=("root_mean_squared_error",),
        says="The mean of the squared errors is returned without its square root.",
        ask="In which unit is each of your two numbers?",
        variants=(_not_rooted,),
    ),
    Misconception(
        id="rounded",
        kind="dress",
        parts=("mean_absolute_error", "root_mean_squared_error"),
        says="The numbers are right, but rounded inside the function.",
        ask="Who should decide how many digits are shown?",
        variants=(_rounded,),
    ),
)
