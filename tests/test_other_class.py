"""Numbers that are right for class 0 are judged for class 0 where a ratio is 0/0: other inputs than for class 1."""

from __future__ import annotations

from collections.abc import Sequence

from grader.case_results import CaseResults
from grader.diagnosis import diagnose
from grader.other_class import judged_for
from grader.verdict import tally
from grader.vocabulary import Handling
from tests.judging import Function, confusion, judged, reference

Labels = Sequence[float]


def flipped(labels: Labels) -> list[float]:
    return [1 - label for label in labels]


def guarded(y_true: Labels, y_pred: Labels) -> object:
    return reference(flipped(y_true), flipped(y_pred))


def unguarded(y_true: Labels, y_pred: Labels) -> object:
    _, fp, fn, tn = confusion(y_true, y_pred)
    p, r = tn / (tn + fn), tn / (tn + fp)
    return p, r, 2 * p * r / (p + r)


def wrong_without_ones(y_true: Labels, y_pred: Labels) -> object:
    return guarded(y_true, y_pred) if sum(y_true) + sum(y_pred) else (0.0, 0.0, 0.0)


def for_class_zero(function: Function) -> tuple[CaseResults, CaseResults]:
    results = judged(function)
    return results, judged_for(results, diagnose(results).misconceptions)


def test_every_ratio_of_class_zero_that_is_guarded_counts_as_handled() -> None:
    results, seen = for_class_zero(guarded)
    assert [Handling.AS_REFERENCE] * 5 == [each.handling for each in seen.best.edges]
    assert "for class 0" == seen.of
    told = tally(results, dressed=True, of_edges=seen)
    assert told.endswith("Of 5 kinds of input with a ratio of 0/0 for class 0, all answered soundly.")
    assert ["negative_class_as_positive"] == [each.id for each in diagnose(results).statements]


def test_its_kinds_of_input_say_of_which_class_they_are_told() -> None:
    _, seen = for_class_zero(guarded)
    titles = ["No labels at all", "No positive label, for class 0"]
    assert titles == [each.edge.title for each in seen.best.edges][:2]
    labels = seen.best.edges[1].edge
    assert labels.contains(((0.0,), (1.0,)))  # of the mirrored input
    assert "For class 0: something is predicted positive, but no label is" in labels.says
    assert ((1.0,), (0.0,)) == seen.battery.cases[seen.best.edges[1].places[0]]


def test_an_unguarded_ratio_of_class_zero_is_told_for_that_class() -> None:
    results, _ = for_class_zero(unguarded)
    [edges] = [each for each in diagnose(results).statements if each.id == "edge_cases"]
    says = (
        "The formulas are right, but where a ratio is 0/0 for class 0 (all 5 kinds of input), the function stops with "
    )
    assert f"{says}a division by zero." == edges.says


def test_what_is_wrong_for_class_zero_too_is_judged_as_it_was() -> None:
    for function in (wrong_without_ones, reference):
        results, seen = for_class_zero(function)
        assert seen is results
