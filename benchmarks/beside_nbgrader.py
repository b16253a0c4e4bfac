"""What grading twenty notebooks costs beside nbgrader, both as their users run them: one command over a folder of all.

nbgrader gets the same twenty submissions with one cell more, an autograded test of what our checks are at their core,
and is charged with `autograde` and `generate_feedback`; we with `grade`, the pages included. Both are whole processes
with everything they start, measured by the operating system, in turn, round by round. nbgrader is installed into an
environment of its own that is kept, with the versions of constraints.txt, so that both kernels are the same.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import ROOT, TWENTY, Cost, measure, sample, with_cell

REQUIREMENTS = ("nbgrader==0.9.6", "numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "pytest", "hypothesis")
KERNEL = ("nbclient", "ipykernel", "jupyter_client", "numpy")
ENVIRONMENT = ROOT / ".venv-nbgrader"
CONSTRAINTS = ROOT / "constraints.txt"

CHECKS = """\
import numpy as np

nothing = (0.0, 0.0, 0.0)
cases = [
    ([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0], (3 / 4, 3 / 5, 2 / 3)),
    ([0, 1, 0, 0, 1], [1, 1, 0, 1, 1], (1 / 2, 1.0, 2 / 3)),
    ([1, 1, 1, 0], [1, 0, 0, 0], (1.0, 1 / 3, 1 / 2)),
    ([1, 0], [1, 0], (1.0, 1.0, 1.0)),
    ([], [], nothing),
    ([0, 0], [0, 1], nothing),
    ([0, 1], [0, 0], nothing),
    ([0, 0], [0, 0], nothing),
    ([0, 1], [1, 0], nothing),
]
for y_true, y_pred, expected in cases:
    for container in (list, lambda labels: np.array(labels, dtype=int)):
        assert np.allclose(precision_recall_f1(container(y_true), container(y_pred)), expected)
"""
"""What is right on ordinary inputs, in lists and in arrays, and one input of each edge class."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one round cost each of the two, and the sandbox that ours had."""

    nbgrader: Cost
    ours: Cost
    sandbox: str


