"""The command in a shell: what it completes, and `jupyter grader`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main
from tests.grading import ROOT

TOOLS = Path(sys.executable).parent
LINES = re.findall(r"^\| (\w+) \| `[^`]+` \| `(.*)` \|$", (ROOT / "docs" / "reference.md").read_text(), re.MULTILINE)


def completed(typed: str) -> list[str]:
    """What bash would offer for the last word of a line; a row of the answer is a kind and a word."""
    place = {"_GRADER_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    done = CliRunner().invoke(main, [], prog_name="grader", env=place)
    return [row.partition(",")[2] for row in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("grader exp", ["export"]),
        ("grader question ", ["list"]),
        ("grader grade --sand", ["--sandbox"]),
        ("grader grade --sandbox ", ["auto", "full", "portable", "none"]),
        ("grader grade --sandbox p", ["portable"]),
        ("grader export out --as g", ["gradescope", "github-annotations", "gitlab"]),
        ("grader plan --seniority ", ["junior", "mid", "senior"]),
    ],
)
def test_commands_options_and_values_are_completed(typed: str, offered: list[str]) -> None:
    assert offered == completed(typed)


@pytest.mark.parametrize(("shell", "line"), LINES)
def test_each_shell_is_told_by_the_documented_line(shell: str, line: str) -> None:
    assert f"_GRADER_COMPLETE={shell}_source grader" in line
    if shutil.which(shell) is None:
        source = CliRunner().invoke(main, [], prog_name="grader", env={"_GRADER_COMPLETE": f"{shell}_source"})
        assert (0, True) == (source.exit_code, "_GRADER_COMPLETE" in source.stdout)
        return
    asks = {"bash": "complete -p grader", "zsh": "echo $_comps[grader]", "fish": "complete -C 'grader exp'"}[shell]
    env = {**os.environ, "PATH": f"{TOOLS}:{os.environ['PATH']}"}
    script = line.replace("\\|", "|") + "\n" + asks
    done = subprocess.run([shell, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    assert "grader" in done.stdout or "export" in done.stdout


def test_three_shells_are_documented() -> None:
    assert ["bash", "zsh", "fish"] == [shell for shell, _ in LINES]


def test_jupyter_grader_is_the_grader() -> None:
    commands = {each.name: each.load() for each in entry_points(group="console_scripts") if "grader" in each.name}
    assert {"grader": main, "jupyter-grader": main} == commands
    env = {**os.environ, "PATH": f"{TOOLS}:{os.environ['PATH']}"}
    done = subprocess.run(
        [TOOLS / "jupyter", "grader", "question", "list"], env=env, capture_output=True, text=True, check=False
    )
    assert (0, "precision_recall_f1") == (done.returncode, done.stdout.partition("\t")[0]), done.stderr
