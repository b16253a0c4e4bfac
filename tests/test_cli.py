"""The command line: exit codes, one clear line for what went wrong, and old results that stay whole."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import grader
from grader.cli import grading, main, table
from grader.errors import SandboxUnavailable
from grader.gradebook import opening
from tests.grading import QUESTIONS, RIGHT, notebook, write

PROSE = notebook(markdown=["Not yet."])


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"COLUMNS": "120"})


def grade(path: Path, out: Path, *more: str | Path) -> Result:
    return invoke("grade", path, "-o", out, "--sandbox", "none", *more)


def tree(folder: Path) -> dict[str, bytes]:
    """What a folder holds besides the gradebook."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != opening.NAME]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def candidates(out: Path) -> list[str]:
    return [each["candidate"] for each in json.loads((out / "results.json").read_bytes())["submissions"]]


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """Notebooks that are refused without a kernel, or have nothing to call: quick to grade."""
    return write(tmp_path / "in", {"ada": b"", "grace": b"{"})


def test_results_come_out_and_the_report_is_named(tmp_path: Path) -> None:
    done = grade(write(tmp_path / "in", {"ada": notebook(RIGHT), "bob": b""}), tmp_path / "out")
    assert 0 == done.exit_code, done.output
    assert done.stderr.startswith("Sandbox: none. Notebooks run with your rights.\n2 of 2 done, graded 1, invalid_")
    assert [True] * 3 == [word in done.stdout for word in ("3 strong", "invalid_notebook", "without a sandbox")]
    assert f"Report: {tmp_path / 'out' / 'index.html'}" in done.stdout
    assert {"index.html", "results.json", "results.csv", "junit.xml"} < set(tree(tmp_path / "out"))
    pages = json.loads((tmp_path / "out" / "results.json").read_bytes())["submissions"]
    assert [True, True] == [(tmp_path / "out" / f"{each['page']}.html").is_file() for each in pages]
    assert [True, False] == [(tmp_path / "out" / f"{each['page']}.ipynb").is_file() for each in pages]


def test_for_programs(tmp_path: Path, handed_in: Path) -> None:
    done = grade(handed_in, tmp_path / "out", "--json", "--summary", tmp_path / "summary.md")
    assert (0, (tmp_path / "out" / "results.json").read_bytes()) == (done.exit_code, done.stdout_bytes)
    assert "ada" in (tmp_path / "summary.md").read_text()


