"""Executing a submission: its cells in a kernel, then calls to its functions, within limits.

A cell past its limit is interrupted and the rest still run. Where the kernel ended, by itself or because it had to be
ended, the notebook runs again in a fresh kernel without that cell; where it ended in a call, group by group.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from nbformat import NotebookNode, from_dict

from grader import answer
from grader.answer import Answer, Died, NotReached, Raised, Returned, Survey
from grader.errors import ProtocolViolation
from grader.kernel import Kernel, KernelEnded, start
from grader.sandbox.policy import Tier
from grader.settings import Limits
from grader.submission import Submission
from grader.trials import Step, Tables, Trials, order_of, read_trials
from grader.vocabulary import Case, Container

MAX_RESTARTS = 4

Afresh = Literal["case", "group"]
"""Before what everything that the cells define is defined anew, so that nothing is left over from the calls before."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Cases to call together, in one container: after one that takes too long, the rest of the group is passed over."""

    cases: tuple[Case, ...]
    container: Container

    def order(self, encoding: str) -> Mapping[str, object]:
        """The group as the kernel reads it."""
        if encoding not in self._orders:
            self._orders[encoding] = {"container": self.container, "cases": _encoded(self.cases, encoding)}
        return self._orders[encoding]

    @cached_property
    def _orders(self) -> dict[str, Mapping[str, object]]:
        """Those made so far: a battery's groups are the same for every notebook."""
        return {}


@dataclass(frozen=True, kw_only=True)
class Target:
    """What to call: a function, a method (`owner` is its class), or functions composed, a step for each part.

    A step takes arguments by position (numbers) or the results of earlier steps (parts' ids). `roles` tells, for each
    position, which of the question's parameters goes there.
    """

    name: str
    owner: str | None = None
    roles: tuple[int, ...]
    steps: tuple[tuple[str, str, tuple[int | str, ...]], ...] = ()

    def order(self) -> dict[str, object]:
        """The target as the kernel reads it."""
        if self.steps:
            return {"steps": [{"part": part, "name": name, "takes": takes} for part, name, takes in self.steps]}
        return {"name": self.name, "owner": self.owner}


@dataclass(frozen=True, kw_only=True)
class CellFailure:
    """A cell that ended in an error, or had to be stopped. `cell` counts from 1."""

    cell: int
    name: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Used:
    """What executing took, and the layers around each kernel. Seconds are wall time, `cpu_seconds` CPU time."""

    seconds: float
    cpu_seconds: float
    peak_memory_bytes: int
    layers: tuple[str, ...] = ()


