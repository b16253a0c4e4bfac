"""Writing OUT: a run's files all arrive, or the results of the earlier run stay as they were.

Files are written and synced in a fresh folder inside OUT, so on the same file system, then renamed into place,
results.json last. Each rename has its undo. Only files that the gradebook or an earlier results.json of ours names are
ever replaced or removed: OUT may be anybody's folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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


@contextlib.contextmanager
def claimed(out: Path, waits: Callable[[], None] | None = None) -> Iterator[None]:
    """OUT, made if need be, for this process alone. Where another grader has it, `waits` is told and it is waited for.

    What a run left behind that was ended while it wrote is removed. OUT is taken away again if nothing came of it. The
    claim ends with the process, however it ends. Raises UsageError where OUT is taken, or can't be had.
    """
    made: list[Path] = []
    with contextlib.ExitStack() as claim:
        while True:
            with _in_words(out):
                made += _make(out)
                descriptor = os.open(out, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
                claim.callback(os.close, descriptor)
            _lock(descriptor, out, waits)
            if _lies_there(out, descriptor):
                break
        remove_leftovers(out)
        with _taken_away(made):  # while it is still ours
            yield


def _lies_there(out: Path, descriptor: int) -> bool:
    """Whether OUT is still the folder that was locked: the grader that had it may have taken it away."""
    try:
        return os.path.samestat(out.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock(descriptor: int, out: Path, waits: Callable[[], None] | None) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        if waits is None:
            raise UsageError(
                f"another grader is at work on out={str(out)!r}; run again when it has ended, say --wait, "
                "or choose another folder with -o"
            ) from error
        waits()
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError as error:
        raise UsageError(
            f"out={str(out)!r} can't be kept from a second grader ({error.strerror}); choose a folder of a local disk"
        ) from error


def remove_leftovers(out: Path) -> None:
    """Remove what a run left behind that was ended while it wrote: copies of what it was writing or replacing."""
    for folder in (out, out / PAGES):
        for path in sorted(folder.glob(f"{STAGING}*")):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)  # what stays is told of by `forget`


@dataclass(frozen=True, kw_only=True)
class Staging:
    """Files that wait to be put in place. `ours` are the names in OUT that may be replaced or removed."""

    out: Path
    folder: Path
    ours: frozenset[str]
    names: list[str] = field(default_factory=list)

    def add(self, name: str, content: Iterable[bytes]) -> str:
        """Write a file, named relative to OUT, with "/", and sync it. Returns its SHA-256.

        Raises ValueError on a name that isn't plain, UsageError where the file would replace one that is not ours: so
        that nothing is written down as ours before that is known.
        """
        if not _is_ours(name):
            raise ValueError(f"expected a file's name, or one in {PAGES!r}, relative to OUT, got name={name!r}")
        path, digest = self.folder / "new" / name, hashlib.sha256()
        with _in_words(self.out):
            _refuse_foreign(self.out, [name], self.ours)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                for chunk in content:
                    file.write(chunk)
                    digest.update(chunk)
                file.flush()
                os.fsync(file.fileno())
        self.names.append(name)
        return digest.hexdigest()

    def place(self, kept: Collection[str] = ()) -> None:
        """Put all of them in place, or none; files of ours that are neither among them nor `kept` are removed."""
        with _in_words(self.out):
            _refuse_foreign(self.out, self.names, self.ours)
            _place(self.out, self.folder, self.names, self.ours - set(kept))


@contextlib.contextmanager
def staging(out: Path, owned: Collection[str] = ()) -> Iterator[Staging]:
    """A place in OUT, which is made if need be, where files wait. `owned` are names there that are ours.

    Raises `UsageError` where the disk is full, OUT can't be written or holds files that are not ours: then the earlier
    results are untouched. Raises `InternalError` where an old file could not be put back, and says where it is.
    """
    check_writable(out, owned)
    with contextlib.ExitStack() as stack:
        with _in_words(out):
            stack.enter_context(_taken_away(_make(out)))
            folder = stack.enter_context(_staging(out))
            ours = _earlier_files(out) | _plain(owned)
        yield Staging(out=out, folder=folder, ours=ours)


def check_writable(out: Path, owned: Collection[str] = ()) -> None:
    """Raises `UsageError` where writing would fail for a reason that can be known before an hour of grading."""
    with _in_words(out):
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
            _refuse_foreign(out, FIXED, _earlier_files(out) | _plain(owned))


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


def _plain(names: Collection[str]) -> frozenset[str]:
    """Those of the names that OUT can hold."""
    return frozenset(filter(_is_ours, names))


def _is_page(name: str) -> bool:
    """Whether a name is that of a page without its ending, as results.json has it."""
    return _is_ours(name) and PurePosixPath(name).parent == PurePosixPath(PAGES)


def _refuse_foreign(out: Path, names: Iterable[str], earlier: frozenset[str]) -> None:
    """Raises `UsageError` where a file would replace one that is not ours."""
    for name in sorted(names):
        path = out / name
        if os.path.lexists(path) and (name not in earlier or stat.S_ISDIR(path.lstat().st_mode)):
            raise _foreign(out, name)


def _make(out: Path) -> list[Path]:
    """Make OUT if need be. Returns the folders that were not there, the innermost first."""
    missing = [folder for folder in (out / PAGES, out, *out.parents) if not folder.exists()]
    with _taken_away(missing):
        out.mkdir(parents=True, exist_ok=True)
    return missing


@contextlib.contextmanager
def _taken_away(made: Sequence[Path]) -> Iterator[None]:
    """Folders that are taken away again if nothing comes of it."""
    try:
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


def _place(out: Path, staging: Path, names: Collection[str], earlier: frozenset[str]) -> None:
    """Renames the staged files into place and stale ones away; on any error, undoes what it did."""
    old = staging / "old"
    with contextlib.ExitStack() as undo:
        for name in sorted(names, key=lambda name: (name == RESULTS, name)):
            target, kept = out / name, old / name
            target.parent.mkdir(parents=True, exist_ok=True)
            kept.parent.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(target):
                undo.callback(_put_back, kept, target)
                _keep(target, kept)
            else:
                undo.callback(target.unlink, missing_ok=True)
            (staging / "new" / name).replace(target)
        for name in sorted(earlier - FIXED - set(names)):
            target, kept = out / name, old / name
            if target.is_symlink() or target.is_file():
                kept.parent.mkdir(parents=True, exist_ok=True)
                undo.callback(_put_back, kept, target)
                target.rename(kept)
        undo.pop_all()


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


@contextlib.contextmanager
def _in_words(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"Expected a folder that can be written, got out={str(out)!r}: {error.strerror or error}. "
            "Nothing there has changed; the results of an earlier run are untouched. "
            "Free space, mend the permissions or choose another folder with -o, then run again."
        ) from error
