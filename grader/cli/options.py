"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from grader import question
from grader.cli.failure import PATH

Command = TypeVar("Command", bound=Callable[..., object])

question_option = click.option(
    "--question", "question_name", default=question.DEFAULT, show_default=True, help="A question's name, or its folder."
)
rubric_option = click.option("--rubric", "rubric_file", type=PATH, metavar="F", help="A team's own rubric.")
domain_option = click.option(
    "--domain", "domains", multiple=True, metavar="FILE", help="Questions of your own on a domain; repeat."
)


def screen_options(command: Command) -> Command:
    """Give a command the options of `ScreenFiles`."""
    scorecards = click.option("--scorecards", type=PATH, metavar="DIR", help="Interviewers' scorecards.")
    signals = click.option("--signals", type=PATH, metavar="DIR", help="Coding activity, a file ID.json a candidate.")
    return scorecards(rubric_option(domain_option(signals(command))))
