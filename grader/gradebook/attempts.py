"""Attempts: notebooks as they were graded, one after another, each with the key of what could change its verdict."""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, insert, select

from grader.errors import UsageError
from grader.gradebook.opening import transaction
from grader.gradebook.shared import Pool, shared
from grader.gradebook.tables import attempts
from grader.plain_json import encoded
from grader.results import SubmissionResult

Executed = Mapping[str, object]
"""An executed notebook, made harmless."""

Record = TypeVar("Record", bound=msgspec.Struct)

_AT_ONCE = 100
"""How many results are read from the database in one go."""

_TELLING = ("candidate", "notebook", "key", "time", "final", "result")
"""What tells an attempt from every other."""

SubmissionId = tuple[str, str]
"""The candidate and the notebook's path, as a report shows it."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A notebook graded once. `key` is None where its bytes were not had; what is not final is not used again."""

    time: str
    key: str | None
    final: bool
    result: SubmissionResult
    executed: Executed | None


def keep(book: Connection, attempt: Attempt) -> int:
    """Write an attempt down, for good, and at once if no transaction is under way. Returns its number."""
    result = attempt.result
    row = insert(attempts).values(
        time=attempt.time,
        candidate=result.candidate,
        notebook=result.notebook,
        key=attempt.key,
        final=attempt.final,
        status=result.status.value,
        rating=result.rating,
        rule=result.rule,
        result=packed(result),
        executed=None if attempt.executed is None else zlib.compress(json.dumps(attempt.executed).encode()),
    )
    with transaction(book):
        (number,) = book.execute(row).inserted_primary_key or (0,)
    return int(number)


def find(book: Connection, keys: Mapping[SubmissionId, str]) -> dict[SubmissionId, int]:
    """The latest final attempt of each submission with the key it has now; those without one are left out."""
    c = attempts.c
    query = select(c.id, c.candidate, c.notebook, c.key).where(c.final, c.key.is_not(None)).order_by(c.id)
    found: dict[SubmissionId, int] = {}
    with book.begin():
        for number, candidate, notebook, key in book.execute(query):
            if keys.get((candidate, notebook)) == key:
                found[candidate, notebook] = number
    return found


def results(book: Connection, numbers: Sequence[int]) -> Iterator[SubmissionResult]:
    """The results of these attempts, one after another in this order."""
    pool: Pool = {}
    for start in range(0, len(numbers), _AT_ONCE):
        wanted = numbers[start : start + _AT_ONCE]
        with book.begin():
            rows = book.execute(select(attempts.c.id, attempts.c.result).where(attempts.c.id.in_(wanted))).all()
        contents: dict[int, bytes] = {row.id: row.result for row in rows}
        yield from (shared(unpacked(contents[number], SubmissionResult), pool) for number in wanted)


def with_notebook(book: Connection, numbers: Collection[int]) -> frozenset[int]:
    """Those of the attempts that came to an executed notebook."""
    with book.begin():
        found = book.scalars(select(attempts.c.id).where(attempts.c.executed.is_not(None))).all()
    return frozenset(found) & frozenset(numbers)


def executed(book: Connection, number: int) -> Executed:
    """The executed notebook of an attempt that came to one."""
    with book.begin():
        content = book.scalars(select(attempts.c.executed).where(attempts.c.id == number)).one()
    with _readable("an executed notebook"):
        notebook: Executed = json.loads(zlib.decompress(content))
    return notebook


def copy(source: Connection, book: Connection) -> dict[int, int]:
    """Copy all attempts of another gradebook, those that are there already left out. Returns their numbers here."""
    numbers = {}
    with source.begin():
        all_of_them = source.scalars(select(attempts.c.id).order_by(attempts.c.id)).all()
    for number in all_of_them:
        with source.begin():
            row = source.execute(select(attempts).where(attempts.c.id == number)).one()._asdict()
        del row["id"]
        same = [attempts.c[name].is_not_distinct_from(row[name]) for name in _TELLING]
        with book.begin():
            there = book.scalars(select(attempts.c.id).where(*same)).first()
            if there is None:
                (there,) = book.execute(insert(attempts).values(row)).inserted_primary_key or (0,)
        numbers[number] = int(there)
    return numbers


def packed(record: msgspec.Struct) -> bytes:
    """A record as the gradebook holds it."""
    return zlib.compress(encoded(record))


def unpacked(content: bytes, kind: type[Record]) -> Record:
    """The record that was packed. Raises UsageError where it is not what was written."""
    with _readable(f"a {kind.__name__}"):
        return msgspec.json.decode(zlib.decompress(content), type=kind)


@contextlib.contextmanager
def _readable(what: str) -> Iterator[None]:
    try:
        yield
    except (zlib.error, ValueError, TypeError) as error:  # a row that somebody edited: the file itself is whole
        raise UsageError(
            f"the gradebook holds {what} that can't be read ({error}); restore gradebook.sqlite from a copy, "
            "or move it away and grade everything again"
        ) from error
