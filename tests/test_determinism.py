"""The same notebooks get the same results, whatever the order, the jobs, the hash seed or the machine's load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from grader import exports
from grader.submission import Entry, find
from tests.grading import RIGHT, ROOT, SAMPLES, SMALL, notebook, run, task, write

CHOSEN = ["counter", "off-by-one", "raises-on-empty", "swapped"]
LOOPS_ON_EMPTY = RIGHT.replace("    tp =", "    while len(y_true) == 0: pass\n    tp =")
BUSY = "import time\nend = time.monotonic() + 120\nwhile time.monotonic() < end: pass"

VARYING = {"started", "seconds", "cpu_seconds", "peak_memory_bytes"}


def without_times(value: object) -> object:
    """What results.json holds, but for what a clock or the machine gives."""
    if isinstance(value, dict):
        return {key: without_times(inner) for key, inner in value.items() if key not in VARYING}
    return [without_times(inner) for inner in value] if isinstance(value, list) else value


Results = Callable[..., object]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few samples, and one that meets a limit."""
    folder = write(tmp_path_factory.mktemp("chosen"), {"loops-on-empty": notebook(LOOPS_ON_EMPTY)})
    for name in CHOSEN:
        (folder / name).symlink_to(SAMPLES / name)
    return folder


def entries(folder: Path) -> list[Entry]:
    return list(find([*(path for path in sorted(folder.rglob("*")) if path.suffix == ".ipynb")]))


@pytest.fixture(scope="module")
def first(folder: Path) -> object:
    return results(find([folder]), jobs=2)


def results(chosen: Sequence[Entry], jobs: int) -> object:
    return without_times(json.loads(exports.to_json(run(chosen, task(SMALL), jobs).results)))
