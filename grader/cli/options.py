"""Options that several commands have."""

from __future__ import annotations

import click

from grader import question

question_option = click.option(
    "--question", "question_name", default=question.DEFAULT, show_default=True, help="A question's name, or its folder."
)
wait_option = click.option("--wait", is_flag=True, help="Where another grader is at work on OUT, wait for its end.")
