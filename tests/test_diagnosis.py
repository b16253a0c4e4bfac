"""What is wrong is named where a wrong variant gives the same answers, and told by its pattern where none does."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pytest

from grader.answer import Named, Opaque, Returned
from grader.vocabulary import Answer, Misconception
from tests.judging import (
    BATTERY,
    QUESTION,
    Function,
    Graded,
    confusion,
    graded,
    has_true_positive,
    reference,
)

Labels = Sequence[float]
Scores = Callable[[Labels, Labels], tuple[float, float, float]]
CONCEPTS_OF_F1 = {"arithmetic_mean_f1", "geometric_mean_f1", "f1_without_factor_two", "jaccard_as_f1"}
VARIANTS = [(entry, place) for entry in QUESTION.misconceptions for place in range(len(entry.variants))]


def share(above: float, below: float) -> float:
    """A ratio, 0.0 where it is undefined: as people guard it."""
    return above / below if below else 0.0


def variant(entry: Misconception, place: int) -> Function:
    """A wrong variant, in the types that a decoder gives; None for NaN, which is where it has no number."""

    def function(y_true: Labels, y_pred: Labels) -> object:
        answer: Answer = entry.variants[place](tuple(y_true), tuple(y_pred))
        return tuple(None if math.isnan(number) else float(number) for number in answer)

    return function


@pytest.mark.parametrize(("entry", "place"), VARIANTS, ids=[f"{entry.id}-{place}" for entry, place in VARIANTS])
def test_every_wrong_variant_is_named_and_rated_as_its_kind_says(entry: Misconception, place: int) -> None:
    found = graded(variant(entry, place))
    # Pooled over both classes, every number is the accuracy: the two can't be told apart, so both are named.
    same = ["accuracy_everywhere", "micro_averaged"]
    assert (same if entry.id in same else [entry.id]) == found.named
    wrong = {part for part, right in found.results.best.core.items() if not right}
    assert wrong == set(found.diagnosis.explained)
    assert [entry.says] == [each.says for each in found.diagnosis.statements if each.id == entry.id]
    if entry.id in CONCEPTS_OF_F1:
        assert (2, "f1_wrong") == (found.grade.rating, found.grade.rule)
    elif entry.kind == "concept" or entry.id in same:
        assert (1, "concept_misconception") == (found.grade.rating, found.grade.rule)
    else:
        assert (2, "other_dress") == (found.grade.rating, found.grade.rule)


def test_the_reference_has_nothing_to_say() -> None:
    found = graded(reference)
    assert (3, "all_right", []) == found.verdict
    assert () == found.diagnosis.statements
    assert frozenset() == found.diagnosis.explained


# --- as people write them -------------------------------------------------------------------------------------------


def specificity(y_true: Labels, y_pred: Labels) -> object:
    tp, fp, _, tn = confusion(y_true, y_pred)
    p, r = share(tp, tp + fp), share(tn, tn + fp)
    return p, r, share(2 * p * r, p + r)


def negative_predictive_value(y_true: Labels, y_pred: Labels) -> object:
    tp, _, fn, tn = confusion(y_true, y_pred)
    p, r = share(tn, tn + fn), share(tp, tp + fn)
    return p, r, share(2 * p * r, p + r)


def swapped_with_arithmetic_mean(y_true: Labels, y_pred: Labels) -> object:
    p, r, _ = reference(y_true, y_pred)
    return r, p, (p + r) / 2


def accuracy_with_jaccard(y_true: Labels, y_pred: Labels) -> object:
    tp, fp, fn, tn = confusion(y_true, y_pred)
    return share(tp + tn, tp + fp + fn + tn), share(tp, tp + fn), share(tp, tp + fp + fn)


def rounded_with_geometric_mean(y_true: Labels, y_pred: Labels) -> object:
    p, r, _ = reference(y_true, y_pred)
    return round(p, 4), round(r, 4), math.sqrt(p * r)


def swapped_by_name(y_true: Labels, y_pred: Labels) -> object:
    p, r, f1 = reference(y_true, y_pred)
    return Named("dict", (("precision", r), ("recall", p), ("f1", f1)))


def swapped_as_text(y_true: Labels, y_pred: Labels) -> object:
    p, r, f1 = reference(y_true, y_pred)
    return str(r), str(p), str(f1)


AS_WRITTEN: list[tuple[Function, int, str, list[str]]] = [
    (specificity, 1, "concept_misconception", ["specificity_as_recall"]),
    (negative_predictive_value, 1, "concept_misconception", ["negative_predictive_value_as_precision"]),
    (
        *(swapped_with_arithmetic_mean, 1, "concept_misconception"),
        ["swapped_precision_recall", "arithmetic_mean_f1"],
    ),
    (accuracy_with_jaccard, 1, "concept_misconception", ["accuracy_as_precision", "jaccard_as_f1"]),
    (rounded_with_geometric_mean, 2, "other_dress", ["rounded", "geometric_mean_f1"]),
    (swapped_by_name, 1, "concept_misconception", ["swapped_precision_recall"]),
    (swapped_as_text, 1, "concept_misconception", ["swapped_precision_recall", "as_text"]),
]


@pytest.mark.parametrize(
    ("function", "rating", "rule", "named"), AS_WRITTEN, ids=[row[0].__name__ for row in AS_WRITTEN]
)
def test_mistakes_as_people_write_them(function: Function, rating: int, rule: str, named: list[str]) -> None:
    found = graded(function)
    assert (rating, rule, named) == found.verdict
    assert not [each for each in found.diagnosis.statements if each.id.startswith("unexplained")]


def by_counts(y_true: Labels, y_pred: Labels) -> tuple[float, float, float]:
    tp, fp, fn, _ = confusion(y_true, y_pred)
    return share(tp, tp + fp), share(tp, tp + fn), share(2 * tp, 2 * tp + fp + fn)


@pytest.mark.parametrize("formula", [reference, by_counts])
@pytest.mark.parametrize("digits", range(6))
def test_rounding_is_a_dress_whatever_decides_at_a_tie(formula: Scores, digits: int) -> None:
    """The formula's last bit, and round or np.round or a format, decide at a tie: none of it makes a candidate weak."""
    ways: dict[str, Callable[[float], object]] = {
        "round": lambda number: round(number, digits),
        "NumPy": lambda number: float(np.round(number, digits)),
        "half up": lambda number: math.floor(number * 10**digits + 0.5) / 10**digits,
        "percent": lambda number: round(100 * number, digits),
        "percent by NumPy": lambda number: float(np.round(100 * number, digits)),
        "text": lambda number: f"{number:.{digits}f}",
        "percent as text": lambda number: f"{number:.{digits}%}",
    }
    for way, cut in ways.items():
        found = graded(partial(cut_by, formula, cut))
        named = ["percent_scale" if way.startswith("percent") else "rounded"]
        assert (2, "other_dress", named + ["as_text"] * way.endswith("text")) == found.verdict, way


