"""Whatever is handed in gets a clear line, the batch goes on, and honest notebooks beside it are graded right."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader import pipeline
from grader.errors import UsageError
from grader.finding import find
from grader.results import Rating, SubmissionResult
from grader.sandbox.policy import Tier
from grader.submission import Entry
from grader.vocabulary import Finding, Status
from tests.grading import RIGHT, SMALL, Batch, cell, grade, notebook, run, task, write


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


def right(*sources: str, finding: Finding | None = None, metadata: Mapping[str, object] | None = None) -> Bad:
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
SWAPPED = RIGHT.replace("predicted, actual = sum(y_pred), sum(y_true)", "predicted, actual = sum(y_true), sum(y_pred)")
CONSTANT = "def precision_recall_f1(y_true, y_pred):\n    return 0.5, 0.5, 0.5\n"
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
    "unknown-magic": right("%no_such_magic", RIGHT),
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
    "constant-after-exit": graded(1, "concept_misconception", "import os\nnever = os._exit(0)", CONSTANT),
}

COUNTS = """\
def counts(y_true, y_pred):
    tp = sum(t * p for t, p in zip(y_true, y_pred))
    return tp, sum(y_pred) - tp, sum(y_true) - tp
"""
THREE = """\
def precision(y_true, y_pred):
    tp, fp, _ = counts(y_true, y_pred)
    return tp / (tp + fp) if tp + fp else 0.0

def recall(y_true, y_pred):
    tp, _, fn = counts(y_true, y_pred)
    return tp / (tp + fn) if tp + fn else 0.0

def f1(y_true, y_pred):
    p, r = precision(y_true, y_pred), recall(y_true, y_pred)
    return 2 * p * r / (p + r) if p + r else 0.0
"""
WHOLE = """\
def metrics(y_true, y_pred):
    return precision(y_true, y_pred), recall(y_true, y_pred), f1(y_true, y_pred)
"""

FUNCTIONS = {
    "three-with-a-helper": right(COUNTS, THREE, finding=Finding.SEPARATE_FUNCTIONS),
    "one-with-helpers": right(COUNTS, THREE, WHOLE, finding=Finding.RENAMED_FUNCTION),
    "async": right(RIGHT.replace("def ", "async def ")),
    "awaits": right("import asyncio\n" + starts_with("await asyncio.sleep(0)").replace("def ", "async def ", 1)),
    "prints-a-lot": right(starts_with("print('x' * 1_000_000)")),
    "asks": by_status(Status.DOES_NOT_RUN, starts_with("input()"), 1),
    "exits": by_status(Status.DOES_NOT_RUN, "import sys\n" + starts_with("sys.exit()"), 1),
    "exits-on-empty": graded(2, "edge_leaks", "import sys\n" + on_empty("sys.exit()")),
    "falls-silent": by_status(
        Status.KERNEL_DIED,
        "import signal, time\n"
        + starts_with("signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM, signal.SIGPROF]); time.sleep(1000)"),
    ),
    "dies": by_status(Status.KERNEL_DIED, "import os\n" + starts_with("os._exit(0)")),
    "dies-on-empty": graded(2, "edge_leaks", "import os\n" + on_empty("os._exit(0)")),
    "loops": by_status(Status.TIMEOUT, starts_with("while True: pass"), 1),
    "loops-on-empty": graded(2, "edge_leaks", on_empty("while True: pass")),
    "sleeps": by_status(Status.TIMEOUT, "import time\n" + starts_with("time.sleep(1e6)"), 1),
    "sleeps-on-empty": graded(2, "edge_leaks", "import time\n" + on_empty("time.sleep(1e6)")),
    "loops-in-c": by_status(Status.TIMEOUT, starts_with("sum(iter(int, 1))"), 1),
    "hoards": by_status(Status.OUT_OF_MEMORY, "import numpy as np\n" + starts_with("np.ones(10**10)")),
    "hoards-lists": by_status(Status.OUT_OF_MEMORY, starts_with("[0] * 10**10")),
    "writes-past-python": right("import os\n" + starts_with("os.write(1, b'x' * 100_000)")),
    "displays-a-lot": right(starts_with("display('x' * 100_000)")),
}

BAD = FILES | CELLS | FUNCTIONS


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SubmissionResult]:
    notebooks = {name: bad.content for name, bad in BAD.items()}
    honest = {f"honest-{number}": notebook(RIGHT) for number in range(2)}
    return grade(tmp_path_factory.mktemp("bad"), notebooks | honest, SMALL, Tier.NONE)


def test_nothing_is_lost(results: dict[str, SubmissionResult]) -> None:
    assert sorted([*BAD, "honest-0", "honest-1"]) == sorted(results)


@pytest.mark.parametrize("name", ["honest-0", "honest-1"])
def test_honest_ones_beside_are_graded(results: dict[str, SubmissionResult], name: str) -> None:
    told = {finding.id for finding in results[name].findings}
    assert (Status.GRADED, 3, {Finding.IGNORES_LENGTH_MISMATCH}) == (results[name].status, results[name].rating, told)


@pytest.mark.parametrize("name", BAD)
def test_verdict(results: dict[str, SubmissionResult], name: str) -> None:
    bad, result = BAD[name], results[name]
    rule = bad.rule or bad.status.value
    assert (bad.status, bad.rating, rule) == (result.status, result.rating, result.rule), result.reason
    if bad.finding is not None:
        assert bad.finding in [finding.id for finding in result.findings]


def test_what_is_said(results: dict[str, SubmissionResult]) -> None:
    said = {
        "truncated": "cut off",
        "empty": "The file is empty.",
        "large": "larger than 20 MB",
        "future": "nbformat=99",
        "other-language": "'R'",
        "no-code": "no code",
        "exits": "SystemExit",
        "loops": "never comes to an end",
    }
    assert [] == [name for name, words in said.items() if words not in results[name].reason]


# --- notebooks that forge what the kernel says ----------------------------------------------------------------------

WRONG = "def precision_recall_f1(y_true, y_pred):\n    return 1.0, 1.0, 1.0\n"
FORGE = """
import json

