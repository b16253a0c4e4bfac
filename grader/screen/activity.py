"""Coding activity as a supplement: read from `signals/ID.json`, or made from local clones. It is never scored.

A clone tells who wrote what, and when, as its commits say; anybody can put any name and date on a commit. It doesn't
tell of pull requests: those are null. Languages are shares of files touched, where a commit counts once for each
language in it. Lines would be ruled by what nobody typed, and would need every file's content; files alone would be
ruled by one large import.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from grader.errors import DocumentError, UsageError
from grader.results import Activity, ActivityMonth
from grader.screen import document
from grader.screen.clones import Commit, GitLimits, commits
from grader.screen.document import Document, Problem, shown
from grader.screen.languages import language

Count = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Month(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many commits a month had."""

    month: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", description="a month such as 2026-11")]
    commits: Count


class Signals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A candidate's coding activity, in a file called after the candidate: `signals/ID.json`.

    `source` says where it is from, `date` when it was had from there. `months` are in their order; `languages` maps
    each to its share. `merged_pull_requests` is null where the source can't tell.
    """

    schema: Literal[1]
    candidate: Annotated[str, msgspec.Meta(min_length=1, max_length=255)]
    source: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    date: datetime.date
    months: Annotated[tuple[Month, ...], msgspec.Meta(max_length=1200)]
    repositories: Count
    languages: Annotated[
        dict[Annotated[str, msgspec.Meta(min_length=1, max_length=60)], Share], msgspec.Meta(max_length=100)
    ]
    merged_pull_requests: Count | None


def json_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of a signals file, as shipped in activity.schema.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "signals/ID.json, schema 1",
        **msgspec.json.schema(Signals),
    }


# --- files ----------------------------------------------------------------------------------------------------------


def load(folder: Path, now: datetime.datetime) -> dict[str, Activity]:
    """The activity in a folder's files `ID.json`, by candidate. Hidden files and other endings are passed over.

    Raises DocumentError that names everything that is wrong in all of them, UsageError where the folder can't be read.
    """
    found: dict[str, Activity] = {}
    problems: list[str] = []
    for path in _files(folder):
        try:
            signals = _read(path, now)
        except DocumentError as error:
            problems.extend(error.problems)
        else:
            found[signals.candidate] = _activity(signals)
    if problems:
        raise DocumentError(problems)
    return found


def to_json(candidate: str, activity: Activity) -> bytes:
    """The file of a candidate's activity, for `load` to read again: JSON in ASCII, ending in a newline.

    Raises UsageError where the file could not be read again: the id is empty or too long.
    """
    try:
        signals = msgspec.convert({"schema": 1, "candidate": candidate, **msgspec.to_builtins(activity)}, Signals)
    except msgspec.ValidationError as error:
        raise UsageError(
            f"expected a candidate's id and activity that a file can hold, got candidate={candidate!r}: {error}"
        ) from error
    text = json.dumps(msgspec.to_builtins(signals), indent=2)
    return text.replace("\x7f", "\\u007f").encode("ascii") + b"\n"  # the one sign that JSON leaves bare and we refuse


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".json" and path.name[0] != ".")
    except OSError as error:
        raise UsageError(
            f"expected a folder with files ID.json, got {str(folder)!r}: {error.strerror}; name the folder of signals"
        ) from error


def _read(path: Path, now: datetime.datetime) -> Signals:
    """One file. Raises DocumentError."""
    read = document.read(_content(path), str(path))
    signals = document.convert(read, Signals)
    document.raise_all(_mistakes(read, signals, path.stem, now.date()))
    return signals


def _content(path: Path) -> bytes:
    """A file's bytes, no more of them than show that it is too long. Raises DocumentError where it can't be read."""
    found = "something else, such as a folder or a pipe"
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file.read(document.MOST_BYTES + 1)
    except OSError as error:
        found = error.strerror or str(error)
    unreadable = Problem(file=str(path), line=1, path=(), expected="a file that can be read", found=found)
    raise DocumentError([str(unreadable)])


def _mistakes(read: Document, signals: Signals, stem: str, today: datetime.date) -> Iterator[Problem]:
    """What the schema can't say."""
    if signals.candidate != stem:
        yield read.problem(("candidate",), f"{shown(stem)}, as the file is called")
    if signals.date > today:
        yield read.problem(("date",), f"a date that is not in the future (today is {today})")
    for index, month in enumerate(signals.months):
        if month.month > f"{today:%Y-%m}":
            yield read.problem(("months", index, "month"), f"a month that is not in the future (today is {today})")
    for index, (earlier, later) in enumerate(pairwise(signals.months), start=1):
        if earlier.month >= later.month:
            yield read.problem(("months", index, "month"), f"a month after {earlier.month}: months in order, each once")
    total = sum(signals.languages.values())
    if total > 1 + 0.01 * len(signals.languages):  # shares may be rounded
        yield read.problem(("languages",), "shares of one whole, 0 to 1 each", f"{total:g} in all")


