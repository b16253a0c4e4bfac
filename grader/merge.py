"""Joins what several machines graded into one report, or says why it can't be one."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from grader import output, run_record, shard
from grader.errors import UsageError
from grader.gradebook import attempts, opening, reports, scorecards
from grader.gradebook.reports import Report
from grader.results import SCHEMA, Results, Run, WithoutNotebook
from grader.screen import screens

_TOLD_BY_OTHERS = frozenset({"question_title", "task", "rules", "parts", "parameters", "cells"})
"""What differs only where a hash does too."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one machine graded: its folder, its gradebook, and its report."""

    out: Path
    book: Connection
    report: Report

    @property
    def run(self) -> Run:
        """What it was made with."""
        return self.report.results.run


@contextlib.contextmanager
def gathered(outs: Sequence[Path]) -> Iterator[tuple[Part, ...]]:
    """The parts in these folders, for as long as nobody else may write there; they fit together.

    Raises UsageError where one is no report of ours or is being written, where they were made with different things, or
    where they don't make one report; what `check_screens` finds apart.
    """
    folders = Counter(out.resolve() for out in outs)
    if twice := [str(out) for out in outs if folders[out.resolve()] > 1]:
        raise UsageError(f"expected each part once, got {' and '.join(map(repr, twice))}, which are one folder")
    with contextlib.ExitStack() as stack:
        parts = [stack.enter_context(_opened(out)) for out in outs]
        parts.sort(key=lambda part: (part.run.started, str(part.out)))
        _check_alike(parts)
        _check_complete(parts)
        _check_apart(parts)
        yield tuple(parts)


def merge(parts: Sequence[Part], book: Connection, time: str) -> Report:
    """The report of all parts together; their attempts and scorecards are copied into `book`.

    Raises UsageError where one version of a scorecard says different things.
    """
    numbers: dict[str, int] = {}
    for part in parts:
        scorecards.copy(part.book, book, time)
        copied = attempts.copy(part.book, book)
        pages = (each.page for each in part.report.results.submissions)
        numbers |= {page: copied[number] for page, number in zip(pages, part.report.attempts, strict=True)}
    results = _joined([part.report.results for part in parts])
    return Report(results=results, attempts=tuple(numbers[each.page] for each in results.submissions))


@contextlib.contextmanager
def _opened(out: Path) -> Iterator[Part]:
    if not opening.exists(out):
        raise UsageError(f"expected a report with its {opening.NAME} in {str(out)!r}, which has none; grade it first")
    with output.claimed(out), opening.opened(out / opening.NAME) as book:
        report = reports.latest(book)
        if report is None:
            raise UsageError(f"the run in {str(out)!r} has not come to its end; run it again to let it go on")
        yield Part(out=out, book=book, report=report)


def _check_alike(parts: Sequence[Part]) -> None:
    """Verdicts are compared with one another: all must come from the same cases, rule, versions and limits."""
    first = parts[0]
    for part in parts[1:]:
        if run_record.made_with(part.run) == run_record.made_with(first.run):
            continue
        differ = [name for name in run_record.MADE_WITH if getattr(part.run, name) != getattr(first.run, name)]
        told = [name for name in differ if name not in _TOLD_BY_OTHERS] or differ
        name = told[0]
        raise UsageError(
            f"{str(first.out)!r} and {str(part.out)!r} can't be one report: {', '.join(told)} differ; "
            f"{name}={_shown(getattr(first.run, name))} and {_shown(getattr(part.run, name))}. "
            "Grade all parts with the same grader, question, battery, packages and sandbox."
        )


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {item}" for key, item in sorted(value.items())) + "}"
    return str(value)


