"""Whatever is handed in gets a clear line, the batch goes on, and honest notebooks beside it are graded right."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader import pipeline
from grader.batch import Batch
from grader.errors import UsageError
from grader.results import Rating, SubmissionResult
from grader.submission import Entry, find
from grader.vocabulary import Finding, Status
from tests.grading import RIGHT, SMALL, cell, grade, notebook, run, task, write


@dataclass(frozen=True)
class Bad:
    """What is handed in, and what is said of it. `rule` is the status where nothing else is told."""

    content: bytes
    status: Status
    rating: Rating | None = None
    rule: str = ""
    finding: Finding | None = None


def refused(content: bytes, status: Status = Status.INVALID_NOTEBOOK) -> Bad:
    return Bad(content, status)


def right(*sources: str, finding: Finding | None = None, metadata: dict[str, object] | None = None) -> Bad:
    return Bad(notebook(*sources, metadata=metadata), Status.GRADED, 3, "all_right", finding)


def graded(rating: Rating, rule: str, *sources: str) -> Bad:
    return Bad(notebook(*sources), Status.GRADED, rating, rule)


def fails(source: str) -> Bad:
    """Still graded, with the failing cell told."""
    return right(source, RIGHT, finding=Finding.CELL_ERRORS)


def starts_with(statement: str) -> str:
    """The right function, with a statement that every call executes first."""
    return RIGHT.replace("    tp =", f"    {statement}\n    tp =")


def on_empty(statement: str) -> str:
    """The right function, with a statement that a call without labels executes first."""
    return starts_with(f"if len(y_true) == 0:\n        {statement}")


def by_status(status: Status, source: str, rating: Rating | None = None) -> Bad:
    return Bad(notebook(source), status, rating)


R = {"language_info": {"name": "R"}, "kernelspec": {"name": "ir", "language": "R"}}
UNKNOWN_KERNEL = {"kernelspec": {"name": "conda-py27", "display_name": "mine", "language": "python"}}
SWAPPED = RIGHT.replace("return precision, recall", "return recall, precision")
OLD = {
    "nbformat": 3,
    "nbformat_minor": 0,
    "metadata": {"name": "old"},
    "worksheets": [
        {
            "cells": [
                {"cell_type": "heading", "level": 1, "source": "Mine", "metadata": {}},
                {"cell_type": "code", "language": "python", "input": RIGHT, "outputs": [], "metadata": {}},
            ]
        }
    ],
}
FUTURE = {"nbformat": 99, "nbformat_minor": 0, "metadata": {}, "cells": [cell("code", RIGHT)]}

FILES = {
    "truncated": refused(notebook(RIGHT)[:-30]),
    "no-json": refused(b"To be handed in later.\n"),
    "json-only": refused(b'{"precision": 1.0}'),
    "json-list": refused(b"[1, 2, 3]"),
    "nested": refused(b"[" * 200_000),
    "bytes": refused(bytes(range(256))),
    "empty": refused(b""),
    "large": refused(notebook(RIGHT, markdown=["x" * 60_000_000])),
    "future": refused(json.dumps(FUTURE).encode()),
    "old": Bad(json.dumps(OLD).encode(), Status.GRADED, 3, "all_right"),
    "other-language": refused(notebook("f <- function(y) y", metadata=R), Status.OTHER_LANGUAGE),
    "no-code": refused(notebook(markdown=["I would count."]), Status.NOT_ATTEMPTED),
    "no-cells": refused(notebook(), Status.NOT_ATTEMPTED),
    "unknown-kernel": right(RIGHT, metadata=UNKNOWN_KERNEL),
}

DEAF = "while True:\n    try:\n        while True:\n            pass\n    except:\n        pass"

CELLS = {
    "sys-exit": right("import sys\nsys.exit()", RIGHT),
    "exit": right("exit()", RIGHT),
    "exit-after-it": right(f"{RIGHT}\nexit()"),
    "os-exit": fails("import os\nos._exit(0)"),
    "os-exit-after-it": right(f"import os\n{RIGHT}\nos._exit(3)", finding=Finding.CELL_ERRORS),
    "killed": fails("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
    "loop": fails("while True:\n    pass"),
    "loop-after-it": right(f"{RIGHT}\nwhile True:\n    pass", finding=Finding.CELL_ERRORS),
    "loop-before-it": right(f"if True:\n    while True:\n        pass\n{RIGHT}", finding=Finding.CELL_ERRORS),
    "deaf-loop": fails(DEAF),
    "loop-in-c": fails("sum(iter(int, 1))"),
    "sleep": fails("import time\ntime.sleep(1e6)"),
    "input": fails("name = input('Your name: ')"),
    "pip": right(f"!pip install nothing-of-this-name\n{RIGHT}"),
    "pip-magic": right(f"%pip install nothing-of-this-name\n{RIGHT}"),
    "timeit": right(f"{RIGHT}\n%timeit -n 1 -r 1 sum([1])"),
    "time-cell": right(f"%%time\n{RIGHT}"),
    "bash": right("%%bash\necho hello", RIGHT),
    "unknown-magic": fails("%no_such_magic"),
    "colab": right(
        f"from google.colab import drive\ndrive.mount('/content/drive')\n{RIGHT}", finding=Finding.CELL_ERRORS
    ),
    "syntax-elsewhere": fails("def helper(:\n    pass"),
    "syntax-in-it": by_status(Status.NO_FUNCTION, "def precision_recall_f1(y_true, y_pred:\n    return 1, 1, 1"),
    "raises-before": right(f"1 / 0\n{RIGHT}", finding=Finding.CELL_ERRORS),
    "raises-after": right(f"{RIGHT}\nassert precision_recall_f1([1], [1]) == 7", finding=Finding.CELL_ERRORS),
    "memory": fails("import numpy as np\nones = np.ones(10**10)"),
    "flood": fails("for _ in range(100):\n    print('x' * 1_000_000)"),
    "raw-flood": fails("import os\nfor _ in range(1000):\n    os.write(1, b'x' * 100_000)"),
    "last-is-right": right(SWAPPED, RIGHT),
    "last-is-swapped": graded(1, "concept_misconception", RIGHT, SWAPPED),
}

FUNCTIONS = {
    "async": right(RIGHT.replace("def ", "async def ")),
    "awaits": right("import asyncio\n" + starts_with("await asyncio.sleep(0)").replace("def ", "async def ", 1)),
    "prints-a-lot": right(starts_with("print('x' * 1_000_000)")),
    "asks": by_status(Status.DOES_NOT_RUN, starts_with("input()"), 1),
    "exits": by_status(Status.DOES_NOT_RUN, "import sys\n" + starts_with("sys.exit()"), 1),
    "exits-on-empty": graded(2, "edge_leaks", "import sys\n" + on_empty("sys.exit()")),
    "dies": by_status(Status.KERNEL_DIED, "import os\n" + starts_with("os._exit(0)")),
    "dies-on-empty": graded(2, "edge_leaks", "import os\n" + on_empty("os._exit(0)")),
    "loops": by_status(Status.TIMEOUT, starts_with("while True: pass"), 1),
    "loops-on-empty": graded(2, "edge_leaks", on_empty("while True: pass")),
    "sleeps": by_status(Status.TIMEOUT, "import time\n" + starts_with("time.sleep(1e6)"), 1),
    "sleeps-on-empty": graded(2, "edge_leaks", "import time\n" + on_empty("time.sleep(1e6)")),
    "loops-in-c": by_status(Status.TIMEOUT, starts_with("sum(iter(int, 1))"), 1),
    "loops-deaf": by_status(
        Status.TIMEOUT,
        "def precision_recall_f1(y_true, y_pred):\n"
        + DEAF.replace("while True:\n    try", "    while True:\n    try", 1).replace("\n", "\n    "),
        1,
    ),
    "hoards": by_status(Status.OUT_OF_MEMORY, "import numpy as np\n" + starts_with("np.ones(10**10)")),
    "hoards-lists": by_status(Status.OUT_OF_MEMORY, starts_with("[0] * 10**10")),
    "floods": by_status(Status.OUTPUT_LIMIT, "import os\n" + starts_with("os.write(1, b'x' * 100_000)")),
}

BAD = FILES | CELLS | FUNCTIONS


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SubmissionResult]:
    notebooks = {name: bad.content for name, bad in BAD.items()}
    honest = {f"honest-{number}": notebook(RIGHT) for number in range(2)}
    return grade(tmp_path_factory.mktemp("bad"), notebooks | honest, SMALL)


def test_nothing_is_lost(results: dict[str, SubmissionResult]) -> None:
    assert sorted([*BAD, "honest-0", "honest-1"]) == sorted(results)


@pytest.mark.parametrize("name", ["honest-0", "honest-1"])
def test_honest_ones_beside_are_graded(results: dict[str, SubmissionResult], name: str) -> None:
    assert (Status.GRADED, 3, ()) == (results[name].status, results[name].rating, results[name].findings)


@pytest.mark.parametrize("name", BAD)
def test_verdict(results: dict[str, SubmissionResult], name: str) -> None:
    bad, result = BAD[name], results[name]
    rule = bad.rule or bad.status.value
    assert (bad.status, bad.rating, rule) == (result.status, result.rating, result.rule), result.reason
    if bad.finding is not None:
        assert bad.finding in [finding.id for finding in result.findings]
