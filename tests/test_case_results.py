"""Answers are judged part by part, edge class by edge class, in the container in which the function does best."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from grader.answer import Died, NotReached, Opaque, Raised, Returned, TooLong, Value
from grader.battery import LARGE, ORDINARY, size
from grader.case_results import CaseResults, evidence, groups, handle, smallest_first
from grader.reading import read
from grader.vocabulary import Handling
from tests.judging import (
    BATTERY,
    QUESTION,
    DeliberateError,
    Function,
    confusion,
    graded,
    has_true_positive,
    judged,
    reference,
)

ALL_RIGHT = {"precision": True, "recall": True, "f1": True}
EDGES = [edge.id for edge in QUESTION.contract.edge_classes]
Labels = Sequence[float]


def handlings(results: CaseResults) -> dict[str, Handling]:
    return {handled.edge.id: handled.handling for handled in results.best.edges}


def elsewhere(value: object) -> Function:
    """The reference where there is a true positive, else a value, or what a function gives."""

    def function(y_true: Labels, y_pred: Labels) -> object:
        if has_true_positive(y_true, y_pred):
            return reference(y_true, y_pred)
        return value(y_true, y_pred) if callable(value) else value

    return function


def unguarded(y_true: Labels, y_pred: Labels) -> object:
    tp, fp, fn, _ = confusion(y_true, y_pred)
    return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)


def test_the_reference_is_right_everywhere() -> None:
    results = judged(reference)
    assert "list" == results.best.container
    assert ALL_RIGHT == results.best.core
    assert dict.fromkeys(EDGES, Handling.AS_REFERENCE) == handlings(results)
    assert () == results.failing
    assert results.best.right.all()
    assert {()} == {outcome.failed for outcome in results.properties}
    assert all(outcome.checked for outcome in results.properties)


def test_an_oracle_of_zeros_turns_the_verdict() -> None:
    zeros = replace(BATTERY, expected=np.zeros_like(BATTERY.expected))
    broken = graded(reference, cases=zeros)
    assert 3 == graded(reference).grade.rating
    assert 1 == broken.grade.rating
    assert dict.fromkeys(ALL_RIGHT, False) == broken.results.best.core
    assert list(broken.results.ordinary) == sorted(broken.results.failing)
    assert {"agreement"} <= {outcome.id for outcome in broken.results.properties if outcome.failed}


@pytest.mark.parametrize("column", range(3))
def test_an_oracle_that_is_wrong_in_one_part_turns_that_part(column: int) -> None:
    expected = BATTERY.expected.copy()
    expected[:, column] = 0.5
    core = judged(reference, cases=replace(BATTERY, expected=expected)).best.core
    assert [place != column for place in range(3)] == list(core.values())


# --- groups ---------------------------------------------------------------------------------------------------------


def test_every_case_is_called_once_in_each_container_ordinary_ones_first() -> None:
    called = groups(QUESTION, BATTERY)
    assert [ORDINARY] * 2 == [BATTERY.classes[places[0]] for _, places in called[:2]]
    assert [LARGE] * 2 == [BATTERY.classes[places[0]] for _, places in called[-2:]]
    for container in QUESTION.contract.containers:
        places = [place for group, places in called for place in places if group.container == container]
        assert list(range(len(BATTERY.cases))) == sorted(places)
    assert all(tuple(BATTERY.cases[place] for place in places) == group.cases for group, places in called)


def test_a_case_is_smaller_by_length_then_sum_then_as_it_compares() -> None:
    cases = (((1,), (1,)), ((0, 0), (0, 0)), ((0,), (1,)), ((1,), (0,)), ((), ()))
    small = replace(BATTERY, cases=cases)
    assert (4, 2, 3, 0, 1) == smallest_first(small, range(5))
    assert (2, 1, ((0,), (1,))) == size(((0,), (1,)))


# --- parts and containers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "right"), [(0.0, True), (9e-7, True), (-9e-7, True), (1.1e-6, False), (-1.1e-6, False)]
)
def test_a_part_is_right_within_the_tolerance(error: float, right: bool) -> None:
    def off(y_true: Labels, y_pred: Labels) -> object:
        p, r, f1 = reference(y_true, y_pred)
        return p, r, f1 + error

    assert ALL_RIGHT | {"f1": right} == judged(off).best.core


@pytest.mark.parametrize(
    "value",
    [None, (), (1.0, 1.0), 1.0, math.nan, (math.nan,) * 3, (math.inf,) * 3, ("a", "b", "c"), Opaque("Scores"), ""],
    ids=repr,
)
def test_what_has_no_numbers_is_right_nowhere(value: Value) -> None:
    results = judged(lambda y_true, y_pred: value)
    assert dict.fromkeys(ALL_RIGHT, False) == results.best.core
    assert set(results.ordinary) == set(results.failing)
    assert not results.best.right.any()
    laws = [outcome for outcome in results.properties if not outcome.id.startswith("edge_")]
    assert all(len(outcome.checked) == len(outcome.failed) for outcome in laws)


@pytest.mark.parametrize("numbers", [(1e308, -1e308, 5e-324), (1e308,) * 3, (-0.0,) * 3, (1e-300,) * 3], ids=repr)
def test_numbers_of_any_size_are_only_wrong(numbers: tuple[float, ...]) -> None:
    assert 1 == graded(lambda y_true, y_pred: numbers).grade.rating
    assert 1 == graded(lambda y_true, y_pred: (numbers[0] / (2 + len(y_true)), *numbers[1:])).grade.rating


def test_parts_among_more_values_are_found() -> None:
    found = graded(lambda y_true, y_pred: (0.125, len(y_true), *reference(y_true, y_pred)))
    assert ALL_RIGHT == found.results.best.core
    assert 1 == graded(lambda y_true, y_pred: (None,) * 2000).grade.rating  # this took minutes


def test_the_better_container_is_judged() -> None:
    def only_arrays(y_true: object, y_pred: Labels) -> object:
        assert isinstance(y_true, np.ndarray)
        return reference(y_true.tolist(), y_pred)

    def only_lists(y_true: Labels, y_pred: Labels) -> object:
        assert isinstance(y_true, list)
        return reference(y_true, y_pred)

    for function, container in ((only_arrays, "array"), (only_lists, "list")):
        results = judged(function)
        assert (container, ALL_RIGHT) == (results.best.container, results.best.core)
        [other] = results.others
        assert 0 == other.ordinary_right
        assert 3 == graded(function).grade.rating


def test_of_equals_the_list_is_judged_and_edges_decide_last() -> None:
    def leaks_in_lists(y_true: Labels, y_pred: Labels) -> object:
        return unguarded(y_true, y_pred) if isinstance(y_true, list) else reference(y_true, y_pred)

    assert "list" == judged(unguarded).best.container
    assert "array" == judged(leaks_in_lists).best.container


# --- large cases ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("late", [TooLong(), Died(how="timeout"), NotReached()])
def test_a_large_case_that_is_too_slow_changes_no_rating(late: object) -> None:
    found = graded(lambda y_true, y_pred: late if len(y_true) > 1000 else reference(y_true, y_pred))
    assert (3, "all_right", []) == found.verdict
    assert {()} == {outcome.failed for outcome in found.results.properties}


def test_a_large_case_that_is_answered_must_be_right() -> None:
    found = graded(lambda y_true, y_pred: (0.0,) * 3 if len(y_true) > 1000 else reference(y_true, y_pred))
    assert (1, "unexplained", []) == found.verdict
    assert () == found.results.failing
    says = "Precision, like recall and F1, is wrong on the largest input alone."
    assert says == found.diagnosis.statements[0].says


# --- edge classes ---------------------------------------------------------------------------------------------------


def raising(error: Exception) -> Function:
    def function(y_true: Labels, y_pred: Labels) -> object:
        raise error

    function.__qualname__ = f"raises {error!r}"  # for the test's id
    return function


WARNED = (("invalid value encountered in scalar divide", 3),)


@pytest.mark.parametrize(
    ("value", "handling"),
    [
        ((0.0, 0.0, 0.0), Handling.AS_REFERENCE),
        (None, Handling.OTHER_CONVENTION),
        (math.nan, Handling.OTHER_CONVENTION),
        ("undefined", Handling.OTHER_CONVENTION),
        (Returned(value=None, printed="nothing to divide by"), Handling.OTHER_CONVENTION),
        (raising(DeliberateError("no labels")), Handling.OTHER_CONVENTION),
        (raising(DeliberateError(" ")), Handling.LEAKS),
        (raising(ZeroDivisionError("division by zero")), Handling.LEAKS),
        (raising(IndexError("list index out of range")), Handling.LEAKS),
        (Returned(value=(math.nan,) * 3, warned=WARNED), Handling.LEAKS),
        (Returned(value=(0.0, 0.0, math.nan), warned=WARNED), Handling.LEAKS),
        (Returned(value=(0.0, 0.0, 0.0), warned=WARNED), Handling.AS_REFERENCE),
        (Returned(value=(math.inf,) * 3, warned=WARNED), Handling.LEAKS),
        (TooLong(), Handling.MIXED),
        (Died(how="died"), Handling.LEAKS),
        (NotReached(), Handling.NOT_REACHED),
        ((0.5, 0.5, 0.5), Handling.WRONG),
        ((0.0, 0.0), Handling.WRONG),
        (Opaque("Scores"), Handling.WRONG),
    ],
    ids=lambda value: getattr(value, "__qualname__", None) or repr(value),
)
def test_how_an_edge_class_is_handled(value: object, handling: Handling) -> None:
    results = judged(elsewhere(value))
    assert ALL_RIGHT == results.best.core
    found = handlings(results)
    if handling is Handling.MIXED:  # a case that takes too long leaves the rest of its class unreached
        assert [(Handling.LEAKS, Handling.NOT_REACHED)] * 4 == [
            handled.parts for handled in results.best.edges if handled.edge.id != "empty"
        ]
        found["empty"] = Handling.MIXED
    assert dict.fromkeys(EDGES, handling) == found


def test_one_is_a_convention_only_where_a_part_is_undefined() -> None:
    assert {
        "empty": Handling.OTHER_CONVENTION,
        "no_positive_labels": Handling.WRONG,
        "no_positive_predictions": Handling.WRONG,
        "no_positives": Handling.OTHER_CONVENTION,
        "no_overlap": Handling.WRONG,
    } == handlings(judged(elsewhere((1.0, 1.0, 1.0))))

    def ones(y_true: Labels, y_pred: Labels) -> object:
        tp, fp, fn, _ = confusion(y_true, y_pred)
        return tp / (tp + fp) if tp + fp else 1.0, tp / (tp + fn) if tp + fn else 1.0, 0.0

    assert {
        **dict.fromkeys(EDGES, Handling.OTHER_CONVENTION),
        "no_overlap": Handling.AS_REFERENCE,
    } == handlings(judged(elsewhere(ones)))


def test_the_unguarded_division_leaks_where_it_divides_by_zero() -> None:
    results = judged(unguarded)
    assert dict.fromkeys(EDGES, Handling.LEAKS) | {"no_overlap": Handling.AS_REFERENCE} == handlings(results)
    handled = results.best.edges[0]
    assert "raises ZeroDivisionError: division by zero (line 2 of the function)" == evidence(results.best, handled)
    elsewhere_ = "raises ZeroDivisionError: division by zero (line 2 of the function it is in)"
    assert elsewhere_ == evidence(results.best, handled, own_lines=False)
    assert handled.places == handled.failed


def test_a_mixed_class_counts_as_its_worst_part_and_lists_all() -> None:
    def mixed(y_true: Labels, y_pred: Labels) -> object:
        if len(y_true) == 1:
            return (0.0, 0.0, 0.0)
        if len(y_true) == 2:
            return (math.nan,) * 3
        raise ZeroDivisionError("division by zero")

    best = judged(elsewhere(mixed)).best
    handled = next(each for each in best.edges if each.edge.id == "no_positives")
    assert Handling.MIXED is handled.handling
    assert (Handling.LEAKS, Handling.OTHER_CONVENTION, Handling.AS_REFERENCE) == handled.parts
    assert Handling.LEAKS is handled.worst
    assert [(0,) * len(BATTERY.cases[place][0]) for place in handled.failed] == [
        BATTERY.cases[place][0] for place in handled.failed
    ]
    assert all(len(BATTERY.cases[place][0]) > 2 for place in handled.failed)
    assert (
        "raises ZeroDivisionError: division by zero (line 2 of the function); returns (nan, nan, nan); "
        "returns (0.0, 0.0, 0.0)" == evidence(best, handled)
    )
    assert 2 == graded(elsewhere(mixed)).grade.rating


EVIDENCE: list[tuple[object, str]] = [
    ((0.0, 0.0, 0.0), "returns (0.0, 0.0, 0.0)"),
    (None, "returns None"),
    (Returned(value=None, printed="none"), "returns None, and prints 'none'"),
    (
        Returned(value=(math.nan,) * 3, warned=WARNED),
        "returns (nan, nan, nan) from an unguarded division (line 3 of the function)",
    ),
    (
        raising(DeliberateError("no labels")),
        "raises DeliberateError: no labels (its own error, line 2 of the function)",
    ),
    (Raised(type="KeyError", message="", own=False, line=None), "raises KeyError"),
    (TooLong(), "runs past its time limit"),
    (Died(how="died"), "ends the kernel"),
    (NotReached(), "was not called"),
]


@pytest.mark.parametrize(("value", "says"), EVIDENCE, ids=[evidence[:30] for _, evidence in EVIDENCE])
def test_the_evidence_says_what_was_seen(value: object, says: str) -> None:
    best = judged(elsewhere(value)).best
    [empty] = [handled for handled in best.edges if handled.edge.id == "empty"]
    assert says == evidence(best, empty)


@pytest.mark.parametrize("value", [(math.nan,) * 3, (None,) * 3, ("undefined",) * 3, (math.inf,) * 3, (-1.0,) * 3])
def test_a_convention_counts_only_where_a_part_has_no_value(value: object) -> None:
    free = {"empty", "no_positives"}
    expected = {edge: Handling.OTHER_CONVENTION if edge in free else Handling.WRONG for edge in EDGES}
    assert expected == handlings(judged(elsewhere(value)))


def test_a_number_that_no_ratio_can_be_is_chosen_only_where_it_is_always_the_same() -> None:
    def function(y_true: Labels, y_pred: Labels) -> object:
        return reference(y_true, y_pred) if any(y_true) or any(y_pred) else (-1.0 - len(y_true),) * 3

    found = handlings(judged(function))
    assert (Handling.OTHER_CONVENTION, Handling.WRONG) == (found["empty"], found["no_positives"])


def test_handling_is_of_the_worst_part() -> None:
    parts = QUESTION.contract.parts
    value = Returned(value=(0.0, math.nan, 0.5))
    right = np.array([True, False, False])
    assert Handling.WRONG is handle(value, read(value, parts), right, [True] * 3, [False] * 3)


# --- properties -----------------------------------------------------------------------------------------------------


def broken(results: CaseResults) -> set[str]:
    return {outcome.id for outcome in results.properties if outcome.failed}


def test_each_property_fails_for_a_function_that_breaks_it() -> None:
    def by_length(y_true: Labels, y_pred: Labels) -> object:
        p, r, f1 = reference(y_true, y_pred)
        return p * len(y_true) / (1 + len(y_true)), r, f1

    def by_position(y_true: Labels, y_pred: Labels) -> object:
        p, r, f1 = reference(y_true, y_pred)
        return (p, r, f1) if len(y_true) == 0 or y_true[0] else (p / 2, r, f1)

    def arithmetic(y_true: Labels, y_pred: Labels) -> object:
        p, r, _ = reference(y_true, y_pred)
        return p, r, (p + r) / 2

    def f_two(y_true: Labels, y_pred: Labels) -> object:
        p, r, _ = reference(y_true, y_pred)
        return p, r, 5 * p * r / (4 * p + r) if p + r else 0.0

    def percent(y_true: Labels, y_pred: Labels) -> object:
        return tuple(100 * number for number in reference(y_true, y_pred))

    assert {"agreement", "duplication", "trade_places", "perfect_prediction"} <= broken(judged(by_length))
    assert {"agreement", "permutation"} <= broken(judged(by_position))
    assert {"agreement", "harmonic_mean"} == broken(judged(arithmetic))
    assert {"agreement", "harmonic_mean", "f1_stays"} == broken(judged(f_two))
    assert {"agreement", "within_bounds", "perfect_prediction"} <= broken(judged(percent))
    assert {f"edge_{edge}" for edge in EDGES if edge != "no_overlap"} == broken(judged(unguarded))


def test_what_fails_is_told_smallest_first() -> None:
    results = judged(lambda y_true, y_pred: (0.5, 0.5, 0.5))
    assert ((1,), (1,)) == BATTERY.cases[results.failing[0]]
    for outcome in results.properties:
        sizes = [size(BATTERY.cases[group[0]]) for group in outcome.failed]
        assert sorted(sizes) == sizes


def test_where_a_number_is_missing_a_property_is_not_broken_but_unanswered() -> None:
    def stops(y_true: Sequence[float], y_pred: Sequence[float]) -> object:
        return 1 / 0 if len(y_true) == 1 else reference(y_true, y_pred)

    laws = judged(stops).properties[: len(QUESTION.contract.properties)]
    assert all(law.unanswered == len(law.failed) for law in laws)
    assert 1 == sum(law.unanswered for law in laws if law.id == "agreement")
