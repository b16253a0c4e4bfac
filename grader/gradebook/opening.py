"""Opens a gradebook, and says in words what is wrong with one that can't be used. Nothing is mended, or thrown away."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, event, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from grader.errors import UsageError
from grader.gradebook.tables import VERSION, gradebook, metadata

NAME = "gradebook.sqlite"
"""What a gradebook's file is called in OUT."""

WAIT_SECONDS = 10
"""How long another program's lock is waited for."""

_WRONG = {
    "SQLITE_NOTADB": "it is not an SQLite database; move it away, or restore it",
    "SQLITE_CORRUPT": "it is damaged; restore it from a copy, or move it away and grade everything again",
    "SQLITE_BUSY": "another program has locked it; close that program and run again",
    "SQLITE_LOCKED": "another program has locked it; close that program and run again",
    "SQLITE_READONLY": "it can't be written; mend the permissions of the file and its folder, or choose another OUT",
    "SQLITE_CANTOPEN": "it can't be opened; mend the permissions of the file and its folder, or choose another OUT",
    "SQLITE_PERM": "it can't be opened; mend the permissions of the file and its folder, or choose another OUT",
    "SQLITE_FULL": "there is no space left on the disk; free some and run again",
    "SQLITE_IOERR": "the disk can't be read or written (it may be full); mend it and run again",
}


def exists(out: Path) -> bool:
    """Whether OUT has a gradebook, or anything of its name."""
    return os.path.lexists(out / NAME)


@contextlib.contextmanager
def opened(path: Path | None) -> Iterator[Connection]:
    """The gradebook of this file, made if need be; None stands for one in memory, for as long as it is open.

    Raises UsageError, also later within the block, where it can't be used: what was kept by then stays.
    """
    if path is not None and os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
        raise _unusable(path, "it is not an ordinary file; move it away, or choose another OUT")
    engine = create_engine(
        URL.create("sqlite", database=None if path is None else str(path.absolute())),  # a name may hold ? and %20
        connect_args={"timeout": WAIT_SECONDS},
        poolclass=StaticPool,
        hide_parameters=True,  # what a candidate wrote belongs into no traceback
    )
    event.listen(engine, "connect", _set_up)
    try:
        with _in_words(lambda wrong: _unusable(path, wrong)), engine.connect() as book:
            _check(book, path)
            yield book
    finally:
        engine.dispose()


def _set_up(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # who is forgotten leaves nothing in free pages


def _check(book: Connection, path: Path | None) -> None:
    with book.begin():
        tables = inspect(book).get_table_names()
        if not tables:
            book.execute(text("BEGIN"))  # else every table is there by itself, before its gradebook is
            metadata.create_all(book)
            book.execute(insert(gradebook).values(version=VERSION))
            return
        versions = book.scalars(select(gradebook.c.version)).all() if gradebook.name in tables else []
        if len(versions) != 1:
            raise _unusable(path, "it is the database of another program; move it away, or choose another OUT")
        if versions[0] > VERSION:
            raise _unusable(
                path, f"a newer grader wrote it (version={versions[0]}, this grader reads {VERSION}); use that grader"
            )
        if lacking := sorted(metadata.tables.keys() - set(tables)):
            raise _unusable(path, f"{_WRONG['SQLITE_CORRUPT']} (it lacks {', '.join(lacking)})")
        if (found := book.scalar(text("PRAGMA quick_check(1)"))) != "ok":
            raise _unusable(path, f"{_WRONG['SQLITE_CORRUPT']} ({found})")


@contextlib.contextmanager
def transaction(book: Connection) -> Iterator[None]:
    """What is written within is there whole or not at all: with the transaction under way, or else as one."""
    if book.in_transaction():
        yield
    else:
        with book.begin():
            yield


# --- writing it anew ------------------------------------------------------------------------------------------------


def owe_rewriting(book: Connection) -> None:
    """Note, with the transaction that is under way, that the file is to be written anew, whoever does it."""
    book.execute(text("PRAGMA user_version = 1"))


def owes_rewriting(book: Connection) -> bool:
    """Whether the file is to be written anew, and has not been yet."""
    with book.begin():
        return bool(book.scalar(text("PRAGMA user_version")))


def rewrite(book: Connection) -> None:
    """Write the file anew, so that no byte is left in it of what was deleted: `secure_delete` alone leaves a few.

    Raises UsageError where that can't be done; it is owed then.
    """
    path = Path(book.engine.url.database or "")
    with (
        _in_words(lambda wrong: _owed(path, wrong)),
        book.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as apart,
    ):
        apart.execute(text("PRAGMA journal_mode = DELETE"))  # another program may have left a log on, beside the file
        apart.execute(text("VACUUM"))
        apart.execute(text("PRAGMA user_version = 0"))


def _owed(path: Path, wrong: str) -> UsageError:
    return UsageError(
        f"expected to write {str(path)!r} anew: {wrong}. No row of it tells of who was forgotten any more, but bytes "
        "of theirs may be left between the rows until it is done. It takes up to twice the size of the file, in its "
        "folder and in the one for temporary files."
    )


# --- what is wrong --------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _in_words(told: Callable[[str], UsageError]) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", "")
        wrong = next((says for code, says in _WRONG.items() if name.startswith(code)), None)
        if wrong is None:
            raise
        raise told(wrong) from error


def _unusable(path: Path | None, wrong: str) -> UsageError:
    return UsageError(f"expected a gradebook in {str(path)!r} that can be used: {wrong}. What it holds stays.")
