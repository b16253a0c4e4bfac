"""`grader doctor`: what this machine allows."""

from __future__ import annotations

import click

from grader.cli.failure import Failure
from grader.errors import GraderError
from grader.sandbox.doctor import examine
from grader.visible import visible


@click.command()
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
