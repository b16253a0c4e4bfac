from __future__ import annotations

from typing import Any

import msgspec
import pytest

from grader.pages.counterexample_view import MOST_COLUMNS, CounterexampleView, counterexample_view, inline, number
from grader.results import Counterexample
from grader.vocabulary import Handling

PARAMETERS = {"y_true": "true labels", "y_pred": "predicted labels"}
PARTS = {"precision": "Precision", "recall": "Recall", "f1": "F1"}
ROUNDED = dict.fromkeys(PARTS, "right, but rounded")
SMALL = Counterexample(
    args=((0, 1), (1, 1)),
    container="list",
    expected=(0.5, 1.0, 2 / 3),
    got="(1.0, 0.5, 0.6666666666666666)",
    got_parts=(1.0, 0.5, 2 / 3),
    counts={},
)


def view(**changes: Any) -> CounterexampleView:
    return counterexample_view(msgspec.structs.replace(SMALL, **changes), parameters=PARAMETERS, parts=PARTS)


def test_lists_stand_one_below_the_other() -> None:
    shown = view()
    assert (1, 2) == shown.positions
    assert [("y_true", ("0", "1")), ("y_pred", ("1", "1"))] == [(row.name, row.values) for row in shown.arguments]
    assert ["≠", "="] == [mark.glyph for mark in shown.agreement]


CELLS: dict[str, tuple[float, ...]] = {"hits": (1, 1), "alarms": (0, 1), "misses": (1, 0), "rests": (0, 0)}
COUNTS = {"hits": 1, "alarms": 1, "misses": 0, "rests": 0}


def test_counts_of_pairs_are_drawn_as_a_matrix() -> None:
    example = msgspec.structs.replace(SMALL, counts=COUNTS)
    shown = counterexample_view(example, parameters=PARAMETERS, parts=PARTS, cells=CELLS)
    assert shown.matrix is not None
    assert ((), "hits 1, alarms 1, misses 0, rests 0") == (shown.counts, shown.matrix.says)
    assert ("y_pred = 1", "y_pred = 0") == shown.matrix.columns
    rows = [(head, [(cell.name, cell.count, cell.differs) for cell in cells]) for head, cells in shown.matrix.rows]
    assert [
        ("y_true = 1", [("hits", 1, False), ("misses", 0, True)]),
        ("y_true = 0", [("alarms", 1, True), ("rests", 0, False)]),
    ] == rows


@pytest.mark.parametrize(
    ("counts", "cells"),
    [
        (COUNTS, {}),
        ({"hits": 1}, {}),
        ({**COUNTS, "length": 2}, CELLS),
        ({"hits": 1, "alarms": 1, "misses": 0}, CELLS),
        (COUNTS, {name: (*values, 1) for name, values in CELLS.items()}),
    ],
)
def test_other_counts_are_listed(counts: dict[str, int], cells: dict[str, tuple[float, ...]]) -> None:
    example = msgspec.structs.replace(SMALL, counts=counts)
    shown = counterexample_view(example, parameters=PARAMETERS, parts=PARTS, cells=cells)
    assert (None, tuple(counts.items())) == (shown.matrix, shown.counts)


def test_expected_against_got() -> None:
    told = [(row.title, row.expected, row.got, row.mark.word) for row in view().parts]
    assert [
        ("Precision", "0.5", "1", "wrong"),
        ("Recall", "1", "0.5", "wrong"),
        ("F1", "≈ 0.6667", "≈ 0.6667", "right"),
    ] == told


def test_a_reply_is_told_by_part() -> None:
    shown = view(got="(nan, None, 0)", got_parts=("nan", "None", 0))
    assert ["nan", "None", "0"] == [row.got for row in shown.parts]
    assert shown.got is None


@pytest.mark.parametrize(
    "got", ["dict(precision=1.0, recall=0.5, f1=0.6)", "('1.0', '0.5', '0.6')", "None, and prints"]
)
def test_a_reply_in_another_form_is_shown_whole_too(got: str) -> None:
    shown = view(got=got)
    assert got == shown.got
    assert {"right", "wrong"} == {row.mark.word for row in shown.parts}


def test_a_reply_without_parts_is_shown_whole() -> None:
    shown = view(got="raises ValueError", got_parts=None)
    assert ("It stops with an error:", "ValueError") == (shown.did, shown.got)
    assert {("–", "no number")} == {(row.got, row.mark.word) for row in shown.parts}
    should = "precision should be 0.5; recall should be 1; F1 should be ≈ 0.6667"
    assert f"With y_true = [0, 1] and y_pred = [1, 1] it stops with an error: {should}." == shown.says


def test_a_sentence_says_what_should_have_come_out() -> None:
    told = "precision is 1, but should be 0.5; recall is 0.5, but should be 1"
    assert f"With y_true = [0, 1] and y_pred = [1, 1]: {told}." == view().says
    same = view(expected=(1.0, 1.0, 1.0), got="(0.0, 0.0, 0.0)", got_parts=(0, 0, 0))
    assert same.says.endswith(": precision, recall and F1 are 0, but should be 1.")
    for got, does in (("None", "it returns nothing"), ("runs past its time limit", "it runs past its time limit")):
        assert does in view(got=got, got_parts=None).says


