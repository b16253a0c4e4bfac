"""Grades many notebooks: several at a time, each once, and alone again where a limit or a failure of ours was met.

Every attempt is in the gradebook before the next one starts, so that a run that was ended goes on where it stopped.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import msgspec
from sqlalchemy import Connection

from grader import run_record
from grader.coding_grade import SEVERAL
from grader.gradebook import attempts
from grader.gradebook.attempts import Attempt, SubmissionId
from grader.gradebook.reports import Report
from grader.pipeline import Graded, Task, grade
from grader.results import SCHEMA, Results, Run, SubmissionResult
from grader.submission import Entry, digest, fingerprint
from grader.vocabulary import Status


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happens to a notebook. `worker` is the place, from 0, at which it is graded; None where it is not graded.

    `kept`: its verdict is used again. `started`: it is being graded. `again`: it met a limit, or the grader failed, and
    is graded once more at the end, alone. `done`: `result` is its verdict.
    """

    kind: Literal["kept", "started", "again", "done"]
    entry: Entry
    worker: int | None = None
    result: SubmissionResult | None = None


Tell = Callable[[Event], None]
"""Told of everything that happens, as it happens."""


def now() -> datetime:
    """The current time."""
    return datetime.now(UTC)


def standing(entries: Sequence[Entry], task: Task, book: Connection) -> dict[SubmissionId, int]:
    """The attempts in the gradebook that stand: nothing has changed since that could change the verdict."""
    run = run_record.describe(task, datetime.min)
    keys = {}
    for entry in entries:
        sha256 = fingerprint(entry, task.limits)
        if sha256 is not None:
            keys[_id(entry)] = run_record.key(run, sha256)
    return attempts.find(book, keys)


async def run(
    entries: Sequence[Entry],
    task: Task,
    book: Connection,
    *,
    jobs: int,
    tell: Tell,
    used_again: Mapping[SubmissionId, int] | None = None,
    shard: str | None = None,
    clock: Callable[[], datetime] = now,
) -> Report:
    """Grade every entry but those of `used_again`, `jobs` at a time. The order of `entries` is kept."""
    started = clock()
    work = _Work(task=task, book=book, run=run_record.describe(task, started, shard), tell=tell, clock=clock)
    numbers = dict(used_again or {})
    for entry in entries:
        if _id(entry) in numbers:
            tell(Event(kind="kept", entry=entry))
    await work.all([entry for entry in entries if _id(entry) not in numbers], jobs, numbers)
    chosen = tuple(numbers[_id(entry)] for entry in entries)
    seconds = round(max(0.0, (clock() - started).total_seconds()), 3)  # a clock may be set back
    return Report(
        results=Results(
            schema=SCHEMA,
            run=msgspec.structs.replace(work.run, seconds=seconds),
            submissions=_several(tuple(attempts.results(book, chosen))),
        ),
        attempts=chosen,
    )


def _id(entry: Entry) -> SubmissionId:
    return entry.candidate, entry.notebook


@dataclass(frozen=True, kw_only=True)
class _Work:
    """Grading that writes down every attempt."""

    task: Task
    book: Connection
    run: Run
    tell: Tell
    clock: Callable[[], datetime]

    async def all(self, entries: Sequence[Entry], jobs: int, numbers: dict[SubmissionId, int]) -> None:
        """Grade all, and put the numbers of their final attempts into `numbers`."""
        remaining, again = iter(entries), set[SubmissionId]()

        async def work(worker: int) -> None:
            for entry in remaining:
                number = await self._once(entry, worker)
                if number is None:
                    again.add(_id(entry))
                else:
                    numbers[_id(entry)] = number

        try:
            async with asyncio.TaskGroup() as group:
                for worker in range(jobs):
                    group.create_task(work(worker))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from errors
        for entry in entries:
            if _id(entry) in again:
                numbers[_id(entry)] = await self._alone(entry)

    async def _once(self, entry: Entry, worker: int) -> int | None:
        """Grade beside others. No number comes back where it has to be graded again, alone: a limit may have been met
        because others kept the machine busy, and a failure of ours may pass.
        """
        self.tell(Event(kind="started", entry=entry, worker=worker))
        graded = await grade(entry, self.task)
        final = not graded.hit_limit and graded.result.status is not Status.GRADER_ERROR
        number = self._keep(graded, final=final)
        self.tell(Event(kind="done" if final else "again", entry=entry, worker=worker, result=graded.result))
        return number if final else None

    async def _alone(self, entry: Entry) -> int:
        self.tell(Event(kind="started", entry=entry, worker=0))
        graded = await grade(entry, self.task, alone=True)
        number = self._keep(graded, final=graded.result.status is not Status.GRADER_ERROR)
        self.tell(Event(kind="done", entry=entry, worker=0, result=graded.result))
        return number

    def _keep(self, graded: Graded, *, final: bool) -> int:
        me = asyncio.current_task()
        if me is not None and me.cancelling():  # the run is being ended: a kernel that this ended proves nothing
            raise asyncio.CancelledError
        time, result = self.clock().isoformat(timespec="seconds"), graded.result
        sha256 = result.sha256
        if sha256 is None and result.status is not Status.GRADER_ERROR:
            sha256 = digest(result.reason.encode())  # refused unread: as `fingerprint` has it
        attempt = Attempt(
            time=time,
            key=None if sha256 is None else run_record.key(self.run, sha256),
            final=final,
            result=msgspec.structs.replace(result, graded_at=time),
            executed=graded.notebook,
        )
        return attempts.keep(self.book, attempt)


def _several(results: tuple[SubmissionResult, ...]) -> tuple[SubmissionResult, ...]:
    """Where a candidate handed in more than one notebook, a person chooses: both are shown, neither is rated."""
    notebooks = Counter(each.candidate for each in results)
    return tuple(_unrated(each) if notebooks[each.candidate] > 1 else each for each in results)


def _unrated(each: SubmissionResult) -> SubmissionResult:
    rule, reason = SEVERAL
    return msgspec.structs.replace(each, rating=None, rule=rule, reason=f"{reason} {each.reason}")
