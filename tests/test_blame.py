"""An error is blamed on an extra only where it is certain that no part is made from it."""

from __future__ import annotations

import pytest

from grader.answer import Answer, Raised, Returned
from grader.blame import extra_at, extra_of, line_of, misspelt
from grader.source import Definition, definitions
from grader.submission import Cell
from tests.judging import QUESTION

PARTS = QUESTION.contract.parts
BODY = """\
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == p == 1)
    fp, fn = sum(y_pred) - tp, sum(y_true) - tp
    {extra}
    precision = tp / (tp + fp) if tp + fp else 0
    recall = tp / (tp + fn) if tp + fn else 0
    f1 = 2 * precision * recall / (precision + recall) if tp else 0
    return precision, recall, f1
"""


def definition(extra: str, body: str = BODY) -> Definition:
    source = f"import math\n\ndef precision_recall_f1(y_true, y_pred):\n{body.format(extra=extra)}"
    [found] = definitions([Cell(kind="code", source=source)])
    return found


@pytest.mark.parametrize(
    ("extra", "line", "name"),
    [
        ("accuracy = tp / len(y_true)", 4, "accuracy"),
        ("acc: float = tp / len(y_true)", 4, "acc"),
        ("accuracy = tp / len(y_true)", 5, None),  # precision itself
        ("accuracy = tp / len(y_true)", 2, None),  # tp, which all are made from
        ("accuracy = tp / len(y_true)", 8, None),  # the return
        ("tp = tp / len(y_true) * len(y_true)", 4, None),
        ("a = b = tp / len(y_true)", 4, None),
        ("accuracy = share(tp, len(y_true))", 4, None),  # whose line the error tells is not known
        ("print(tp / len(y_true))", 4, None),
    ],
)
def test_a_line_is_an_extra_where_no_part_is_made_from_it(extra: str, line: int, name: str | None) -> None:
    assert name == extra_at(definition(extra), line, PARTS)


def test_what_a_part_is_made_from_at_a_distance_is_no_extra() -> None:
    through = BODY.replace("    precision = tp /", "    hits = rate * len(y_true)\n    precision = hits /")
    assert extra_at(definition("rate = tp / len(y_true)", through), 4, PARTS) is None


def test_where_the_parts_have_no_variables_nothing_is_certain() -> None:
    unnamed = "    {extra}\n    return sum(y_pred), sum(y_true), 0\n"
    assert extra_at(definition("accuracy = 1 / len(y_true)", unnamed), 2, PARTS) is None


def raised(line: int | None) -> Answer:
    return Raised(type="ZeroDivisionError", message="division by zero", own=False, line=line)


def test_every_failing_call_must_stop_at_the_same_extra() -> None:
    written = definition("accuracy = tp / len(y_true)")
    found = extra_of([raised(4), raised(4)], written, PARTS)
    assert found is not None
    says = ", in an extra that nobody asked for (“accuracy”, line 4); precision, recall and F1 are not at fault"
    assert says == found.not_at_fault(PARTS)
    for answers in ([raised(4), raised(5)], [raised(None)], [raised(4), Returned(value=None)], []):
        assert extra_of(answers, written, PARTS) is None
    assert extra_of([raised(4)], None, PARTS) is None


@pytest.mark.parametrize(
    ("place", "expected"),
    [(0, "line 5, “precision = tp / (tp + fp) if tp + fp else 0”"), (2, "line 7, “f1 = 2 * precision * recall /")],
)
def test_the_line_that_computes_a_part(place: int, expected: str) -> None:
    assert str(line_of(definition("x = 1"), place, PARTS)).startswith(expected)


@pytest.mark.parametrize(
    "body",
    [
        "    return 1, 2, 3\n",
        "    precision = 0\n    return precision, 1, 2\n",
        "    precision, recall = 1 / 2, 1 / 3\n    return precision, recall, 1\n",
        f"    precision = {' + '.join(['1'] * 60)}\n    return precision, 1, 1\n",
    ],
    ids=["no variable", "only a constant", "two at once", "a long line"],
)
def test_no_line_where_none_is_certain(body: str) -> None:
    assert line_of(definition("", body), 0, PARTS) is None
    assert line_of(None, 0, PARTS) is None


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("name 'precison' is not defined", [(4, "precison", "precision"), (9, "recal", "recall")]),
        ("name 'recal' is not defined", [(9, "recal", "recall"), (4, "precison", "precision")]),
        ("name 'zzz' is not defined", []),
        ("precison", []),
    ],
)
def test_misspelt_names(message: str, expected: list[tuple[int, str, str]]) -> None:
    found = definition("x = precison + len(zzz)", f"{BODY}    return recal, get_recall(), recalls.mean, math\n")
    error = Raised(type="NameError", message=message, own=False, line=3)
    assert expected == [(slip.line, slip.name, slip.meant) for slip in misspelt(error, found)]
    assert () == misspelt(Raised(type="KeyError", message=message, own=False, line=3), found)
    assert () == misspelt(error, None)
