"""Attacks as notebooks: each is graded on a tier, and an honest notebook right after it.

An attack is cells; what they print is what the candidate got. Everything that an attack may have left is looked for
when its batch is over.
"""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.errors import SandboxUnavailable
from grader.finding import find
from grader.results import SubmissionResult
from grader.sandbox.order import WORDS
from grader.sandbox.policy import Tier
from grader.sandbox.probe import prove
from grader.sandbox.template_process import Template, adopt, template_for
from grader.settings import MIB, Limits
from tests.grading import RIGHT, notebook, run, task, write
from tests.sandbox.fence import FENCED

LIMITS = Limits(
    cell_seconds=1.5, notebook_seconds=15, battery_seconds=2, case_seconds=0.5, memory_bytes=512 * MIB, wall_factor=3
)
TIERS = [pytest.param(tier, id=tier.value) for tier in (Tier.FULL, Tier.PORTABLE)]

TRY = """
def got(action, *arguments):
    "What an action gave, or the name of what refused it."
    try:
        return f"GOT {action(*arguments)!r}"[:300]
    except BaseException as error:
        return f"{type(error).__name__}: {error}"[:300]
"""


WITHOUT = tuple(os.environ.get("GRADER_HOSTILE_WITHOUT", "").split())
"""Layers that all attacks are to meet off: `make layers` asks for one at a time, and counts what gets through."""

BOUNDS, UNBOUNDED = ("output_bytes", "reply_bytes"), 1 << 40
"""Limits that are kept outside the kernel, and may be off like a layer."""

if WITHOUT and FENCED not in os.environ:
    raise RuntimeError(f"attacks may get out with layers off, so run them within tests/sandbox/fence.py: {WITHOUT}")

REFUSAL = "Error" if WITHOUT else "PermissionError"
"""What a refusal is called; another layer than the first to meet an attack may call it otherwise."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of an attack: its own record, what its cells printed, and the record of the honest notebook after it."""

    result: SubmissionResult
    printed: str
    honest: SubmissionResult


def available(tier: Tier) -> None:
    """Skip aloud where this machine can't give tier "full"; "portable" is never skipped."""
    try:
        prove(tier)
    except SandboxUnavailable as error:
        if tier is Tier.PORTABLE or os.environ.get("CI") == "true":
            raise
        pytest.skip(f"tier {tier.value} can't be had on this machine: {error}")


def carry_out(
    attacks: Mapping[str, Sequence[str]],
    tier: Tier,
    *,
    right: bool = True,
    limits: Limits = LIMITS,
    words: bool = False,
) -> dict[str, Outcome]:
    """Grade each attack and an honest notebook after it, one at a time; check that nothing is left of any.

    A function that is `right` ends each attack: it must not cost the candidate the grade. Without `words`, attacks meet
    the layers themselves, and not what tells the rules before them.
    """
    available(tier)
    layers = [name for name in WITHOUT if name not in BOUNDS]
    adopt(Template(tier, without=layers if words else [*layers, WORDS]))
    limits = dataclasses.replace(limits, **{name: UNBOUNDED for name in WITHOUT if name in BOUNDS})
    handed_in = {}
    for name, cells in attacks.items():
        handed_in[f"{name}-1"] = notebook(TRY, *cells, *([RIGHT] if right else []))
        handed_in[f"{name}-2"] = notebook(RIGHT)
    graded = _grade(handed_in, tier, limits)
    assert [] == left_over(tier)
    honest = {each.result.candidate: each for each in graded if each.result.candidate.endswith("-2")}
    return {
        each.result.candidate[:-2]: Outcome(
            result=each.result, printed=each.printed, honest=honest[f"{each.result.candidate[:-2]}-2"].result
        )
        for each in graded
        if each.result.candidate.endswith("-1")
    }


@dataclass(frozen=True, kw_only=True)
class _Graded:
    result: SubmissionResult
    printed: str


def _grade(handed_in: Mapping[str, bytes], tier: Tier, limits: Limits) -> list[_Graded]:
    with tempfile.TemporaryDirectory() as folder:
        entries = find([write(Path(folder), handed_in)])
        done = run(entries, dataclasses.replace(task(limits), tier=tier), jobs=1)
    return [_Graded(result=each, printed=_printed(done.notebooks.get(each.page))) for each in done.results.submissions]


def _printed(executed: object) -> str:
    """All text that the cells of an executed notebook put out."""
    texts: list[str] = []
    match executed:
        case {"cells": list(cells)}:
            for cell in cells:
                for output in cell.get("outputs", ()):
                    shown = output.get("data", {}).get("text/plain", output.get("evalue", ""))
                    text = output.get("text", shown)
                    texts.append("".join(text) if isinstance(text, list) else str(text))
    return "\n".join(texts)


def left_over(tier: Tier) -> list[str]:
    """Processes below the template, and kernels' folders, that outlived their notebook."""
    template = template_for(tier)
    below = _children(template.process.pid)
    expected = 1 if tier is Tier.FULL else 0  # the first process of the template's own process ids
    processes = [f"process {pid}" for pid in below][expected:]
    ours = ("root", "home", "library", "packages", "template.log")
    return processes + [f"folder {path.name}" for path in template.folder.iterdir() if path.name not in ours]


def _children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid:
                found += [int(entry.name), *_children(int(entry.name))]
    return sorted(found)
