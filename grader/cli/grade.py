"""`grader grade`."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.failure import PATH, Failure
from grader.cli.options import question_option, screen_options
from grader.errors import GraderError, UsageError
from grader.sandbox.choice import begin, choose
from grader.sandbox.preload import worth_preloading
from grader.settings import Limits
from grader.submission import Entry, find
from grader.visible import visible
from grader.vocabulary import Status

if TYPE_CHECKING:
    from grader import batch
    from grader.pipeline import Graded
    from grader.results import Results


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@click.option("-o", "--out", type=PATH, default=Path("out"), show_default=True, help="Where the report goes.")
@question_option
@click.option("--battery", "battery_file", type=PATH, help="A team's own battery, made by `grader battery`.")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Notebooks at a time.")
@click.option(
    "--sandbox",
    type=click.Choice(["auto", "full", "portable", "none"]),
    default="auto",
    show_default=True,
    help="How far kernels are shut in; none runs strangers' programs with your rights.",
)
@click.option("--json", "as_json", is_flag=True, help="Print results.json instead of a table.")
@click.option("--summary", type=PATH, help="Append a Markdown summary to this file.")
@screen_options
@click.pass_context
def grade(
    context: click.Context,
    *,
    paths: Sequence[Path],
    out: Path,
    question_name: str,
    battery_file: Path | None,
    jobs: int,
    sandbox: str,
    as_json: bool,
    summary: Path | None,
    scorecards: Path | None,
    rubric_file: Path | None,
    domains: Sequence[str],
    signals: Path | None,
) -> None:
    """Grade notebooks, or folders searched for them, and write the report."""
    try:
        entries, limits = find(paths), Limits()
        preload = worth_preloading((entry.path for entry in entries), limits.notebook_bytes)
        begin(sandbox, preload)
        # While the template of the kernels starts, the rest is imported and loaded.
        from grader import batch, battery, exports, output, question, report
        from grader.cli.scorecards import ScreenFiles
        from grader.pipeline import Task

        loaded = question.load(question_name)
        cases = battery.load(loaded, battery_file)
        gc.freeze()  # all of this stays until the end
        choice = choose(sandbox, preload)
        click.echo(visible(choice.says), err=True)
        task = Task(question=loaded, battery=cases, tier=choice.tier, limits=limits)
        files = ScreenFiles(scorecards=scorecards, rubric_file=rubric_file, domains=domains, signals=signals)
        screen = files.read()  # what is wrong there is told before the work, not after it
        output.check_writable(out)
        if summary is not None:
            _append(summary, "")  # the same
        finished = asyncio.run(batch.run(entries, task, jobs=jobs, done=_progress(len(entries))))
        results = screen.attach(finished.results)
        output.write(out, report.files(results, finished.notebooks))
        if summary is not None:
            _append(summary, exports.to_markdown(results))
    except GraderError as error:
        raise Failure(error) from error
    _print(results, out, as_json)
    context.exit(int(any(each.status is Status.GRADER_ERROR for each in results.submissions)))


def _progress(total: int) -> batch.Done:
    """Tells on stderr of each notebook that is done, where somebody is looking."""
    count = 0

    def done(entry: Entry, graded: Graded) -> None:
        nonlocal count
        count += 1
        if sys.stderr.isatty():
            click.echo(f"[{count}/{total}] {visible(entry.candidate)}: {graded.result.status.value}", err=True)

    return done


def _append(path: Path, text: str) -> None:
    try:
        with path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"the summary can't be written to {str(path)!r}: {error.strerror}") from error


def _print(results: Results, out: Path, as_json: bool) -> None:
    from rich.console import Console

    from grader import exports
    from grader.cli.table import table

    if as_json:
        click.echo(exports.to_json(results).decode(), nl=False)
        return
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(table(results))
    if results.run.sandbox == "none":
        console.print("Executed without a sandbox.")
    console.print(f"Report: {out / 'index.html'}", soft_wrap=True)
