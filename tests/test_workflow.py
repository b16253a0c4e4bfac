"""The workflow that grades submissions in CI, and its guide: valid, careful, and they do what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from ruamel.yaml import YAML

from grader.output import FIXED
from grader.settings import Limits
from grader.vocabulary import Status

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "ci.md"
WORKFLOW = ROOT / ".github" / "workflows" / "grade.yml"
TOOLS = Path(sys.executable).parent

GUARDED = """\
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
"""

HOSTILE = "::error::x @somebody <b>|`"


def steps() -> dict[str, dict[str, object]]:
    """The job's steps by name."""
    workflow = YAML(typ="safe", pure=True).load(WORKFLOW.read_text(encoding="utf-8"))
    return {step["name"]: step for step in workflow["jobs"]["grade"]["steps"]}


@pytest.mark.parametrize(
    "command",
    [
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"],
        ["zizmor", "--offline", "--no-progress", "--persona=pedantic"],
    ],
    ids=lambda command: command[0],
)
def test_the_checkers_find_nothing(command: list[str]) -> None:
    tool, *options = command
    run = subprocess.run([TOOLS / tool, *options, WORKFLOW], capture_output=True, text=True, check=False)
    assert 0 == run.returncode, run.stdout + run.stderr


def test_actions_are_pinned_by_commit_with_their_version() -> None:
    used = re.findall(r"uses: *(.*)", WORKFLOW.read_text(encoding="utf-8"))
    assert 3 == len(used)
    for action in used:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_scripts_hold_no_expression() -> None:
    scripts = [str(step["run"]) for step in steps().values() if "run" in step]
    assert "make setup" == scripts[0]
    assert not [script for script in scripts if "${{" in script]


def test_the_report_is_kept_after_a_grader_error() -> None:
    step = steps()["Keep the report"]
    assert "${{ !cancelled() }}" == step["if"]
    assert {"name": "report", "path": "report", "retention-days": 7, "if-no-files-found": "warn"} == step["with"]


def notebook(source: str) -> str:
    """A notebook of one code cell, as text."""
    cell = nbformat.v4.new_code_cell(source, id="a")  # type: ignore[no-untyped-call]  # nbformat has no types
    text: str = nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))  # type: ignore[no-untyped-call]
    return text


def run_grading_step(folder: Path, submissions: str) -> subprocess.CompletedProcess[str]:
    """The grading step's own script, run in `folder` as the runner would, with this project's `.venv`."""
    step = steps()["Grade"]
    (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", str(step["run"])],
        cwd=folder,
        env={**kept, "CI": "true", "SUBMISSIONS": submissions, "GITHUB_STEP_SUMMARY": str(folder / "summary.md")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_grading_step_grades_a_folder(tmp_path: Path) -> None:
    for candidate, source in {"ada": GUARDED, HOSTILE: "# nothing here"}.items():
        (tmp_path / "submissions" / candidate).mkdir(parents=True)
        (tmp_path / "submissions" / candidate / "solution.ipynb").write_text(notebook(source), encoding="utf-8")
    (tmp_path / "summary.md").write_text("Said by an earlier step.\n", encoding="utf-8")
    run = run_grading_step(tmp_path, "submissions")
    assert 0 == run.returncode, run.stdout + run.stderr
    results = json.loads((tmp_path / "report" / "results.json").read_bytes())
    assert {"ada": 3, HOSTILE: None} == {s["candidate"]: s["rating"] for s in results["submissions"]}
    assert results["run"]["sandbox"] in {"full", "portable"}
    for name in ("index.html", "results.csv", "junit.xml"):
        assert (tmp_path / "report" / name).stat().st_size > 0
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("Said by an earlier step.\n")
    assert "1 rated 3" in summary
    assert "::" not in summary + run.stdout + run.stderr


@pytest.mark.parametrize("submissions", ["nowhere", "--help", "$(touch hacked)", "; touch hacked"])
def test_a_folder_that_is_none_is_wrong_usage(tmp_path: Path, submissions: str) -> None:
    assert 2 == run_grading_step(tmp_path, submissions).returncode
    assert [".venv"] == sorted(path.name for path in tmp_path.iterdir())


# The guide


def table(title: str) -> dict[str, str]:
    """The first two columns of the guide's table under a heading."""
    section = GUIDE.read_text(encoding="utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return {row[0].strip().strip("`"): row[1].strip() for row in rows[2:]}


def test_the_guide_tells_every_status_and_no_other() -> None:
    assert [str(status) for status in Status] == list(table("What a person must look at"))


def test_the_guide_tells_every_limit_with_its_default() -> None:
    expected = {name: f"{getattr(Limits(), name):g}" for name in Limits.__dataclass_fields__}
    actual = {name: f"{float(default):g}" for name, default in table("Limits").items()}
    assert expected == actual


def test_the_guide_tells_every_file_and_exit_code() -> None:
    assert {*FIXED, "candidates/….html", "candidates/….ipynb"} == set(table("What comes out"))
    assert ["0", "1", "2", "3"] == list(table("Exit codes"))


def test_the_guide_tells_how_long_the_report_is_kept() -> None:
    days = re.findall(r"retention-days: (\d+)", WORKFLOW.read_text(encoding="utf-8"))
    assert [f"after {day} days" for day in days] == re.findall(r"after \d+ days", GUIDE.read_text(encoding="utf-8"))
