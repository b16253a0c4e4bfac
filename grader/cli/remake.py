"""`grader report`: the pages and tables of an earlier run, made again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from grader import output, report
from grader.cli.failure import PATH, Failure
from grader.cli.options import screen_options
from grader.cli.scorecards import ScreenFiles
from grader.errors import GraderError


@click.command("report")
@click.argument("out", type=PATH)
@screen_options
def remake(
    *, out: Path, scorecards: Path | None, rubric_file: Path | None, domains: Sequence[str], signals: Path | None
) -> None:
    """Make the pages and tables of OUT again, from its results.json and executed notebooks.

    With --scorecards the screens are folded anew; without, they stay as they are. Nothing is graded again.
    """
    try:
        files = ScreenFiles(scorecards=scorecards, rubric_file=rubric_file, domains=domains, signals=signals)
        screen = files.read()
        results, notebooks = report.read(out)
        output.write(out, report.files(screen.attach(results), notebooks))
    except GraderError as error:
        raise Failure(error) from error
    click.echo(f"Report: {out / 'index.html'}")
