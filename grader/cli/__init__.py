"""The command line. A command is imported when it is asked for: each needs another part of the grader."""

from __future__ import annotations

import gc

import click

import grader

_GARBAGE = 50_000
"""Objects made before garbage is looked for: most of them stay, and looking through them is a tenth of a run."""


class _Commands(click.Group):
    """The commands by their names."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        first = ["battery", "check-scorecard", "doctor", "export", "forget", "grade"]
        return [*first, "merge", "plan", "question", "report", "signals"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        match cmd_name:
            case "battery":
                from grader.cli.questions import make_battery as command
            case "check-scorecard":
                from grader.cli.scorecards import check_scorecard as command
            case "doctor":
                from grader.cli.doctor import doctor as command
            case "export":
                from grader.cli.export import export as command
            case "forget":
                from grader.cli.keeping import forget_candidate as command
            case "grade":
                from grader.cli.grading import grade as command
            case "merge":
                from grader.cli.merging import join as command
            case "plan":
                from grader.cli.plan import make_plan as command
            case "question":
                from grader.cli.questions import questions as command
            case "report":
                from grader.cli.remaking import remake as command
            case "signals":
                from grader.cli.keeping import signals as command
            case _:
                return None
        return command

    def invoke(self, ctx: click.Context) -> object:
        gc.set_threshold(_GARBAGE)
        return super().invoke(ctx)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(grader.__version__, prog_name="grader")
def main() -> None:
    """Grade the coding question of a machine-learning phone screen."""
