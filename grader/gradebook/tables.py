"""The tables of a gradebook, as any SQL database can hold them.

Rows are only ever added, but for `files`, which says what lies in OUT now, and for a candidate who is forgotten.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = 1
"""The version of these tables. A newer gradebook is refused; for an older one, a step to this one goes here."""

metadata = MetaData()

gradebook = Table("gradebook", metadata, Column("version", Integer, nullable=False))
"""One row, which makes the database a gradebook of ours."""

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("time", String, nullable=False),
    Column("candidate", Text, nullable=False),
    Column("notebook", Text, nullable=False),
    Column("key", String(64)),
    Column("final", Boolean, nullable=False),
    Column("status", String, nullable=False),
    Column("rating", Integer),
    Column("rule", String, nullable=False),
    Column("result", LargeBinary, nullable=False),
    Column("executed", LargeBinary),
    Index("attempts_of_a_submission", "candidate", "notebook", "key"),
    sqlite_autoincrement=True,  # a number is never given twice, even after somebody was forgotten
)
"""A notebook graded once. `key` stands for everything that could change its verdict; an attempt without one, or one
that is not final (a limit was met while others ran, or the grader failed), is never used again.
"""

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("time", String, nullable=False),
    Column("run", LargeBinary, nullable=False),
)
"""A report as it was written to OUT; the last one is what OUT holds."""

grades = Table(
    "grades",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("attempt", ForeignKey("attempts.id"), nullable=False, index=True),
    Column("rating", Integer),
    Column("rule", String, nullable=False),
    Column("reason", Text, nullable=False),
)
"""The verdicts of a report, in its order: which attempt counts, and the rating that stands."""

screens = Table(
    "screens",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("page", Text, primary_key=True),
    Column("candidate", Text, nullable=False, index=True),
    Column("screen", LargeBinary),
    Column("activity", LargeBinary),
)
"""What a page of a report says of a candidate beside the notebook."""

scorecards = Table(
    "scorecards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("time", String, nullable=False),
    Column("candidate", Text, nullable=False, index=True),
    Column("interviewer", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("date", String, nullable=False),
    Column("content", LargeBinary),
)
"""Every version of every scorecard that a report was made from, without what is private in it."""

edits = Table(
    "edits",
    metadata,
    Column("scorecard", ForeignKey("scorecards.id"), primary_key=True),
    Column("author", Text, nullable=False),
    Column("time", String, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Who made a scorecard's later version, when, and why."""

files = Table(
    "files",
    metadata,
    Column("name", Text, primary_key=True),
    Column("made_from", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
)
"""The files of OUT that are ours: what each was made from, and its content, both as hashes."""

tombstones = Table(
    "tombstones", metadata, Column("id", Integer, primary_key=True), Column("time", String, nullable=False)
)
"""That somebody was forgotten, and when; not who."""
