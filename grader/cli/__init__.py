"""The command line."""

from __future__ import annotations

from pathlib import Path

import click

import grader
from grader import battery, question
from grader.cli.export import export
from grader.cli.failure import PATH, Failure
from grader.cli.grading import grade, join, question_option, remake
from grader.cli.keeping import forget_candidate, signals
from grader.cli.plan import make_plan
from grader.cli.scorecards import check_scorecard
from grader.errors import GraderError, UsageError
from grader.sandbox.doctor import examine
from grader.visible import visible


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(grader.__version__, prog_name="grader")
def main() -> None:
    """Grade the coding question of a machine-learning phone screen."""


main.add_command(grade)
main.add_command(remake)
main.add_command(join)
main.add_command(signals)
main.add_command(forget_candidate)
main.add_command(check_scorecard)
main.add_command(make_plan)
main.add_command(export)


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
