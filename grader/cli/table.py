"""The table that a run prints: a row a submission, and one for each candidate without a notebook."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from grader.results import Results, Screen, SubmissionResult
from grader.visible import quiet
from grader.vocabulary import Status

_RATINGS = {3: "3 strong", 2: "2 adequate", 1: "1 weak", None: "– no rating yet"}


MOST_ROWS = 100
"""What a terminal shows of a large batch: nobody reads on, and the overview has them all."""


def left_out(results: Results) -> int:
    """How many rows the table leaves out."""
    return max(len(results.everybody) - MOST_ROWS, 0)


def table(results: Results) -> Table:
    """The results as a table, with the screens where there are any. A large batch starts with who needs a person."""
    submissions = results.submissions
    if left_out(results):
        submissions = tuple(sorted(submissions, key=_urgency))
    rows = [(_row(each), each.screen) for each in submissions[:MOST_ROWS]]
    alone = results.without_notebook[: MOST_ROWS - len(rows)]
    rows += [((each.candidate, "– no notebook", "", ""), each.screen) for each in alone]
    screened = any(screen is not None for _, screen in rows)
    made = Table("Candidate", "Rating", "Rule or status", "What was found", title=results.run.question_title)
    if screened:
        made.add_column("Screen")
    for row, screen in rows:
        cells = (*row, _outcome(screen)) if screened else row
        made.add_row(*(Text(quiet(cell)) for cell in cells))
    return made


def _urgency(each: SubmissionResult) -> tuple[bool, int]:
    return each.status is not Status.GRADER_ERROR, each.rating or 0


def _outcome(screen: Screen | None) -> str:
    if screen is None:
        return ""
    total = f", {screen.total} of {screen.most}" if screen.band else ""
    return f"{screen.outcome.replace('_', ' ')}{total}"


def _row(each: SubmissionResult) -> tuple[str, str, str, str]:
    rule = each.rule if each.status is Status.GRADED else each.status.value
    failing = [edge for edge in each.edge_results or () if edge.failed]
    kinds = sorted({edge.handling.value for edge in failing})
    edges = [f"{kind}: {', '.join(edge.id for edge in failing if edge.handling.value == kind)}" for kind in kinds]
    found = [*each.misconceptions, *edges] or ([each.reason] if each.status is not Status.GRADED else [])
    return each.candidate, _RATINGS[each.rating], rule, "; ".join(found)