def test_a_failure_of_ours_is_exit_1(tmp_path: Path, handed_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("grader.pipeline.read", fail)
    done = grade(handed_in, tmp_path / "out")
    assert 1 == done.exit_code
    assert "grader_error" in done.stdout
    assert ["ada", "grace"] == candidates(tmp_path / "out")


def test_a_sandbox_that_can_not_be_had_is_exit_3(
    tmp_path: Path, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(asked: str, preload: object) -> None:
        raise SandboxUnavailable(f"sandbox={asked!r} can't be had")

    monkeypatch.setattr(grading, "choose", refuse)
    done = invoke("grade", handed_in, "-o", tmp_path / "out", "--sandbox", "full")
    assert (3, "") == (done.exit_code, done.stdout)
    assert "sandbox='full' can't be had" in done.stderr
    assert not (tmp_path / "out").exists()


def test_wrong_usage_is_exit_2(tmp_path: Path, handed_in: Path) -> None:
    (tmp_path / "no-notebooks").mkdir()
    (tmp_path / "notes.txt").write_text("mine")
    cases: dict[str, Result] = {
        "there is no file or folder": grade(tmp_path / "no\nsuch", tmp_path / "out"),
        "no notebook (*.ipynb) was found in": grade(tmp_path / "no-notebooks", tmp_path / "out"),
        "expected a notebook (*.ipynb) or a folder": grade(tmp_path / "notes.txt", tmp_path / "out"),
        "Expected a folder that can be written": grade(handed_in, tmp_path / "notes.txt"),
        "the question name": grade(handed_in, tmp_path / "out", "--question", "no_such_question"),
        "battery": grade(handed_in, tmp_path / "out", "--battery", tmp_path / "none.json"),
        "Missing argument": invoke("grade"),
        "No such option": grade(handed_in, tmp_path / "out", "--no-such-option"),
    }
    wrong = {words: (done.exit_code, done.output) for words, done in cases.items() if done.exit_code != 2}
    unclear = {words: done.stderr for words, done in cases.items() if words not in done.stderr}
    assert ({}, {}) == (wrong, unclear)
    assert not any("Traceback" in done.output for done in cases.values())
    assert 1 == cases["there is no file or folder"].stderr.count("\n")
    assert not (tmp_path / "out").exists()


def test_out_inside_path_is_not_searched(handed_in: Path) -> None:
    out = handed_in / "report"
    assert [0, 0] == [grade(handed_in, out).exit_code for _ in range(2)]
    assert ["ada", "grace"] == candidates(out)


def test_files_of_somebody_else_are_not_replaced(tmp_path: Path, handed_in: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("mine")
    done = grade(handed_in, tmp_path / "out")
    assert (2, {"index.html": b"mine"}) == (done.exit_code, tree(tmp_path / "out"))


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False, capture_output=True, text=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_results_whole(tiny_disk: Path, tmp_path: Path, handed_in: Path) -> None:
    out = tiny_disk / "out"
    assert 0 == grade(handed_in, out).exit_code
    before = tree(out)
    free = os.statvfs(tiny_disk)
    (tiny_disk / "ballast").write_bytes(bytes(free.f_bavail * free.f_bsize))
    write(handed_in, {"bob": notebook(markdown=["x" * 50_000])})
    done = grade(handed_in, out)
    assert 2 == done.exit_code
    assert "there is no space left on the disk; free some and run again" in done.stderr
    assert before == tree(out)


def test_a_report_is_made_again_from_its_results(tmp_path: Path, handed_in: Path) -> None:
    out = tmp_path / "out"
    grade(handed_in, out)
    before = tree(out)
    (out / "index.html").unlink()
    assert 0 == invoke("report", out).exit_code
    assert before == tree(out)
    missing = invoke("report", tmp_path / "nowhere")
    assert 2 == missing.exit_code
    assert "run `grader grade` first" in missing.stderr


def test_hostile_names_do_not_reach_the_terminal(tmp_path: Path) -> None:
    done = grade(write(tmp_path / "in", {"\x1b[31mred\r\nRating: 3": b""}), tmp_path / "out")
    assert 0 == done.exit_code
    assert not {"\x1b", "\r"} & set(done.output)


def test_a_team_can_make_its_own_battery(tmp_path: Path) -> None:
    made = invoke("battery", "--question", QUESTIONS, "--seed", "7", "-o", tmp_path / "own.json")
    assert (0, f"Battery: {tmp_path / 'own.json'}\n") == (made.exit_code, made.stdout)
    notebooks = write(tmp_path / "in", {"ada": PROSE})
    done = grade(notebooks, tmp_path / "out", "--question", QUESTIONS, "--battery", tmp_path / "own.json")
    assert 0 == done.exit_code, done.output
    unwritable = invoke("battery", "--question", QUESTIONS, "--seed", "7", "-o", tmp_path / "none" / "own.json")
    assert 2 == unwritable.exit_code


def test_questions_and_version() -> None:
    assert "precision_recall_f1\tPrecision, recall and F1" in invoke("question", "list").stdout
    assert f"grader, version {grader.__version__}\n" == invoke("--version").stdout


def test_a_large_batch_starts_with_who_needs_a_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 2)
    done = grade(write(tmp_path / "in", {"ada": notebook(RIGHT), "bob": b"{", "cy": b""}), tmp_path / "out")
    assert [False, True, True] == [f"│ {name} " in done.stdout for name in ("ada", "bob", "cy")]
    assert "1 more are in the report.\n" in done.stdout
