"""Reports: what an older grader left is taken over whole, however often that is ended."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from grader import report
from grader.gradebook import opening, tables
from tests import grading
from tests.ending import at, end
from tests.test_forget import BOB, CY, TIME, files, graded, run


def rows(book: Connection) -> dict[str, int]:
    """How many rows each table has, of those that have any but the version."""
    with book.begin():
        counts = {
            name: book.scalar(select(func.count()).select_from(table)) or 0
            for name, table in tables.metadata.tables.items()
        }
    return {name: count for name, count in counts.items() if count and name != "gradebook"}


@pytest.mark.parametrize(
    ("statement", "nth"),
    [
        ("INSERT INTO attempts", 2),
        ("INSERT INTO scorecards", 2),
        ("INSERT INTO reports", 1),
        ("INSERT INTO screens", 1),
    ],
)
def test_what_an_older_grader_left_is_taken_over_whole_or_not_at_all(tmp_path: Path, statement: str, nth: int) -> None:
    older = run([graded("ada"), BOB], [CY])
    grading.place(tmp_path, files(older))
    with (
        at(statement, end, nth),
        pytest.raises(KeyboardInterrupt),
        opening.opened(tmp_path / opening.NAME) as book,
    ):
        report.current(tmp_path, book, TIME)
    with opening.opened(tmp_path / opening.NAME) as book:
        assert {} == rows(book)
        assert older == report.current(tmp_path, book, TIME).results
        assert {"attempts": 2, "grades": 2, "reports": 1, "scorecards": 3, "screens": 3} == rows(book)
