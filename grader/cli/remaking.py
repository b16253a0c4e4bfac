"""`grader report`: makes the files of OUT again."""

from __future__ import annotations

from pathlib import Path

import click

from grader import output, report, shard
from grader.cli.failure import PATH, Failure
from grader.cli.options import wait_option
from grader.cli.outcome import now, waits, write
from grader.cli.scorecards import ScreenFiles, screen_options
from grader.errors import GraderError
from grader.gradebook import opening
from grader.gradebook.reports import Report


@click.command("report")
@click.argument("out", type=PATH)
@wait_option
@screen_options
def remake(*, out: Path, wait: bool, screen_files: ScreenFiles) -> None:
    """Make the pages and tables of OUT again, from its gradebook.

    With --scorecards the screens are folded anew; without, they stay as they are. Nothing is graded again.
    """
    try:
        if not opening.exists(out):
            report.read_results(out)  # says what is missing before anything is made there
        with output.claimed(out, waits(out) if wait else None), opening.opened(out / opening.NAME) as book:
            before = report.current(out, book, now())
            screen = screen_files.read(shard.parse(before.results.run.shard).has)
            results = screen.attach(before.results, book, now())
            write(out, book, Report(results=results, attempts=before.attempts))
    except GraderError as error:
        raise Failure(error) from error
    click.echo(f"Report: {out / 'index.html'}")