def _check_complete(parts: Sequence[Part]) -> None:
    """Shards are all there, each once; or none is a shard."""
    named = [part for part in parts if part.run.shard is not None]
    if not named:
        return
    if len(named) < len(parts):
        whole = next(part for part in parts if part.run.shard is None)
        raise UsageError(f"{str(whole.out)!r} is no shard, and {str(named[0].out)!r} is; merge shards with shards")
    shards = [shard.parse(part.run.shard) for part in named]
    sizes = sorted({each.of for each in shards})
    if len(sizes) > 1:
        raise UsageError(f"expected shards of one division, got parts of {' and of '.join(map(str, sizes))}")
    counts = Counter(each.number for each in shards)
    missing = [str(number) for number in range(1, sizes[0] + 1) if number not in counts]
    if missing:
        raise UsageError(f"expected all {sizes[0]} shards, missing: {', '.join(missing)}")
    repeated = [str(number) for number, times in sorted(counts.items()) if times > 1]
    if repeated:
        raise UsageError(f"expected each shard once, got more than one of: {', '.join(repeated)}")


def _check_apart(parts: Sequence[Part]) -> None:
    seen: dict[str, Path] = {}
    for part in parts:
        for candidate in sorted({each.candidate for each in part.report.results.submissions}):
            if candidate in seen:
                raise UsageError(
                    f"candidate={candidate!r} is in {str(seen[candidate])!r} and in {str(part.out)!r}; "
                    "one report can hold them once"
                )
            seen[candidate] = part.out


def check_screens(parts: Sequence[Part]) -> None:
    """Raises UsageError where screens can't stay as they are in the parts: all must be folded anew."""
    _check_rubric(parts)
    _check_cards(parts)


def _check_rubric(parts: Sequence[Part]) -> None:
    """Outcomes are compared with one another, too; a part may have none yet."""
    seen: dict[str, Path] = {}
    for part in parts:
        for each in part.report.results.everybody:
            if each.screen is not None:
                seen.setdefault(each.screen.rubric_sha256, part.out)
    if len(seen) > 1:
        (first, one), (second, other) = list(seen.items())[:2]
        raise UsageError(
            f"the screens in {str(one)!r} and {str(other)!r} can't be in one report: "
            f"rubric_sha256={first} and {second}. "
            "Fold all of them anew with one rubric: grader merge ... --scorecards DIR --rubric F."
        )


def _check_cards(parts: Sequence[Part]) -> None:
    """No scorecard may get lost because another part has the notebook, or other scorecards, of its candidate."""
    stay = screens.handed_in(_joined([part.report.results for part in parts]))
    for part in parts:
        for id, card in screens.handed_in(part.report.results).items():
            if id not in stay:
                raise UsageError(
                    f"candidate={id[0]!r}: {card.interviewer}'s scorecard is in {str(part.out)!r}, and their notebook "
                    "or another scorecard in another part. Fold the screens anew, over all: grader merge ... "
                    "--scorecards DIR, and --rubric F if you have your own."
                )


def _joined(all_of: Sequence[Results]) -> Results:
    submissions = sorted(
        (each for found in all_of for each in found.submissions), key=lambda s: (s.candidate, s.notebook)
    )
    handed_in = {each.candidate for each in submissions}
    alone: dict[str, WithoutNotebook] = {}
    for found in all_of:
        alone |= {each.candidate: each for each in found.without_notebook if each.candidate not in handed_in}
    return Results(
        schema=SCHEMA,
        run=_run([found.run for found in all_of]),
        submissions=tuple(submissions),
        without_notebook=tuple(each for _, each in sorted(alone.items())),
    )


def _run(runs: Sequence[Run]) -> Run:
    """One run, from when the first part started until the last one ended."""
    started = [datetime.fromisoformat(run.started) for run in runs]
    ended = [begin + timedelta(seconds=run.seconds) for begin, run in zip(started, runs, strict=True)]
    seconds = round((max(ended) - min(started)).total_seconds(), 3)
    return msgspec.structs.replace(
        runs[0], started=min(started).isoformat(timespec="seconds"), seconds=seconds, shard=None
    )
