"""The sandbox as an ordinary user, and on machines that forbid one layer or another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader.sandbox.policy import Tier
from tests.grading import RIGHT, notebook
from tests.hostile.attacks import available

ROOT = Path(grader.__file__).parents[1]
USERS = Path(__file__).with_name("users.py")
HOSTILE = sorted(path.name for path in (ROOT / "tests" / "hostile").glob("test_*.py") if path.name != "test_lies.py")
"""What an attack on the verdict gets does not depend on the user."""


def run(*command: str, forbid: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run Python as an ordinary user."""
    forbidden = [word for layer in forbid for word in ("--forbid", layer)]
    return subprocess.run(
        [sys.executable, str(USERS), *forbidden, sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=600,
    )


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """A folder that everybody may read and write, with one notebook."""
    for parent in [tmp_path, *tmp_path.parents]:
        if parent.stat().st_uid == os.getuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o755)
    tmp_path.chmod(0o777)
    (tmp_path / "ada.ipynb").write_bytes(notebook(RIGHT))
    (tmp_path / "ada.ipynb").chmod(0o644)
    return tmp_path


def grade(folder: Path, *more: str, forbid: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Grade the notebook as an ordinary user."""
    command = ("-m", "grader", "grade", str(folder / "ada.ipynb"), "-o", str(folder / "out"), "--json", *more)
    return run(*command, forbid=forbid)


@pytest.mark.parametrize("file", HOSTILE)
def test_hostile_notebooks_as_an_ordinary_user(file: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("the suite itself runs as an ordinary user already")
    done = run("-m", "pytest", f"tests/hostile/{file}", "-q", "-W", "error", "--tb=short")
    assert 0 == done.returncode, done.stdout[-3000:] + done.stderr[-2000:]


@pytest.mark.parametrize("tier", [Tier.FULL, Tier.PORTABLE])
def test_each_tier_as_an_ordinary_user(tier: Tier, handed_in: Path) -> None:
    available(tier)
    done = grade(handed_in, "--sandbox", tier.value)
    assert 0 == done.returncode, done.stderr
    result = json.loads(done.stdout)["submissions"][0]
    assert 3 == result["rating"]
    assert tier.value == result["execution"]["sandbox"]["tier"]
    assert "seccomp" in result["execution"]["sandbox"]["layers"]
    assert ("user_namespace" in result["execution"]["sandbox"]["layers"]) == (tier is Tier.FULL)


def test_auto_takes_the_second_best_and_says_so(handed_in: Path) -> None:
    done = grade(handed_in, forbid=("namespaces",))
    assert 0 == done.returncode, done.stderr
    assert "portable" == json.loads(done.stdout)["run"]["sandbox"]
    assert "Sandbox: portable" in done.stderr
    assert "user namespaces: unshare: Operation not permitted" in done.stderr


def test_full_is_refused_naming_the_layer(handed_in: Path) -> None:
    done = grade(handed_in, "--sandbox", "full", forbid=("namespaces",))
    assert 3 == done.returncode
    assert "user namespaces: unshare: Operation not permitted" in done.stderr
    assert "kernel.apparmor_restrict_unprivileged_userns" in done.stderr
    assert not (handed_in / "out").exists()


def test_auto_never_goes_below_portable(handed_in: Path) -> None:
    done = grade(handed_in, forbid=("namespaces", "landlock"))
    assert 3 == done.returncode
    assert "Landlock: this machine's kernel has version 0" in done.stderr


def test_doctor_says_which_layer_is_missing() -> None:
    done = run("-m", "grader", "doctor", forbid=("namespaces",))
    assert 0 == done.returncode, done.stderr
    assert "full: no. " in done.stdout
    assert "portable: yes. " in done.stdout
    assert 3 == run("-m", "grader", "doctor", forbid=("namespaces", "landlock")).returncode
