"""Takes a candidate out of a gradebook: the one exception to its rule that nothing is removed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from grader.gradebook import opening
from grader.gradebook.tables import attempts, edits, grades, scorecards, screens, tombstones


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What tells of a candidate in any run: the notebooks that were graded, and who handed in a scorecard."""

    notebooks: tuple[str, ...]
    interviewers: tuple[str, ...]


def candidates(book: Connection) -> frozenset[str]:
    """Every candidate of whom anything is kept."""
    with book.begin():
        return frozenset(
            name for table in (attempts, screens, scorecards) for name in book.scalars(select(table.c.candidate))
        )


def kept(book: Connection, candidate: str) -> Kept:
    """What is kept of a candidate."""
    a, s = attempts.c, scorecards.c
    with book.begin():
        notebooks = book.scalars(select(a.notebook).where(a.candidate == candidate)).all()
        interviewers = book.scalars(select(s.interviewer).where(s.candidate == candidate)).all()
    return Kept(notebooks=tuple(sorted(set(notebooks))), interviewers=tuple(sorted(set(interviewers))))


def forget(book: Connection, candidate: str, time: str) -> None:
    """Remove all that is kept of a candidate; a nameless tombstone stays. The file is then to be written anew."""
    theirs = select(attempts.c.id).where(attempts.c.candidate == candidate)
    cards = select(scorecards.c.id).where(scorecards.c.candidate == candidate)
    with book.begin():
        book.execute(delete(grades).where(grades.c.attempt.in_(theirs)))
        book.execute(delete(edits).where(edits.c.scorecard.in_(cards)))
        for table in (attempts, screens, scorecards):
            book.execute(delete(table).where(table.c.candidate == candidate))
        book.execute(insert(tombstones).values(time=time))
        opening.owe_rewriting(book)
