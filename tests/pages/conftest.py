"""A run made by hand, with a submission of every kind that the pages tell apart, and the browser that looks at it."""

from __future__ import annotations

import base64
import os
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, sync_playwright

from grader.results import (
    CellError,
    Counterexample,
    DiagnosisEntry,
    EdgeResult,
    ExecutionReport,
    FindingEntry,
    FunctionFound,
    Helper,
    OwnTests,
    PropertyResult,
    RedFlag,
    Results,
    Run,
    SandboxReport,
    SubmissionResult,
)
from grader.vocabulary import Finding, Handling, Status
from tests.pages.rendering import render
from tests.pages.visit import Visit

Notebook = dict[str, object]

SWAPPED = '''def precision_recall_f1(y_true, y_pred):
    """Precision, recall and F1 of the positive class."""
    tp = sum(t == 1 and p == 1 for t, p in zip(y_true, y_pred))
    fp = sum(t == 0 and p == 1 for t, p in zip(y_true, y_pred))
    fn = sum(t == 1 and p == 0 for t, p in zip(y_true, y_pred))
    precision = tp / (tp + fn)  # of what was predicted, how much is right
    recall = tp / (tp + fp)
    return precision, recall, 2 * precision * recall / (precision + recall)
'''
GUARDED = SWAPPED.replace("tp / (tp + fn)", "tp / (tp + fp) if tp + fp else 0.0").replace(
    "tp / (tp + fp)\n", "tp / (tp + fn) if tp + fn else 0.0\n"
)
EDGE_TITLES = {
    "empty": "No labels at all",
    "no_positive_labels": "No positive label",
    "no_positive_predictions": "No positive prediction",
    "no_positives": "No positive on either side",
    "no_overlap": "Every positive prediction is wrong",
}
LAWS = {
    "agrees": "Agrees with the reference",
    "bounds": "Every number lies between 0 and 1",
    "perfect": "Perfect predictions score 1",
    "harmonic": "F1 is the harmonic mean of precision and recall",
    "trade": "Precision and recall trade places when labels and predictions do",
    "order": "The order of the pairs doesn't matter",
}
SMALLEST = Counterexample(
    args=((0, 1, 1), (1, 1, 1)),
    container="list",
    expected=(2 / 3, 1.0, 0.8),
    got="(1.0, 0.6666666666666666, 0.8)",
    got_parts=(1.0, 0.6666666666666666, 0.8),
    counts={"true positives": 2, "false positives": 1, "false negatives": 0, "true negatives": 0},
)
LARGER = msgspec.structs.replace(SMALLEST, args=((0, 1, 1, 0), (1, 1, 1, 0)))


