"""Grades many notebooks: several at a time, each once, and alone again where a limit or a failure of ours was met."""

from __future__ import annotations

import asyncio
import importlib.metadata
import platform
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec

import grader
from grader.coding_grade import SEVERAL, rule_sha256, sentences
from grader.pipeline import Graded, Task, grade
from grader.results import SCHEMA, Results, Run
from grader.submission import Entry
from grader.vocabulary import Status

PACKAGES = (
    "hypothesis",
    "ipykernel",
    "jupyter_client",
    "matplotlib",
    "nbclient",
    "numpy",
    "pandas",
    "scikit-learn",
    "scipy",
)


Done = Callable[[Entry, Graded], None]
"""Told of each notebook when it is finished."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The results of a run, and each page's executed notebook."""

    results: Results
    notebooks: Mapping[str, Mapping[str, object] | None]


def now() -> datetime:
    """The current time."""
    return datetime.now(UTC)


async def run(
    entries: Sequence[Entry],
    task: Task,
    *,
    jobs: int,
    done: Done,
    clock: Callable[[], datetime] = now,
) -> Batch:
    """Grade every entry, `jobs` at a time; `done` is told of each as it is finished. The order of `entries` is kept."""
    started = clock()
    graded = []
    for entry, once in zip(entries, await _side_by_side(entries, task, jobs, done), strict=True):
        if _is_final(once):
            graded.append(once)
        else:
            graded.append(await grade(entry, task, alone=True))
            done(entry, graded[-1])
    graded = _several(graded)
    return Batch(
        results=Results(
            schema=SCHEMA,
            run=_run(task, started, (clock() - started).total_seconds()),
            submissions=tuple(each.result for each in graded),
        ),
        notebooks={each.result.page: each.notebook for each in graded},
    )


def _is_final(once: Graded) -> bool:
    """Whether a first run decides: a limit may have been met because others kept the machine busy, and a failure of
    ours may pass.
    """
    return not once.hit_limit and once.result.status is not Status.GRADER_ERROR


async def _side_by_side(entries: Sequence[Entry], task: Task, jobs: int, done: Done) -> list[Graded]:
    places = asyncio.Semaphore(jobs)

    async def one(entry: Entry) -> Graded:
        async with places:
            once = await grade(entry, task)
        if _is_final(once):
            done(entry, once)
        return once

    return await asyncio.gather(*(one(entry) for entry in entries))


def _several(graded: Sequence[Graded]) -> list[Graded]:
    """Where a candidate handed in more than one notebook, a person chooses: both are shown, neither is rated."""
    notebooks = Counter(each.result.candidate for each in graded)
    return [_unrated(each) if notebooks[each.result.candidate] > 1 else each for each in graded]


def _unrated(each: Graded) -> Graded:
    rule, reason = SEVERAL
    changed = msgspec.structs.replace(each.result, rating=None, rule=rule, reason=f"{reason} {each.result.reason}")
    return replace(each, result=changed)


def _run(task: Task, started: datetime, seconds: float) -> Run:
    contract = task.question.contract
    return Run(
        grader=grader.__version__,
        question=task.question.name,
        question_title=contract.title,
        task=contract.task,
        question_sha256=task.question.sha256,
        battery_sha256=task.battery.sha256,
        rule_sha256=rule_sha256(),
        rules=sentences(),
        parts={part.id: part.title for part in contract.parts},
        parameters={parameter.name: parameter.title for parameter in contract.parameters},
        sandbox=task.tier.value,
        environment=environment(),
        started=started.isoformat(timespec="seconds"),
        seconds=round(seconds, 3),
        cells=dict(contract.cells),
    )


def environment() -> dict[str, str]:
    """The versions that a verdict may depend on."""
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    return {"python": platform.python_version(), "machine": platform.machine(), **versions}
