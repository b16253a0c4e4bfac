"""scikit-learn's confusion matrix is 1×1 for one class alone: said only where the line takes that very matrix apart."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from grader.answer import Answer, Raised
from grader.diagnosis import diagnose
from grader.source import Definition, definitions
from grader.submission import Cell
from tests.judging import judged, reference

Labels = Sequence[float]
UNPACKS = "tn, fp, fn, tp = confusion_matrix(y_true, y_pred).ravel()"
FROM = "from sklearn.metrics import confusion_matrix"
TOO_FEW = "not enough values to unpack (expected 4, got 1)"


def stops(message: str = TOO_FEW, kind: str = "ValueError", line: int = 2, *, also_alike: bool = False) -> object:
    """A right function that stops with an error where one class occurs alone, or also where the lists are alike."""

    def function(y_true: Labels, y_pred: Labels) -> Answer | object:
        one = len({*y_true, *y_pred}) == 1 or (also_alike and list(y_true) == list(y_pred))
        return Raised(type=kind, message=message, own=False, line=line) if one else reference(y_true, y_pred)

    return function


def written(line: str, before: str = FROM) -> Definition:
    body = f"    {line}\n    return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)\n"
    *_, found = definitions([Cell(kind="code", source=f"{before}\ndef f(y_true, y_pred):\n{body}")])
    return found


def told(function: object, definition: Definition) -> tuple[str, str]:
    first, *_ = diagnose(judged(function), definition=definition).statements  # type: ignore[arg-type]
    return first.says, first.good_answer


def test_the_line_and_the_cause_are_told() -> None:
    says, good = told(stops(), written(UNPACKS))
    assert (
        "Right where it answers, but on 4 of 442 inputs the function stops with an error (ValueError: not enough "
        "values to unpack (expected 4, got 1)), at line 2: there both lists hold one and the same class, for which "
        "scikit-learn's confusion_matrix is 1×1 and not 2×2." == says
    )
    assert (
        f"It comes from line 2, “{UNPACKS}”. They see that every label and every prediction is of one class there, "
        "which makes the matrix 1×1. With labels=[0, 1], confusion_matrix makes it 2×2; or they count by hand." == good
    )


@pytest.mark.parametrize(
    ("line", "before"),
    [
        (UNPACKS, "from sklearn.metrics import *\nfrom sklearn.metrics import confusion_matrix"),
        ("(tn, fp), (fn, tp) = metrics.confusion_matrix(y_true, y_pred).tolist()", "from sklearn import metrics"),
        ("tn, fp, fn, tp = sklearn.metrics.confusion_matrix(y_true, y_pred).T.ravel()", "import sklearn.metrics"),
        ("tn, fp, fn, tp = cm(y_true, y_pred, sample_weight=None).ravel()", f"{FROM} as cm"),
        ("m = confusion_matrix(y_true, y_pred); tn, fp, fn, tp = m.ravel()", FROM),
    ],
)
def test_however_it_is_written(line: str, before: str) -> None:
    assert "is 1×1 and not 2×2" in told(stops(), written(line, before))[0]


def test_a_place_in_it_is_taking_it_apart_too() -> None:
    function = stops("index 1 is out of bounds for axis 1 with size 1", "IndexError")
    line = "cm = confusion_matrix(y_true, y_pred); tp, fp, fn = cm[1, 1], cm[0, 1], cm[1, 0]"
    assert "is 1×1 and not 2×2" in told(function, written(line))[0]


@pytest.mark.parametrize(
    ("line", "before"),
    [
        (UNPACKS, "def confusion_matrix(y_true, y_pred): ..."),
        (UNPACKS, "from mine import confusion_matrix"),
        ("tn, fp, fn, tp = confusion_matrix(y_true, y_pred, labels=[1]).ravel()", FROM),
        ("tn, fp, fn, tp = confusion_matrix(y_true, y_pred, **options).ravel()", FROM),
        ("tn, fp, fn, tp = np.unique(y_true)", f"{FROM}\nimport numpy as np"),
        ("m = confusion_matrix(y_true, y_pred); m = m[:1]; tn, fp, fn, tp = m.ravel()", FROM),
    ],
)
def test_no_other_function_is_blamed(line: str, before: str) -> None:
    assert "1×1" not in " ".join(told(stops(), written(line, before)))


def test_nor_where_the_words_the_line_or_the_inputs_are_others() -> None:
    for function in (stops("something else"), stops(line=3), stops(also_alike=True)):
        assert "1×1" not in " ".join(told(function, written(UNPACKS)))
