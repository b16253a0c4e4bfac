"""The files of OUT that are ours, and what each was made from: what is neither stale nor changed is not made again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from grader.gradebook.tables import files


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a file was made from, and its content, both as a SHA-256."""

    made_from: str
    sha256: str


def ours(book: Connection) -> dict[str, Made]:
    """Every file that was written to OUT, or was about to be, by its name."""
    with book.begin():
        rows = book.execute(select(files)).all()
    return {row.name: Made(made_from=row.made_from, sha256=row.sha256) for row in rows}


def own(book: Connection, made: Mapping[str, Made]) -> None:
    """Write down what is about to be written; what was known of files of these names is replaced."""
    with book.begin():
        _remove(book, made)
        rows = [{"name": name, "made_from": each.made_from, "sha256": each.sha256} for name, each in made.items()]
        if rows:
            book.execute(insert(files), rows)


def disown(book: Connection, names: Collection[str]) -> None:
    """Forget files that are gone."""
    with book.begin():
        _remove(book, names)


def _remove(book: Connection, names: Collection[str]) -> None:
    for name in names:
        book.execute(delete(files).where(files.c.name == name))
