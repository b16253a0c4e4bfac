"""Annotations on the notebooks, as the workflow commands of GitHub Actions: one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from grader.formats import located, verdict
from grader.results import Results, SubmissionResult
from grader.visible import quiet

Level = Literal["error", "warning", "notice"]

LEVELS: tuple[Level, ...] = ("error", "warning", "notice")
"""In the order in which they are told."""

MOST = 10
"""Annotations of one level: GitHub shows no more of a step. Where there are more, the last says how many."""


def to_commands(results: Results, folder: str) -> str:
    """A command a submission, our failures first, then who waits for a person; at most ten of a level.

    `folder` is the one that was graded, from the repository's root: so GitHub finds the notebooks.
    """
    told = sorted(results.submissions, key=lambda each: LEVELS.index(_level(each)))
    lines = [line for level, group in groupby(told, key=_level) for line in _bounded(level, list(group), folder)]
    return "".join(f"{line}\n" for line in lines)


def _level(submission: SubmissionResult) -> Level:
    if submission.is_ours:
        return "error"
    return "warning" if submission.needs_person else "notice"


def _bounded(level: Level, group: Sequence[SubmissionResult], folder: str) -> Iterator[str]:
    fits = len(group) <= MOST
    yield from (_command(level, each, folder) for each in (group if fits else group[: MOST - 1]))
    if not fits:
        yield f"::{level}::{len(group) - MOST + 1} more; the job summary and the report have all."


def _command(level: Level, submission: SubmissionResult, folder: str) -> str:
    path = _escaped(located(submission, folder), "%:,")
    title = _escaped(f"{verdict(submission)} ({submission.status})", "%:,")
    return f"::{level} file={path},line=1,title={title}::{_escaped(submission.reason, '%')}"


def _escaped(text: str, signs: str) -> str:
    """Text in which these signs, which the runner would read, are written as it reads them back; all on one line."""
    return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in quiet(text))
