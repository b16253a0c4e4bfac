"""`grader signals` and `grader forget`: what they print, what they write, and how they end."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from grader import report
from grader.cli import main
from grader.errors import UsageError
from grader.screen import activity
from tests.grading import files, place
from tests.test_exports import results, submission

ADA = "ada@example.org"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here to make clones with")


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


# --- signals --------------------------------------------------------------------------------------------------------


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    path = tmp_path / "clone"
    path.mkdir()
    commit = (
        f"commit refs/heads/main\nauthor A <{ADA}> 1778000000 +0000\ncommitter A <{ADA}> 1778000000 +0000\ndata 0\n"
    )
    for arguments in (["init", "--quiet"], ["fast-import", "--quiet"]):
        text = f"{commit}M 100644 inline a.py\ndata 0\n\n"
        subprocess.run(["git", *arguments], cwd=path, input=text.encode(), check=True)
    return path


@needs_git
def test_signals_are_printed(clone: Path) -> None:
    done = invoke("signals", "--git", clone, "--author", ADA, "--author", "other@example.org", "--candidate", "ada")
    assert 0 == done.exit_code, done.output
    printed = json.loads(done.stdout)
    assert ("ada", [{"month": "2026-05", "commits": 1}], {"Python": 1.0}, None) == (
        printed["candidate"],
        printed["months"],
        printed["languages"],
        printed["merged_pull_requests"],
    )
    assert ADA not in done.stdout
    assert str(clone) not in done.stdout


@needs_git
def test_who_it_is_about_is_taken_from_the_file_or_the_address(clone: Path, tmp_path: Path) -> None:
    done = invoke("signals", "--git", clone, "--author", ADA)
    assert (0, "ada") == (done.exit_code, json.loads(done.stdout)["candidate"]), done.output
    out = tmp_path / "grace.json"
    assert 0 == invoke("signals", "--git", clone, "--author", ADA, "-o", out).exit_code
    assert ["grace"] == list(activity.load(out.parent, datetime.now(UTC)))


def test_usage_says_what_may_be_left_out() -> None:
    assert "Usage: main forget [OPTIONS] ID [OUT]\n" in invoke("forget", "--help").output


@needs_git
def test_signals_are_written_and_can_be_read(clone: Path, tmp_path: Path) -> None:
    out = tmp_path / "signals" / "ada.json"
    for _ in range(2):  # a second time replaces the file
        done = invoke("signals", "--git", clone, "--git", clone, "--author", ADA, "--candidate", "ada", "-o", out)
        assert (0, f"Signals: {out}\n") == (done.exit_code, done.output)
    assert ["ada.json"] == [path.name for path in out.parent.iterdir()]
    found = activity.load(out.parent, datetime.now(UTC))
    assert 1 == found["ada"].repositories


@needs_git
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--author", ADA, "--candidate", "ada", "-o", "bob.json"], "expected a file called 'ada.json'"),
        (["--author", ADA, "--candidate", "../ada", "-o", "../ada.json"], "expected a file called '../ada.json'"),
        (["--author", "ada", "--candidate", "ada"], "expected an author's e-mail address"),
        (["--author", "no@example.org", "--candidate", "ada"], "expected commits by 'no@example.org', found none"),
        (["--author", ADA, "--candidate", "ada", "--git", "/nowhere\x1b[31m"], "found no git repository in '/nowhere"),
        (["--author", ADA, "--candidate", ""], "expected a candidate's id"),
        (["--candidate", "ada"], "Missing option '--author'"),
    ],
)
def test_what_can_not_be_done_is_exit_2(clone: Path, arguments: list[str], said: str) -> None:
    done = invoke("signals", "--git", clone, *arguments)
    assert 2 == done.exit_code
    assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert "" == done.stdout


@needs_git
def test_where_signals_can_not_be_written(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = invoke(
        "signals", "--git", clone, "--author", ADA, "--candidate", "ada", "-o", tmp_path / "file" / "ada.json"
    )
    assert 2 == done.exit_code
    assert "the signals can't be written" in done.stderr


# --- forget ---------------------------------------------------------------------------------------------------------


def made(out: Path, *candidates: str) -> Path:
    """A report on these candidates."""
    found = [
        msgspec.structs.replace(submission(each), page=f"candidates/page-{number}")
        for number, each in enumerate(candidates)
    ]
    place(out, files(results(*found), {}))
    return out


def test_a_candidate_is_forgotten(tmp_path: Path) -> None:
    out = made(tmp_path / "out", "ada", "bob")
    (out / "notes.txt").write_text("ada")
    done = invoke("forget", "ada", out)
    expected = f"""\
