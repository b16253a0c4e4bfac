"""An error is blamed on an extra only where it is certain that no part is made from it."""

from __future__ import annotations

import pytest

from grader.answer import Answer, Raised, Returned
from grader.blame import extra_at, extra_of, line_beside_ratios, line_of, line_of_error, misspelt
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


NEAR = [(4, "precison", "precision", False), (9, "recal", "recall", False)]
SLIPS = f"{BODY}    return recal, get_recall(), recalls.mean, math\n"


def slips(message: str, source: str, kind: str = "NameError") -> list[tuple[int, str, str, bool]]:
    [found] = definitions([Cell(kind="code", source=source)])
    error = Raised(type=kind, message=message, own=False, line=3)
    return [(slip.line, slip.name, slip.meant, slip.certain) for slip in misspelt(error, found)]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("name 'precison' is not defined", [(4, "precison", "precision", True), (9, "recal", "recall", False)]),
        ("name 'recal' is not defined", [(9, "recal", "recall", True), (4, "precison", "precision", False)]),
        ("name 'zzz' is not defined", [(4, "zzz", "", True), *NEAR]),
        ("name 'y' is not defined", []),
        ("precison", []),
    ],
)
def test_misspelt_names_where_a_star_may_bind_others(message: str, expected: list[tuple[int, str, str, bool]]) -> None:
    source = f"from math import *\ndef f(y_true, y_pred):\n{SLIPS.format(extra='x = precison + len(zzz)')}"
    assert expected == slips(message, source)
    assert [] == slips(message, source, "KeyError")


def test_names_that_nothing_in_the_notebook_binds_are_all_told() -> None:
    source = f"import math\ndef f(y_true, y_pred):\n{SLIPS.format(extra='x = precison + len(zzz)')}"
    first, *others = slips("name 'precison' is not defined", source)
    assert (4, "precison", "precision", True) == first
    near = [("zzz", ""), ("recal", "recall"), ("get_recall", "recall"), ("recalls", "recall")]
    assert near == [(name, meant) for _, name, meant, certain in others if certain]
    assert () == misspelt(Raised(type="NameError", message="name 'a' is not defined", own=False, line=3), None)


@pytest.mark.parametrize(
    ("line", "number", "expected"),
    [
        ("if isinstance(y_pred[0], float):\n        pass", 4, True),
        ("largest = max(y_pred)", 4, True),
        ("share = tp / max(y_pred)", 4, False),
        ("share = statistics.mean(y_pred)", 4, False),
        ("score = precision_score(y_true, y_pred)", 4, False),
        ("recall = max(y_pred)", 4, False),
        ("largest = helper(y_pred)", 4, False),
    ],
)
def test_a_line_that_computes_no_ratio(line: str, number: int, expected: bool) -> None:
    found = line_beside_ratios([raised(number)], definition(line), PARTS, ["precision_score"])
    assert expected == (found is not None and found.number == number)


def test_what_is_imported_has_no_lines_of_its_own_and_what_the_notebook_defines_has() -> None:
    uses = "def f(y_true, y_pred):\n    return {call}(y_true, y_pred)\n"

    def line(before: str, call: str) -> bool:
        *_, found = definitions([Cell(kind="code", source=f"{before}\n{uses.format(call=call)}")])
        return line_of_error([raised(2)], found) is not None

    assert line("from sklearn.metrics import confusion_matrix", "confusion_matrix")
    assert line("import numpy as np", "np.add")
    assert line("", "max")
    assert not line("def max(*labels):\n    return labels[0]", "max")
    assert not line("class Counts:\n    def add(self, one, other): ...\ncounts = Counts()", "counts.add")
    assert not line("counts = print", "counts")
