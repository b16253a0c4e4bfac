"""`grader grade`."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from grader import batch, battery, exports, output, question, report, shard
from grader.cli.failure import PATH, Failure
from grader.cli.options import question_option, wait_option
from grader.cli.outcome import append, finish, now, ours, printed, waits, write
from grader.cli.progress import Progress, shown
from grader.cli.scorecards import ScreenFiles, screen_options
from grader.errors import GraderError
from grader.finding import find
from grader.gradebook import opening
from grader.gradebook.attempts import SubmissionId
from grader.gradebook.reports import Report
from grader.pipeline import Task
from grader.sandbox.choice import AUTO, begin, choose
from grader.sandbox.policy import Tier
from grader.sandbox.preload import worth_preloading
from grader.settings import Limits
from grader.submission import Entry
from grader.visible import quiet, visible

INTERRUPTED = 130
"""The exit code of a run that was ended by Ctrl-C, as shells have it."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@click.option("-o", "--out", type=PATH, default=Path("out"), show_default=True, help="Where the report goes.")
@question_option
@click.option("--battery", "battery_file", type=PATH, help="A team's own battery, made by `grader battery`.")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="Notebooks at a time.")
@click.option(
    "--sandbox",
    type=click.Choice(["auto", "full", "portable", "none"]),
    default=AUTO,
    show_default=True,
    help="How far kernels are shut in; none runs strangers' programs with your rights.",
)
@click.option("--assignment", metavar="NAME", help="Of an nbgrader course with several: the one to grade.")
@click.option("--fresh", is_flag=True, help="Grade everything again, also what is unchanged since an earlier run.")
@click.option("--shard", "part", metavar="N/M", help="Grade the N-th of M parts; `grader merge` joins them.")
@wait_option
@click.option("--json", "as_json", is_flag=True, help="Print results.json instead of a table.")
@click.option("--summary", type=PATH, help="Append a Markdown summary to this file.")
@click.option("-q", "--quiet", "silent", is_flag=True, help="Say nothing of how it goes.")
@click.option("--log-json", is_flag=True, help="Say how it goes as JSON, a line an event.")
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
    fresh: bool,
    part: str | None,
    wait: bool,
    as_json: bool,
    summary: Path | None,
    silent: bool,
    log_json: bool,
    screen_files: ScreenFiles,
) -> None:
    """Grade notebooks, or folders searched for them, and write the report. A folder may be an nbgrader course.

    What is graded is kept in OUT/gradebook.sqlite, and what is unchanged since is not executed again. A run that was
    ended, however it was, goes on where it stopped when the same command is run again.
    """
    try:
        chosen, progress = shard.parse(part), Progress()
        with _ended_by_signal(progress, out, fresh=fresh), output.claimed(out, waits(out) if wait else None):
            entries = chosen.part(_found(paths, assignment, out))
            progress.total = len(entries)
            if fresh or not opening.exists(out):  # else it is not known yet whether anything is to be executed
                begin(sandbox, _preload(entries))
            task_on = _loaded(question_name, battery_file)
            screen = screen_files.read(chosen.has)
            if summary is not None:
                append(summary, "")  # what is wrong there, or with scorecards, is told before the work, not after it
            task, used_again = _prepared(out, entries, task_on, sandbox=sandbox, fresh=fresh)
            with opening.opened(out / opening.NAME) as book:
                report.adopt_cards(out, book, now())
                screen.refuse_changed(book)
                with shown(progress, silent=silent, as_json=log_json) as tell:
                    name = None if part is None else str(chosen)
                    work = batch.run(entries, task, book, jobs=jobs, tell=tell, used_again=used_again, shard=name)
                    graded = asyncio.run(work)
                results = screen.attach(graded.results, book, now())
                write(out, book, Report(results=results, attempts=graded.attempts))
            content = printed(out) if as_json else None
        if summary is not None:
            append(summary, exports.to_markdown(results))
    except GraderError as error:
        raise Failure(error) from error
    finish(context, results, out, content)


def _found(paths: Sequence[Path], assignment: str | None, out: Path) -> tuple[Entry, ...]:
    """The notebooks to grade, none of which an earlier run wrote into OUT. That OUT can be written is tried first."""
    written = ours(out)
    output.check_writable(out, written)
    return find(paths, assignment, {out.resolve() / name for name in written})


def _preload(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The packages that kernels for these notebooks should have imported already."""
    return worth_preloading((entry.path for entry in entries), Limits().notebook_bytes)


def _loaded(question_name: str, battery_file: Path | None) -> Callable[[Tier], Task]:
    """What notebooks are graded with, but for the tier. All that is loaded by now stays until the end."""
    loaded = question.load(question_name)
    cases = battery.load(loaded, battery_file)
    gc.freeze()
    return lambda tier: Task(question=loaded, battery=cases, tier=tier, limits=Limits())


def _prepared(
    out: Path, entries: Sequence[Entry], task_on: Callable[[Tier], Task], *, sandbox: str, fresh: bool
) -> tuple[Task, Mapping[SubmissionId, int]]:
    """What to grade with, and the attempts that stand. The sandbox is proven where anything is to be executed."""

    def standing(task: Task) -> Mapping[SubmissionId, int]:
        if fresh or not opening.exists(out):
            return {}
        with opening.opened(out / opening.NAME) as book:
            return batch.standing(entries, task, book)

    task = task_on(Tier.FULL if sandbox == AUTO else Tier(sandbox))
    used_again = standing(task)
    waiting = [entry for entry in entries if (entry.candidate, entry.notebook) not in used_again]
    if waiting:
        choice = choose(sandbox, _preload(waiting))
        click.echo(visible(choice.says), err=True)
        if choice.tier is not task.tier:
            task = task_on(choice.tier)
            used_again = standing(task)
    return task, used_again


@contextmanager
def _ended_by_signal(progress: Progress, out: Path, *, fresh: bool) -> Iterator[None]:
    """SIGTERM ends a run as Ctrl-C does. What is done is kept, and how to go on is told."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except (KeyboardInterrupt, asyncio.CancelledError) as error:
        kept = f"{progress.done} of {progress.total} notebooks have their verdict in {out / opening.NAME}"
        others = "all of them afresh" if fresh else "the others"
        on = f"{kept}; run the same command again to grade {others}. Nothing else in the folder has changed."
        click.echo(quiet(f"Ended. {on if progress.total else 'Nothing has changed.'}"), err=True)
        raise click.exceptions.Exit(INTERRUPTED) from error
    finally:
        signal.signal(signal.SIGTERM, before)