Forgotten: ada, in {out}
Removed: 1 with a notebook, 0 without one
Files removed:
- candidates/page-0.html
Made again without them:
- index.html
- junit.xml
- results.csv
- results.json
Look at these: the id still stands in them, or in their names:
- notes.txt
Not touched; look there yourself:
- the notebook that they handed in: ada/solution.ipynb, in the folder that was graded
- scorecards, every version: those with `candidate: ada`
- call sheets, what a browser keeps of them, and the scorecard of `grader plan --candidate`
- signals: ada.json, and the clones that it was made from
- the history of git, where notebooks, scorecards or reports were committed
- CI: artefacts, job summaries and logs; copies of this report, also where it was merged into another
- backups, mail and chat, and the record of this command in the shell's history
"""
    assert (0, expected) == (done.exit_code, done.output)
    assert ["bob"] == [each.candidate for each in report.read_results(out).submissions]


def test_what_an_ended_command_left_is_finished_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise UsageError("the disk is full")

    out = made(tmp_path / "out", "ada", "bob")
    with monkeypatch.context() as patch:
        patch.setattr("grader.gradebook.opening.rewrite", full)
        assert (2, "Error: the disk is full\n") == ((done := invoke("forget", "ada", out)).exit_code, done.output)
    done = invoke("forget", "ada", out)
    told = [
        "Finished: an earlier command had been ended before all bytes of whom it forgot were gone; now they are.",
        f"Nobody of this id is in {out} (any more): ada",
        "Not touched; look there yourself:",
    ]
    assert (0, told) == (done.exit_code, done.output.splitlines()[:3])
    assert 2 == invoke("forget", "ada", out).exit_code


def test_out_is_where_nothing_else_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "out", "ada", "bob")
    monkeypatch.chdir(tmp_path)
    done = invoke("forget", "ada")
    assert 0 == done.exit_code, done.output
    assert "Forgotten: ada, in out\n" in done.stdout


def test_an_unknown_id_is_exit_2(tmp_path: Path) -> None:
    done = invoke("forget", "adda", made(tmp_path / "out", "ada"))
    assert (2, "") == (done.exit_code, done.stdout)
    assert 'Nothing has changed; did you mean "ada"?' in done.stderr


def test_no_results_is_exit_2(tmp_path: Path) -> None:
    done = invoke("forget", "ada", tmp_path / "nowhere")
    assert (2, "") == (done.exit_code, done.stdout)
    assert "expected the results of a run" in done.stderr


@pytest.mark.parametrize("candidate", ["\x1b[31mada", "a\n::error::b", "\u202eada", "##[error]ada"])
def test_an_id_is_inert_in_a_terminal_and_a_log(tmp_path: Path, candidate: str) -> None:
    done = invoke("forget", candidate, made(tmp_path / "out", candidate))
    assert 0 == done.exit_code, done.output
    assert all(line.isprintable() for line in done.stdout.splitlines())
    assert not any(line.startswith("::") or "##[" in line for line in done.stdout.splitlines())


def test_an_id_that_looks_like_an_option(tmp_path: Path) -> None:
    done = invoke("forget", "--", "-ada", made(tmp_path / "out", "-ada"))
    assert 0 == done.exit_code, done.output