class Session:
    """A submission under execution. Made by `open`. `hit_limit`: whether it met a limit, or a kernel ended."""

    def __init__(self, submission: Submission, tier: Tier, limits: Limits) -> None:
        self.submission = submission
        self.tier = tier
        self.limits = limits
        self.notebook = _notebook(submission)
        self._left_out: dict[int, str] = {}
        self._stack = contextlib.AsyncExitStack()
        self._kernel: Kernel | None = None
        self._used: list[Kernel] = []
        self.hit_limit = False
        self._began = time.monotonic()

    # --- cells ------------------------------------------------------------------------------------------------------

    async def run_cells(self) -> None:
        """Execute the cells in a fresh kernel, leaving out those that ended one before."""
        for _ in range(MAX_RESTARTS + 1):
            self.notebook = _notebook(self.submission)
            kernel = await self._fresh_kernel()
            ended = await self._run_each(kernel)
            if ended is None:
                return
            self._left_out.update([ended])
        raise KernelEnded(ended[1] if ended else "died")

    async def _run_each(self, kernel: Kernel) -> tuple[int, str] | None:
        """Execute the cells one by one; where one ended the kernel, which and how."""
        for index, cell in enumerate(self.notebook.cells):
            left = self.limits.notebook_seconds - kernel.cpu_seconds()
            if cell.cell_type != "code" or index in self._left_out:
                continue
            if left <= 0:
                self._left_out.setdefault(index, "notebook_timeout")
                self.hit_limit = True
                continue
            try:
                if not await kernel.run_cell(index, min(self.limits.cell_seconds, left)):
                    self.hit_limit = True
            except KernelEnded as error:
                self.hit_limit = True
                return index, error.how
        return None

    async def _fresh_kernel(self) -> Kernel:
        await self._stack.aclose()
        self._kernel = await self._stack.enter_async_context(start(self.notebook, self.tier, self.limits))
        self._used.append(self._kernel)
        return self._kernel

    def failures(self) -> tuple[CellFailure, ...]:
        """The cells that failed, in the notebook's order."""
        failed = []
        for index, cell in enumerate(self.notebook.cells):
            if index in self._left_out:
                failed.append(CellFailure(cell=index + 1, name="Stopped", message=_STOPPED[self._left_out[index]]))
            elif error := next((item for item in cell.get("outputs", ()) if item["output_type"] == "error"), None):
                name, message = str(error.get("ename"))[:100], str(error.get("evalue"))[:300]
                failed.append(CellFailure(cell=index + 1, name=name, message=message))
        return tuple(failed)

    async def define(self) -> None:
        """Execute what the cells that failed define, statement by statement: for functions that an error cut off."""
        for failure in self.failures():
            source = self.submission.cells[failure.cell - 1].source
            with contextlib.suppress(ProtocolViolation):  # a cell that is no Python defines nothing
                order = {"do": "definitions", "source": source, **self._case_limits()}
                await self._ask(order, self.limits.cell_seconds)

    # --- calls ------------------------------------------------------------------------------------------------------

    async def survey(self, name: str, names: Sequence[str]) -> Survey:
        """The functions in the kernel's namespace, and which of `names` stand there."""
        order = {"do": "survey", "name": name, "names": list(names)}
        return answer.read_survey(await self._ask(order, self.limits.cell_seconds))

    async def call(
        self,
        target: Target,
        groups: Sequence[Group],
        encoding: str,
        *,
        first: int | None = None,
        afresh: Afresh | None = None,
    ) -> list[list[Answer]]:
        """Answers to each group's cases; past the `first` groups, only where one of these is answered.

        The kernel may end in a call: then each group is called in a request of its own, in a fresh kernel after each
        that ended one.
        """
        try:
            return await self._request(target, groups, encoding, first, afresh)
        except KernelEnded as error:
            self.hit_limit = True  # whoever ended it: what comes of it stands after a second run alone
            if len(groups) == 1:
                self._kernel = None
                return [[Died(how=error.how)] * len(groups[0].cases)]
        answers: list[list[Answer]] = []
        for place, group in enumerate(groups):
            over = sum(isinstance(item[0], Died) for item in answers if item) > MAX_RESTARTS
            if over or (first is not None and place >= first and not _answered(answers)):
                answers.append([NotReached()] * len(group.cases))
                continue
            if self._kernel is None or not answers:
                await self.run_cells()
            answers.extend(await self.call(target, [group], encoding, afresh=afresh))
        return answers

    async def _request(
        self, target: Target, groups: Sequence[Group], encoding: str, first: int | None, afresh: Afresh | None
    ) -> list[list[Answer]]:
        limits = self.limits
        order = {
            "do": "call",
            "target": target.order(),
            "roles": target.roles,
            "encoding": encoding,
            "groups": [group.order(encoding) for group in groups],
            "first": len(groups) if first is None else first,
            "battery_seconds": limits.battery_seconds,
            "afresh": self._defining if afresh else [],
            "afresh_by_group": afresh == "group",
            **self._case_limits(),
        }
        reply = await self._ask(order, limits.battery_seconds + 2 * limits.case_seconds * len(groups))
        return answer.read_groups(reply, [len(group.cases) for group in groups])

    @property
    def _defining(self) -> list[str]:
        """The sources of the cells that define things anew: not of those that would end this kernel, too."""
        cells = enumerate(self.submission.cells)
        return [cell.source for index, cell in cells if cell.kind == "code" and index not in self._left_out]

    async def try_tests(self, target: Target, steps: Sequence[Step], tables: Tables) -> Trials:
        """What becomes of the candidate's own tests with each table of answers in the function's place."""
        order = {
            "do": "tests",
            "target": target.order(),
            "roles": target.roles,
            **order_of(steps, tables),
            "battery_seconds": self.limits.battery_seconds,
            **self._case_limits(),
        }
        reply = await self._ask(order, self.limits.battery_seconds + 2 * self.limits.case_seconds)
        tests = sum(step.is_test for step in steps)
        return read_trials(reply, tables=len(tables.rows), tests=tests, parameters=len(target.roles))

    async def start_anew(self) -> None:
        """Execute the cells in a second kernel. What is shown and told of the cells stays that of the first."""
        shown, hit_limit, left_out = self.notebook, self.hit_limit, dict(self._left_out)
        try:
            await self.run_cells()
            await self.define()
        finally:
            other = self._left_out != left_out  # a cell ended this kernel, and not the first
            self.notebook, self.hit_limit, self._left_out = shown, hit_limit or other, left_out

    def _case_limits(self) -> dict[str, object]:
        return {"case_seconds": self.limits.case_seconds, "wall_factor": self.limits.wall_factor}

    async def _ask(self, order: Mapping[str, object], cpu_seconds: float) -> Mapping[str, object]:
        if self._kernel is None:
            await self.run_cells()
        assert self._kernel is not None
        return await self._kernel.ask(order, cpu_seconds)

    async def used(self) -> Used:
        """End the kernel, and tell what the whole execution took."""
        await self._stack.aclose()
        return Used(
            seconds=time.monotonic() - self._began,
            cpu_seconds=sum(kernel.usage.cpu_seconds for kernel in self._used),
            peak_memory_bytes=max((kernel.usage.peak_memory_bytes for kernel in self._used), default=0),
            layers=self._used[-1].layers if self._used else (),
        )


