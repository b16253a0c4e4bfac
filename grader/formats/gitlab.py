"""GitLab's code quality report: an entry a submission, beside the notebook."""

from __future__ import annotations

import hashlib
from typing import Literal

from grader.formats import located, verdict
from grader.plain_json import printable
from grader.results import Results, SubmissionResult
from grader.visible import quiet

Severity = Literal["info", "major", "critical"]


def to_json(results: Results, folder: str) -> bytes:
    """The report. `folder` is the one that was graded, from the repository's root: so GitLab finds the notebooks."""
    return printable([_entry(submission, folder) for submission in results.submissions])


def _entry(submission: SubmissionResult, folder: str) -> dict[str, object]:
    return {
        "description": quiet(f"{verdict(submission)}. {submission.reason}"),
        "check_name": submission.status.value,
        "fingerprint": _fingerprint(submission),
        "severity": _severity(submission),
        "location": {"path": quiet(located(submission, folder)), "lines": {"begin": 1}},
    }


def _severity(submission: SubmissionResult) -> Severity:
    if submission.is_ours:
        return "critical"
    return "major" if submission.needs_person else "info"


def _fingerprint(submission: SubmissionResult) -> str:
    """The same as long as nothing changes: so GitLab tells which entries a merge request brings."""
    told = (submission.candidate, submission.notebook, submission.status, str(submission.rating))
    return hashlib.sha256("\0".join(told).encode("utf-8", "backslashreplace")).hexdigest()
