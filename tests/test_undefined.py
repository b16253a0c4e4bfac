"""What is said of inputs that leave a ratio undefined, beside formulas that are wrong themselves."""

from __future__ import annotations

from collections.abc import Sequence

from grader.diagnosis import diagnose
from grader.undefined import of_formula
from grader.verdict import tally
from tests.judging import Function, confusion, judged, reference

Labels = Sequence[float]


def accuracy(y_true: Labels, y_pred: Labels) -> object:
    share = sum(map(float.__eq__, map(float, y_true), map(float, y_pred))) / len(y_true) if len(y_true) else 0.0
    return share, share, share


def ones(y_true: Labels, y_pred: Labels) -> object:
    """Rounded numbers, and 1 by choice where there is nothing to find."""
    p, r, f1 = (round(number, 2) for number in reference(y_true, y_pred))
    return (p, r, f1) if sum(y_true) + sum(y_pred) else (1.0, 1.0, 1.0)


def class_zero(y_true: Labels, y_pred: Labels) -> object:
    _, fp, fn, tn = confusion(y_true, y_pred)
    p, r = tn / (tn + fn), tn / (tn + fp)
    return p, r, 2 * p * r / (p + r)


def computed(function: Function) -> frozenset[str]:
    results = judged(function)
    return of_formula(results, diagnose(results).misconceptions)


def test_what_a_wrong_formula_gives_is_no_choice() -> None:
    """Where nothing is positive, all predictions are right: 1 is then the accuracy, and nobody's convention."""
    assert {"no_positives"} == computed(accuracy) == computed(class_zero)
    assert frozenset() == computed(ones) == computed(reference)


def test_what_a_wrong_formula_gives_is_not_counted_as_handled() -> None:
    told = (tally(judged(accuracy), computed=computed) for computed in ((), {"no_positives"}))
    assert ["0/0, 2 handled on purpose.", "0/0, 1 handled on purpose."] == [each[-26:] for each in told]


def test_an_accident_beside_a_wrong_formula_is_told_of_each_kind_in_which_it_happens() -> None:
    [edges] = [each for each in diagnose(judged(class_zero)).statements if each.id == "edge_cases"]
    kinds = "some inputs of 4 of 5 kinds"
    assert f"Where a ratio is 0/0 ({kinds}), the function stops with a division by zero." == edges.says
