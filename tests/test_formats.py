"""The forms that other programs take: one entry a submission, whatever candidates write, and no rating is no zero."""

from __future__ import annotations

import csv
import io
import json
import re

import msgspec
import pytest
from hypothesis import given, settings

from grader.errors import UsageError
from grader.formats import github, gitlab, gradescope, nbgrader
from grader.plain_json import printable
from grader.results import DiagnosisEntry, Results, SubmissionResult
from grader.visible import quiet
from grader.vocabulary import Status
from tests.test_exports import BROKEN, SAMPLE, UNGRADED, results, strings, submission

OBEYED = re.compile(r"^\s*::|##\w*\[|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", re.MULTILINE)
"""What a CI runner or a terminal takes for a command when it is printed."""


def hostile(candidate: str, reason: str) -> Results:
    """One rated submission, and one that waits for a person."""
    diagnosis = (DiagnosisEntry(id="x", says=reason, ask=reason), DiagnosisEntry(id="y", says=candidate, ask=""))
    rated = msgspec.structs.replace(submission(candidate, reason=reason), diagnosis=diagnosis)
    return results(rated, submission(reason, rating=None, reason=candidate))


# --- what is printed anywhere ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["::error::x", ":::error::x", "##[group]x", "###[x", "##vso[task.complete]", "\x9b1m"])
def test_quiet_text_is_obeyed_nowhere(text: str) -> None:
    assert OBEYED.search(text)
    assert not OBEYED.search(quiet(text))
    assert not OBEYED.search(printable({text: [text]}).decode())
    assert {text: [text]} == json.loads(printable({text: [text]}))


@settings(deadline=None)
@given(strings, strings)
def test_nothing_that_is_printed_is_obeyed_but_the_annotations(candidate: str, reason: str) -> None:
    found = hostile(candidate, reason)
    assert not OBEYED.search(nbgrader.to_csv(found, "ps1"))
    assert not OBEYED.search(gradescope.to_json(found.submissions[0], found.run).decode())
    assert not OBEYED.search(gitlab.to_json(found, "in").decode())
    commands = github.to_commands(found, "in").splitlines()
    assert not OBEYED.search("\n".join(line.removeprefix("::") for line in commands))


# --- nbgrader -------------------------------------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_grade_is_told_as_nbgrader_does() -> None:
    header = (
        "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score"
    )
    table = nbgrader.to_csv(SAMPLE, "ps1")
    assert [f"{header},max_score", "ps1,,,ada,,,,3.0,0.0,3.0,3.0"] == table.splitlines()[:2]
    assert [("ada", "3.0"), ("weak", "1.0"), ("bob", ""), ("cy", "")] == [
        (row["student_id"], row["score"]) for row in rows(table)
    ]


@settings(deadline=None)
@given(strings, strings)
def test_grades_are_one_row_a_submission(candidate: str, reason: str) -> None:
    table = nbgrader.to_csv(hostile(candidate, reason), reason)
    assert 3 == len(table.encode("utf-8").splitlines())
    assert [("3.0", "3.0"), ("", "")] == [(row["raw_score"], row["score"]) for row in rows(table)]
    cells = [cell for row in rows(table) for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip(" \"'")[:1] in set("=+-@") and cell and "'" not in cell]


# --- Gradescope -----------------------------------------------------------------------------------------------------


def test_gradescope_is_told_in_text_that_candidates_do_not_see() -> None:
    found = json.loads(gradescope.to_json(SAMPLE.submissions[1], SAMPLE.run))
    assert {
        "score": 1,
        "execution_time": 0.25,
        "visibility": "hidden",
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": [
            {
                "name": "Precision, recall and F1",
                "name_format": "text",
                "score": 1,
                "max_score": 3,
                "output": "All right.\n- Lists only.",
                "visibility": "hidden",
                "output_format": "text",
            }
        ],
        "extra_data": {"candidate": "weak", "rule": "all_right"},
    } == found


@pytest.mark.parametrize("waiting", [UNGRADED, BROKEN])
def test_gradescope_gets_no_score_that_there_is_not(waiting: SubmissionResult) -> None:
    with pytest.raises(UsageError) as caught:
        gradescope.to_json(waiting, SAMPLE.run)
    assert (
        f"Expected a rating for Gradescope, got rating=None of candidate={waiting.candidate!r}: {waiting.reason} "
        "A person looks, and enters the score by hand."
    ) == str(caught.value)


