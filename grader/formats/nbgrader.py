"""The table of grades that `nbgrader export` writes, with the same columns."""

from __future__ import annotations

import csv
import io

from grader.exports import csv_cell
from grader.results import Results
from grader.visible import quiet

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)
MOST = 3.0
"""The best rating."""


def to_csv(results: Results, assignment: str) -> str:
    """A header, and a row a submission; lines end in a newline. Who handed in, and when, is not known here.

    nbgrader writes a zero where there is nothing to score. Here no rating leaves the score empty: a person looks.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for submission in results.submissions:
        score = "" if submission.rating is None else float(submission.rating)
        known = {
            "assignment": assignment,
            "student_id": submission.candidate,
            "raw_score": score,
            "late_submission_penalty": 0.0,
            "score": score,
            "max_score": MOST,
        }
        writer.writerow(csv_cell(quiet(str(known.get(column, "")))) for column in COLUMNS)
    return table.getvalue()