_STOPPED = {
    "died": "The cell ended the kernel, so the notebook was executed without it.",
    "timeout": "The cell ran past its limit and could not be interrupted, so the notebook was executed without it.",
    "output_limit": "The cell produced more output than the limit, so the notebook was executed without it.",
    "notebook_timeout": "The notebook had used up its time, so this cell was not executed.",
}


@contextlib.asynccontextmanager
async def open(submission: Submission, tier: Tier, limits: Limits) -> AsyncIterator[Session]:
    """A session in which the submission's cells have been executed; its kernel is ended on leaving."""
    session = Session(submission, tier, limits)
    try:
        await session.run_cells()
        yield session
    finally:
        await session.used()


def _answered(answers: Sequence[Sequence[Answer]]) -> bool:
    return any(isinstance(answer, Returned | Raised) for group in answers for answer in group)


def _encoded(cases: Sequence[Case], encoding: str) -> list[list[object]]:
    if encoding == "bits":
        return [["".join("1" if label else "0" for label in argument) for argument in case] for case in cases]
    return [[list(argument) for argument in case] for case in cases]


def _notebook(submission: Submission) -> NotebookNode:
    """A notebook of the submission's cells, for nbclient: no outputs, no metadata, ids by position."""
    cells: list[dict[str, object]] = []
    for position, cell in enumerate(submission.cells, start=1):
        made = {"id": f"cell-{position}", "cell_type": cell.kind, "source": cell.source, "metadata": {}}
        cells.append(made | ({"execution_count": None, "outputs": []} if cell.kind == "code" else {}))
    whole = {"cells": cells, "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
    notebook: NotebookNode = from_dict(whole)  # type: ignore[no-untyped-call]  # nbformat has no types
    return notebook
