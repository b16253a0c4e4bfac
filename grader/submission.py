"""Submissions: whose notebook it is, and what is in it.

A notebook is a stranger's file: it is measured before it is read, and only its cells' types and sources are kept.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import nbformat

from grader.errors import InternalError, Refused
from grader.settings import Limits
from grader.vocabulary import Status


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One notebook file of a run. `notebook` is its path as shown: relative to the folder that was searched."""

    candidate: str
    notebook: str
    path: Path

    @property
    def page(self) -> str:
        """The stem of this entry's files under OUT."""
        return page_of(self.candidate, self.notebook)


def page_of(candidate: str, notebook: str) -> str:
    """The stem of a candidate's files under OUT: a slug for people, and a hash that tells all ids apart.

    `notebook` is empty for a candidate who has none.
    """
    folded = unicodedata.normalize("NFKD", candidate).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")[:40] or "candidate"
    digest = hashlib.sha256(f"{candidate}\0{notebook}".encode()).hexdigest()[:10]
    return f"candidates/{slug}-{digest}"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a notebook, without its outputs. `given` tells that it came with the assignment, as nbgrader says."""

    kind: Literal["code", "markdown", "raw"]
    source: str
    given: bool = False


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A notebook that can be executed."""

    entry: Entry
    sha256: str
    cells: tuple[Cell, ...]

    @property
    def given(self) -> tuple[Cell, ...]:
        """The cells that came with the assignment: what they say and test is not the candidate's."""
        return tuple(cell for cell in self.cells if cell.given)


def read(entry: Entry, data: bytes) -> Submission:
    """The cells of a notebook's bytes. Raises Refused with a status where it isn't a Python notebook."""
    notebook = _parse(data)
    _require_python(notebook.get("metadata"))
    return Submission(entry=entry, sha256=digest(data), cells=tuple(_cells(notebook)))


def cells_of(path: Path) -> tuple[Cell, ...]:
    """The cells of a notebook of ours, such as the assignment."""
    return tuple(_cells(_parse(path.read_bytes())))


def fingerprint(entry: Entry, limits: Limits) -> str | None:
    """What tells a notebook, as it is now, from any other: the SHA-256 of its bytes, or of why they are refused unread.

    None where this machine doesn't let us read it.
    """
    try:
        return digest(read_bytes(entry.path, limits.notebook_bytes))
    except Refused as error:
        return digest(error.reason.encode())
    except InternalError:
        return None


def digest(data: bytes) -> str:
    """The SHA-256 of a notebook's bytes."""
    return hashlib.sha256(data).hexdigest()


def _refuse(reason: str) -> Refused:
    return Refused(Status.INVALID_NOTEBOOK, reason)


def read_bytes(path: Path, limit: int) -> bytes:
    """What an ordinary file of a stranger's holds. Raises Refused where it is none, or is longer than the limit,
    InternalError where this machine doesn't let us read it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink():
            raise _refuse("The file is a symbolic link; hand in the notebook itself.") from error
        raise InternalError(
            f"The file can't be read ({error.strerror}); mend its permissions and run again."
        ) from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _refuse("This is not an ordinary file.")
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise InternalError(f"The file can't be read ({error.strerror}); run again.") from error
    if len(data) > limit:
        raise _refuse(f"The file is larger than {limit // 1024**2} MB; clear its outputs and hand it in again.")
    return data


def _parse(data: bytes) -> Mapping[str, object]:
    if not data.strip():
        raise _refuse("The file is empty.")
    try:
        notebook = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise _refuse(f"The file is not valid JSON, so it may be cut off: {error}.") from error
    if not isinstance(notebook, dict) or type(notebook.get("nbformat")) is not int:
        raise _refuse("The file is JSON, but not a Jupyter notebook: it has no nbformat number.")
    if notebook["nbformat"] > nbformat.current_nbformat:
        raise _refuse(
            f"The notebook's format is newer than this grader reads: nbformat={str(notebook['nbformat'])[:12]}, "
            f"newest={nbformat.current_nbformat}; save it as version 4."
        )
    return notebook if notebook["nbformat"] == 4 else _converted(notebook)


def _converted(notebook: dict[str, object]) -> Mapping[str, object]:
    """An old notebook (nbformat 1 to 3) as nbformat 4."""
    try:
        converted: object = nbformat.convert(nbformat.from_dict(notebook), 4)  # type: ignore[no-untyped-call]
    except (
        Exception
    ) as error:  # whatever a malformed old notebook makes the converter trip over is the notebook's fault
        raise _refuse(
            f"The notebook has an old format (nbformat={notebook['nbformat']}) that can't be read."
        ) from error
    if not isinstance(converted, dict):
        raise _refuse(f"The notebook has an old format (nbformat={notebook['nbformat']}) that can't be read.")
    return converted


def _require_python(metadata: object) -> None:
    """Refuse a notebook that says it is in another language; the kernel's name says nothing."""
    said: list[str] = []
    match metadata:
        case {"language_info": {"name": str(name)}}:
            said.append(name)
        case {"kernelspec": {"language": str(name)}}:
            said.append(name)
    for name in said:
        if not re.match(r"i?python", name.strip().lower()):
            raise Refused(
                Status.OTHER_LANGUAGE, f"The notebook is written in {name[:40]!r}; the question asks for Python."
            )


def _cells(notebook: Mapping[str, object]) -> Iterator[Cell]:
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise _refuse("The notebook has no list of cells.")
    for position, cell in enumerate(cells, start=1):
        match cell:
            case {"cell_type": ("code" | "markdown" | "raw") as kind, "source": str() | list() as source}:
                yield Cell(kind=kind, source=_joined(source, position), given=_is_given(cell.get("metadata")))
            case _:
                raise _refuse(f"Cell {position} is not a notebook cell: it needs a known cell_type and a source.")


def _is_given(metadata: object) -> bool:
    """Whether nbgrader marks a cell as one that students get, such as its tests, and not as a place for an answer."""
    match metadata:
        case {"nbgrader": {"solution": False, **more}}:
            return more.get("task") is not True
    return False


def _joined(source: str | Iterable[object], position: int) -> str:
    if isinstance(source, str):
        text = source
    else:
        lines = list(source)
        if not all(isinstance(line, str) for line in lines):
            raise _refuse(f"The source of cell {position} is not text.")
        text = "".join(map(str, lines))
    return text.encode("utf-8", "replace").decode("utf-8")
