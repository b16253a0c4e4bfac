"""`grader export`: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from grader import exports, report
from grader.cli import main
from grader.formats import github, gitlab, nbgrader
from grader.screen.screens import attach
from tests import screen_cases
from tests.grading import files, place
from tests.test_exports import BROKEN, UNGRADED, results, submission

FOUND = results(
    *(
        msgspec.structs.replace(each, page=f"candidates/page-{number}")
        for number, each in enumerate((submission(), submission("weak", rating=1), UNGRADED, BROKEN))
    )
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A report, with a screen."""
    screened = attach(FOUND, screen_cases.cards_of(screen_cases.card(candidate="ada")), screen_cases.rubric())
    place(tmp_path / "out", files(screened, {}))
    return tmp_path / "out"


def export(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_each_form_is_printed_or_written(out: Path, tmp_path: Path) -> None:
    found = report.read_results(out)
    forms = {
        "nbgrader": nbgrader.to_csv(found, "ps1"),
        "github-annotations": github.to_commands(found, "in"),
        "gitlab": gitlab.to_json(found, "in").decode(),
        "markdown": exports.to_markdown(found),
    }
    for form, text in forms.items():
        options: list[str | Path] = [out, "--as", form, "--submissions", "in", "--assignment", "ps1"]
        assert (0, text) == ((printed := export(*options)).exit_code, printed.stdout)
        assert (0, "") == ((written := export(*options, "-o", tmp_path / "new" / form)).exit_code, written.stdout)
        assert text == (tmp_path / "new" / form).read_text()
        assert screen_cases.QUOTE not in text


def test_who_has_no_rating_is_told(out: Path) -> None:
    said = "Without a rating, so the score is left empty, and a person looks: 'bob', 'cy'.\n"
    assert said == export(out, "--as", "nbgrader").stderr
    assert "precision_recall_f1,,,bob,,,,,0.0,,3.0\n" in export(out, "--as", "nbgrader").stdout
    assert "" == export(out, "--as", "nbgrader", "--candidate", "ada").stderr


def test_gradescope_gets_a_file_for_each_that_is_rated(out: Path, tmp_path: Path) -> None:
    done = export(out, "--as", "gradescope", "-o", tmp_path / "scores")
    assert (0, "") == (done.exit_code, done.stdout)
    assert "Without a rating, so there is no file, and a person looks: 'bob', 'cy'.\n" == done.stderr
    scores = {path.name: json.loads(path.read_bytes())["score"] for path in (tmp_path / "scores").iterdir()}
    assert {"page-0.json": 3, "page-1.json": 1} == scores
    one = export(out, "--as", "gradescope", "--candidate", "weak")
    assert one.stdout_bytes == (tmp_path / "scores" / "page-1.json").read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--as", "gradescope"], "Expected a new or empty folder for Gradescope's files, one for each submission, got"),
        (["--as", "gradescope", "-o", "out"], "Expected a new or empty folder"),
        (["--as", "gradescope", "--candidate", "bob"], "got rating=None of candidate='bob': The stub is unchanged."),
        (["--as", "gitlab", "--candidate", "adda"], "got candidate='adda'; did you mean \"ada\"?"),
        (["--as", "gitlab", "--candidate", "::error::"], "results.csv there has the ids."),
        (["--as", "gitlab", "-o", "out"], "the export can't be written to"),
        (["--as", "word"], "Invalid value for '--as'"),
        ([], "Missing option '--as'"),
    ],
)
def test_what_can_not_be_done_is_exit_2(
    out: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.chdir(out.parent)
    done = export(out, *options)
    assert (2, "") == (done.exit_code, done.stdout)
    assert said in done.stderr
    assert "::" not in done.stderr


def test_without_results_there_is_nothing_to_export(tmp_path: Path) -> None:
    done = export(tmp_path, "--as", "gitlab")
    assert 2 == done.exit_code
    assert "run `grader grade` first" in done.stderr