class Forged:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": "", "application/x-grader-reply": text(get_ipython().kernel.get_parent()["content"])}

def right(order, groups):
    function = {"owner": None, "name": "precision_recall_f1", "parameters": [["y_true", True], ["y_pred", True]]}
    one = ["r", ["t", [["f", "0x1p0"], ["f", "0x1p0"], ["f", "0x1p0"]]], {}]
    found = {"functions": [function], "names": [], "answers": [one], "groups": groups}
    return json.dumps({"nonce": order["nonce"], **found})

get_ipython().kernel.grader_reply = Forged

def text(content):
    order = content["grader_order"]
"""


def forged(text: str) -> bytes:
    """A notebook whose replies are `text`."""
    return notebook(f"{WRONG}\n{FORGE}    return {text}")


def inside(source: str) -> bytes:
    """A notebook whose function does what `source` says, then answers."""
    return notebook(WRONG.replace("    return", f"    {source}\n    return"))


KERNEL = "get_ipython().kernel"
STREAM = f"{KERNEL}.session.send({KERNEL}.iopub_socket, 'stream', {{'name': 3}}, parent={KERNEL}.get_parent())"
FORGED = {
    "no-dumps": notebook(f"import json\n{WRONG}\njson.dumps = lambda *a, **k: '{{}}'"),
    "no-reply": notebook(f"{WRONG}\ndel {KERNEL}.grader_reply"),
    "raising-reply": notebook(f"{WRONG}\n{KERNEL}.grader_reply = lambda: 1 / 0"),
    "another-type": notebook(f"{WRONG}\n{KERNEL}.grader_reply = lambda: 3"),
    "not-text": forged("7"),
    "no-utf-8": forged("'\\ud800'"),
    "garbage": forged("'<html>'"),
    "other-nonce": forged("right({'nonce': 'x'}, [])"),
    "huge": forged("'x' * 9_000_000"),
    "enormous": forged("'x' * 40_000_000"),
    "deep": forged("'[' * 100_000"),
    "list": forged("json.dumps([order['nonce']])"),
    "nan-token": forged("right(order, float('nan'))"),
    "no-groups": forged("right(order, [])"),
    "empty-groups": forged("right(order, [[] for _ in order.get('groups', ())])"),
    "one-answer": forged("right(order, [[0] for _ in order.get('groups', ())])"),
    "too-many": forged("right(order, [[0] * 5000 for _ in order.get('groups', ())])"),
    "no-such-answer": forged("right(order, [[1] * len(each['cases']) for each in order.get('groups', ())])"),
    "malformed-output": notebook(f"{WRONG}\n{STREAM}"),
    "closes-shell": inside(f"{KERNEL}.shell_stream.close()"),
    "closes-all": inside("import os; os.closerange(3, 1000)"),
    "no-clock": notebook(f"import time\n{WRONG}\ntime.process_time = None"),
}
IN_VAIN = {
    "closes-iopub": inside(f"{KERNEL}.iopub_thread.socket.close()"),
    "own-reply": inside(
        f"{KERNEL}.session.send({KERNEL}.shell_stream, 'execute_reply', {{}}, parent={KERNEL}.get_parent())"
    ),
}


@pytest.fixture(scope="module")
def forgeries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SubmissionResult]:
    return grade(tmp_path_factory.mktemp("forged"), FORGED | IN_VAIN | {"honest": notebook(RIGHT)}, SMALL, Tier.NONE)


@pytest.mark.parametrize("name", FORGED)
def test_a_forger_is_shown_to_a_person(forgeries: dict[str, SubmissionResult], name: str) -> None:
    result = forgeries[name]
    assert result.status in (Status.PROTOCOL_VIOLATION, Status.KERNEL_DIED), result.reason
    assert (None, None) == (result.rating, result.core)


@pytest.mark.parametrize("name", IN_VAIN)
def test_what_disturbs_only_itself_is_no_pass(forgeries: dict[str, SubmissionResult], name: str) -> None:
    assert forgeries[name].rating in (None, 1)
    assert Status.GRADER_ERROR != forgeries[name].status


def test_a_forger_changes_no_other(forgeries: dict[str, SubmissionResult]) -> None:
    assert 3 == forgeries["honest"].rating


# --- files, names and processes -------------------------------------------------------------------------------------

NAMES = [
    "Ada",
    "ada",
    "two words",
    "quo\"te's",
    "back\\slash",
    "line\nbreak",
    "<script>alert(1)<x>",
    "=1+1",
    "Зоя",
    "小明",
    "-o",
    "x" * 200,
]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    folder = write(tmp_path_factory.mktemp("named"), dict.fromkeys(NAMES, notebook(markdown=["Not yet."])))
    for name, function in (("a", RIGHT), ("b", SWAPPED)):
        (folder / "twice").mkdir(exist_ok=True)
        (folder / "twice" / f"{name}.ipynb").write_bytes(notebook(function))
    (folder / "pipe").mkdir()
    os.mkfifo(folder / "pipe" / "solution.ipynb")
    (folder / "link").mkdir()
    (folder / "link" / "solution.ipynb").symlink_to("/etc/passwd")
    return run(find([folder]), task(SMALL))


def test_ids_are_kept_apart(named: Batch) -> None:
    pages = {each.candidate: each.page for each in named.results.submissions if each.candidate in NAMES}
    assert sorted(NAMES) == sorted(pages)
    assert len(NAMES) == len({page.lower() for page in pages.values()})
    assert all(page.removeprefix("candidates/").replace("-", "").isalnum() for page in pages.values())


def test_two_notebooks_of_one_candidate_are_both_shown_and_not_rated(named: Batch) -> None:
    two = [each for each in named.results.submissions if each.candidate == "twice"]
    assert [("twice/a.ipynb", None, "several_notebooks"), ("twice/b.ipynb", None, "several_notebooks")] == [
        (each.notebook, each.rating, each.rule) for each in two
    ]
    assert [(), ("swapped_precision_recall",)] == [each.misconceptions for each in two]


@pytest.mark.parametrize(("name", "reason"), [("pipe", "not an ordinary file"), ("link", "symbolic link")])
def test_what_is_no_file_is_not_opened(named: Batch, name: str, reason: str) -> None:
    (result,) = [each for each in named.results.submissions if each.candidate == name]
    assert Status.INVALID_NOTEBOOK == result.status
    assert reason in result.reason


def test_an_unreadable_file_is_our_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ada.ipynb").write_bytes(notebook(RIGHT))

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("grader.submission.os.open", refuse)
    entry = Entry(candidate="ada", notebook="ada.ipynb", path=tmp_path / "ada.ipynb")
    result = asyncio.run(pipeline.grade(entry, task(SMALL))).result
    assert (Status.GRADER_ERROR, None) == (result.status, result.rating)
    assert "The grader failed: The file can't be read (Permission denied)" in result.reason


def test_a_folder_without_notebooks(tmp_path: Path) -> None:
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "solution.ipynb").write_bytes(notebook(RIGHT))
    with pytest.raises(UsageError, match=r"no notebook \(\*\.ipynb\) was found"):
        find([tmp_path])
