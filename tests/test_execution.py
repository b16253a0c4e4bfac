"""Kernels: what they start is ended, what they leave is removed, and limits stop a cell, not a notebook."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import execution
from grader.answer import Died, Raised, Returned, TooLong
from grader.execution import CellFailure, Group, Session, Target, Used
from grader.sandbox.policy import Tier
from grader.submission import Cell, Entry, Submission
from grader.vocabulary import Finding, Status
from tests.grading import RIGHT, SMALL, grade, notebook

CASES = (((1, 0), (1, 1)), ((1,), (1,)), ((0, 1), (0, 1)))
GROUP = Group(cases=CASES, container="list")
TARGET = Target(name="f", roles=(0, 1))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where kernels' folders are made: nothing may be left there. The path is short, because it holds sockets."""
    with tempfile.TemporaryDirectory(prefix="t") as short:
        monkeypatch.setattr(tempfile, "tempdir", short)
        yield Path(short)
        monkeypatch.undo()
        assert [] == sorted(path.name for path in Path(short).iterdir())


def submission(*sources: str) -> Submission:
    entry = Entry(candidate="ada", notebook="ada.ipynb", path=Path("ada.ipynb"))
    cells = tuple(Cell(kind="code", source=source) for source in sources)
    return Submission(entry=entry, sha256="0" * 64, cells=cells)


def execute(*sources: str) -> tuple[tuple[CellFailure, ...], list[object], Used]:
    """The failures of cells, then the names in `told` in the kernel after the last, then what it took."""

    async def whole() -> tuple[tuple[CellFailure, ...], list[object], Used]:
        async with execution.open(submission(*sources), Tier.NONE, SMALL) as session:
            return session.failures(), _texts(session), await session.used()

    return asyncio.run(whole())


def _texts(session: Session) -> list[object]:
    return [output.get("text") for each in session.notebook.cells for output in each.outputs if "text" in output]


def calls(source: str) -> list[object]:
    async def whole() -> list[object]:
        async with execution.open(submission(source), Tier.NONE, SMALL) as session:
            (answers,) = await session.call(TARGET, [GROUP], "bits")
            return list(answers)

    return asyncio.run(whole())


def running(marker: str) -> list[str]:
    """The processes that hold `marker` in their arguments."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            text = path.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if marker in text:
            found.append(text)
    return found


START = """
import os, subprocess, sys
command = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)", "{marker}"]
"""
DETACHED = {
    "child": "process = subprocess.Popen(command, stdout=subprocess.PIPE)\nprint(process.stdout.readline())",
    "setsid": (
        "process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)\n"
        "print(process.stdout.readline())"
    ),
    "double fork": (
        "reading, writing = os.pipe()\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        "        os.dup2(writing, 1)\n"
        "        os.execv(command[0], command)\n"
        "    os._exit(0)\n"
        "os.wait()\n"
        "print(os.read(reading, 10))"
    ),
}


@pytest.mark.parametrize("way", DETACHED)
@pytest.mark.parametrize("end", ["", "\nos._exit(0)"], ids=["", "and dies"])
def test_what_a_kernel_started_is_ended(way: str, end: str) -> None:
    marker = f"marker-{secrets.token_hex(8)}"
    failures, texts, _ = execute(START.replace("{marker}", marker) + DETACHED[way] + end)
    assert bool(end) == bool(failures)
    assert end or "up" in str(texts)
    assert [] == running(marker)


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_no_descriptor_is_left() -> None:
    execute("1")  # what is made once in a process
    before = descriptors()
    for _ in range(5):
        execute("1")
    for _ in range(100):  # ZeroMQ closes its own in a thread
        if descriptors() > before:
            time.sleep(0.1)
    assert before >= descriptors()


def test_a_cell_past_its_limit_is_interrupted_and_the_rest_still_run() -> None:
    failures, texts, _ = execute("kept = 7", "while True:\n    pass", "print(kept)")
    assert [(2, "KeyboardInterrupt")] == [(failure.cell, failure.name) for failure in failures]
    assert ["7\n"] == texts


def test_a_cell_that_can_not_be_interrupted_is_left_out() -> None:
    failures, texts, _ = execute("kept = 7", "sum(iter(int, 1))", "print(kept)")
    assert [(2, "Stopped")] == [(failure.cell, failure.name) for failure in failures]
    assert "could not be interrupted" in failures[0].message
    assert ["7\n"] == texts


def test_a_cell_that_ends_the_kernel_is_left_out() -> None:
    failures, texts, used = execute("kept = 7", "import os\nos._exit(1)", "print(kept)")
    assert [(2, "Stopped")] == [(failure.cell, failure.name) for failure in failures]
    assert ["7\n"] == texts
    assert used.cpu_seconds > 0
    assert used.peak_memory_bytes > 10_000_000


def test_the_answers_to_a_group() -> None:
    assert [(2, 2), (1, 1), (2, 2)] == [
        answer.value for answer in calls("def f(a, b): return len(a), len(b)") if isinstance(answer, Returned)
    ]


def test_a_case_past_its_limit_ends_its_group() -> None:
    answers = calls("def f(a, b):\n    while len(a) == 1: pass\n    return 1")
    assert ["Returned", "TooLong", "NotReached"] == [type(answer).__name__ for answer in answers]
    assert TooLong() == answers[1]


def test_a_kernel_that_dies_in_a_call() -> None:
    assert [Died(how="died")] * 3 == calls("import os\ndef f(a, b): os._exit(0)")


def test_an_error_of_the_functions_own_is_told_from_one_that_happened() -> None:
    own, other = calls("def f(a, b):\n    raise ValueError('no')"), calls("def f(a, b):\n    return 1 / 0")
    assert [True] * 3 == [answer.own for answer in own if isinstance(answer, Raised)]
    assert [False] * 3 == [answer.own for answer in other if isinstance(answer, Raised)]


def test_a_limit_counts_after_a_second_run_alone(tmp_path: Path) -> None:
    hangs_once = RIGHT.replace(
        "    tp =",
        f"    import pathlib\n    mark = pathlib.Path({str(tmp_path / 'mark')!r})\n"
        "    if not mark.exists():\n        mark.touch()\n        while True: pass\n    tp =",
    )
    cell_once = f"import pathlib\nmark = pathlib.Path({str(tmp_path / 'cell')!r})\n"
    cell_once += f"if not mark.exists():\n    mark.touch()\n    while True: pass\n{RIGHT}"
    results = grade(tmp_path / "in", {"function": notebook(hangs_once), "cell": notebook(cell_once)}, SMALL, Tier.NONE)
    assert [(Status.GRADED, 3, [])] * 2 == [
        (result.status, result.rating, [each.id for each in result.findings if each.id is Finding.CELL_ERRORS])
        for result in results.values()
    ]


def test_a_kernel_that_ends_in_a_call_asks_for_a_second_run() -> None:
    """Somebody outside may have ended it: what comes of that must not stand."""

    async def called() -> list[bool]:
        async with execution.open(submission("import os\ndef f(a, b): os._exit(1)"), Tier.NONE, SMALL) as session:
            seen = [session.hit_limit]
            await session.call(TARGET, [GROUP], "plain")
            return [*seen, session.hit_limit]

    assert [False, True] == asyncio.run(called())
