"""What is said of inputs that leave a ratio undefined, beside formulas that are wrong themselves."""

from __future__ import annotations

from collections.abc import Sequence

from grader.answer import Raised
from grader.diagnosis import diagnose
from grader.source import definitions
from grader.statement import Statement
from grader.submission import Cell
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
    assert ["0/0, 2 answered soundly.", "0/0, 1 answered soundly."] == [each[-24:] for each in told]


def test_an_accident_beside_a_wrong_formula_is_told_of_each_kind_in_which_it_happens() -> None:
    def unguarded(y_true: Labels, y_pred: Labels) -> object:
        _, fp, fn, tn = confusion(y_true, y_pred)
        p, r = tn / (tn + fn), tn / (tn + fp)
        return p, r, p * r / (p + r)

    [edges] = [each for each in diagnose(judged(unguarded)).statements if each.id == "edge_cases"]
    kinds = "some inputs of 4 of 5 kinds"
    assert f"Where a ratio is 0/0 ({kinds}), the function stops with a division by zero." == edges.says


def test_what_happens_in_several_ways_is_told_of_one_input() -> None:
    def two_errors(y_true: Labels, y_pred: Labels) -> object:
        if not len(y_true):
            raise KeyError("labels")
        return reference(y_true, y_pred) if sum(y_true) else 1 / 0

    [edges] = diagnose(judged(two_errors)).statements
    says = (
        "The formulas are right, but where a ratio is 0/0 (3 of 5 kinds of input), the function goes wrong: for empty "
    )
    assert f"{says}y_true and y_pred it stops with an error (KeyError)." == edges.says


LOOKS_FIRST = """\
def precision_recall_f1(y_true, y_pred):
    if isinstance(y_pred[0], float):
        y_pred = [int(p > 0.5) for p in y_pred]
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == p == 1)
    return tp / sum(y_pred), tp / sum(y_true), 2 * tp / (sum(y_pred) + sum(y_true))
"""
NO_ITEM = Raised(type="IndexError", message="list index out of range", own=False, line=2)


def told(function: Function, source: str = LOOKS_FIRST) -> Statement:
    [definition] = definitions([Cell(kind="code", source=source)])
    [statement] = diagnose(judged(function), definition=definition).statements
    return statement


def looks_first(y_true: Labels, y_pred: Labels) -> object:
    return reference(y_true, y_pred) if len(y_pred) else NO_ITEM


def test_an_error_beside_the_ratios_is_told_by_its_line() -> None:
    found = told(looks_first)
    says = (
        "The formulas are right, but with no labels at all, the function stops with an error (IndexError), at line 2, "
        "“if isinstance(y_pred[0], float):”; precision, recall and F1 are not at fault."
    )
    good = "They find line 2, “if isinstance(y_pred[0], float):”, see that no ratio is at fault, and guard it. "
    assert (says, True) == (found.says, found.good_answer.startswith(good))


def test_no_ratio_is_called_faultless_that_nothing_shows_to_be() -> None:
    """Where every kind of input that leaves F1 undefined fails, its line may be at fault for one of them."""
    found = told(lambda *pair: reference(*pair) if sum(map(min, *pair)) else NO_ITEM)
    says = "The formulas are right, but where a ratio is 0/0 (all 5 kinds of input), the function stops with an error "
    assert f"{says}(IndexError), at line 2." == found.says
    assert found.good_answer.startswith("They find line 2, “if isinstance(y_pred[0], float):”, and guard it. ")


def test_the_line_of_a_ratio_is_no_line_beside_them() -> None:
    divides = Raised(type="ZeroDivisionError", message="division by zero", own=False, line=2)
    for stops, source in (
        (NO_ITEM, LOOKS_FIRST.replace("if isinstance(y_pred[0], float):", "if sum(y_pred) / len(y_pred) > 1:")),
        (divides, LOOKS_FIRST),
    ):
        says = told(lambda *pair, stops=stops: reference(*pair) if len(pair[0]) else stops, source).says
        assert says.startswith("The formulas are right, but where a ratio is 0/0 (no labels at all), the function")
        assert "line" not in says


F1_ALONE = """\
def precision_recall_f1(y_true, y_pred):
    tp, fp, fn = counted(y_true, y_pred)
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1
"""


def stops_at(line: int) -> Function:
    error = Raised(type="ZeroDivisionError", message="division by zero", own=False, line=line)
    return lambda *pair: reference(*pair) if sum(map(min, *pair)) else error


def test_where_one_ratio_alone_is_unguarded_the_others_are_not_at_fault() -> None:
    source = F1_ALONE.replace("counted(y_true, y_pred)", "sum(y_true), sum(y_pred), 0")
    found = told(stops_at(5), source)
    line = "line 5, “f1 = 2 * precision * recall / (precision + recall)”"
    assert found.says.endswith(
        f"stops with a division by zero, at {line}; precision and recall, computed before it, are not at fault."
    )
    assert "For F1 nothing catches that: it is Python's own error." == found.more
    assert found.good_answer.startswith(f"They find {line}: for F1 alone nothing asks whether the total is 0. ")
    assert "For F1 the function has to choose: " in found.good_answer


def test_the_first_ratio_has_none_before_it_and_a_helpers_line_is_not_the_functions() -> None:
    inlined = F1_ALONE.replace("counted(y_true, y_pred)", "sum(y_true), sum(y_pred), 0")
    helper = f"def counted(y_true, y_pred):\n    return 1, 2, 3\n\n\n{F1_ALONE}"
    *_, last = definitions([Cell(kind="code", source=helper)])
    [of_helper] = diagnose(judged(stops_at(5)), definition=last).statements
    for found in (told(stops_at(3), inlined), of_helper):
        assert found.says.endswith("(all 5 kinds of input), the function stops with a division by zero.")
