"""The workflow that grades submissions in CI, and its guide: valid, careful, and they do what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import nbformat
import pytest
from ruamel.yaml import YAML

from grader.cli import main
from grader.gradebook import opening
from grader.output import FIXED
from grader.settings import Limits
from grader.vocabulary import Status

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "ci.md"
WORKFLOW = ROOT / ".github" / "workflows" / "grade.yml"
ACTION = ROOT / "action.yml"
GITLAB = ROOT / "examples" / "ci" / "gitlab-ci.yml"
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


def read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def scripts() -> dict[str, str]:
    """The scripts of the action by the names of their steps."""
    return {step["name"]: step["run"] for step in read(ACTION)["runs"]["steps"] if "run" in step}


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("check-jsonschema --builtin-schema vendor.github-workflows", WORKFLOW),
        ("check-jsonschema --builtin-schema vendor.github-actions", ACTION),
        ("check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci", GITLAB),
        ("zizmor --offline --no-progress --persona=pedantic", WORKFLOW),
        ("zizmor --offline --no-progress --persona=pedantic", ACTION),
    ],
    ids=lambda told: told.name if isinstance(told, Path) else told.split()[0],
)
def test_the_checkers_find_nothing(command: str, path: Path) -> None:
    tool, *options = command.split()
    run = subprocess.run([TOOLS / tool, *options, path], capture_output=True, text=True, check=False)
    assert 0 == run.returncode, run.stdout + run.stderr


def test_actions_are_pinned_by_commit_with_their_version() -> None:
    used = [line for path in (WORKFLOW, ACTION) for line in re.findall(r"uses: *(.*)", path.read_text("utf-8"))]
    others = [action for action in used if not action.startswith("./.grader #")]
    assert (9, 7) == (len(used), len(others))
    for action in others:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_scripts_hold_no_expression() -> None:
    assert ["Set up the grader", "Allow namespaces", "Grade", "Tell", "End as the grader did"] == list(scripts())
    assert not [script for script in scripts().values() if "${{" in script]
    assert not [step for job in read(WORKFLOW)["jobs"].values() for step in job["steps"] if "run" in step]


def test_strangers_get_a_token_that_reads_and_no_secret() -> None:
    workflow = read(WORKFLOW)
    assert ["workflow_dispatch", "push", "pull_request"] == list(workflow["on"])
    assert ({}, [{"contents": "read"}] * 2) == (
        workflow["permissions"],
        [job["permissions"] for job in workflow["jobs"].values()],
    )
    assert not re.search(r"\bsecrets\b", WORKFLOW.read_text("utf-8") + ACTION.read_text("utf-8"))


def test_who_hands_in_a_notebook_does_not_hand_in_its_grader() -> None:
    for job in read(WORKFLOW)["jobs"].values():
        [grader] = [step["with"] for step in job["steps"] if step["name"] == "Check out the grader"]
        assert ("${{ github.event.pull_request.base.sha || github.sha }}", ".grader") == (grader["ref"], grader["path"])


def test_what_is_kept_holds_coding_results_alone_and_not_for_long() -> None:
    jobs = read(WORKFLOW)["jobs"]
    kept = [step for job in jobs.values() for step in job["steps"] if "upload-artifact" in step["uses"]]
    assert ["${{ !cancelled() }}"] * 2 == [step["if"] for step in kept]  # also after a failure of the grader
    assert [("part", 1), ("report", 7)] == [(step["with"]["path"], step["with"]["retention-days"]) for step in kept]
    assert "scorecards" not in {name for job in jobs.values() for step in job["steps"] for name in step.get("with", {})}


def notebook(source: str) -> str:
    """A notebook of one code cell, as text."""
    cell = nbformat.v4.new_code_cell(source, id="a")  # type: ignore[no-untyped-call]  # nbformat has no types
    text: str = nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))  # type: ignore[no-untyped-call]
    return text


def play(step: str, folder: Path, grader: Path = TOOLS / "grader", **env: str) -> subprocess.CompletedProcess[str]:
    """A step's own script, run in `folder` as the runner would, with a grader in the action's folder."""
    (folder / "action/.venv/bin").mkdir(parents=True, exist_ok=True)
    if not (folder / "action/.venv/bin/grader").is_symlink():
        (folder / "action/.venv/bin/grader").symlink_to(grader)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    inputs = read(ACTION)["inputs"]
    names = {"SUBMISSIONS": "path", **{name.upper(): name for name in inputs if name != "path"}}
    given = {name: inputs[told]["default"] for name, told in names.items()}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", scripts()[step]],
        cwd=folder,
        env={
            **kept,
            **given,
            "CI": "true",
            "GITHUB_ACTION_PATH": str(folder / "action"),
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            **env,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_grades_a_folder_and_tells(tmp_path: Path) -> None:
    for candidate, source in {"ada": GUARDED, HOSTILE: "# nothing here"}.items():
        (tmp_path / "submissions" / candidate).mkdir(parents=True)
        (tmp_path / "submissions" / candidate / "solution.ipynb").write_text(notebook(source), encoding="utf-8")
    (tmp_path / "summary.md").write_text("Said by an earlier step.\n", encoding="utf-8")
    run = play("Grade", tmp_path)
    assert (0, "exit-code=0\n") == (run.returncode, (tmp_path / "output").read_text()), run.stdout + run.stderr
    results = json.loads((tmp_path / "report" / "results.json").read_bytes())
    assert {"ada": 3, HOSTILE: None} == {s["candidate"]: s["rating"] for s in results["submissions"]}
    assert results["run"]["sandbox"] in {"full", "portable"}
    for name in ("index.html", "results.csv", "junit.xml"):
        assert (tmp_path / "report" / name).stat().st_size > 0
    told = play("Tell", tmp_path)
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("Said by an earlier step.\n")
    assert "1 rated 3" in summary
    assert "::" not in summary + run.stdout + run.stderr + told.stderr
    commands = [line.split("::") for line in told.stdout.splitlines()]
    assert [("", "warning file=submissions"), ("", "notice file=submissions")] == [
        (before, command.partition("/")[0]) for before, command, _ in commands
    ]


FAKE = """\
#!/bin/sh
printf '%s\\n' "$@" >> arguments
exit "${EXIT:-0}"
"""


@pytest.fixture
def fake(tmp_path: Path) -> Path:
    """A grader that writes down its arguments."""
    made = tmp_path / "fake"
    made.write_text(FAKE)
    made.chmod(0o755)
    return made


@pytest.mark.parametrize(
    ("env", "arguments"),
    [
        ({}, "grade|--out=report|--sandbox=auto|--|submissions"),
        (
            {"SHARD": "2/4", "JOBS": "3", "SCORECARDS": "my cards", "ASSIGNMENT": "ps 1", "OUT": "a"},
            "grade|--out=a|--sandbox=auto|--jobs=3|--shard=2/4|--scorecards=my cards|--assignment=ps 1|--|submissions",
        ),
        ({"MERGE": "the parts"}, "merge|--out=report|--|the parts/part-1/|the parts/part-2/"),
        (
            {"MERGE": "the parts", "SCORECARDS": "my cards"},
            "merge|--out=report|--scorecards=my cards|--|the parts/part-1/|the parts/part-2/",
        ),
        (
            {"SUBMISSIONS": "$(touch hacked); --help"},
            "grade|--out=report|--sandbox=auto|--|$(touch hacked); --help",
        ),
    ],
)
def test_inputs_arrive_as_they_are(tmp_path: Path, fake: Path, env: dict[str, str], arguments: str) -> None:
    for name in ("part-1", "part-2"):
        (tmp_path / "the parts" / name).mkdir(parents=True)
    run = play("Grade", tmp_path, fake, EXIT="3", **env)
    assert (0, "exit-code=3\n") == (run.returncode, (tmp_path / "output").read_text()), run.stderr
    assert arguments.split("|") == (tmp_path / "arguments").read_text().splitlines()
    assert not (tmp_path / "hacked").exists()
    assert 3 == play("End as the grader did", tmp_path, CODE="3").returncode


def test_parts_are_graded_merged_and_told(tmp_path: Path) -> None:
    names = [f"candidate {letter}" for letter in "abcdef"]
    for name in names:
        (tmp_path / "submissions" / name).mkdir(parents=True)
        (tmp_path / "submissions" / name / "solution.ipynb").write_bytes(b"")  # refused without a kernel
    for number in "12":
        part = play("Grade", tmp_path, SANDBOX="none", SHARD=f"{number}/2", OUT=f"parts/part-{number}")
        assert 0 == part.returncode, part.stderr
    merged = play("Grade", tmp_path, MERGE="parts")
    assert ("exit-code=0\n" * 3, "") == ((tmp_path / "output").read_text(), merged.stderr)
    told = play("Tell", tmp_path)
    found = re.findall(r"^::warning file=submissions/([^/]*)/", told.stdout, re.MULTILINE)
    assert (names, 6) == (found, len(told.stdout.splitlines()))
    assert "6 submissions" in (tmp_path / "summary.md").read_text()


def test_only_what_was_graded_is_told() -> None:
    [told] = [step["if"] for step in read(ACTION)["runs"]["steps"] if step["name"] == "Tell"]
    assert 'contains(fromJSON(\'["0", "1"]\'), steps.grade.outputs.exit-code)' in told


def test_namespaces_are_allowed_where_that_is_possible(tmp_path: Path) -> None:
    (tmp_path / "sudo").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "sudo").chmod(0o755)
    run = play("Allow namespaces", tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert (0, "") == (run.returncode, run.stderr)


@pytest.mark.parametrize("submissions", ["nowhere", "--help", "$(touch hacked)", "; touch hacked"])
def test_a_folder_that_is_none_is_wrong_usage(tmp_path: Path, submissions: str) -> None:
    assert 0 == play("Grade", tmp_path, SUBMISSIONS=submissions).returncode
    assert "exit-code=2\n" == (tmp_path / "output").read_text()
    assert ["action", "output"] == sorted(path.name for path in tmp_path.iterdir())


# GitLab


@pytest.mark.parametrize(
    ("job", "arguments"),
    [
        ("grade", "grade|--out=part-2|--sandbox=auto|--shard=2/4|--|my submissions"),
        (
            "report",
            "merge|--out=report|--|part-1|part-2|"
            "export|report|--as|gitlab|--submissions=my submissions|-o|code-quality.json",
        ),
    ],
)
def test_gitlab_grades_parts_and_merges_them(tmp_path: Path, fake: Path, job: str, arguments: str) -> None:
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/grader").symlink_to(fake)
    for name in ("part-1", "part-2"):
        (tmp_path / name).mkdir()
    env = {**read(GITLAB)["variables"], "CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "4", "PATH": os.environ["PATH"]}
    script = "\n".join(read(GITLAB)[job]["script"])
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env={**env, "SUBMISSIONS": "my submissions"}, check=True)
    words = (tmp_path / "arguments").read_text().splitlines()
    assert arguments.split("|") == words
    context = click.Context(main)
    commands = [main.get_command(context, name) for name in main.list_commands(context)]
    options = {option for command in commands if command for each in command.params for option in each.opts}
    assert {word.partition("=")[0] for word in words if word.startswith("-") and word != "--"} <= options


def test_gitlab_keeps_reports_for_developers_and_not_for_long() -> None:
    jobs = {name: read(GITLAB)[name]["artifacts"] for name in ("grade", "report")}
    assert {"grade": ("1 day", "developer", "always"), "report": ("7 days", "developer", "always")} == {
        name: (kept["expire_in"], kept["access"], kept["when"]) for name, kept in jobs.items()
    }
    assert {"junit": "report/junit.xml", "codequality": "code-quality.json"} == jobs["report"]["reports"]


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
    assert {*FIXED, opening.NAME, "candidates/….html", "candidates/….ipynb"} == set(table("What comes out"))
    assert ["0", "1", "2", "3", "130"] == list(table("Exit codes"))


def test_the_guide_tells_how_long_the_report_is_kept() -> None:
    _, days = re.findall(r"retention-days: (\d+)", WORKFLOW.read_text(encoding="utf-8"))
    assert [f"after {days} days"] == re.findall(r"after \d+ days", GUIDE.read_text(encoding="utf-8"))


def test_the_guide_tells_every_input_and_output_of_the_action() -> None:
    action = read(ACTION)
    expected = [*action["inputs"], *action["outputs"]]
    assert expected == list(table("The action"))
