"""Grades 100, 300 and 1,000 notebooks of one mix, and says what a notebook costs in each, and how large the files are.

Then the overview of the largest is opened in Chromium, and the same folder is graded once more into the same OUT. Exit
code 1 where a notebook of the largest run costs over 15 % more CPU than one of the smallest.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.measuring import TWENTY, Cost, copies, measure

FLAT = 1.15
MIB = 1 << 20
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@dataclass(frozen=True, kw_only=True)
class Run:
    """What grading so many took a notebook, and what the grader's own process held at most, in bytes."""

    notebooks: int
    cost: Cost
    memory: int
    overview: int
    results: int


def grade(folder: Path, notebooks: int, sandbox: str) -> Run:
    """Grade the notebooks in `folder/submissions` into `folder/out`."""
    memory, out = folder / "memory", folder / "out"
    command = ["grade", "--sandbox", sandbox, str(folder / "submissions"), "-o", str(out)]
    cost = measure([sys.executable, "-m", "benchmarks.own_memory", str(memory), *command], notebooks)
    return Run(
        notebooks=notebooks,
        cost=cost,
        memory=int(memory.read_text()),
        overview=(out / "index.html").stat().st_size,
        results=(out / "results.json").stat().st_size,
    )


def graded(folder: Path, notebooks: int, sandbox: str) -> Run:
    """Write so many notebooks below `folder`, and grade them."""
    (folder / "submissions").mkdir(parents=True)
    copies(folder / "submissions", TWENTY, notebooks)
    return grade(folder, notebooks, sandbox)


def opened(page: Path, times: int = 5) -> list[float]:
    """Seconds until Chromium has loaded a page, in a tab of its own each time, the quickest first."""
    seconds = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for _ in range(times):
            tab = browser.new_page()
            began = time.perf_counter()
            tab.goto(page.as_uri(), wait_until="load")
            seconds.append(time.perf_counter() - began)
            tab.close()
        browser.close()
    return sorted(seconds)


def row(name: str, run: Run) -> str:
    """A line of the table."""
    sizes = "  ".join(f"{size / MIB:8.2f}" for size in (run.memory, run.overview, run.results))
    return f"{name:>12}  {run.cost.cpu:8.3f}  {run.cost.wall:8.3f}  {sizes}"


def main() -> None:
    """Measure, and print a table and what came of the largest run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1000])
    parser.add_argument("--sandbox", default="auto")
    asked = parser.parse_args()
    print(f"{'notebooks':>12}  {'CPU s':>8}  {'wall s':>8}  {'memory':>8}  {'overview':>8}  {'results':>8}  MiB")
    with tempfile.TemporaryDirectory() as folder:
        runs = []
        for size in asked.sizes:
            runs.append(graded(Path(folder) / str(size), size, asked.sandbox))
            print(row(f"{size:,}", runs[-1]), flush=True)
        largest = Path(folder) / str(asked.sizes[-1])
        again = grade(largest, asked.sizes[-1], asked.sandbox)
        print(row("again", again))
        print(f"again, in all: {again.cost.wall * again.notebooks:.1f} s")
        seconds = opened(largest / "out" / "index.html")
    print(f"the overview of the largest is loaded in {seconds[len(seconds) // 2]:.2f} s ({seconds[0]:.2f} at best)")
    first, last = runs[0], runs[-1]
    cpu, wall, memory = last.cost.cpu / first.cost.cpu, last.cost.wall / first.cost.wall, last.memory / first.memory
    print(f"the largest over the smallest: CPU {cpu:.2f}, wall time {wall:.2f}, memory {memory:.2f}")
    sys.exit(0 if cpu <= FLAT else 1)


if __name__ == "__main__":
    main()
