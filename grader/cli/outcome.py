"""What the commands share that make a report: claiming OUT, writing it, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console
from sqlalchemy import Connection

from grader import batch, output, report
from grader.cli.table import left_out, table
from grader.errors import UsageError
from grader.gradebook import files, opening
from grader.gradebook.reports import Report
from grader.results import Results
from grader.visible import quiet
from grader.vocabulary import Status

_MOST_TOLD = 5
"""How many files are named that were made again: where a run was killed, it may be all."""


def ours(out: Path) -> frozenset[str]:
    """The names in OUT that its gradebook says are ours."""
    if not opening.exists(out):
        return frozenset()
    with opening.opened(out / opening.NAME) as book:
        return frozenset(files.ours(book))


def waits(out: Path) -> Callable[[], None]:
    """Tells that another grader is waited for."""
    return lambda: click.echo(quiet(f"Another grader is at work on {out}: waiting for its end."), err=True)


def write(out: Path, book: Connection, made: Report) -> None:
    """Write the report, and tell of files that did not hold what had been written to them."""
    changed = report.write(out, book, made, now())
    for name in changed[:_MOST_TOLD]:
        click.echo(
            quiet(f"{name} did not hold what the grader wrote (was it edited?); made again from {opening.NAME}."),
            err=True,
        )
    if more := changed[_MOST_TOLD:]:
        click.echo(f"{len(more)} more did not, and were made again, too.", err=True)


def now() -> str:
    """The current time, as records have it."""
    return batch.now().isoformat(timespec="seconds")


def append(path: Path, text: str) -> None:
    """Append to a job summary. Raises UsageError where it can't be written."""
    try:
        with path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"the summary can't be written to {str(path)!r}: {error.strerror}") from error


def printed(out: Path) -> bytes:
    """results.json, for printing; read while nobody else can write it."""
    return (out / output.RESULTS).read_bytes()


def finish(context: click.Context, results: Results, out: Path, printed: bytes | None) -> None:
    """Print what came of it; exit code 1 where the grader failed on a submission."""
    if printed is not None:
        click.echo(printed, nl=False)
    else:
        console = Console(highlight=False, markup=False, emoji=False)
        console.print(table(results))
        if more := left_out(results):
            console.print(f"{more} more are in the report.")
        if results.run.sandbox == "none":
            console.print("Executed without a sandbox.")
        console.print(f"Report: {out / 'index.html'}", soft_wrap=True)
    context.exit(int(any(each.status is Status.GRADER_ERROR for each in results.submissions)))