@settings(deadline=None)
@given(strings, strings)
def test_gradescope_gets_one_test_of_as_many_lines_as_are_told(candidate: str, reason: str) -> None:
    found = hostile(candidate, reason)
    [test] = json.loads(gradescope.to_json(found.submissions[0], found.run))["tests"]
    assert (quiet(reason), "- Lists only.") == (test["output"].split("\n")[0], test["output"].split("\n")[-1])
    assert 2 + (candidate != reason) == len(test["output"].splitlines())


# --- GitHub ---------------------------------------------------------------------------------------------------------


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner reads it: its name, its properties, its data."""
    head, data = line.strip().removeprefix("::").split("::", 1)
    name, _, told = head.partition(" ")
    properties = dict(each.split("=", 1) for each in told.split(",") if each)
    return name, {key: unescaped(value) for key, value in properties.items()}, unescaped(data)


def unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_annotations_tell_our_failures_first_then_who_waits() -> None:
    commands = github.to_commands(SAMPLE, "./in/").splitlines()
    assert [
        ("error", "in/cy/solution.ipynb", "cy: no rating yet (grader_error)", "The grader failed."),
        ("warning", "in/bob/solution.ipynb", "bob: no rating yet (not_attempted)", "The stub is unchanged."),
        ("notice", "in/ada/solution.ipynb", "ada: rated 3 (graded)", "All right."),
        ("notice", "in/weak/solution.ipynb", "weak: rated 1 (graded)", "All right."),
    ] == [(name, told["file"], told["title"], data) for name, told, data in map(read_command, commands)]


@settings(deadline=None)
@given(strings, strings)
def test_an_annotation_is_one_command_and_says_what_was_told(candidate: str, reason: str) -> None:
    found = results(submission(candidate, reason=reason, notebook=f"{candidate}/{reason}"))
    [line] = github.to_commands(found, "a,b=c::d%").encode("utf-8").splitlines()
    name, properties, data = read_command(line.decode())
    assert ("notice", ["file", "line", "title"]) == (name, list(properties))
    assert ("1", quiet(f"{candidate}: rated 3 (graded)")) == (properties["line"], properties["title"])
    assert quiet(reason).rstrip() == data  # the runner strips the line


@pytest.mark.parametrize("number", [0, 1, 9, 10, 11, 300])
def test_annotations_are_as_many_as_are_shown(number: int) -> None:
    crowd = [submission(f"c{place}") for place in range(number)]
    lines = github.to_commands(results(*crowd, UNGRADED), "").splitlines()
    assert min(number, 10) + 1 == len(lines)
    if number > 10:
        assert f"::notice::{number - 9} more; the job summary and the report have all." == lines[-1]


# --- GitLab ---------------------------------------------------------------------------------------------------------


def test_gitlab_is_told_by_severity() -> None:
    found = json.loads(gitlab.to_json(SAMPLE, "in"))
    assert ["info", "info", "major", "critical"] == [entry["severity"] for entry in found]
    assert {
        "description": "bob: no rating yet. The stub is unchanged.",
        "check_name": "not_attempted",
        "severity": "major",
        "location": {"path": "in/bob/solution.ipynb", "lines": {"begin": 1}},
    } == {key: value for key, value in found[2].items() if key != "fingerprint"}


@settings(deadline=None)
@given(strings, strings)
def test_gitlab_gets_an_object_a_submission(candidate: str, reason: str) -> None:
    found = json.loads(gitlab.to_json(hostile(candidate, reason), ""))
    assert [5, 5] == [len(entry) for entry in found]
    assert all(isinstance(entry["description"], str) for entry in found)
    assert all(re.fullmatch("[0-9a-f]{64}", entry["fingerprint"]) for entry in found)


def test_a_fingerprint_changes_with_the_verdict_alone() -> None:
    def fingerprint(*changes: SubmissionResult) -> list[str]:
        return [entry["fingerprint"] for entry in json.loads(gitlab.to_json(results(*changes), ""))]

    same = [submission(), submission(reason="Other words.")]
    other = [submission(rating=2), submission("bob"), submission(notebook="b"), submission(status=Status.TIMEOUT)]
    assert 1 == len(set(fingerprint(*same)))
    assert 5 == len(set(fingerprint(submission(), *other)))
