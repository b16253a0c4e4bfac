"""`grader question` and `grader battery`: which questions there are, and their cases."""

from __future__ import annotations

from pathlib import Path

import click

from grader import battery, question
from grader.cli.failure import PATH, Failure
from grader.cli.options import question_option
from grader.errors import GraderError, UsageError


@click.command("battery")
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


@click.group("question")
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
