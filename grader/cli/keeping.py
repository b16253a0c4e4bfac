"""`grader signals` and `grader forget`: what is kept of a candidate besides, and what is kept no longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from grader.cli.failure import PATH, Failure
from grader.cli.file import write_file
from grader.errors import GraderError, UsageError
from grader.forget import Forgotten, forget
from grader.screen import activity
from grader.visible import quiet, visible


@click.command("signals")
@click.option("--git", "clones", type=PATH, multiple=True, required=True, metavar="DIR", help="A local clone; repeat.")
@click.option("--author", "emails", multiple=True, required=True, metavar="EMAIL", help="Whose commits; repeat.")
@click.option(
    "--candidate",
    metavar="ID",
    help="The id, as the report has it; if not given, what FILE is called, or else what stands before the @.",
)
@click.option(
    "-o", "--out", type=PATH, default=Path("-"), show_default=True, metavar="FILE", help="ID.json, or - to print it."
)
def signals(*, clones: Sequence[Path], emails: Sequence[str], candidate: str | None, out: Path) -> None:
    """Sum up a candidate's coding activity from local clones, as a supplement that is never scored."""
    try:
        printed = str(out) == "-"
        if candidate is None:
            candidate = emails[0].partition("@")[0] if printed else out.stem
        if not printed and out.name != f"{candidate}.json":
            raise UsageError(
                f"expected a file called {candidate + '.json'!r}, as the candidate is, got -o {str(out)!r}"
            )
        made = activity.from_clones(clones, emails, datetime.now(UTC))
        content = activity.to_json(candidate, made)
        if not printed:
            write_file(out, content, "the signals")
    except GraderError as error:
        raise Failure(error) from error
    click.echo(content.decode(), nl=False) if printed else click.echo(f"Signals: {visible(str(out))}")


@click.command("forget")
@click.argument("candidate", metavar="ID")
@click.argument("out", type=PATH, default=Path("out"), metavar="[OUT]")
def forget_candidate(*, candidate: str, out: Path) -> None:
    """Remove a candidate from everything under OUT (`out` if not given), and say what lies elsewhere."""
    try:
        forgotten = forget(out, candidate, datetime.now(UTC).isoformat(timespec="seconds"))
    except GraderError as error:
        raise Failure(error) from error
    for line in _told(forgotten, out):
        click.echo(quiet(line))


def _told(forgotten: Forgotten, out: Path) -> Iterator[str]:
    """What was done, one line each."""
    if forgotten.finished:
        yield "Finished: an earlier command had been ended before all bytes of whom it forgot were gone; now they are."
    if forgotten.submissions or forgotten.without_notebook:
        yield f"Forgotten: {forgotten.candidate}, in {out}"
        yield f"Removed: {forgotten.submissions} with a notebook, {forgotten.without_notebook} without one"
    else:
        yield f"Nobody of this id is in {out} (any more): {forgotten.candidate}"
    yield from _listed("Files removed", forgotten.removed)
    yield from _listed("Made again without them", forgotten.remade)
    yield from _listed("Look at these: the id still stands in them, or in their names", forgotten.mentions)
    yield from _listed("Not touched; look there yourself", forgotten.elsewhere)


def _listed(title: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{title}:"
        yield from (f"- {name}" for name in names)
