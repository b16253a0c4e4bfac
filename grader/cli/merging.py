"""`grader merge`: joins what several machines graded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from grader import exports, output
from grader.cli.failure import PATH, Failure
from grader.cli.options import wait_option
from grader.cli.outcome import append, finish, now, ours, printed, waits, write
from grader.cli.scorecards import ScreenFiles, screen_options
from grader.errors import GraderError, UsageError
from grader.gradebook import opening, reports
from grader.gradebook.reports import Report
from grader.merge import check_screens, gathered, merge
from grader.visible import quiet


@click.command("merge")
@click.argument("parts", nargs=-1, required=True, type=PATH, metavar="OUT...")
@click.option("-o", "--out", type=PATH, required=True, help="Where the joined report goes.")
@wait_option
@click.option("--json", "as_json", is_flag=True, help="Print results.json instead of a table.")
@click.option("--summary", type=PATH, help="Append a Markdown summary to this file.")
@screen_options
@click.pass_context
def join(
    context: click.Context,
    *,
    parts: Sequence[Path],
    out: Path,
    wait: bool,
    as_json: bool,
    summary: Path | None,
    screen_files: ScreenFiles,
) -> None:
    """Join what several machines graded into one report: all shards, or reports on different candidates.

    Parts that were made with different things (grader, question, battery, rule, packages, sandbox, limits) are refused.
    With --scorecards the screens are folded anew, over all; without, they stay as they are in the parts.
    """
    try:
        if out.resolve() in {part.resolve() for part in parts}:
            raise UsageError(f"the joined report needs a folder of its own, got -o {str(out)!r}, which is a part")
        screen = screen_files.read()
        if summary is not None:
            append(summary, "")
        with gathered(parts) as checked, output.claimed(out, waits(out) if wait else None):
            output.check_writable(out, ours(out))
            if screen.screen is None:
                check_screens(checked)
            for part in checked:
                screen.refuse_changed(part.book)
                if reports.is_behind(part.book):
                    says = f"A later run in {part.out} was ended, and its verdicts are not in the report there: "
                    click.echo(quiet(f"{says}run it again, and merge again."), err=True)
            with opening.opened(out / opening.NAME) as book:
                joined = merge(checked, book, now())
                results = screen.attach(joined.results, book, now())
                write(out, book, Report(results=results, attempts=joined.attempts))
                content = printed(out) if as_json else None
        if summary is not None:
            append(summary, exports.to_markdown(results))
    except GraderError as error:
        raise Failure(error) from error
    finish(context, results, out, content)
