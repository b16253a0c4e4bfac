"""`grader export`: the coding results in the forms that other programs take."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import click
import msgspec

from grader import exports, report
from grader.cli.failure import PATH, Failure
from grader.cli.file import write_file
from grader.errors import GraderError, UsageError
from grader.formats import github, gitlab, gradescope, nbgrader
from grader.results import Results
from grader.screen.problem import did_you_mean
from grader.visible import quiet

Form = Literal["nbgrader", "gradescope", "github-annotations", "gitlab", "markdown"]


@click.command("export")
@click.argument("out", type=PATH)
@click.option(
    "--as",
    "form",
    type=click.Choice(get_args(Form)),
    required=True,
    help="nbgrader's table of grades, Gradescope's results.json, annotations for GitHub, GitLab's code quality report, "
    "or the job summary.",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=PATH,
    default=Path("-"),
    show_default=True,
    metavar="FILE",
    help="Where it goes, or - to print it. For gradescope without --candidate, a new folder.",
)
@click.option("--candidate", metavar="ID", help="This candidate alone, by the exact id.")
@click.option(
    "--submissions",
    "folder",
    metavar="DIR",
    help="For github-annotations and gitlab: the folder that was graded, from the repository's root.",
)
@click.option("--assignment", metavar="NAME", help="For nbgrader: its name there, if not the question's.")
def export(
    *, out: Path, form: Form, target: Path, candidate: str | None, folder: str | None, assignment: str | None
) -> None:
    """Write the coding results of OUT in a form that another program takes.

    A candidate without a rating is no zero: nbgrader's score is left empty, and Gradescope gets no file.
    """
    try:
        results = _chosen(report.published(out), candidate, out)
        if form == "gradescope" and candidate is None:
            _each_for_gradescope(results, target)
        else:
            _hand_out(_made(form, results, folder or "", assignment or results.run.question), target)
    except GraderError as error:
        raise Failure(error) from error
    waiting = [each.candidate for each in results.submissions if each.needs_person]
    if waiting and form in ("nbgrader", "gradescope"):
        left = "the score is left empty" if form == "nbgrader" else "there is no file"
        listed = ", ".join(map(repr, waiting[:10])) + (" and more" if len(waiting) > 10 else "")
        click.echo(quiet(f"Without a rating, so {left}, and a person looks: {listed}."), err=True)


def _chosen(results: Results, candidate: str | None, out: Path) -> Results:
    if candidate is None:
        return results
    theirs = tuple(each for each in results.submissions if each.candidate == candidate)
    if not theirs:
        hint = did_you_mean(candidate, {each.candidate for each in results.submissions})
        raise UsageError(
            f"Expected the exact id of a candidate with a notebook in {str(out)!r}, got candidate={candidate!r}; "
            + (hint or "results.csv there has the ids.")
        )
    return msgspec.structs.replace(results, submissions=theirs)


def _made(form: Form, results: Results, folder: str, assignment: str) -> bytes:
    match form:
        case "nbgrader":
            return nbgrader.to_csv(results, assignment).encode()
        case "gradescope":  # of several notebooks of one candidate none has a rating, and the first one tells
            return gradescope.to_json(results.submissions[0], results.run)
        case "github-annotations":
            return github.to_commands(results, folder).encode()
        case "gitlab":
            return gitlab.to_json(results, folder)
        case "markdown":
            return exports.to_markdown(results).encode()


def _each_for_gradescope(results: Results, target: Path) -> None:
    """A file for each rated submission. None may be there: it could be of somebody who has no rating any more."""
    if str(target) == "-" or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise UsageError(
            f"Expected a new or empty folder for Gradescope's files, one for each submission, got -o {str(target)!r}; "
            "name another one, or one candidate with --candidate ID."
        )
    for each in results.submissions:
        if not each.needs_person:
            name = f"{each.page.rpartition('/')[2]}.json"
            write_file(target / name, gradescope.to_json(each, results.run), "a file for Gradescope")


def _hand_out(content: bytes, target: Path) -> None:
    if str(target) == "-":
        click.echo(content, nl=False)
    else:
        write_file(target, content, "the export")