def _activity(signals: Signals) -> Activity:
    return Activity(
        source=signals.source,
        date=signals.date.isoformat(),
        months=tuple(ActivityMonth(month=each.month, commits=each.commits) for each in signals.months),
        repositories=signals.repositories,
        languages=signals.languages,
        merged_pull_requests=signals.merged_pull_requests,
    )


# --- clones ---------------------------------------------------------------------------------------------------------


def from_clones(
    clones: Sequence[Path], emails: Sequence[str], now: datetime.datetime, limits: GitLimits | None = None
) -> Activity:
    """The activity of an author, known by e-mail addresses, in local clones.

    A commit that several clones hold counts once, by the month (UTC) in which it was written; a merge doesn't count.
    Clones that share a commit of theirs are one repository. Raises UsageError where a clone can't be read, or none
    holds such a commit.
    """
    distinct = {clone.absolute(): clone for clone in clones}
    read = [commits(clone, emails, limits) for clone in distinct.values()]
    unique: dict[str, Commit] = {}
    for commit in (commit for each in read for commit in each):
        if commit.id not in unique or commit.paths:  # where a clone is cut off, another knows more
            unique[commit.id] = commit
    times = {id: commit.time for id, commit in unique.items() if commit.time and commit.time <= now.timestamp()}
    if not times:
        raise UsageError(
            f"expected commits by {', '.join(map(repr, emails))}, found none in these clones; "
            "see which addresses there are with `git log --format=%ae`"
        )
    return Activity(
        source=_source(len(distinct), len(unique) - len(times)),
        date=now.date().isoformat(),
        months=tuple(_months(times.values())),
        repositories=_repositories([{commit.id for commit in each if commit.id in times} for each in read]),
        languages=_languages(unique[id] for id in times),
        merged_pull_requests=None,
    )


def _source(clones: int, left_out: int) -> str:
    source = f"git log of {clones} local clone{'s' if clones > 1 else ''}; languages by files touched"
    return f"{source}; commits left out for an impossible date: {left_out}" if left_out else source


def _months(times: Iterable[int]) -> Iterator[ActivityMonth]:
    """Every month from the first commit to the last, also those without one."""
    counts = Counter(
        (date.year, date.month) for date in (datetime.datetime.fromtimestamp(t, datetime.UTC) for t in times)
    )
    (year, month), last = min(counts), max(counts)
    while (year, month) <= last:
        yield ActivityMonth(month=f"{year}-{month:02}", commits=counts[year, month])
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _repositories(clones: Iterable[set[str]]) -> int:
    """How many repositories there are among clones, given the commits of each: those that share one are one."""
    apart: list[set[str]] = []
    for clone in clones:
        if clone:
            shared = [each for each in apart if each & clone]
            apart = [each for each in apart if not each & clone] + [clone.union(*shared)]
    return len(apart)


def _languages(commits: Iterable[Commit]) -> dict[str, float]:
    """Each language's share of what was touched, the largest first; a commit counts once for each language in it."""
    counts = Counter(name for commit in commits for name in {language(path) for path in commit.paths} if name)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {name: round(count / counts.total(), 4) for name, count in ordered}