def environment() -> Path:
    """The folder of programs of an environment that holds nbgrader, made anew where another was asked for."""
    programs, stamp = ENVIRONMENT / "bin", ENVIRONMENT / "requirements"
    wanted = "\n".join([*REQUIREMENTS, CONSTRAINTS.read_text()])
    if not stamp.is_file() or stamp.read_text() != wanted:
        print(f"installing {REQUIREMENTS[0]} into {ENVIRONMENT}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
        install = [str(programs / "pip"), "install", "--quiet", "-c", str(CONSTRAINTS), *REQUIREMENTS]
        subprocess.run(install, check=True)
        stamp.write_text(wanted)
    return programs


def course(folder: Path, programs: Path) -> None:
    """An nbgrader course with one assignment, `screen`, which everybody has handed in and nobody has graded."""
    test = _cell("checks", grade=True)
    assignment = json.loads((ROOT / "notebooks" / "precision_recall_f1.ipynb").read_bytes())
    _write(folder / "source" / "screen", with_cell(assignment, test))
    for name in TWENTY:
        _write(folder / "submitted" / name / "screen", with_cell(sample(name), test))
    (folder / "nbgrader_config.py").write_text("")
    measure([str(programs / "nbgrader"), "generate_assignment", "screen"], 1, folder, **_variables(programs))


def _cell(name: str, *, grade: bool) -> dict[str, object]:
    marks = {"grade": grade, "locked": grade, "solution": not grade, "task": False, "schema_version": 3, "points": 1}
    metadata = {"nbgrader": {"cell_type": "code", "grade_id": name, **marks}}
    return {"cell_type": "code", "metadata": metadata, "source": CHECKS, "outputs": [], "execution_count": None}


def _write(folder: Path, notebook: dict[str, object]) -> None:
    folder.mkdir(parents=True)
    (folder / "solution.ipynb").write_text(json.dumps(notebook))


def _variables(programs: Path) -> dict[str, str]:
    """nbgrader calls programs of its environment by their names, and must find no kernel but the one that is there."""
    return {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "JUPYTER_DATA_DIR": str(ENVIRONMENT / "none")}


def graded_by_nbgrader(folder: Path, programs: Path) -> Cost:
    """What autograding and the pages of feedback cost, after a look whether all twenty are there."""
    steps = [
        measure([str(programs / "nbgrader"), step, "screen"], len(TWENTY), folder, **_variables(programs))
        for step in ("autograde", "generate_feedback")
    ]
    _expect(len(list((folder / "feedback").glob("*/screen/*.html"))), "pages of feedback")
    return Cost(cpu=sum(step.cpu for step in steps), wall=sum(step.wall for step in steps))


def graded_by_us(folder: Path, sandbox: str) -> tuple[Cost, str]:
    """What grading costs, the pages included, and the sandbox; after a look whether all twenty are graded."""
    submissions = folder / "submissions"
    for name in TWENTY:
        _write(submissions / name, sample(name))
    out = folder / "out"
    command = [sys.executable, "-m", "grader", "grade", "--sandbox", sandbox, str(submissions), "-o", str(out)]
    cost = measure(command, len(TWENTY))
    results = json.loads((out / "results.json").read_bytes())
    _expect(sum(each["status"] == "graded" for each in results["submissions"]), "graded submissions")
    return cost, results["run"]["sandbox"]


def _expect(found: int, what: str) -> None:
    if found != len(TWENTY):
        raise SystemExit(f"expected {len(TWENTY)} {what}, got {found}: nothing was measured")


def _round(programs: Path, sandbox: str) -> Round:
    with tempfile.TemporaryDirectory() as folder:
        course(Path(folder), programs)
        theirs = graded_by_nbgrader(Path(folder), programs)
        ours, had = graded_by_us(Path(folder), sandbox)
        return Round(nbgrader=theirs, ours=ours, sandbox=had)


def _versions(python: Path, packages: Sequence[str]) -> str:
    """The versions of packages in the environment of this Python."""
    ask = (
        "import sys, importlib.metadata as m; print(*(f'{name} {m.version(name)}' for name in sys.argv[1:]), sep=', ')"
    )
    asked = subprocess.run([str(python), "-c", ask, *packages], capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def _row(name: str, costs: Sequence[Cost]) -> str:
    cpu, wall = statistics.median(cost.cpu for cost in costs), statistics.median(cost.wall for cost in costs)
    return f"{name:34}  {cpu:8.3f}  {wall:8.3f}  {3600 / wall:12.0f}"


def main() -> None:
    """Measure, and print both with their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sandbox", default="auto")
    asked = parser.parse_args()
    programs = environment()
    rounds = [_round(programs, asked.sandbox) for _ in range(asked.rounds)]
    print(f"{len(TWENTY)} notebooks, median of {asked.rounds} rounds, seconds a notebook, {os.cpu_count()} cores")
    print(f"{'':34}  {'CPU':>8}  {'wall':>8}  {'an hour':>12}")
    print(_row("nbgrader, with feedback", [each.nbgrader for each in rounds]))
    print(_row("grader, with pages", [each.ours for each in rounds]))
    cpu = statistics.median(each.nbgrader.cpu / each.ours.cpu for each in rounds)
    wall = statistics.median(each.nbgrader.wall / each.ours.wall for each in rounds)
    print(f"nbgrader: {_versions(programs / 'python', ('nbgrader', *KERNEL))}")
    print(f"grader: {_versions(Path(sys.executable), ('screen-grader', *KERNEL))}; sandbox {rounds[0].sandbox}")
    print(f"nbgrader takes {cpu:.1f} times the CPU; the grader has {wall:.1f} times its throughput")


if __name__ == "__main__":
    main()
