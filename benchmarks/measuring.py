"""What the benchmarks share: the samples, copies of them, and what a command costs with all that it starts."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "notebooks" / "samples"

TWENTY = (
    "accuracy",
    "accuracy-as-precision",
    "arithmetic-mean",
    "arrays-only",
    "class-method",
    "counter",
    "deliberate-nan",
    "dict-return",
    "epsilon",
    "errstate",
    "exploratory",
    "f1-of-two-numbers",
    "forgot-f1-guard",
    "guarded-zeros",
    "lists-only",
    "masks-on-arrays",
    "mutates",
    "named-tuple",
    "negative-class",
    "nothing-predicted",
)
"""The first twenty samples, by name, that are graded. Half of them hold tests of their own."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a command took, in seconds for each notebook."""

    cpu: float
    wall: float


def measure(command: Sequence[str], notebooks: int, folder: Path = ROOT, **variables: str) -> Cost:
    """Run a command to its end in `folder`, and charge it with all that it started and waited for."""
    # As on a user's machine, where what is imported was compiled before.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, env=inherited | variables
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"the command failed with exit code {process.returncode}: {' '.join(command)}")
    return Cost(cpu=(usage.ru_utime + usage.ru_stime) / notebooks, wall=wall / notebooks)


def sample(name: str) -> dict[str, object]:
    """The notebook of a sample."""
    (path,) = (SAMPLES / name).glob("*.ipynb")
    notebook: dict[str, object] = json.loads(path.read_bytes())
    return notebook


def with_cell(notebook: Mapping[str, object], cell: Mapping[str, object]) -> dict[str, object]:
    """A notebook with one cell more, at its end."""
    cells = notebook["cells"]
    if not isinstance(cells, list):
        raise TypeError(f"expected the cells of a sample as a list, got {type(cells).__name__}")
    return {**notebook, "cells": [*cells, cell]}


def copies(folder: Path, names: Sequence[str], number: int) -> None:
    """Write so many notebooks of these samples, in turn, each with a comment of its own: no two are alike."""
    texts = [sample(name) for name in names]
    for place in range(number):
        remark = {"cell_type": "markdown", "metadata": {}, "source": [f"Copy {place}"]}
        notebook = with_cell(texts[place % len(texts)], remark)
        (folder / f"candidate-{place:05}.ipynb").write_text(json.dumps(notebook))