def grey_png(width: int = 2, height: int = 2) -> str:
    """A grey PNG image in base64, with a chunk that paints nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x99" * min(width, 600)) * min(height, 400))
    parts = (chunk(b"IHDR", header), chunk(b"tEXt", b"Comment\0hello"), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode()


def code_cell(source: str, *outputs: Mapping[str, object]) -> Notebook:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": list(outputs), "execution_count": 1}


def notebook(*cells: object) -> Notebook:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def edges(**handling: Handling) -> tuple[EdgeResult, ...]:
    """Edge classes, `as_reference` but where told otherwise."""
    raised = Counterexample(
        args=((0, 0), (0, 1)),
        container="list",
        expected=(0.0, 0.0, 0.0),
        got="raises ZeroDivisionError",
        got_parts=None,
        counts={},
    )
    made = []
    for name, title in EDGE_TITLES.items():
        kind = handling.get(name, Handling.AS_REFERENCE)
        right = kind in {Handling.AS_REFERENCE, Handling.OTHER_CONVENTION}
        says = "Every undefined ratio is 0." if right else "A division by zero goes unguarded and raises."
        parts = (Handling.LEAKS, Handling.AS_REFERENCE) if kind is Handling.MIXED else (kind,)
        example = None if right else raised
        made.append(
            EdgeResult(
                id=name,
                title=title,
                handling=kind,
                parts=parts,
                says=says,
                cases=12,
                failed=0 if right else 12,
                example=example,
            )
        )
    return tuple(made)


def properties(failing: str | None = None) -> tuple[PropertyResult, ...]:
    return tuple(
        PropertyResult(
            id=name,
            title=title,
            cases=412,
            failed=96 if name == failing else 0,
            counterexample=LARGER if name == failing else None,
        )
        for name, title in LAWS.items()
    )


def submission(candidate: str, **changes: object) -> SubmissionResult:
    """A submission that waits for a person, with `changes`."""
    bare = SubmissionResult(
        candidate=candidate,
        notebook=f"{candidate}/solution.ipynb",
        page=f"candidates/{candidate}-1a2b3c4d",
        sha256="5e" * 32,
        status=Status.NOT_ATTEMPTED,
        reason="The stub is unchanged.",
        rating=None,
        rule="person",
        core=None,
        edges=None,
        edge_results=None,
        misconceptions=(),
        diagnosis=(),
        findings=(),
        red_flags=(),
        counterexample=None,
        function=None,
        properties=None,
        own_tests=None,
        execution=execution(),
    )
    return msgspec.structs.replace(bare, **changes)


def execution(*errors: CellError) -> ExecutionReport:
    return ExecutionReport(
        sandbox=SandboxReport(tier="none", layers=()),
        cells=7,
        errors=errors,
        seconds=1.91,
        cpu_seconds=0.84,
        peak_memory_bytes=141 * 1024 * 1024,
    )


def graded(candidate: str, **changes: object) -> SubmissionResult:
    result = submission(candidate, status=Status.GRADED, **changes)
    by_class = {edge.id: edge.handling for edge in result.edge_results or ()}
    return msgspec.structs.replace(result, edges=by_class)


def weak() -> SubmissionResult:
    leaks = dict.fromkeys(EDGE_TITLES, Handling.LEAKS) | {"no_positive_labels": Handling.MIXED}
    return graded(
        "swapped",
        reason="Precision and recall trade places on all 352 cases that tell the two apart.",
        rating=1,
        rule="concept",
        core={"precision": False, "recall": False, "f1": True},
        edge_results=edges(**leaks),
        misconceptions=("swapped_precision_recall",),
        diagnosis=(
            DiagnosisEntry(
                id="swapped_precision_recall",
                says="Precision and recall are swapped: precision divides by the positive labels, recall by the "
                "positive predictions.",
                good_answer="Precision is 1; recall can't be known from them.",
                ask="A filter flags 10 of 1,000 messages as spam, and all 10 are. What do its two numbers tell you?",
            ),
        ),
        findings=(
            FindingEntry(id=Finding.CELL_ERRORS, says="One cell ended in an error after the function was defined."),
            FindingEntry(id=Finding.OWN_TESTS, says="Three asserts of the candidate's own; all pass."),
        ),
        red_flags=(RedFlag(id="metrics_in_doubt", says="Precision and recall are swapped."),),
        counterexample=SMALLEST,
        function=FunctionFound(
            name="precision_recall_f1",
            cell=2,
            source=SWAPPED,
            helpers=(Helper(name="ratio", cell=1, source="def ratio(a, b):\n    return a / b if b else 0.0"),),
        ),
        properties=properties("agrees"),
        own_tests=OwnTests(
            asserts=3, accept_reference=True, caught=("constant",), missed=("swapped_precision_recall", "percent_scale")
        ),
        execution=execution(CellError(cell=5, name="ModuleNotFoundError", message="No module named 'seaborn'")),
    )


def strong() -> SubmissionResult:
    return graded(
        "guarded-zeros",
        reason="Precision, recall and F1 are right on all 412 ordinary cases, and every edge is handled.",
        rating=3,
        rule="strong",
        core={"precision": True, "recall": True, "f1": True},
        edge_results=edges(empty=Handling.OTHER_CONVENTION),
        findings=(FindingEntry(id=Finding.STATES_ITS_CONVENTION, says="The docstring says what undefined means."),),
        function=FunctionFound(name="precision_recall_f1", cell=2, source=GUARDED),
        properties=properties(),
    )


def adequate() -> SubmissionResult:
    return graded(
        "unguarded",
        reason="The numbers are right, and an undefined ratio raises ZeroDivisionError.",
        counterexample=msgspec.structs.replace(
            SMALLEST, args=((0, 1) * 30, (0, 0) * 30), container="array", got="raises ZeroDivisionError"
        ),
        rating=2,
        rule="leaks",
        core={"precision": True, "recall": True, "f1": True},
        edge_results=edges(empty=Handling.LEAKS, no_positives=Handling.LEAKS, no_overlap=Handling.LEAKS),
        function=FunctionFound(name="precision_recall_f1", cell=2, source=SWAPPED),
        properties=properties(),
    )


def rounded() -> SubmissionResult:
    """Right numbers in another form, which has the longest word of all."""
    return submission(
        "rounded",
        reason="The values are right, but rounded inside the function.",
        rating=2,
        rule="other_dress",
        forms=dict.fromkeys(("precision", "recall"), "right, in another place"),
        core={"precision": False, "recall": False, "f1": True},
        edge_results=edges(),
        counterexample=SMALLEST,
        function=FunctionFound(name="precision_recall_f1", cell=2, source=SWAPPED),
        properties=properties(),
    )


def run() -> Run:
    return Run(
        grader="0.1.0",
        question="precision_recall_f1",
        question_title="Precision, recall and F1 from true and predicted labels",
        task="Return precision, recall and F1 of class 1.",
        question_sha256="1b" * 32,
        battery_sha256="c0" * 32,
        rule_sha256="9d" * 32,
        rules={
            "concept": "The outputs show a misconception about precision or recall.",
            "strong": "Every part is right, and every edge class is handled on purpose.",
            "leaks": "Precision and recall are right, and an edge class leaks or is wrong.",
            "person": "Nothing here can be rated by a rule, so a person looks.",
        },
        parts={"precision": "Precision", "recall": "Recall", "f1": "F1"},
        parameters={"y_true": "true labels", "y_pred": "predicted labels"},
        sandbox="none",
        environment={"python": "3.11.2", "numpy": "2.3.1", "hypothesis": "6.140.0"},
        started="2026-03-02T09:30:00+00:00",
        seconds=14.2,
        cells={
            "true positives": (1, 1),
            "false positives": (0, 1),
            "false negatives": (1, 0),
            "true negatives": (0, 0),
        },
    )


@pytest.fixture
def png() -> Callable[..., str]:
    return grey_png


@pytest.fixture
def results() -> Results:
    ours = submission(
        "late-kernel",
        status=Status.GRADER_ERROR,
        reason="The kernel did not start in 60 s; grade again.",
        execution=None,
    )
    attacked = submission(
        "forger", status=Status.PROTOCOL_VIOLATION, reason="The notebook interfered with its checks; look at it."
    )
    everybody = (strong(), adequate(), weak(), submission("untouched"), attacked, ours)
    return Results(schema=1, run=run(), submissions=everybody)


@pytest.fixture
def notebooks(results: Results) -> dict[str, Notebook | None]:
    """The executed notebook of "swapped", which holds one of everything, and of "guarded-zeros"."""
    table = "   y_true  y_pred\n0       1       1\n1       0       1"
    traceback = ["\x1b[0;31m-----\x1b[0m", "\x1b[0;31mModuleNotFoundError\x1b[0m: No module named 'seaborn'"]
    full = notebook(
        {"cell_type": "markdown", "source": ["# Precision, recall and F1\n", "\n", "I count, then divide."]},
        code_cell(SWAPPED),
        code_cell(
            "import pandas as pd\npd.DataFrame({'y_true': [1, 0], 'y_pred': [1, 1]})",
            {"output_type": "execute_result", "data": {"text/plain": table, "text/html": "<table></table>"}},
        ),
        code_cell(
            "for step in range(3):\n    print('step', step)",
            *({"output_type": "stream", "name": "stdout", "text": f"step {step}\n"} for step in range(3)),
        ),
        code_cell("import seaborn", {"output_type": "error", "ename": "E", "evalue": "e", "traceback": traceback}),
        code_cell(
            "plt.bar(['precision', 'recall'], [1.0, 0.67])",
            {"output_type": "display_data", "data": {"image/png": grey_png(480, 200), "text/plain": "<Figure>"}},
        ),
    )
    found: dict[str, Notebook | None] = {entry.page: None for entry in results.submissions}
    found["candidates/swapped-1a2b3c4d"] = full
    found["candidates/guarded-zeros-1a2b3c4d"] = notebook(code_cell("import numpy as np"), code_cell(GUARDED))
    return found


@pytest.fixture
def site(results: Results, notebooks: dict[str, Notebook | None], tmp_path: Path) -> Path:
    """The rendered pages in a folder."""
    for path, html in render(results, notebooks).items():
        target = tmp_path / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(html, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    found = shutil.which("chromium")
    if found is None:
        told = "these tests need Chromium; install it with: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=[*quiet, "--disable-sync"])
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Visit]:
    yield Visit(browser, site)
    for context in browser.contexts:
        context.close()
