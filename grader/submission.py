"""Submissions: which notebooks a run grades, whose they are, and what is in one.

A notebook is a stranger's file: it is measured before it is read, and only its cells' types and sources are kept.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import nbformat

from grader.errors import InternalError, Refused, UsageError
from grader.settings import MIB, Limits
from grader.vocabulary import Status

MAX_RESULTS = 256 * MIB
"""Bytes of a results.json that may be ours: it may lie in a stranger's folder, and be anything."""


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
    """One cell of a notebook, without its outputs."""

    kind: Literal["code", "markdown", "raw"]
    source: str


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A notebook that can be executed."""

    entry: Entry
    sha256: str
    cells: tuple[Cell, ...]


# --- finding --------------------------------------------------------------------------------------------------------


def find(paths: Sequence[Path]) -> tuple[Entry, ...]:
    """The notebooks among `paths`: files as they are, folders searched; sorted by candidate, then notebook.

    Raises UsageError where a path doesn't exist, nothing is found, or two sources claim one candidate id.
    """
    claims: list[_Claim] = []
    for path in paths:
        claims.extend(_claims(path))
    unique: dict[Path, _Claim] = {}
    for claim in sorted(claims, key=lambda claim: claim.is_stem):  # of a file found twice, the folder's claim counts
        unique.setdefault(claim.path.parent.resolve() / claim.path.name, claim)
    if not unique:
        listed = ", ".join(repr(str(path)) for path in paths)
        raise UsageError(f"no notebook (*.ipynb) was found in {listed}; give notebooks, or folders that hold them")
    return _named(list(unique.values()))


@dataclass(frozen=True, kw_only=True)
class _Claim:
    """A notebook, the id it goes by, and where that id comes from: two claims from one source are one candidate's."""

    id: str
    source: Path
    notebook: str
    path: Path
    is_stem: bool


def _claims(path: Path) -> Iterator[_Claim]:
    if not os.path.lexists(path):
        raise UsageError(f"there is no file or folder {str(path)!r}; give notebooks, or folders that hold them")
    if not path.is_dir():
        if path.suffix != ".ipynb":
            raise UsageError(f"expected a notebook (*.ipynb) or a folder, found {str(path)!r}")
        yield _Claim(id=path.stem, source=path, notebook=path.name, path=path, is_stem=True)
        return
    for found in _walk(path):
        relative = found.relative_to(path)
        if len(relative.parts) == 1:
            yield _Claim(id=relative.stem, source=found, notebook=str(relative), path=found, is_stem=True)
        else:
            top = relative.parts[0]
            yield _Claim(id=top, source=path / top, notebook=str(relative), path=found, is_stem=False)


def _walk(root: Path) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        raise UsageError(f"the folder {error.filename!r} can't be read: {error.strerror}") from error

    reports: set[Path] = set()
    for folder, folders, files in os.walk(root, onerror=fail):
        here = Path(folder)
        if "results.json" in files:
            reports |= _executed(here)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        notebooks = [here / name for name in sorted(files) if name.endswith(".ipynb") and name[0] != "."]
        yield from (path for path in notebooks if path not in reports)


class _OurRun(msgspec.Struct):
    grader: str
    battery_sha256: str


class _OurPage(msgspec.Struct):
    page: str


class _OurResults(msgspec.Struct):
    schema: int
    submissions: list[_OurPage]
    run: _OurRun


def _executed(out: Path) -> set[Path]:
    """The executed notebooks of an earlier report: they are no submissions. Nothing else in its folder is passed over,
    so that a results.json among the submissions hides none of them.
    """
    try:
        ours = msgspec.json.decode(_read_bytes(out / "results.json", MAX_RESULTS), type=_OurResults)
    except (Refused, InternalError, msgspec.MsgspecError, RecursionError):
        return set()
    return {out / f"{each.page}.ipynb" for each in ours.submissions if each.page.startswith("candidates/")}


def _named(claims: list[_Claim]) -> tuple[Entry, ...]:
    repeated = Counter(claim.id for claim in claims if claim.is_stem)
    entries: dict[str, set[Path]] = {}
    named = []
    for claim in claims:
        alone = not claim.is_stem or repeated[claim.id] == 1
        candidate = _shown(claim.id if alone else claim.path.parent.resolve().name)
        entries.setdefault(candidate, set()).add(claim.source)
        named.append(Entry(candidate=candidate, notebook=_shown(claim.notebook), path=claim.path))
    for candidate, sources in sorted(entries.items()):
        if len(sources) > 1:
            listed = ", ".join(repr(str(source)) for source in sorted(sources))
            raise UsageError(
                f"candidate={candidate!r} is claimed by more than one source: {listed}; rename one of them"
            )
    return tuple(sorted(named, key=lambda entry: (entry.candidate, entry.notebook)))


def _shown(name: str) -> str:
    """A file name as text that any encoding can hold: bytes that are no UTF-8 become visible escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


# --- reading --------------------------------------------------------------------------------------------------------


def read(entry: Entry, limits: Limits) -> Submission:
    """The notebook's cells. Raises Refused with a status where it isn't a Python notebook, InternalError where this
    machine doesn't let us read it.
    """
    data = _read_bytes(entry.path, limits.notebook_bytes)
    notebook = _parse(data)
    _require_python(notebook.get("metadata"))
    return Submission(entry=entry, sha256=hashlib.sha256(data).hexdigest(), cells=tuple(_cells(notebook)))


def cells_of(path: Path) -> tuple[Cell, ...]:
    """The cells of a notebook of ours, such as the assignment."""
    return tuple(_cells(_parse(path.read_bytes())))


def fingerprint(entry: Entry, limits: Limits) -> str | None:
    """The SHA-256 of a notebook that can't be graded, or None where its bytes can't be had."""
    try:
        return hashlib.sha256(_read_bytes(entry.path, limits.notebook_bytes)).hexdigest()
    except (Refused, InternalError):
        return None


def _refuse(reason: str) -> Refused:
    return Refused(Status.INVALID_NOTEBOOK, reason)


def _read_bytes(path: Path, limit: int) -> bytes:
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
                yield Cell(kind=kind, source=_joined(source, position))
            case _:
                raise _refuse(f"Cell {position} is not a notebook cell: it needs a known cell_type and a source.")


def _joined(source: str | Iterable[object], position: int) -> str:
    if isinstance(source, str):
        text = source
    else:
        lines = list(source)
        if not all(isinstance(line, str) for line in lines):
            raise _refuse(f"The source of cell {position} is not text.")
        text = "".join(map(str, lines))
    return text.encode("utf-8", "replace").decode("utf-8")
