"""Another question is files in three rooms: it grades without a change in the grader."""

from __future__ import annotations

import pytest

from grader.finding import find
from grader.results import Rating, SubmissionResult
from grader.vocabulary import Status
from tests.grading import QUESTIONS, notebook, run, task, write

RIGHT = """\
import math

def mean_absolute_error(y_true, y_pred):
    errors = [p - t for t, p in zip(y_true, y_pred)]
    if not errors:
        return 0.0, 0.0
    mae = sum(map(abs, errors)) / len(errors)
    return mae, math.sqrt(sum(e * e for e in errors) / len(errors))
"""
NOTEBOOKS: dict[str, tuple[str, Rating | None, str, tuple[str, ...]]] = {
    "right": (RIGHT, 3, "all_right", ()),
    "renamed": (RIGHT.replace("mean_absolute_error", "errors_of"), 3, "all_right", ()),
    "signed": (RIGHT.replace("map(abs, errors)", "errors"), 1, "concept_misconception", ("signed_errors",)),
    "not-rooted": (
        RIGHT.replace("math.sqrt(", "("),
        1,
        "concept_misconception",
        ("root_forgotten",),
    ),
    "unguarded": (RIGHT.replace("if not errors", "if False"), 2, "edge_leaks", ()),
    "no-function": ("def mean(y_true, y_pred):\n    return sum(y_pred)", None, "no_function", ()),
    "stub": ("def mean_absolute_error(y_true, y_pred):\n    ...", None, "not_attempted", ()),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SubmissionResult]:
    sources = {name: notebook(source) for name, (source, _, _, _) in NOTEBOOKS.items()}
    entries = find([write(tmp_path_factory.mktemp("second"), sources)])
    finished = run(entries, task(question_name=QUESTIONS)).results
    assert "mean_absolute_error" == finished.run.question
    return {each.candidate: each for each in finished.submissions}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_verdict(results: dict[str, SubmissionResult], name: str) -> None:
    _, rating, rule, misconceptions = NOTEBOOKS[name]
    result = results[name]
    assert (rating, rule, misconceptions) == (result.rating, result.rule, result.misconceptions)


def test_the_counterexample_is_the_questions_own(results: dict[str, SubmissionResult]) -> None:
    example = results["signed"].counterexample
    assert example is not None
    assert {"numbers", "exact predictions"} == set(example.counts)
    assert Status.GRADED == results["signed"].status
