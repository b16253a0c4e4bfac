"""The wheel, installed where nothing of this repository is: it holds the rooms, and grades from anybody's folder.

The environment sees this one's packages through a path file, instead of installing them again: that is quick, and
nothing is downloaded. Path files beside them are not read, so the editable grader there stays out of reach.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.grading import RIGHT, ROOT, notebook, write


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints, in a folder and an environment that know nothing of this repository."""
    env = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", ".", ROOT)
    run(sys.executable, "-m", "pip", *build, folder=folder)
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def tools(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment with the wheel."""
    made = tmp_path_factory.mktemp("env")
    run(sys.executable, "-m", "venv", "--without-pip", made, folder=made)
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        made,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
        folder=made,
    )
    [packages] = made.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return made / "bin"


def test_the_wheel_holds_the_rooms_and_nothing_beside_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"grader"} == {name.split("/")[0] for name in names if ".dist-info/" not in name}
    rooms = {name.split("/")[2] for name in names if name.startswith("grader/rooms/")}
    assert {"reference", "property_tests", "notebooks"} == rooms
    shipped = {"grader/results.schema.json", "grader/rooms/property_tests/precision_recall_f1.battery.json"}
    assert shipped <= set(names)
    assert not [name for name in names if "__pycache__" in name or ".ipynb_checkpoints" in name]


def test_it_is_the_wheel_that_runs(tools: Path, tmp_path: Path) -> None:
    where = run(tools / "python", "-c", "import grader; print(grader.__file__)", folder=tmp_path)
    assert Path(where).is_relative_to(tools.parent)
    assert "precision_recall_f1\t" in run(tools / "grader", "question", "list", folder=tmp_path)
    version = run(tools / "grader", "--version", folder=tmp_path)
    assert version == run(tools / "jupyter-grader", "--version", folder=tmp_path)


LOOKS = """\
import pathlib, sys
answers = [file for folder in sys.path for file in pathlib.Path(folder).glob("grader/rooms/reference/*.py")]
assert not answers, answers
"""
"""A notebook that looks for the answer key where a wheel has it."""


def test_it_grades_in_a_sandbox_from_anybodys_folder(tools: Path, tmp_path: Path) -> None:
    write(tmp_path / "submissions", {"ada": notebook(LOOKS, RIGHT), "bob": notebook(RIGHT.replace("tp / p", "1 / p"))})
    run(tools / "grader", "grade", "submissions", "-o", "report", folder=tmp_path)
    found = json.loads((tmp_path / "report" / "results.json").read_bytes())
    ada, bob = found["submissions"]
    assert (3, 1) == (ada["rating"], bob["rating"])
    assert [] == ada["execution"]["errors"]
    assert found["run"]["sandbox"] in {"full", "portable"}
    assert "<html" in (tmp_path / "report" / f"{ada['page']}.html").read_text("utf-8")
