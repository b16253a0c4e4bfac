"""Reads `tests/corpus/`: a submission in percent format, with its verdict on top, becomes a notebook and a record.

The format is described in `tests/corpus/README.md`. Reading is strict: what doesn't fit is refused with file and line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from grader.results import Rating
from grader.vocabulary import Status
from tests.grading import cell

CORPUS = Path(__file__).resolve().parent / "corpus"

KEYS = ("rating", "status", "why", "core", "misconceptions")
PARTS = ("precision", "recall", "f1")
RATINGS: Mapping[str, Rating | None] = {"3": 3, "2": 2, "1": 1, "null": None}
MARKERS = {"# %%": "code", "# %% [markdown]": "markdown"}


class CorpusError(ValueError):
    """A file of the corpus that isn't in its format."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The verdict that the contract asks for.

    `core` says of each part whether its formula is right; None where no function is judged, and where the contract
    leaves it open (right numbers in another dress, answers that depend on earlier calls).
    """

    rating: Rating | None
    status: Status
    why: str
    core: Mapping[str, bool] | None
    misconceptions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Handed:
    """One submission of the corpus: `notebook` is the file as a candidate would hand it in."""

    name: str
    path: Path
    expected: Expected
    notebook: bytes


def load(folder: Path = CORPUS) -> list[Handed]:
    """Every submission of a folder, by name."""
    return [read(path) for path in sorted(folder.glob("*.py"))]


def read(path: Path) -> Handed:
    """One file. Raises CorpusError where it isn't in the format."""
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = _verdict(path, lines[: len(KEYS)])
    cells = [cell(kind, source) for kind, source in _cells(path, lines, len(KEYS))]
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return Handed(name=path.stem, path=path, expected=expected, notebook=json.dumps(content).encode())


def _verdict(path: Path, lines: Sequence[str]) -> Expected:
    if len(lines) < len(KEYS):
        _refuse(path, len(lines), f"a header of {len(KEYS)} lines", "the end of the file")
    values = [_value(path, number, key, line) for number, (key, line) in enumerate(zip(KEYS, lines, strict=True), 1)]
    rating, status, why, core, misconceptions = values
    if rating not in RATINGS:
        _refuse(path, 1, f"one of {', '.join(RATINGS)}", rating)
    if status not in list(Status):
        _refuse(path, 2, f"one of {', '.join(Status)}", status)
    expected = Expected(
        rating=RATINGS[rating],
        status=Status(status),
        why=why,
        core=_core(path, core, reached=status == Status.GRADED),
        misconceptions=_names(path, misconceptions),
    )
    if (expected.rating is not None) != (expected.status in {Status.GRADED, Status.DOES_NOT_RUN}):
        _refuse(path, 2, "a rating where the function is graded or does not run, and null elsewhere", status)
    return expected


def _value(path: Path, number: int, key: str, line: str) -> str:
    start = f"# {key}: "
    value = line.removeprefix(start)
    if not line.startswith(start) or not value or value != value.strip():
        _refuse(path, number, f"{start.strip()!r} and a value", line)
    return value


def _core(path: Path, text: str, *, reached: bool) -> Mapping[str, bool] | None:
    if (text == "not reached") == reached:
        _refuse(path, 4, "'not reached' where no function is graded, and only there", text)
    if text in {"open", "not reached"}:
        return None
    found = re.fullmatch(", ".join(f"{part} (right|wrong)" for part in PARTS), text)
    if found is None:
        _refuse(path, 4, "'open', or 'precision right, recall right, f1 right' with 'wrong' where it is", text)
    return {part: word == "right" for part, word in zip(PARTS, found.groups(), strict=True)}


def _names(path: Path, text: str) -> tuple[str, ...]:
    if text == "none":
        return ()
    names = tuple(text.split(", "))
    if not all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names) or len(set(names)) < len(names):
        _refuse(path, 5, "'none', or different ids with ', ' between them", text)
    return names


def _cells(path: Path, lines: Sequence[str], start: int) -> Iterator[tuple[str, str]]:
    """The kind and source of each cell below the header."""
    kind = None
    source: list[str] = []
    for number, line in enumerate(lines[start:], start + 1):
        if line.startswith("# %%"):
            if line not in MARKERS:
                _refuse(path, number, f"{' or '.join(map(repr, MARKERS))}", line)
            if kind is not None:
                yield kind, "\n".join(source).rstrip()
            kind, source = MARKERS[line], []
        elif kind is None and line:
            _refuse(path, number, "an empty line or a cell's marker below the header", line)
        else:
            source.append(_text(path, number, line) if kind == "markdown" else line)
    if kind is None:
        _refuse(path, len(lines), "at least one cell", "none")
    yield kind, "\n".join(source).rstrip()


def _text(path: Path, number: int, line: str) -> str:
    if line and line != "#" and not line.startswith("# "):
        _refuse(path, number, "a line of text after '# '", line)
    return line[2:]


def _refuse(path: Path, number: int, expected: str, got: str) -> NoReturn:
    raise CorpusError(f"{path.name}:{number}: expected {expected}, got {got!r}")
