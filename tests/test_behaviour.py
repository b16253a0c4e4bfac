"""Answers that depend on more than their inputs, told apart by real calls."""

from __future__ import annotations

from typing import Any

import pytest

from grader.results import SubmissionResult
from grader.vocabulary import Finding
from tests.grading import RIGHT, grade, notebook

GLOBAL_COUNTS = """\
tp = fp = fn = 0

def precision_recall_f1(y_true, y_pred):
    global tp, fp, fn
    for t, p in zip(y_true, y_pred):
        tp += t == 1 and p == 1
        fp += t == 0 and p == 1
        fn += t == 1 and p == 0
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, 2 * tp / (2 * tp + fp + fn) if tp else 0.0
"""

MUTABLE_DEFAULT = """\
def precision_recall_f1(y_true, y_pred, seen=[]):
    seen.extend(zip(y_true, y_pred))
    tp, fp, fn = (sum(1 for pair in seen if pair == wanted) for wanted in [(1, 1), (0, 1), (1, 0)])
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return precision, recall, 2 * tp / (2 * tp + fp + fn) if tp else 0.0
"""

RANDOM_SAMPLE = """\
import random

def precision_recall_f1(y_true, y_pred):
    pairs = [pair for pair in zip(y_true, y_pred) if random.random() < 0.5]
    tp = sum(1 for t, p in pairs if t == p == 1)
    predicted, actual = sum(p for _, p in pairs), sum(t for t, _ in pairs)
    precision = tp / predicted if predicted else 0.0
    recall = tp / actual if actual else 0.0
    return precision, recall, 2 * tp / (predicted + actual) if tp else 0.0
"""

SWAPPED_AND_STATEFUL = GLOBAL_COUNTS.replace("return precision, recall,", "return recall, precision,")
CACHED = f"cache = {{}}\n{RIGHT}".replace(
    "    tp =", "    cache[len(y_true)] = cache.get(len(y_true), 0) + 1\n    tp ="
)


CLASS_COUNTS = """\
class Counts:
    tp = fp = fn = 0

def precision_recall_f1(y_true, y_pred):
    for t, p in zip(y_true, y_pred):
        Counts.tp += t == 1 and p == 1
        Counts.fp += t == 0 and p == 1
        Counts.fn += t == 1 and p == 0
    tp, fp, fn = Counts.tp, Counts.fp, Counts.fn
    return tp / (tp + fp or 1), tp / (tp + fn or 1), 2 * tp / (2 * tp + fp + fn or 1)
"""

TIRED = RIGHT.replace("def ", "calls = 0\n\ndef ", 1).replace(
    "    tp =", "    global calls\n    calls += 1\n    if calls > 900:\n        return 0.7, 0.7, 0.7\n    tp =", 1
)

SOURCES = {
    "right": RIGHT,
    "global-counts": GLOBAL_COUNTS,
    "mutable-default": MUTABLE_DEFAULT,
    "class-counts": CLASS_COUNTS,
    "random-sample": RANDOM_SAMPLE,
    "swapped-and-stateful": SWAPPED_AND_STATEFUL,
    "tired": TIRED,
    "cached": CACHED,
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SubmissionResult]:
    return grade(tmp_path_factory.mktemp("in"), {name: notebook(source) for name, source in SOURCES.items()})


@pytest.mark.parametrize(
    ("name", "rating", "rule", "finding"),
    [
        ("right", 3, "all_right", None),
        ("global-counts", 2, "stateful", Finding.STATEFUL),
        ("mutable-default", 2, "stateful", Finding.STATEFUL),
        ("random-sample", 1, "unexplained", Finding.NONDETERMINISTIC),
        ("swapped-and-stateful", 2, "stateful", Finding.STATEFUL),
        ("cached", 3, "all_right", None),
    ],
)
def test_answers_that_change(
    graded: dict[str, SubmissionResult], name: str, rating: int, rule: str, finding: Finding | None
) -> None:
    result = graded[name]
    told = {each.id for each in result.findings} & {Finding.STATEFUL, Finding.NONDETERMINISTIC}
    assert (rating, rule, {finding} if finding else set()) == (result.rating, result.rule, told)


def test_a_stateful_function_is_told_with_an_input_that_shows_it(graded: dict[str, SubmissionResult]) -> None:
    result = graded["global-counts"]
    assert "stateful" == result.diagnosis[0].id
    assert "inputs with a clear answer: all right." in result.tally
    assert result.counterexample is not None
    assert result.counterexample.expected != result.counterexample.got_parts


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("global-counts", "the variables “tp”, “fp” and “fn” keep their values"),
        ("mutable-default", "the variable “seen” is kept"),
        ("class-counts", "something is kept"),
    ],
)
def test_two_calls_show_what_is_remembered(graded: dict[str, SubmissionResult], name: str, kept: str) -> None:
    result = graded[name]
    says = "The first call is right, but later answers change with the calls before"
    assert f"{says}: {kept} from one call to the next." == result.diagnosis[0].says
    assert result.counterexample is not None
    before, then = result.counterexample.before, result.counterexample.args
    assert before is not None
    namespace: dict[str, Any] = {}
    exec(SOURCES[name], namespace)
    function = namespace["precision_recall_f1"]
    function(*map(list, before))
    assert pytest.approx(result.counterexample.got_parts) == function(*map(list, then))
    assert pytest.approx(result.counterexample.expected) != function(*map(list, then))
    called = " and ".join(f"{name} = {list(values)}" for name, values in zip(("y_true", "y_pred"), then, strict=True))
    assert f"and then with {called}. What does the second call return, and why?" in result.diagnosis[0].ask


def test_what_earlier_calls_left_behind_is_told_of_no_single_call(graded: dict[str, SubmissionResult]) -> None:
    """The answer to unequal lengths comes after a whole battery: of a function that remembers, it tells nothing."""
    unequal = {name for name, result in graded.items() if "ignores_length_mismatch" in [f.id for f in result.findings]}
    assert {"right", "cached"} == unequal


def test_what_two_calls_do_not_show_is_shown_as_it_came(graded: dict[str, SubmissionResult]) -> None:
    result = graded["tired"]
    assert ("stateful", "stateful") == (result.rule, result.diagnosis[0].id)
    assert result.counterexample is not None
    assert result.counterexample.before is None
