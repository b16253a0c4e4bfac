"""Takes a candidate out of a gradebook: the one exception to its rule that nothing is removed."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, text

from grader.gradebook.tables import attempts, edits, grades, scorecards, screens, tombstones


def candidates(book: Connection) -> frozenset[str]:
    """Every candidate of whom anything is kept."""
    with book.begin():
        return frozenset(
            name for table in (attempts, screens, scorecards) for name in book.scalars(select(table.c.candidate))
        )


def forget(book: Connection, candidate: str, time: str) -> None:
    """Remove all that is kept of a candidate; a nameless tombstone stays.

    Free pages are overwritten (`secure_delete` is on) and the file is written anew, so that nothing is left in it.
    """
    theirs = select(attempts.c.id).where(attempts.c.candidate == candidate)
    cards = select(scorecards.c.id).where(scorecards.c.candidate == candidate)
    with book.begin():
        book.execute(delete(grades).where(grades.c.attempt.in_(theirs)))
        book.execute(delete(edits).where(edits.c.scorecard.in_(cards)))
        for table in (attempts, screens, scorecards):
            book.execute(delete(table).where(table.c.candidate == candidate))
        book.execute(insert(tombstones).values(time=time))
    with book.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as apart:
        apart.execute(text("VACUUM"))  # which runs in no transaction
