"""Findings that real notebooks give rise to, and that never change a rating."""

from __future__ import annotations

import json

import pytest

from grader.results import SubmissionResult
from grader.vocabulary import Finding, Status
from tests.grading import RIGHT, grade, notebook

CHECKED = RIGHT.replace(
    "    tp =", "    assert len(y_true) == len(y_pred), 'as many labels as predictions'\n    tp =", 1
)
DOCUMENTED = RIGHT.replace("    tp =", '    """Scores. Undefined ratios are 0."""\n    tp =', 1)
EXPLAINED = "I count each kind of pair once, and a ratio without a base is zero by choice."
TEACHERS = "assert precision_recall_f1([1, 1], [1, 0]) == (1, 0.5, 2 / 3)"
STUB = RIGHT.split("\n")[0] + "\n    # YOUR CODE HERE\n    raise NotImplementedError()"


def course_notebook(solution: str) -> bytes:
    """As nbgrader hands it out: the teacher's words and tests around the place for the answer."""
    made = json.loads(notebook(solution, TEACHERS, markdown=[EXPLAINED]))
    for place, cell in enumerate(made["cells"]):
        cell["metadata"]["nbgrader"] = {"grade": place == 2, "locked": place != 1, "solution": place == 1}
    return json.dumps(made).encode()


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SubmissionResult]:
    notebooks = {
        "zipped": notebook(RIGHT),
        "checked": notebook(CHECKED),
        "documented": notebook(DOCUMENTED, markdown=[EXPLAINED]),
        "out-of-order": notebook("print(total([1]))", RIGHT, "def total(labels):\n    return sum(labels)"),
        "in-order": notebook("print(undefined_anywhere)", RIGHT),
        "course": course_notebook(RIGHT),
        "course-own": course_notebook(f"{RIGHT}\n{TEACHERS.replace('[1, 0]', '[0, 1]')}"),
        "course-stub": course_notebook(STUB),
    }
    return grade(tmp_path_factory.mktemp("in"), notebooks)


@pytest.mark.parametrize(
    ("name", "finding", "said"),
    [
        ("zipped", Finding.IGNORES_LENGTH_MISMATCH, "For [0, 1, 0], [1, 1], which differ in length, it answers ("),
        ("checked", Finding.IGNORES_LENGTH_MISMATCH, None),
        ("documented", Finding.STATES_ITS_CONVENTION, "It says what it does: “Undefined ratios are 0.”"),
        ("documented", Finding.EXPLAINS_IN_WORDS, f"The candidate explains: “{EXPLAINED}”"),
        ("zipped", Finding.EXPLAINS_IN_WORDS, None),
        ("out-of-order", Finding.NOT_TOP_TO_BOTTOM, "Cell 1 uses 'total', which only cell 3 defines."),
        ("in-order", Finding.NOT_TOP_TO_BOTTOM, None),
        ("course", Finding.OWN_TESTS, None),
        ("course", Finding.EXPLAINS_IN_WORDS, None),
        ("course-own", Finding.OWN_TESTS, "1 own test, catches "),
    ],
)
def test_finding(graded: dict[str, SubmissionResult], name: str, finding: Finding, said: str | None) -> None:
    assert 3 == graded[name].rating
    told = [each.says for each in graded[name].findings if each.id is finding]
    assert (said is not None) == bool(told)
    assert told == [] or told[0].startswith(said or "")


def test_a_stub_of_nbgrader_is_no_attempt(graded: dict[str, SubmissionResult]) -> None:
    assert (Status.NOT_ATTEMPTED, None) == (graded["course-stub"].status, graded["course-stub"].rating)
