"""The coding results as other programs take them: each form is a pure function of `Results`, and has one escape.

Scorecards and what a screen came to stay out: such files go to more people than a report does.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from grader.results import SubmissionResult


def verdict(submission: SubmissionResult) -> str:
    """The rating in words, with whose it is."""
    rating = "no rating yet" if submission.rating is None else f"rated {submission.rating}"
    return f"{submission.candidate}: {rating}"


def located(submission: SubmissionResult, folder: str) -> str:
    """Where the notebook lies, if `folder` is where the graded one lies."""
    return str(PurePosixPath(folder) / submission.notebook)
