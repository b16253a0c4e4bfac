"""`grader plan` writes the call sheet, with a candidate's notebook where a run graded it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.results import Results
from tests.calling import ADA
from tests.grading import files, place
from tests.pages.conftest import run


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    """The folder of a run that graded ada's notebook."""
    results = Results(schema=1, run=run(), submissions=(ADA,))
    place(tmp_path / "out", files(results, {ADA.page: None}))
    return tmp_path / "out"


def plan(folder: Path, *arguments: str | Path) -> Result:
    told = ["plan", "--seniority", "senior", "-o", str(folder), *(str(argument) for argument in arguments)]
    return CliRunner().invoke(main, told)


def test_a_plan_has_a_call_sheet(tmp_path: Path) -> None:
    assert 0 == plan(tmp_path / "plan").exit_code
    html = (tmp_path / "plan" / "call-sheet.html").read_text()
    assert html.startswith("<!DOCTYPE html>")
    assert "Three questions to ask" not in html


def test_with_results_it_holds_the_notebook(tmp_path: Path, graded: Path) -> None:
    done = plan(tmp_path / "plan", "--candidate", "ada", "--results", graded)
    assert 0 == done.exit_code, done.output
    html = (tmp_path / "plan" / "call-sheet.html").read_text()
    assert "Three questions to ask" in html
    assert 'value="ada" readonly' in html


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "add --candidate ID"),
        (("--candidate", "adda"), 'did you mean "ada"?'),
        (("--candidate", "ada", "--coding", "none"), "got --coding none"),
    ],
)
def test_results_without_the_candidate_are_refused(
    tmp_path: Path, graded: Path, arguments: tuple[str, ...], expected: str
) -> None:
    done = plan(tmp_path / "plan", "--results", graded, *arguments)
    assert (2, True) == (done.exit_code, expected in done.output), done.output
    assert not (tmp_path / "plan").exists()


def test_results_that_are_none_are_refused(tmp_path: Path) -> None:
    done = plan(tmp_path / "plan", "--results", tmp_path, "--candidate", "ada")
    assert (2, True) == (done.exit_code, "grader grade" in done.output)


def test_a_call_sheet_can_be_made_again_and_nobodys_file_is_replaced(tmp_path: Path) -> None:
    sheet = tmp_path / "plan" / "call-sheet.html"
    assert 0 == plan(sheet.parent).exit_code
    made = sheet.read_bytes()
    sheet.write_bytes(made.replace(b"Before the call", b"As an earlier grader had it"))
    assert 0 == plan(sheet.parent).exit_code
    assert made == sheet.read_bytes()
    sheet.write_text("my own notes")
    assert 2 == plan(sheet.parent).exit_code
    assert "my own notes" == sheet.read_text()
