"""CPU and wall seconds a notebook over the samples: grading with its page written, beside plain nbclient executing.

Both are whole processes with everything they start, measured by the operating system, in turn, so that a machine whose
speed drifts does not decide: the ratio is taken round by round, and its median is what to quote.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import SAMPLES, Cost, measure


def row(name: str, costs: Sequence[Cost]) -> str:
    """A line of the table: medians, with the least and the most."""
    cpu, wall = [cost.cpu for cost in costs], [cost.wall for cost in costs]
    return "  ".join(
        [
            name.ljust(34),
            *(f"{statistics.median(each):.3f} ({min(each):.3f} to {max(each):.3f})" for each in (cpu, wall)),
        ]
    )


def without_own_tests(samples: Sequence[Path], grade: Sequence[str]) -> list[Path]:
    """The samples in which no test of the candidate's own is weighed: weighing executes a notebook a second time."""
    with tempfile.TemporaryDirectory() as out:
        measure([*grade, str(SAMPLES), "-o", f"{out}/out"], 1)
        results = json.loads(Path(out, "out", "results.json").read_bytes())
    plain = {each["candidate"] for each in results["submissions"] if each["own_tests"] is None}
    return [sample for sample in samples if sample.name in plain]


def compare(title: str, samples: Sequence[Path], grade: Sequence[str], rounds: int) -> None:
    """Measure grading, one and two at a time, and plain nbclient, in turn; print a table."""
    plain, graded, two = [], [], []
    notebooks, folders = len(samples), list(map(str, samples))
    with tempfile.TemporaryDirectory() as out:
        command = [*grade, *folders, "-o", f"{out}/out", "--fresh"]  # each run executes all of them
        for _ in range(rounds):
            plain.append(measure([sys.executable, "-m", "benchmarks.plain", *folders], notebooks))
            graded.append(measure([*command, "--jobs", "1"], notebooks))
            two.append(measure([*command, "--jobs", "2"], notebooks))
    print(f"{title}: {notebooks} notebooks, {rounds} rounds, median (least to most), seconds a notebook")
    print(f"{''.ljust(34)}  CPU                     wall")
    print(row("plain nbclient, executing only", plain))
    print(row("graded, page written, one at a time", graded))
    print(row("graded, page written, two at a time", two))
    ratio = statistics.median(a.cpu / b.cpu for a, b in zip(plain, graded, strict=True))
    speed = statistics.median(a.wall / b.wall for a, b in zip(graded, two, strict=True))
    print(f"CPU of plain nbclient over grading: {ratio:.2f}; throughput of two at a time over one: {speed:.2f}\n")


def main() -> None:
    """Measure, and print two tables: with tests of the candidates' own to weigh, and without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sandbox", default="auto")
    asked = parser.parse_args()
    grade = [sys.executable, "-m", "grader", "grade", "--sandbox", asked.sandbox]
    samples = sorted(path for path in SAMPLES.iterdir() if path.is_dir())
    quiet = without_own_tests(samples, grade)
    compare(f"without own tests, sandbox={asked.sandbox}", quiet, grade, asked.rounds)
    compare(
        f"with own tests weighed, sandbox={asked.sandbox}", [each for each in samples if each not in quiet], grade, 1
    )


if __name__ == "__main__":
    main()
