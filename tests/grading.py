"""Notebooks made of cells, and many of them graded in one batch: kernels are what tests spend their time on."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import grader
from grader import batch, battery, output, question, report
from grader.finding import find
from grader.gradebook import attempts, opening
from grader.gradebook.attempts import Executed
from grader.pipeline import Task
from grader.results import Results, SubmissionResult
from grader.sandbox import landlock, probe
from grader.sandbox.policy import Tier
from grader.sandbox.preload import worth_preloading
from grader.sandbox.template_process import Template, adopt
from grader.settings import Limits
from grader.submission import Entry

ROOT = Path(grader.__file__).parents[1]
SAMPLES = ROOT / "notebooks" / "samples"
QUESTIONS = ROOT / "tests" / "questions"

SMALL = Limits(cell_seconds=1, notebook_seconds=10, battery_seconds=0.5, case_seconds=0.1)
"""For tests that wait for a limit. Importing pandas or scikit-learn may take longer than a cell has here."""

RIGHT = """\
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    predicted, actual = sum(y_pred), sum(y_true)
    precision = tp / predicted if predicted else 0.0
    recall = tp / actual if actual else 0.0
    f1 = 2 * precision * recall / (precision + recall) if tp else 0.0
    return precision, recall, f1
"""
"""A function that is right everywhere."""


def cell(kind: str, source: str) -> dict[str, object]:
    """A cell as a notebook's file holds it."""
    more: dict[str, object] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def notebook(*sources: str, markdown: Sequence[str] = (), metadata: Mapping[str, object] | None = None) -> bytes:
    """A notebook of code cells, after cells of text."""
    cells = [*(cell("markdown", text) for text in markdown), *(cell("code", source) for source in sources)]
    content = {"cells": cells, "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(content).encode()


@cache
def task(limits: Limits | None = None, question_name: str | Path = question.DEFAULT, tier: Tier = Tier.NONE) -> Task:
    """What notebooks are graded with: a question, its own battery, and no sandbox where no other tier is told."""
    loaded = question.load(question_name)
    return Task(question=loaded, battery=battery.load(loaded), tier=tier, limits=limits or Limits())


def warm(entries: Sequence[Entry]) -> Tier:
    """Make a template that has imported what these notebooks use, and return its tier; none where it can't be had.

    A kernel that is forked from it costs half of one that starts without a sandbox, or less.
    """
    if landlock.abi() < probe.LEAST_LANDLOCK:
        return Tier.NONE
    preload = worth_preloading((entry.path for entry in entries), Limits().notebook_bytes)
    adopt(Template(Tier.PORTABLE, preload=preload))
    return Tier.PORTABLE


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The results of a run, and each page's executed notebook."""

    results: Results
    notebooks: Mapping[str, Executed]


def run(entries: Sequence[Entry], with_task: Task, jobs: int = 2) -> Batch:
    """Grade entries in one batch, with a gradebook in memory."""
    with opening.opened(None) as book:
        made = asyncio.run(batch.run(entries, with_task, book, jobs=jobs, tell=lambda event: None))
        pages = {number: each.page for number, each in zip(made.attempts, made.results.submissions, strict=True)}
        executed = attempts.with_notebook(book, made.attempts)
        return Batch(
            results=made.results,
            notebooks={pages[number]: attempts.executed(book, number) for number in sorted(executed)},
        )


def files(results: Results, notebooks: Mapping[str, Mapping[str, object] | None]) -> dict[str, bytes]:
    """Everything that OUT holds besides the gradebook, by its name relative to OUT."""
    executed = {page: _given(notebook) for page, notebook in notebooks.items() if notebook is not None}
    return {piece.name: b"".join(piece.make()) for piece in report.pieces(results, executed, {})}


def _given(notebook: Executed) -> Callable[[], Executed]:
    return lambda: notebook


def place(out: Path, files: Mapping[str, bytes]) -> None:
    """Write files into OUT, all or none, and remove stale pages, without a gradebook."""
    with output.staging(out) as stage:
        for name, content in sorted(files.items()):
            stage.add(name, [content])
        stage.place()


def write(folder: Path, notebooks: Mapping[str, bytes]) -> Path:
    """Hand in notebooks: one for each candidate."""
    for candidate, content in notebooks.items():
        (folder / candidate).mkdir(parents=True)
        (folder / candidate / "solution.ipynb").write_bytes(content)
    return folder


def grade(
    folder: Path, notebooks: Mapping[str, bytes], limits: Limits | None = None, tier: Tier | None = None
) -> dict[str, SubmissionResult]:
    """Hand in notebooks, and grade them in one batch, on the quickest tier where none is told: results by candidate."""
    return graded(find([write(folder, notebooks)]), limits, tier)


def graded(
    entries: Sequence[Entry], limits: Limits | None = None, tier: Tier | None = None
) -> dict[str, SubmissionResult]:
    """The same, of notebooks that have been handed in."""
    done = run(entries, task(limits, tier=tier or warm(entries)))
    return {each.candidate: each for each in done.results.submissions}


def unpacked(gradebook: Path) -> bytes:
    """All that a gradebook holds, in its rows and in the bytes of its file."""
    with contextlib.closing(sqlite3.connect(gradebook)) as book:
        tables = [name for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        values = [value for table in tables for row in book.execute(f"SELECT * FROM {table}") for value in row]
    plain = [zlib.decompress(each) if isinstance(each, bytes) else str(each).encode() for each in values]
    return b"\n".join([*plain, gradebook.read_bytes()])
