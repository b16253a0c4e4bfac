"""Kills a batch again and again, at random moments, and says whether anything was lost, doubled or changed.

A batch of quick samples is graded; meanwhile the grader, the template that kernels are forked from, or a kernel is
killed (SIGKILL). A grader that was killed is started again, until the batch is done; then everything in OUT is checked
against a run that nobody disturbed. Over again with a fresh OUT, until so many were killed. Exit code 1 where something
is wrong. The seed makes the moments the same again, as far as a machine is.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "notebooks" / "samples"
NAMES = (
    *("accuracy", "arithmetic-mean", "counter", "epsilon", "off-by-one", "percentages", "prints", "raises-on-empty"),
    *("rounded", "swapped", "typo", "unguarded", "untouched"),
)
TARGETS = ("grader", "grader", "grader", "template", "kernel")
VARYING = frozenset({"started", "graded_at", "seconds", "cpu_seconds", "peak_memory_bytes"})
PATIENCE = 300.0


def main() -> None:
    """Kill, resume and check; print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sandbox", default="auto")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311 (moments, not secrets)
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        handed_in = Path(folder) / "in"
        for name in NAMES:
            shutil.copytree(SAMPLES / name, handed_in / name)
        undisturbed = Path(folder) / "undisturbed"
        length = min(_seconds(handed_in, out, asked.sandbox) for out in (undisturbed, Path(folder) / "warmed-up"))
        expected = _verdicts(undisturbed)
        print(f"{len(expected)} notebooks, undisturbed in {length:.1f} s; {asked.kills} kills, seed {asked.seed}")
        kills, rounds, wrong = Counter[str](), 0, list[str]()
        while kills.total() < asked.kills:
            out = Path(folder) / f"out-{rounds}"
            _disturb(partial(_start, handed_in, out, asked.sandbox), chance, length, kills, asked.kills)
            wrong += [f"round {rounds}: {each}" for each in _wrong(out, expected)]
            shutil.rmtree(out)
            rounds += 1
            print(f"round {rounds}: {dict(sorted(kills.items()))}, wrong so far: {wrong or 0}", flush=True)
    for each in wrong:
        print(each)
    print(f"{kills.total()} killed in {rounds} batches ({dict(sorted(kills.items()))}): {len(wrong)} things wrong")
    sys.exit(1 if wrong else 0)


def _start(handed_in: Path, out: Path, sandbox: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "grader", "grade", str(handed_in), "-o", str(out), "--sandbox", sandbox]
    return subprocess.Popen(
        [*command, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def _seconds(handed_in: Path, out: Path, sandbox: str) -> float:
    """How long a run takes that nobody disturbs."""
    began = time.monotonic()
    _finish(_start(handed_in, out, sandbox))
    return time.monotonic() - began


def _finish(process: subprocess.Popen[bytes]) -> None:
    said = process.communicate(timeout=PATIENCE)[1]
    if process.returncode != 0:
        raise SystemExit(f"a run ended with exit code {process.returncode}: {said.decode(errors='replace')[-600:]}")


def _disturb(
    start: Callable[[], subprocess.Popen[bytes]],
    chance: random.Random,
    length: float,
    kills: Counter[str],
    most: int,
) -> None:
    """Grade with kills until it is done, or so many are counted."""
    while True:
        process = start()
        moment = time.monotonic() + chance.uniform(0.0, length)
        target = chance.choice(TARGETS)
        while process.poll() is None and time.monotonic() < moment:
            time.sleep(0.005)
        if process.poll() is None and kills.total() < most and _kill(process, target, chance):
            kills[target] += 1
        said = process.communicate(timeout=PATIENCE)[1]
        if process.returncode == 0:
            return
        if process.returncode not in (1, -signal.SIGKILL):  # 1: the grader says that it failed; it is run again, too
            raise SystemExit(f"a run ended with exit code {process.returncode}: {said.decode(errors='replace')[-600:]}")


def _kill(process: subprocess.Popen[bytes], target: str, chance: random.Random) -> bool:
    """Kill the grader, its template or one of its kernels. Whether there was one."""
    below = list(_below(process.pid))
    templates = [pid for pid in below if _parent(pid) == process.pid and b"grader.sandbox.template" in _command(pid)]
    kernels = [pid for pid in below if pid not in templates and not list(_children(pid))]
    found = {"grader": [process.pid], "template": templates, "kernel": kernels}[target]
    if not found:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(chance.choice(sorted(found)), signal.SIGKILL)
    if target == "grader":
        process.wait()
        _wait_for_end(below)
    return True


def _wait_for_end(processes: list[int]) -> None:
    """What a killed grader had started ends by itself."""
    end = time.monotonic() + 5.0
    while left := [pid for pid in processes if Path(f"/proc/{pid}").exists()]:
        if time.monotonic() > end:
            raise SystemExit(f"processes outlived their grader: {[(pid, _command(pid)) for pid in left]}")
        time.sleep(0.02)


def _below(pid: int) -> Iterator[int]:
    for child in _children(pid):
        yield child
        yield from _below(child)


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            yield from map(int, task.read_text().split())


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


# --- what has to be true at the end ---------------------------------------------------------------------------------


def _verdicts(out: Path) -> dict[str, object]:
    submissions = json.loads((out / "results.json").read_bytes())["submissions"]
    found = Counter(each["candidate"] for each in submissions)
    if max(found.values()) > 1:
        raise SystemExit(f"more than one verdict: {found}")
    return {each["candidate"]: _without_times(each) for each in submissions}


def _without_times(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_times(inner) for key, inner in value.items() if key not in VARYING}
    return [_without_times(inner) for inner in value] if isinstance(value, list) else value


def _wrong(out: Path, expected: dict[str, object]) -> Iterator[str]:
    """Whatever is not as it would be had nothing been killed."""
    found = _verdicts(out)
    for candidate in sorted(expected.keys() | found.keys()):
        if found.get(candidate) != expected.get(candidate):
            yield f"{candidate}: another verdict than undisturbed"
    with contextlib.closing(sqlite3.connect(out / "gradebook.sqlite")) as book:
        (integrity,) = book.execute("PRAGMA integrity_check").fetchone()
        if integrity != "ok":
            yield f"gradebook: {integrity}"
        if dangling := book.execute("PRAGMA foreign_key_check").fetchall():
            yield f"gradebook: {dangling}"
        doubled = book.execute(
            "SELECT candidate, COUNT(*) FROM attempts WHERE final GROUP BY candidate, notebook, key HAVING COUNT(*) > 1"
        ).fetchall()
        yield from (f"{candidate}: {number} final attempts" for candidate, number in doubled)
        known = dict(book.execute("SELECT name, sha256 FROM files"))
    there = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    del there["gradebook.sqlite"]
    yield from (f"{name}: not a file of the grader's" for name in sorted(there.keys() - known.keys()))
    yield from (f"{name}: missing" for name in sorted(known.keys() - there.keys()))
    for name, path in sorted(there.items()):
        if name in known and hashlib.sha256(path.read_bytes()).hexdigest() != known[name]:
            yield f"{name}: not what was written"


if __name__ == "__main__":
    main()
