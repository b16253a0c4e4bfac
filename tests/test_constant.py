"""The same numbers for every input are told, with their cause where the function's text is certain of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from grader.constant import compared_with_text, statement
from grader.diagnosis import diagnose
from grader.source import Definition, definitions
from grader.statement import Statement
from grader.submission import Cell
from tests.judging import has_true_positive, judged

[CONSTANT] = diagnose(judged(lambda *pair: (0.0, 0, 0.0))).misconceptions

WITH_TEXT = """\
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == "1" and p == "1")
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == "0" and p == "1")
    return (tp / (tp + fp) if tp + fp else 0.0,) * 3
"""


def written(source: str) -> Definition:
    [found] = definitions([Cell(kind="code", source=source)])
    return found


def told(source: str, value: float = 0.0) -> Statement:
    return statement(CONSTANT, judged(lambda *pair: (value,) * 3), written(source))


def test_labels_compared_with_text_are_told_by_their_lines() -> None:
    found = told(WITH_TEXT)
    says = "The function returns the same numbers whatever the labels are: precision 0, recall 0 and F1 0."
    more = "Lines 2 and 3 compare with the text “0” and “1”; the labels are numbers, which no text equals."
    good = (
        "They find lines 2 and 3, and compare with numbers there, without quotation marks. Then they work out "
        "y_true = [1] and y_pred = [1] by hand: precision 1, recall 1 and F1 1."
    )
    assert (says, more, good) == (found.says, found.more, found.good_answer)


def test_one_that_never_reads_the_labels_may_be_unfinished() -> None:
    found = told("def f(y_true, y_pred):\n    return 0.75, 0.75, 0.75\n", 0.75)
    assert "Nothing in it reads y_true or y_pred: it may be unfinished." == found.more
    assert found.says.endswith(": precision 0.75, recall 0.75 and F1 0.75.")


def test_without_a_certain_cause_none_is_told() -> None:
    found = told("def f(y_true, y_pred):\n    return 0 * len(y_true), 0, 0\n")
    assert ("", CONSTANT.good_answer) == (found.more, found.good_answer)
    assert "unfinished" not in found.good_answer
    assert "" == statement(CONSTANT, judged(lambda *pair: (0, 0, 0)), None).more


def test_where_other_inputs_get_other_numbers_only_clear_answers_are_spoken_of() -> None:
    def alike(y_true: Sequence[float], y_pred: Sequence[float]) -> object:
        return (float(has_true_positive(y_true, y_pred)),) * 3

    found = statement(CONSTANT, judged(alike), None)
    numbers = "precision 1, recall 1 and F1 1"
    says = f"On every input with a clear answer the function returns the same numbers: {numbers}."
    ask = f"Whatever the clear answer is, your function returns {numbers}. Which line makes them the same?"
    assert (says, ask) == (found.says, found.ask)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("t == '1'", ("1",)),
        ("'1.0' != y_true[0]", ("1.0",)),
        ("t == p == '1'", ("1",)),
        ("t == 1", None),
        ("t == 'yes'", None),
        ("t in '01'", None),
        ("str(t) == '1'", None),
        ("f'{t}' == '1'", None),
        ("text(t) == '1'", None),
        ("t == '1' and y_true.astype(str).any()", None),
    ],
)
def test_what_compares_a_label_with_the_text_of_a_number(condition: str, expected: tuple[str, ...] | None) -> None:
    found = compared_with_text(written(f"def f(y_true, t, p):\n    return {condition}\n"))
    assert ({} if expected is None else {2: expected}) == found
