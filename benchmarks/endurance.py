"""Grades many notebooks in one run, and says what stays behind: memory, descriptors, processes, mounts, files.

The samples without tests of their own, over and over, each copy with a comment of its own. Exit code 1 where memory at
the end is more than a tenth above that after the first tenth, or anything is left.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import copies
from grader import batch, battery, question
from grader.batch import Event
from grader.finding import find
from grader.gradebook import opening
from grader.pipeline import Task
from grader.sandbox.choice import choose
from grader.settings import Limits

NAMES = ("unguarded", "rounded", "swapped", "typo", "arithmetic-mean", "epsilon", "prints", "untouched")
MIB = 1 << 20


def resident(pid: int | str = "self") -> int:
    """The memory of a process that is its own, in bytes."""
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(fields["RssAnon"].split()[0]) * 1024


def left() -> dict[str, int]:
    """What there is of descriptors, processes, mounts and files that a run could leave behind."""
    processes = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit() and _is_ours(entry)]
    return {
        "descriptors": len(os.listdir("/proc/self/fd")),  # noqa: PTH208 (names only)
        "processes": len(processes),
        "mounts": len(Path("/proc/self/mounts").read_text().splitlines()),
        "files": len(list(Path(tempfile.gettempdir()).glob("gk*"))),
    }


def _is_ours(entry: Path) -> bool:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == os.getpid()
    except OSError:
        return False


def main() -> None:
    """Grade, and print what there was after each tenth and at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notebooks", type=int, default=2000)
    parser.add_argument("--sandbox", default="auto")
    asked = parser.parse_args()
    loaded = question.load()
    task = Task(question=loaded, battery=battery.load(loaded), tier=choose(asked.sandbox).tier, limits=Limits())
    seen: list[int] = []

    def tell(event: Event) -> None:
        if event.kind != "done":
            return
        seen.append(resident())
        if len(seen) % max(asked.notebooks // 10, 1) == 0:
            print(f"after {len(seen):6}: {seen[-1] / MIB:7.1f} MiB, {left()}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        copies(Path(folder), NAMES, asked.notebooks)
        entries = find([Path(folder)])
        with opening.opened(Path(folder) / opening.NAME) as book:
            asyncio.run(batch.run(entries[:4], task, book, jobs=2, tell=lambda event: None))
            before = left()  # with what a process keeps once and for all: ZeroMQ's context, the template
            asyncio.run(batch.run(entries, task, book, jobs=2, tell=tell))
            after = left()
    first = seen[asked.notebooks // 10 - 1]
    print(f"memory {seen[-1] / first:.3f} of that after a tenth; before {before}, after {after}")
    sys.exit(0 if seen[-1] <= first * 1.1 and before == after else 1)


if __name__ == "__main__":
    main()
