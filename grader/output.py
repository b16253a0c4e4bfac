"""Writing OUT: a run's files all arrive, or the results of the earlier run stay as they were.

Files are written and synced in a fresh folder inside OUT, so on the same file system, then renamed into place,
results.json last, and the folders are synced once. Each rename has its undo. A file that is there already, byte for
byte, stays: a run that changed one submission of a thousand writes its pages, not all. Only files that an earlier
results.json of ours names are ever replaced or removed: OUT may be anybody's folder.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from grader.errors import InternalError, UsageError

RESULTS = "results.json"
PAGES = "candidates"
FIXED = frozenset({"index.html", RESULTS, "results.csv", "junit.xml"})
"""The files that every OUT holds, besides the pages and executed notebooks in `candidates`."""

STAGING = ".grader-writing-"
"""How the name of a folder begins in which files wait to be put in place."""


class _EarlierCandidate(msgspec.Struct):
    page: str


class _Earlier(msgspec.Struct):
    """As much of a results.json, of any schema, as tells that it is ours and which pages it has."""

    schema: int
    submissions: tuple[_EarlierCandidate, ...]
    without_notebook: tuple[_EarlierCandidate, ...] = ()


def write(out: Path, files: Mapping[str, bytes]) -> None:
    """Writes `files` (names relative to OUT, with "/") into OUT, which is made if need be, and removes stale pages.

    Raises `UsageError` where the disk is full, OUT can't be written or holds files that are not ours: then the earlier
    results are untouched. Raises `InternalError` where an old file could not be put back, and says where it is.
    Raises `ValueError` on a name that is not plainly inside OUT.
    """
    for name in files:
        if not _is_ours(name):
            raise ValueError(f"expected a file's name, or one in {PAGES!r}, relative to OUT, got name={name!r}")
    check_writable(out)
    try:
        with _folder(out), _staging(out) as staging:
            earlier = _earlier_files(out)
            _refuse_foreign(out, files, earlier)
            changed = {name: data for name, data in files.items() if not _holds(out / name, data)}
            _stage(staging / "new", changed)
            _place(out, staging, changed, stale=earlier - FIXED - files.keys())
    except OSError as error:
        raise _unwritable(out, error) from error


def check_writable(out: Path) -> None:
    """Raises `UsageError` where `write` would fail for a reason that can be known before an hour of grading."""
    try:
        base = out
        while not os.path.lexists(base) and base != base.parent:
            base = base.parent
        if (out / PAGES).is_symlink():
            raise _foreign(out, PAGES)
        for folder in (base, out / PAGES):
            if folder == base or folder.exists():
                # A real attempt: permission bits don't tell of read-only file systems, nor for root.
                with tempfile.TemporaryDirectory(prefix=STAGING, dir=folder):
                    pass
        if out.exists():
            _refuse_foreign(out, FIXED, _earlier_files(out))
    except OSError as error:
        raise _unwritable(out, error) from error


def _is_ours(name: str) -> bool:
    """Whether the name is one that OUT can hold: a plain one, or a plain one in `candidates`."""
    *folders, last = name.split("/")
    return folders in ([], [PAGES]) and last not in {"", ".", "..", PAGES} and not {"\\", "\0"} & set(last)


def _earlier_files(out: Path) -> frozenset[str]:
    """The names of an earlier run's files in OUT; none where there is no results.json of ours."""
    path = out / RESULTS
    if path.is_symlink() or not path.is_file():
        return frozenset()
    try:
        earlier = msgspec.json.decode(path.read_bytes(), type=_Earlier)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return frozenset()
    pages = [each.page for each in (*earlier.submissions, *earlier.without_notebook) if _is_page(each.page)]
    return FIXED | {f"{page}{suffix}" for page in pages for suffix in (".html", ".ipynb")}


def _is_page(name: str) -> bool:
    """Whether a name is that of a page without its ending, as results.json has it."""
    return _is_ours(name) and PurePosixPath(name).parent == PurePosixPath(PAGES)


def _refuse_foreign(out: Path, names: Iterable[str], earlier: frozenset[str]) -> None:
    """Raises `UsageError` where a file would replace one that is not ours."""
    for name in sorted(names):
        path = out / name
        if os.path.lexists(path) and (name not in earlier or stat.S_ISDIR(path.lstat().st_mode)):
            raise _foreign(out, name)


@contextlib.contextmanager
def _folder(out: Path) -> Iterator[None]:
    """OUT, made if need be, and taken away again if nothing came of it."""
    missing = [folder for folder in (out, *out.parents) if not folder.exists()]
    pages = out / PAGES
    made = [pages, *missing] if not pages.exists() else missing
    try:
        out.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in made:
            with contextlib.suppress(OSError):  # not made, or somebody else's files are in it
                folder.rmdir()
        raise


@contextlib.contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """A fresh folder in OUT, removed afterwards, unless it holds what could not be put back."""
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=out))
    try:
        yield staging
    except InternalError:
        raise
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)  # the error on its way says what happened
        raise
    shutil.rmtree(staging, ignore_errors=True)  # the results are in place; a leftover must not unsay that


def _stage(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes and syncs every file below `folder`."""
    for name, data in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


def _holds(path: Path, data: bytes) -> bool:
    """Whether there is a file with just these bytes, and not a link to one."""
    return not path.is_symlink() and path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _place(out: Path, staging: Path, files: Mapping[str, bytes], stale: frozenset[str]) -> None:
    """Renames the staged files into place and stale ones away; on any error, undoes what it did."""
    old = staging / "old"
    with contextlib.ExitStack() as undo:
        for name in sorted(files, key=lambda name: (name == RESULTS, name)):
            target, kept = out / name, old / name
            target.parent.mkdir(parents=True, exist_ok=True)
            kept.parent.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(target):
                undo.callback(_put_back, kept, target)
                _keep(target, kept)
            else:
                undo.callback(target.unlink, missing_ok=True)
            (staging / "new" / name).replace(target)
        for name in sorted(stale):
            target, kept = out / name, old / name
            if target.is_symlink() or target.is_file():
                kept.parent.mkdir(parents=True, exist_ok=True)
                undo.callback(_put_back, kept, target)
                target.rename(kept)
        for folder in (out / PAGES, out):
            _sync(folder)
        undo.pop_all()


def _sync(folder: Path) -> None:
    """Has the names of a folder outlast a crash, as its files do, where its file system can."""
    if not folder.is_dir():
        return  # no page was written
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


def _keep(target: Path, kept: Path) -> None:
    """A second name for an old file, so that OUT is never without it; where links can't be had, it is moved."""
    try:
        os.link(target, kept, follow_symlinks=False)
    except OSError:
        target.rename(kept)


def _put_back(kept: Path, target: Path) -> None:
    if not os.path.lexists(kept):
        return  # it had not been moved yet
    try:
        kept.replace(target)
    except OSError as error:
        raise InternalError(
            f"The results could not be written, and an earlier file could not be put back: {error.strerror}. "
            f"It is kept: move {str(kept)!r} to {str(target)!r}."
        ) from error


def _foreign(out: Path, name: str) -> UsageError:
    return UsageError(
        f"Expected an empty folder or the results of an earlier run in out={str(out)!r}, got {name!r}, which no "
        "earlier run wrote there. Nothing there has changed. Move it away, or choose another folder with -o."
    )


def _unwritable(out: Path, error: OSError) -> UsageError:
    return UsageError(
        f"Expected a folder that can be written, got out={str(out)!r}: {error.strerror or error}. "
        "Nothing there has changed; the results of an earlier run are untouched. "
        "Free space, mend the permissions or choose another folder with -o, then run again."
    )