def test_what_has_no_value_may_be_anything_chosen_on_purpose() -> None:
    chosen = {"recall": Handling.OTHER_CONVENTION, "f1": Handling.LEAKS}
    shown = view(
        args=((0,), (1,)), expected=(0, 0, 0), got="(0, None, nan)", got_parts=(0, "None", "nan"), undefined=chosen
    )
    assert ["0", "0, or anything chosen on purpose", "0, or anything chosen on purpose"] == [
        row.expected for row in shown.parts
    ]
    assert ["right", "own choice", "by accident"] == [row.mark.word for row in shown.parts]


def test_right_numbers_in_another_form_are_not_called_wrong() -> None:
    shown = counterexample_view(SMALL, parameters=PARAMETERS, parts=PARTS, forms=ROUNDED)
    assert ["right, but rounded", "right, but rounded", "right"] == [row.mark.word for row in shown.parts]


@pytest.mark.parametrize("args", [((0,) * 25, (1,) * 25), ((0, 1), (1,)), ((), ())])
def test_long_unlike_and_empty_lists_have_no_columns(args: tuple[tuple[int, ...], ...]) -> None:
    shown = view(args=args)
    assert () == shown.positions
    assert () == shown.agreement
    assert MOST_COLUMNS == 24


def test_very_long_lists_say_what_they_left_out() -> None:
    assert ["19,600 more values left out"] * 2 == [row.note for row in view(args=((0, 1) * 10_000,) * 2).arguments]
    assert ["empty", "empty"] == [row.note for row in view(args=((), ())).arguments]


def test_one_line() -> None:
    assert "y_true = [0, 1], y_pred = [1, 1] → (1.0, 0.5, 0.6666…)" == inline(SMALL, PARAMETERS)
    long = inline(msgspec.structs.replace(SMALL, args=((0, 1) * 5, ())), PARAMETERS)
    assert long.startswith("y_true = [0, 1, 0, 1, 0, 1, 0, 1, … 10 values], y_pred = [] → ")


def test_numbers_in_another_form_are_told_as_a_whole() -> None:
    shown = counterexample_view(SMALL, parameters=PARAMETERS, parts=PARTS, forms=ROUNDED)
    gives = "it gives 1, 0.5 and ≈ 0.6667, where the numbers 0.5, 1 and ≈ 0.6667 are asked for."
    assert f"With y_true = [0, 1] and y_pred = [1, 1] {gives}" == shown.says


def test_numbers_that_differ_by_their_type_alone_are_shown_as_they_came() -> None:
    text = msgspec.structs.replace(SMALL, got="('0.5', '1.0', '0.67')", got_parts=SMALL.expected)
    shown = counterexample_view(text, parameters=PARAMETERS, parts=PARTS, forms=ROUNDED)
    assert " it returns ('0.5', '1.0', '0.67'), where the numbers 0.5, 1 and ≈ 0.6667 are asked for" in shown.says


def test_a_reply_without_parts_is_told_whole_in_another_form_too() -> None:
    related = msgspec.structs.replace(SMALL, got="(1, 2, 3); and for [1], [1]: (3, 2, 1)", got_parts=None)
    shown = counterexample_view(related, parameters=PARAMETERS, parts=PARTS, forms=ROUNDED)
    assert shown.says.endswith(" it returns (1, 2, 3); and for [1], [1]: (3, 2, 1).")
    stops = msgspec.structs.replace(SMALL, got="raises ValueError", got_parts=None)
    shown = counterexample_view(stops, parameters=PARAMETERS, parts=PARTS, forms=ROUNDED)
    assert shown.says.endswith(" it stops with an error.")


def test_long_lists_of_few_runs_are_told_by_run() -> None:
    example = msgspec.structs.replace(SMALL, args=((0,) * 100 + (1,), (1,) * 101))
    assert inline(example, PARAMETERS).startswith("y_true = [100 × 0, 1], y_pred = [101 × 1] → ")
    shown = counterexample_view(example, parameters=PARAMETERS, parts=PARTS)
    assert [(("100 × 0", "1"), "101 values in all"), (("101 × 1",), "101 values in all")] == [
        (row.values, row.note) for row in shown.arguments
    ]


def test_a_rounded_number_does_not_look_like_the_exact_one() -> None:
    rounded = msgspec.structs.replace(SMALL, got="(1.0, 0.5, 0.6667)", got_parts=(1.0, 0.5, 0.6667))
    shown = counterexample_view(rounded, parameters=PARAMETERS, parts=PARTS, forms=ROUNDED)
    assert ("≈ 0.666667", "0.6667") == (shown.parts[2].expected, shown.parts[2].got)


def test_numbers() -> None:
    assert ["≈ 0.333333", "1", "20000", "nan"] == [number(1 / 3), number(1), number(20_000), number("nan")]
    assert ["≈ 0.3333", "0.3", "12345", "1e+300"] == [number(each, 4) for each in (1 / 3, 0.1 + 0.2, 12345, 1e300)]


def test_numbers_are_as_long_as_their_difference_needs() -> None:
    shown = view(expected=(2 / 3, 2 / 3, 2 / 3), got_parts=(2 / 3, 0.667, 0.66672))
    assert [("≈ 0.6667", "≈ 0.6667"), ("≈ 0.6667", "0.667"), ("≈ 0.666667", "0.66672")] == [
        (row.expected, row.got) for row in shown.parts
    ]
