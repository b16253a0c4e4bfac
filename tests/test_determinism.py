"""The same notebooks get the same results, whatever the order, the jobs, the hash seed or the load of the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from grader.finding import find
from tests.grading import RIGHT, ROOT, SAMPLES, SMALL, notebook, run, task
from tests.test_exports import to_json

CHOSEN = ("counter", "off-by-one", "raises-on-empty", "swapped")
LOOPS_ON_EMPTY = RIGHT.replace("    tp =", "    while len(y_true) == 0: pass\n    tp =")
BUSY = "import time\nend = time.monotonic() + 120\nwhile time.monotonic() < end: pass"
VARYING = frozenset({"started", "graded_at", "seconds", "cpu_seconds", "peak_memory_bytes"})


def without_times(value: object) -> object:
    """What results.json holds, but for what a clock or the machine gives."""
    if isinstance(value, dict):
        return {key: without_times(inner) for key, inner in value.items() if key not in VARYING}
    return [without_times(inner) for inner in value] if isinstance(value, list) else value


def graded(paths: Sequence[Path], jobs: int = 2) -> object:
    return without_times(json.loads(to_json(run(find(paths), task(SMALL), jobs).results)))


def graded_by_command(paths: Sequence[Path], out: Path, hash_seed: int) -> object:
    command = [sys.executable, "-m", "grader", "grade", *map(str, paths), "-o", str(out), "--sandbox", "none", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(hash_seed)}
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert done.stderr.startswith(b"Sandbox: none. Notebooks run with your rights.\n")
    return without_times(json.loads(done.stdout))


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """A few samples in different styles, and a function that meets a limit."""
    folder = tmp_path_factory.mktemp("notebooks")
    (folder / "loops-on-empty.ipynb").write_bytes(notebook(LOOPS_ON_EMPTY))
    for name in CHOSEN:
        (source,) = (SAMPLES / name).glob("*.ipynb")
        (folder / f"{name}.ipynb").write_bytes(source.read_bytes())
    return tuple(sorted(folder.iterdir()))


@pytest.fixture(scope="module")
def expected(notebooks: Sequence[Path]) -> object:
    return graded(notebooks)


@pytest.fixture
def busy() -> Iterator[None]:
    """A machine kept busy by eight loops."""
    loops = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(8)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def test_another_order_and_one_job(notebooks: Sequence[Path], expected: object) -> None:
    assert expected == graded(notebooks[::-1], jobs=1)


def test_four_jobs_on_a_folder(notebooks: Sequence[Path], expected: object) -> None:
    assert expected == graded([notebooks[0].parent], jobs=4)


@pytest.mark.usefixtures("busy")
def test_a_busy_machine(notebooks: Sequence[Path], expected: object) -> None:
    assert expected == graded(notebooks)


def test_another_hash_seed(notebooks: Sequence[Path], tmp_path: Path) -> None:
    quick = [path for path in notebooks if path.stem in CHOSEN]
    assert graded_by_command(quick, tmp_path / "1", 1) == graded_by_command(quick[::-1], tmp_path / "2", 2)