def cut_by(formula: Scores, cut: Callable[[float], object], y_true: Labels, y_pred: Labels) -> object:
    return tuple(map(cut, formula(y_true, y_pred)))


# --- forms ----------------------------------------------------------------------------------------------------------


def in_form(change: Function) -> Graded:
    return graded(lambda y_true, y_pred: change(*reference(y_true, y_pred)))


def test_the_form_is_named() -> None:
    assert (2, "other_dress", ["as_text"]) == in_form(lambda p, r, f1: (str(p), str(r), str(f1))).verdict
    assert (2, "other_dress", ["as_text"]) == in_form(lambda p, r, f1: f"precision={p}, recall={r}, f1={f1}").verdict
    printed = in_form(lambda p, r, f1: Returned(value=None, printed=f"P: {p}\nR: {r}\nF1: {f1}\n"))
    assert (2, "other_dress", ["printed_only"]) == printed.verdict
    fields = in_form(lambda p, r, f1: Named("Scores", (("f1", f1), ("precision", p), ("recall", r))))
    assert (2, "other_dress", ["other_order"]) == fields.verdict


@pytest.mark.parametrize("order", [(0, 2, 1), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_right_numbers_in_another_order(order: tuple[int, int, int]) -> None:
    found = in_form(lambda *parts: tuple(parts[place] for place in order))
    assert (2, "other_dress", ["other_order"]) == found.verdict


def test_the_two_in_each_others_place_are_swapped() -> None:
    assert ["swapped_precision_recall"] == in_form(lambda p, r, f1: (r, p, f1)).named


def test_a_dictionary_has_no_order() -> None:
    found = in_form(lambda p, r, f1: Named("dict", (("f1", f1), ("recall", r), ("precision", p))))
    assert (3, "all_right", []) == found.verdict


# --- what has no name -----------------------------------------------------------------------------------------------


def unexplained(found: Graded) -> dict[str, str]:
    return {each.id: each.says for each in found.diagnosis.statements if each.id.startswith(("unexplained", "as_if"))}


def test_an_object_without_readable_numbers_is_left_to_a_person() -> None:
    assert (None, "unreadable", []) == graded(lambda y_true, y_pred: Opaque("Scores")).verdict


@pytest.mark.parametrize("value", [None, (0.5, 0.5), Returned(value=None, printed="done")], ids=repr)
def test_missing_numbers_are_said_to_be_missing(value: object) -> None:
    found = graded(lambda y_true, y_pred: value)
    assert (1, "unexplained", []) == found.verdict
    total = len(found.results.ordinary)
    missing = f"is missing on {total} of {total} ordinary inputs"
    says = f"Wrong in a way that has no name here: Precision {missing}, Recall {missing} and F1 {missing}."
    assert {"unexplained": says} == unexplained(found)


def test_answers_for_another_input_are_told_as_such() -> None:
    found = graded(lambda y_true, y_pred: reference(y_true[1:], y_pred[1:]))
    assert {"as_if": "The answers are right for another input: as if the first labels were left out."} == (
        unexplained(found)
    )
    found = graded(lambda y_true, y_pred: reference(y_true[:100], y_pred[:100]))
    assert {"as_if": "The answers are right for another input: as if only the first hundred labels counted."} == (
        unexplained(found)
    )


def test_wrong_numbers_without_a_name_are_told_by_where_they_are_wrong() -> None:
    def odd(y_true: Labels, y_pred: Labels) -> object:
        p, r, f1 = reference(y_true, y_pred)
        return p + sum(place * label for place, label in enumerate(y_pred)) % 3 / 10, r, f1

    found = graded(odd)
    assert (1, "unexplained", []) == found.verdict
    [(name, says)] = unexplained(found).items()
    assert "unexplained" == name
    wrong = len(found.results.failing)
    told = f"Precision is wrong on {wrong} of {len(found.results.ordinary)} ordinary inputs"
    assert f"Wrong in a way that has no name here: {told}." == says


def test_wrong_numbers_with_a_pattern_are_told_by_it() -> None:
    def precision_of_all(y_true: Labels, y_pred: Labels) -> object:
        _, r, f1 = reference(y_true, y_pred)
        hits = sum(1 for pair in zip(y_true, y_pred, strict=True) if pair == (1, 1))
        return hits / len(y_true), r, f1

    [(name, says)] = unexplained(graded(precision_of_all)).items()
    assert "unexplained_precision" == name
    everything = "true positives + false positives + false negatives + true negatives"
    assert says.endswith(f"it behaves like (true positives) / ({everything}).")


def test_a_misconception_on_some_cases_alone_is_not_named() -> None:
    def now_and_then(y_true: Labels, y_pred: Labels) -> object:
        p, r, f1 = reference(y_true, y_pred)
        return (r, p, f1) if len(y_true) % 2 else (p, r, f1)

    assert (1, "unexplained", []) == graded(now_and_then).verdict


def test_one_other_answer_is_enough_against_a_name() -> None:
    place = max(place for place, kind in enumerate(BATTERY.classes) if kind == "ordinary")

    def swapped_but_once(y_true: Labels, y_pred: Labels) -> object:
        p, r, f1 = reference(y_true, y_pred)
        return (0.123, p, f1) if (tuple(y_true), tuple(y_pred)) == BATTERY.cases[place] else (r, p, f1)

    assert "swapped_precision_recall" not in graded(swapped_but_once).named


def test_edges_that_leak_are_told_with_their_evidence() -> None:
    found = graded(lambda y_true, y_pred: reference(y_true, y_pred) if has_true_positive(y_true, y_pred) else 1 / 0)
    assert (2, "edge_leaks", []) == found.verdict
    [statement] = found.diagnosis.statements
    assert (
        "With an undefined ratio, 5 kinds of input are not handled: no labels at all; no positive label; no positive "
        "prediction; no positive on either side; every positive prediction is wrong. "
        "For example, y_true=[], y_pred=[]: the function raises ZeroDivisionError: division by zero (line 2 of the "
        "function). That is Python's own error, not one that the function chose to raise." == statement.says
    )
    assert "What should your function return for y_true=[], y_pred=[], and what does it do?" == statement.ask


def test_one_edge_class_is_told_alone() -> None:
    found = graded(lambda y_true, y_pred: reference(y_true, y_pred) if y_true else 1 / 0)
    [statement] = found.diagnosis.statements
    assert statement.says.startswith("With an undefined ratio, one kind of input is not handled: no labels at all. ")
