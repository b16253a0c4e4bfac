"""Scorecards as they were handed in: every version stays, and none says something else later."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from grader.errors import UsageError
from grader.gradebook.attempts import packed
from grader.gradebook.opening import transaction
from grader.gradebook.tables import edits, scorecards
from grader.results import CardVersion
from grader.screen.gathered import version_of
from grader.screen.scorecard import Scorecard
from grader.screen.screens import CardId, HandedIn
from grader.visible import same_name


def keep(book: Connection, cards: Iterable[Scorecard], time: str) -> None:
    """Write down the versions that are not there yet, without what is private in them."""
    known = handed_in(book)
    for card in cards:
        if (card.candidate, card.by, card.version) not in known:
            _add(book, card.candidate, version_of(card, counts=True), packed(card), time)


def adopt(book: Connection, cards: HandedIn, time: str) -> None:
    """Write down the versions that are not there yet, and of which only what a report says is known."""
    known = handed_in(book)
    for id, card in cards.items():
        if id not in known:
            _add(book, id[0], card, None, time)


def copy(source: Connection, book: Connection, time: str) -> None:
    """Copy the versions of another gradebook that are not here. Raises UsageError where one says something else."""
    known = handed_in(book)
    content = select(scorecards.c.candidate, scorecards.c.interviewer, scorecards.c.version, scorecards.c.content)
    with source.begin():
        rows = source.execute(content).all()
    contents = {(row.candidate, same_name(row.interviewer), row.version): row.content for row in rows}
    for id, card in handed_in(source).items():
        if id not in known:
            _add(book, id[0], card, contents[id], time)
        elif known[id].sha256 != card.sha256:
            raise UsageError(
                f"candidate={id[0]!r}: version {card.version} of {card.interviewer}'s scorecard says different things "
                "in the parts; keep one, and put the other into a copy with the next version and an edit"
            )


def _add(book: Connection, candidate: str, card: CardVersion, content: bytes | None, time: str) -> None:
    row = insert(scorecards).values(
        time=time,
        candidate=candidate,
        interviewer=card.interviewer,
        version=card.version,
        sha256=card.sha256,
        date=card.date,
        content=content,
    )
    with transaction(book):
        (number,) = book.execute(row).inserted_primary_key or (0,)
        if card.author is not None:
            edit = {"author": card.author, "time": card.time or "", "reason": card.reason or ""}
            book.execute(insert(edits).values(scorecard=number, **edit))


def handed_in(book: Connection) -> HandedIn:
    """Every version that was handed in, in the order in which it came."""
    query = select(scorecards, edits.c.author, edits.c.time.label("edited"), edits.c.reason)
    with transaction(book):
        rows = book.execute(query.select_from(scorecards.outerjoin(edits)).order_by(scorecards.c.id)).all()
    versions: dict[CardId, CardVersion] = {}
    for row in rows:
        versions[row.candidate, same_name(row.interviewer), row.version] = CardVersion(
            interviewer=row.interviewer,
            version=row.version,
            date=row.date,
            sha256=row.sha256,
            counts=True,
            author=row.author,
            time=row.edited,
            reason=row.reason,
        )
    return versions
