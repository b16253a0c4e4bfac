"""Finding submissions: which notebooks a run grades, and whose they are."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import msgspec

from grader import course
from grader.errors import InternalError, Refused, UsageError
from grader.settings import MIB
from grader.submission import Entry, read_bytes

MAX_RESULTS = 256 * MIB
"""Bytes of a results.json that may be ours: it may lie in a stranger's folder, and be anything."""

_STAGING = ".grader-writing-"
"""How the name of a folder begins in which a report's files wait, as output.py calls it."""


def find(
    paths: Sequence[Path], assignment: str | None = None, written: Collection[Path] = frozenset()
) -> tuple[Entry, ...]:
    """The notebooks among `paths`: files as they are, folders searched; sorted by candidate, then notebook.

    Of an nbgrader course, what students handed in; `assignment` names one of several there. Files that an earlier run
    has `written` (by their resolved paths) are no submissions. Raises UsageError where a path doesn't exist, nothing is
    found, two sources claim one candidate id, or the assignment is not settled.
    """
    claims: list[_Claim] = []
    for path in paths:
        claims.extend(_claims(path, assignment, written))
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


def _claims(path: Path, assignment: str | None, written: Collection[Path]) -> Iterator[_Claim]:
    if not os.path.lexists(path):
        raise UsageError(f"there is no file or folder {str(path)!r}; give notebooks, or folders that hold them")
    if not path.is_dir():
        if path.suffix != ".ipynb":
            raise UsageError(f"expected a notebook (*.ipynb) or a folder, found {str(path)!r}")
        yield _Claim(id=path.stem, source=path, notebook=path.name, path=path, is_stem=True)
        return
    walked = (each for each in _walk(path) if each.parent.resolve() / each.name not in written)
    found: Sequence[PurePath] = [each.relative_to(path) for each in walked]
    theirs = course.handed_in(path, found)
    if theirs is not None:
        path, found = theirs.folder, course.chosen(theirs, assignment)
    elif assignment is not None:
        raise UsageError(f"expected an nbgrader course beside --assignment, got {str(path)!r}; leave --assignment out")
    for name in found:
        top, is_stem = name.parts[0], len(name.parts) == 1
        yield _Claim(
            id=name.stem if is_stem else top, source=path / top, notebook=str(name), path=path / name, is_stem=is_stem
        )


def _walk(root: Path) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        raise UsageError(f"the folder {error.filename!r} can't be read: {error.strerror}") from error

    reports = set[Path]()
    for folder, folders, files in os.walk(root, onerror=fail):
        here = Path(folder)
        if "results.json" in files:
            reports |= _executed(here, here / "results.json")
        for name in folders:
            if name.startswith(_STAGING):
                reports |= _executed(here, here / name / "new" / "results.json")
                reports |= _executed(here, here / name / "old" / "results.json")
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


def _executed(out: Path, results: Path) -> set[Path]:
    """The executed notebooks of an earlier report: they are no submissions. Nothing else in its folder is passed over,
    so that a results.json among the submissions hides none of them.

    A run that was killed while it put its files in place left `results` where they waited, beside those before. Where
    they are gone, too, because a later run was killed before it came so far, only the gradebook there knows, and it is
    not asked: it may be a stranger's, and a database can do too much to who opens it.
    """
    try:
        ours = msgspec.json.decode(read_bytes(results, MAX_RESULTS), type=_OurResults)
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
