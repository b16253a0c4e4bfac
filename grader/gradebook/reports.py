"""Reports: which attempts count, and what is said beside them, as it was written to OUT."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, func, insert, select

from grader.gradebook import attempts, tables
from grader.gradebook.attempts import packed, unpacked
from grader.gradebook.opening import transaction
from grader.gradebook.tables import grades, reports, screens
from grader.results import SCHEMA, Activity, Entry, Results, Run, Screen, WithoutNotebook

Kind = TypeVar("Kind", bound=msgspec.Struct)


@dataclass(frozen=True, kw_only=True, repr=False)  # asyncio writes out what a task returns, which may be a thousand
class Report:
    """Results, and the number of the attempt behind each of its submissions."""

    results: Results
    attempts: tuple[int, ...]


def add(book: Connection, report: Report, time: str) -> None:
    """Write a report down as the latest, all of it or nothing."""
    with transaction(book):
        row = insert(reports).values(time=time, run=packed(report.results.run))
        (number,) = book.execute(row).inserted_primary_key or (0,)
        for table, rows in ((grades, _verdicts(report)), (screens, _said_beside(report))):
            if rows:
                book.execute(insert(table), [{"report": number, **row} for row in rows])


def latest_run(book: Connection, report: Report) -> Run | None:
    """The run of the latest report, where that has the verdicts and screens of this one."""
    with book.begin():
        row = book.execute(select(reports).order_by(reports.c.id.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        for table, rows in ((grades, _verdicts(report)), (screens, _said_beside(report))):
            there = [each._asdict() for each in book.execute(select(table).where(table.c.report == row.id))]
            if sorted(there, key=str) != sorted(({"report": row.id, **each} for each in rows), key=str):
                return None
    return unpacked(row.run, Run)


def is_behind(book: Connection) -> bool:
    """Whether the newest attempt is in no report: the run that made it was ended before it wrote one."""
    newest = select(func.max(tables.attempts.c.id)).scalar_subquery()
    query = select(tables.attempts.c.id).where(tables.attempts.c.id == newest)
    with book.begin():
        return book.scalar(query.where(tables.attempts.c.id.not_in(select(grades.c.attempt)))) is not None


def _verdicts(report: Report) -> list[dict[str, object]]:
    return [
        {"position": place, "attempt": number, "rating": each.rating, "rule": each.rule, "reason": each.reason}
        for place, (number, each) in enumerate(zip(report.attempts, report.results.submissions, strict=True))
    ]


def _said_beside(report: Report) -> list[dict[str, object]]:
    everybody = report.results.everybody
    return [_beside(each) for each in everybody if each.screen is not None or each.activity is not None]


def _beside(each: Entry) -> dict[str, object]:
    return {
        "page": each.page,
        "candidate": each.candidate,
        "screen": None if each.screen is None else packed(each.screen),
        "activity": None if each.activity is None else packed(each.activity),
    }


def latest(book: Connection) -> Report | None:
    """The report that was written last, if there is one."""
    with book.begin():
        newest = select(func.max(reports.c.id)).scalar_subquery()
        row = book.execute(select(reports.c.id, reports.c.run).where(reports.c.id == newest)).one_or_none()
        if row is None:
            return None
        verdicts = book.execute(select(grades).where(grades.c.report == row.id).order_by(grades.c.position)).all()
        beside = book.execute(select(screens).where(screens.c.report == row.id).order_by(screens.c.candidate)).all()
    numbers = tuple(each.attempt for each in verdicts)
    said = {each.page: (_read(each.screen, Screen), _read(each.activity, Activity)) for each in beside}
    submissions = []
    for result, verdict in zip(attempts.results(book, numbers), verdicts, strict=True):
        screen, activity = said.pop(result.page, (None, None))
        stands = {"rating": verdict.rating, "rule": verdict.rule, "reason": verdict.reason}
        submissions.append(msgspec.structs.replace(result, **stands, screen=screen, activity=activity))
    alone = []
    for each in beside:
        screen, activity = said.get(each.page, (None, None))
        if screen is not None:
            alone.append(WithoutNotebook(candidate=each.candidate, page=each.page, screen=screen, activity=activity))
    return Report(
        results=Results(
            schema=SCHEMA,
            run=unpacked(row.run, Run),
            submissions=tuple(submissions),
            without_notebook=tuple(alone),
        ),
        attempts=numbers,
    )


def _read(content: bytes | None, kind: type[Kind]) -> Kind | None:
    return None if content is None else unpacked(content, kind)
