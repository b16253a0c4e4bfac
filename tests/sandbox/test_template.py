"""The template: what it holds, whom it serves, and what its death costs."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode, from_dict

from grader import kernel
from grader.errors import InternalError
from grader.finding import find
from grader.kernel import Kernel
from grader.results import SubmissionResult
from grader.sandbox.policy import Tier
from grader.sandbox.template_process import Template, adopt, template_for
from grader.settings import Limits
from grader.vocabulary import Status
from tests.grading import RIGHT, notebook, run, task, write
from tests.hostile.attacks import TIERS, available

pytestmark = pytest.mark.parametrize("tier", TIERS)


@pytest.fixture(autouse=True)
def template(tier: Tier, monkeypatch: pytest.MonkeyPatch) -> Template:
    """A template started for this test, with something in the grader's environment that it mustn't have."""
    available(tier)
    monkeypatch.setenv("GRADER_TEST_SECRET", "open-7f3a91-please")
    made = Template(tier)
    made.wait()
    adopt(made)
    return made


def empty() -> NotebookNode:
    made: NotebookNode = from_dict({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})  # type: ignore[no-untyped-call]  # nbformat has no types
    return made


def process(made: Template) -> int:
    """The process that forks: on tier "full", the first one of the template's own process ids."""
    children = Path(f"/proc/{made.process.pid}/task/{made.process.pid}/children").read_text().split()
    return int(children[0]) if made.tier is Tier.FULL else made.process.pid


def memory(pid: int) -> bytes:
    """Everything that a process holds and may write to."""
    found = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as file:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            start, end, rights = re.match(r"(\w+)-(\w+) (\S+)", line).groups()  # type: ignore[union-attr]
            if rights.startswith("rw"):
                file.seek(int(start, 16))
                found.append(file.read(int(end, 16) - int(start, 16)))
    return b"".join(found)


def test_it_holds_nothing_of_ours(template: Template) -> None:
    async def key() -> bytes:
        async with kernel.start(empty(), template.tier, Limits()) as started:
            return bytes(started._manager.session.key)

    if os.geteuid() != 0:
        pytest.skip("another process's memory can be read by root alone")
    secret = asyncio.run(key())
    held = memory(process(template))
    assert b"ipykernel" in held
    assert secret not in held
    assert b"open-7f3a91-please" not in held
    assert b"swapped_precision_recall" not in held


def test_it_has_one_thread_and_a_clean_environment(template: Template) -> None:
    pid = process(template)
    assert 1 == len(list(Path(f"/proc/{pid}/task").iterdir()))
    if os.access(f"/proc/{pid}/environ", os.R_OK):
        assert b"open-7f3a91-please" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_one_serves_all_kernels_of_a_run(template: Template) -> None:
    async def several() -> list[tuple[str, ...]]:
        async def one() -> tuple[str, ...]:
            async with kernel.start(empty(), template.tier, Limits()) as started:
                return started.layers

        return await asyncio.gather(*(one() for _ in range(4)))

    layers = asyncio.run(several())
    assert 4 == len(layers)
    assert 1 == len({*layers})
    assert "seccomp" in layers[0]
    assert template is template_for(template.tier)


def killing(times: int, monkeypatch: pytest.MonkeyPatch, tier: Tier) -> None:
    """Have the template killed while a cell that says so is executed."""
    left, execute = times, Kernel.run_cell

    async def run_cell(self: Kernel, index: int, cpu_seconds: float) -> bool:
        nonlocal left
        if left and "killer" in self._client.nb.cells[index].source:
            left -= 1
            template_for(tier).process.kill()
        return await execute(self, index, cpu_seconds)

    monkeypatch.setattr(Kernel, "run_cell", run_cell)


@pytest.fixture
def graded(tier: Tier, tmp_path: Path) -> Callable[[], dict[str, SubmissionResult]]:
    """Grades a notebook that the template dies of, and an honest one, side by side."""

    def grade() -> dict[str, SubmissionResult]:
        handed_in = {"killer": notebook("import time\ntime.sleep(0.5)  # killer", RIGHT), "other": notebook(RIGHT)}
        done = run(find([write(tmp_path, handed_in)]), dataclasses.replace(task(), tier=tier), jobs=2)
        return {each.candidate: each for each in done.results.submissions}

    return grade


def test_its_death_costs_nobody_anything(
    tier: Tier, graded: Callable[[], dict[str, SubmissionResult]], monkeypatch: pytest.MonkeyPatch
) -> None:
    killing(1, monkeypatch, tier)
    assert {"killer": 3, "other": 3} == {name: each.rating for name, each in graded().items()}


def test_who_kills_it_again_alone_did_it(
    tier: Tier, graded: Callable[[], dict[str, SubmissionResult]], monkeypatch: pytest.MonkeyPatch
) -> None:
    killing(2, monkeypatch, tier)
    found = graded()
    assert (Status.KERNEL_DIED, None) == (found["killer"].status, found["killer"].rating)
    assert "again when it ran alone" in found["killer"].reason
    assert 3 == found["other"].rating


def test_a_package_that_is_not_there_is_told(tier: Tier) -> None:
    with pytest.raises((OSError, InternalError), match="nothing_called_so"):
        Template(tier, preload=["nothing_called_so"]).wait()


def test_it_ends_when_it_is_let_go(template: Template) -> None:
    pid = process(template)
    template.close()
    assert not Path(f"/proc/{pid}").exists()
    assert not template.folder.exists()
