"""What doesn't touch the function doesn't touch its verdict."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from grader.results import Rating, SubmissionResult
from grader.vocabulary import Handling
from tests.grading import RIGHT, grade, notebook

LEAKING = """\
import numpy as np

def precision_recall_f1(y_true, y_pred):
    true, pred = np.asarray(y_true), np.asarray(y_pred)
    tp = np.sum((true == 1) & (pred == 1))
    precision = tp / np.sum(pred == 1)
    recall = tp / np.sum(true == 1)
    return precision, recall, 2 * precision * recall / (precision + recall)
"""
DELIBERATE = """\
import math

def precision_recall_f1(y_true, y_pred):
    tp = sum(t == p == 1 for t, p in zip(y_true, y_pred))
    precision = tp / sum(y_pred) if sum(y_pred) else math.nan
    recall = tp / sum(y_true) if sum(y_true) else math.nan
    f1 = 2 * precision * recall / (precision + recall) if tp else math.nan
    return precision, recall, f1
"""
SWAPPED = RIGHT.replace("predicted, actual = sum(y_pred), sum(y_true)", "predicted, actual = sum(y_true), sum(y_pred)")

STYLES: dict[str, tuple[str, Rating, Handling]] = {
    "guarded": (RIGHT, 3, Handling.AS_REFERENCE),
    "leaking": (LEAKING, 2, Handling.LEAKS),
    "deliberate": (DELIBERATE, 3, Handling.OTHER_CONVENTION),
    "swapped": (SWAPPED, 1, Handling.AS_REFERENCE),
}

COLAB = {"colab": {"provenance": [], "gpuType": "T4"}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
VS_CODE = {
    "kernelspec": {"display_name": "venv", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "version": "3.13.0", "file_extension": ".py"},
    "vscode": {"interpreter": {"hash": "0"}},
}
OTHER_KERNEL = {"kernelspec": {"name": "not-installed", "display_name": "Other", "language": "python"}}


def renamed(source: str) -> str:
    """Other names for the parameters, which still tell the roles."""
    return re.sub(r"\by_pred\b", "predicted_labels", re.sub(r"\by_true\b", "actual_labels", source))


def neutral(source: str) -> str:
    """Other names for the parameters, which tell nothing."""
    return re.sub(r"\by_pred\b", "b", re.sub(r"\by_true\b", "a", source))


CHANGES: dict[str, Callable[[str], bytes]] = {
    "text": lambda source: notebook(source, markdown=["# Mine", "precision_recall_f1(y_true, y_pred) = 3 < 4"]),
    "failing-cells": lambda source: notebook("1 / 0", source, "undefined_name", "raise SystemExit(3)"),
    "other-kernel": lambda source: notebook(source, metadata=OTHER_KERNEL),
    "colab": lambda source: notebook(source, metadata=COLAB),
    "vs-code": lambda source: notebook(source, metadata=VS_CODE),
    "filters": lambda source: notebook("import warnings\nwarnings.filterwarnings('ignore')", source),
    "error-state": lambda source: notebook("import numpy as np\nnp.seterr(all='ignore')", source),
    "filters-after": lambda source: notebook(
        source, "import warnings, numpy\nwarnings.simplefilter('error')\nnumpy.seterr(all='raise')"
    ),
    "renamed": lambda source: notebook(renamed(source)),
    "neutral": lambda source: notebook(neutral(source)),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SubmissionResult]:
    notebooks = {
        f"{style}-{change}": make(source)
        for style, (source, _, _) in STYLES.items()
        for change, make in ({"plain": notebook} | CHANGES).items()
    }
    return grade(tmp_path_factory.mktemp("metamorphic"), notebooks)


@pytest.mark.parametrize("style", STYLES)
def test_the_style_itself(results: dict[str, SubmissionResult], style: str) -> None:
    _, rating, handling = STYLES[style]
    plain = results[f"{style}-plain"]
    assert rating == plain.rating
    assert plain.edges is not None
    assert {handling} == set(plain.edges.values())


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("style", STYLES)
def test_same_verdict(results: dict[str, SubmissionResult], style: str, change: str) -> None:
    plain, changed = results[f"{style}-plain"], results[f"{style}-{change}"]
    assert _verdict(plain) == _verdict(changed)


def _verdict(result: SubmissionResult) -> tuple[object, ...]:
    return result.status, result.rating, result.rule, result.core, result.edges, result.misconceptions
