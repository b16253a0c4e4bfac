"""Findings that real notebooks give rise to, and that never change a rating."""

from __future__ import annotations

import json

import pytest

from grader.next_question import ask_next
from grader.results import SubmissionResult
from grader.vocabulary import Finding, Status
from tests.grading import RIGHT, grade, notebook

CHECKED = RIGHT.replace(
    "    tp =", "    assert len(y_true) == len(y_pred), 'as many labels as predictions'\n    tp =", 1
)
DOCUMENTED = RIGHT.replace("    tp =", '    """Scores. Undefined ratios are 0."""\n    tp =', 1)
EMPTIED = """\
def precision_recall_f1(predicted, y_true):
    answer = scores(y_true, list(predicted))
    predicted.clear()
    return answer

""" + RIGHT.replace("precision_recall_f1", "scores")
METHOD = """\
class Scores:
    @staticmethod
    def ratio(above, below):
        return above / below if below else 0.0

    def precision_recall_f1(self, y_true, y_pred):
        tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
        p, r = self.ratio(tp, sum(y_pred)), self.ratio(tp, sum(y_true))
        return p, r, self.ratio(2 * p * r, p + r)
"""
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
        "emptied": notebook(EMPTIED),
        "method": notebook(METHOD),
        "stops": notebook(RIGHT.replace("if t == 1 and p == 1", "if t.real == 1 and p.label == 1")),
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
        ("emptied", Finding.MUTATES_INPUTS, "The function changes the sequences that it is given."),
        (
            "method",
            Finding.METHOD_OF_CLASS,
            "It has the name that was asked for, and is a method of the class 'Scores'.",
        ),
        ("method", Finding.RENAMED_FUNCTION, None),
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


def test_what_becomes_of_the_arguments_stands_below_the_headline(graded: dict[str, SubmissionResult]) -> None:
    emptied = graded["emptied"]
    assert emptied.reason.startswith("Precision, recall and F1 are right")
    [entry, by_position] = emptied.diagnosis
    assert entry.says.endswith("after a call with y_true = [1] and y_pred = [1], y_pred is empty.")
    assert by_position.says.endswith(
        "Called by position, precision and recall come out swapped: each has the other's value."
    )
    assert ["mutates_inputs", "reversed_parameters", "right"] == [each.id for each in ask_next(emptied)]


def test_what_a_method_uses_is_found_beside_it(graded: dict[str, SubmissionResult]) -> None:
    found = graded["method"].function
    assert found is not None
    assert [("Scores.ratio", 1)] == [(each.name, each.cell) for each in found.helpers]


def test_an_error_inside_a_comprehension_has_a_line_of_the_function(graded: dict[str, SubmissionResult]) -> None:
    [entry] = graded["stops"].diagnosis
    assert ", at line 2: AttributeError: 'int' object has no attribute 'label'" in entry.says
    assert entry.good_answer.startswith("It comes from line 2, “tp = sum(1 for t, p in zip(y_true, y_pred) if t.real")


def test_a_stub_of_nbgrader_is_no_attempt(graded: dict[str, SubmissionResult]) -> None:
    assert (Status.NOT_ATTEMPTED, None) == (graded["course-stub"].status, graded["course-stub"].rating)
