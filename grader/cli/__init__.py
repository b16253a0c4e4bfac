"""The command line."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

import grader
from grader import batch, battery, exports, output, question, report
from grader.cli.export import export
from grader.cli.failure import PATH, Failure
from grader.cli.keeping import forget_candidate, signals
from grader.cli.plan import make_plan
from grader.cli.scorecards import ScreenFiles, check_scorecard, screen_options
from grader.cli.table import table
from grader.errors import GraderError, UsageError
from grader.finding import find
from grader.pipeline import Graded, Task
from grader.results import Results
from grader.sandbox.choice import choose
from grader.sandbox.doctor import examine
from grader.sandbox.preload import worth_preloading
from grader.settings import Limits
from grader.submission import Entry
from grader.visible import visible
from grader.vocabulary import Status

question_option = click.option(
    "--question", "question_name", default=question.DEFAULT, show_default=True, help="A question's name, or its folder."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(grader.__version__, prog_name="grader")
def main() -> None:
    """Grade the coding question of a machine-learning phone screen."""


main.add_command(signals)
main.add_command(forget_candidate)
main.add_command(check_scorecard)
main.add_command(make_plan)
main.add_command(export)


@main.command()
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
@click.option("--assignment", metavar="NAME", help="Of an nbgrader course with several: the one to grade.")
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
    assignment: str | None,
    as_json: bool,
    summary: Path | None,
    scorecards: Path | None,
    rubric_file: Path | None,
    domains: Sequence[str],
    signals: Path | None,
) -> None:
    """Grade notebooks, or folders searched for them, and write the report.

    A folder may be an nbgrader course: then what its students handed in is graded.
    """
    try:
        entries = find(paths, assignment)
        loaded = question.load(question_name)
        limits = Limits()
        choice = choose(sandbox, worth_preloading((entry.path for entry in entries), limits.notebook_bytes))
        click.echo(visible(choice.says), err=True)
        task = Task(question=loaded, battery=battery.load(loaded, battery_file), tier=choice.tier, limits=limits)
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


@main.command("report")
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


@main.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Say what this machine allows: start a canary kernel on each tier, and have it try to break out."""
    try:
        found = examine()
    except GraderError as error:
        raise Failure(error) from error
    for line in found.lines():
        click.echo(visible(line))
    context.exit(0 if found.used else 3)


@main.command("battery")
@question_option
@click.option("--seed", type=click.IntRange(0), required=True, help="The same seed gives the same battery.")
@click.option("-o", "--out", type=PATH, required=True, help="The file to write.")
def make_battery(question_name: str, seed: int, out: Path) -> None:
    """Make a team's own, private battery of cases."""
    try:
        content = battery.generate(question.load(question_name), seed)
        temporary = out.with_name(f"{out.name}.new")
        temporary.write_bytes(content)
        temporary.rename(out)
    except GraderError as error:
        raise Failure(error) from error
    except OSError as error:
        raise Failure(UsageError(f"the battery can't be written to {str(out)!r}: {error.strerror}")) from error
    click.echo(f"Battery: {out}")


@main.group("question")
def questions() -> None:
    """The questions that can be graded."""


@questions.command("list")
def list_questions() -> None:
    """Print each question's name and title."""
    try:
        for name in question.available():
            click.echo(f"{name}\t{question.load(name).contract.title}")
    except GraderError as error:
        raise Failure(error) from error


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
    if as_json:
        click.echo(exports.to_json(results).decode(), nl=False)
        return
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(table(results))
    if results.run.sandbox == "none":
        console.print("Executed without a sandbox.")
    console.print(f"Report: {out / 'index.html'}", soft_wrap=True)
