"""What an autograder hands to Gradescope: a results.json for one submission."""

from __future__ import annotations

from collections.abc import Iterator

from grader.errors import UsageError
from grader.plain_json import printable
from grader.results import Run, SubmissionResult
from grader.visible import quiet

FOR_GRADERS = {"visibility": "hidden", "output_format": "text"}
"""The diagnosis answers the question, so candidates don't see it; and what they wrote stays text, never markup."""


def to_json(submission: SubmissionResult, run: Run) -> bytes:
    """The results.json of one submission. Raises UsageError where there is no rating: Gradescope can't do without a
    score, and any number would be read as one.
    """
    if submission.rating is None:
        raise UsageError(
            f"Expected a rating for Gradescope, got rating=None of candidate={submission.candidate!r}: "
            f"{submission.reason} A person looks, and enters the score by hand."
        )
    test = {
        "name": quiet(run.question_title),
        "name_format": "text",
        "score": submission.rating,
        "max_score": 3,
        "output": "\n".join(_lines(submission)),
        **FOR_GRADERS,
    }
    whole = {
        "score": submission.rating,
        "execution_time": submission.execution.seconds if submission.execution else 0.0,
        **FOR_GRADERS,
        "stdout_visibility": "hidden",
        "tests": [test],
        "extra_data": {"candidate": quiet(submission.candidate), "rule": quiet(submission.rule)},
    }
    return printable(whole)


def _lines(submission: SubmissionResult) -> Iterator[str]:
    yield quiet(submission.reason)
    says = [entry.says for entry in submission.diagnosis] + [finding.says for finding in submission.findings]
    yield from (f"- {quiet(each)}" for each in says if each != submission.reason)
