"""What a run is made with: the record of it, and the key under which a notebook's verdict can be used again."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.metadata
import platform
import sys
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec

import grader
from grader.coding_grade import rule_sha256, sentences
from grader.pipeline import Task
from grader.results import Run

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

MADE_WITH = tuple(name for name in Run.__struct_fields__ if name not in {"started", "seconds", "shard"})
"""The fields of a run that a verdict depends on; the others tell of that run only."""


def describe(task: Task, started: datetime, shard: str | None = None) -> Run:
    """The record of a run that starts now."""
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
        seconds=0.0,
        cells=dict(contract.cells),
        limits=dataclasses.asdict(task.limits),
        grader_sha256=_grader_sha256(),
        packages_sha256=_packages_sha256(),
        shard=shard,
    )


def key(run: Run, notebook_sha256: str) -> str:
    """A hash of all that can change a notebook's verdict: the same key, the same verdict."""
    return hashlib.sha256(f"{made_with(run)} {notebook_sha256}".encode()).hexdigest()


def made_with(run: Run) -> str:
    """A hash of all that a run's verdicts depend on besides the notebooks."""
    fields = {name: getattr(run, name) for name in MADE_WITH}
    return hashlib.sha256(msgspec.json.encode(fields, order="sorted")).hexdigest()


def environment() -> dict[str, str]:
    """The versions that a verdict may depend on."""
    versions = {name: importlib.metadata.version(name) for name in PACKAGES}
    return {"python": platform.python_version(), "machine": platform.machine(), **versions}


@cache
def code_sha256() -> str:
    """A hash of all that the grader is made of: what its files depend on besides the results."""
    return _hash_of("*")


@cache
def _grader_sha256() -> str:
    """A hash of the grader's own code: a version is not told anew for every change of it."""
    return _hash_of("*.py")


def _hash_of(pattern: str) -> str:
    root = Path(grader.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob(pattern)):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def _packages_sha256() -> str:
    """A hash of the names and versions of all packages, as the names of their metadata say them."""
    folders = (Path(entry) for entry in sys.path if entry)
    found = {path.name for folder in folders if folder.is_dir() for path in folder.glob("*.*-info")}
    return hashlib.sha256("\0".join(sorted(found)).encode()).hexdigest()
