"""The smallest input that fails, found by calls to a Python function in a kernel's place."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import counterexample
from grader.answer import Answer, Died, Returned
from grader.battery import size
from grader.counterexample import Smallest
from grader.diagnosis import diagnose
from grader.execution import Group, Session, Target
from grader.settings import Limits
from grader.vocabulary import Case
from tests.judging import Function, answers_of, confusion, judged, reference

TARGET = Target(name="precision_recall_f1", roles=(0, 1))


class Called:
    """Answers in a session's place, and counts the calls."""

    def __init__(self, function: Function, limits: Limits | None = None) -> None:
        self.function = function
        self.limits = limits or Limits()
        self.calls = 0

    async def call(self, target: Target, groups: Sequence[Group], encoding: str) -> list[list[Answer]]:
        self.calls += sum(len(group.cases) for group in groups)
        return [answers_of(self.function, group.cases, group.container) for group in groups]


def found(function: Function, called: Called | None = None) -> Smallest | None:
    session = called or Called(function)
    return asyncio.run(counterexample.find(judged(function), cast(Session, session), TARGET))


def sees(labels: int) -> Function:
    return lambda y_true, y_pred: reference(y_true[:labels], y_pred[:labels])


def test_a_right_function_has_none() -> None:
    assert found(reference) is None


def test_a_small_case_of_the_battery_is_not_shrunk() -> None:
    swapped = Called(lambda y_true, y_pred: reference(y_pred, y_true))
    smallest = found(swapped.function, swapped)
    assert smallest is not None
    assert (((0, 1), (1, 1)), 0) == (smallest.case, swapped.calls)


def of_sets(y_true: Sequence[float], y_pred: Sequence[float]) -> object:
    labels, predictions = set(y_true), set(y_pred)
    p, r = (len(labels & predictions) / max(len(each), 1) for each in (predictions, labels))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def test_the_smallest_speaks_for_what_is_named_and_for_nothing_better_known() -> None:
    """On two labels, sets answer as a swap of precision and recall would."""
    results = judged(of_sets)
    named = diagnose(results).misconceptions
    assert ["set_based"] == [each.id for each in named]
    alone, telling = counterexample.in_battery(results), counterexample.in_battery(results, named)
    assert alone is not None
    assert telling is not None
    assert (((0, 1), (1, 1)), ((0, 0, 1), (1, 1, 1))) == (alone.case, telling.case)
    assert (None, alone) == (alone.smaller, telling.smaller)


def test_the_smallest_is_none_where_the_wrong_formula_has_no_value() -> None:
    """Without a negative label, specificity is 0/0: what the function returns there is no specificity."""

    def specificity(y_true: Sequence[float], y_pred: Sequence[float]) -> object:
        _, fp, _, tn = confusion(y_true, y_pred)
        p, r = reference(y_true, y_pred)[0], tn / (tn + fp) if tn + fp else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    results = judged(specificity)
    alone, telling = (counterexample.in_battery(results, named) for named in ((), diagnose(results).misconceptions))
    assert alone is not None
    assert telling is not None
    assert (((1,), (1,)), ((0, 1), (1, 1))) == (alone.case, telling.case)


def test_numbers_that_are_right_for_the_other_class_are_shown_where_that_class_is_there() -> None:
    results = judged(lambda y_true, y_pred: reference([1 - each for each in y_true], [1 - each for each in y_pred]))
    telling = counterexample.in_battery(results, diagnose(results).misconceptions)
    assert telling is not None
    assert telling.smaller is not None
    assert (((0, 0, 0, 1), (0, 0, 1, 1)), ((1,), (1,))) == (telling.case, telling.smaller.case)


def test_what_is_named_first_needs_no_other() -> None:
    results = judged(lambda y_true, y_pred: reference(y_pred, y_true))
    named = diagnose(results).misconceptions
    assert counterexample.in_battery(results) == counterexample.in_battery(results, named)


@pytest.mark.parametrize("labels", [10, 20, 100])
def test_what_fails_past_a_length_is_shown_just_past_it(labels: int) -> None:
    called = Called(sees(labels))
    smallest = found(called.function, called)
    assert smallest is not None
    assert labels < len(smallest.case[0]) <= labels + 2
    assert smallest.shrunk
    assert pytest.approx(reference(*smallest.case)) == smallest.expected
    assert called.calls <= called.limits.shrink_calls


def test_calls_are_bounded() -> None:
    called = Called(sees(100), Limits(shrink_calls=30))
    smallest = found(called.function, called)
    assert smallest is not None
    assert called.calls <= 30
    assert len(smallest.case[0]) < 178


def test_what_ends_its_kernel_is_not_shrunk_further() -> None:
    def dies(y_true: Sequence[float], y_pred: Sequence[float]) -> object:
        return sees(100)(y_true, y_pred) if len(y_true) != 150 else Died(how="died")

    called = Called(dies)
    assert found(dies, called) is not None
    assert called.calls <= called.limits.shrink_calls


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=60), st.integers(1, 60))
def test_every_smaller_case_is_smaller(pairs: list[tuple[int, int]], run: int) -> None:
    case: Case = tuple(zip(*pairs, strict=True))
    for smaller in counterexample._smaller(case, run):
        assert size(smaller) < size(case)
        assert 1 == len({len(argument) for argument in smaller})


def test_a_second_call_with_lists_that_the_first_emptied_shows_what_that_does() -> None:
    def pops(y_true: Sequence[float], y_pred: Sequence[float]) -> object:
        return Returned(value=reference(y_true, y_pred), changed=((), ()))

    found = counterexample.called_twice(judged(pops))
    assert found is not None
    assert (((1,), (1,)), ((), ()), (1.0, 1.0, 1.0)) == (found.case, found.left, found.expected)
    assert (0.0, 0.0, 0.0) == getattr(found.answer, "value", None)
    assert counterexample.called_twice(judged(reference)) is None


def test_a_change_that_is_not_seen_in_the_answer_is_no_example() -> None:
    def grows(y_true: Sequence[float], y_pred: Sequence[float]) -> object:
        return Returned(value=reference(y_true, y_pred), changed=((*y_true, 2), tuple(y_pred)))

    assert counterexample.called_twice(judged(grows)) is None
