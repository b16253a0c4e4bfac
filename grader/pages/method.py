"""How it was graded: the versions, hashes, limits and times that a reader needs to trust or repeat a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from grader.pages.text import count, shortened
from grader.results import ExecutionReport, Run, SubmissionResult
from grader.settings import MIB

NO_SANDBOX = "Executed without a sandbox. Nothing kept these notebooks from this machine, or from each other's results."


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A name and its value; `mono` where the value is for comparing, not for reading."""

    name: str
    value: str
    mono: bool = False


def stamp(run: Run, submission: SubmissionResult | None = None) -> str | None:
    """Return the warning that every page carries where a notebook ran without a sandbox."""
    tiers = {run.sandbox}
    if submission and submission.execution:
        tiers.add(submission.execution.sandbox.tier)
    return NO_SANDBOX if "none" in tiers else None


def run_facts(run: Run) -> tuple[Fact, ...]:
    """Return when the run was, and what it was made with."""
    return (
        Fact(name="Started", value=moment(run.started)),
        Fact(name="Took", value=seconds(run.seconds)),
        *((Fact(name="Part", value=run.shard),) if run.shard else ()),
        *made_with(run),
    )


def made_with(run: Run) -> tuple[Fact, ...]:
    """Return what the run was made with: the same for a page that stays as an earlier run made it."""
    return (
        Fact(name="Sandbox", value=run.sandbox),
        Fact(name="Grader", value=run.grader),
        Fact(name="Question", value=f"{run.question_title} ({run.question})"),
        Fact(name="Question, SHA-256", value=run.question_sha256, mono=True),
        Fact(name="Battery of cases, SHA-256", value=run.battery_sha256, mono=True),
        Fact(name="Rating rule, SHA-256", value=run.rule_sha256, mono=True),
        *(Fact(name=name, value=version) for name, version in sorted(run.environment.items())),
    )


def submission_facts(submission: SubmissionResult) -> tuple[Fact, ...]:
    """Return what is known of this submission's file, and of its execution where it came to one."""
    file = (
        Fact(name="Notebook file", value=shortened(submission.notebook, 300)),
        Fact(name="Notebook, SHA-256", value=submission.sha256 or "not read", mono=True),
    )
    graded = (Fact(name="Graded", value=moment(submission.graded_at)),) if submission.graded_at else ()
    return file + graded + (_execution_facts(submission.execution) if submission.execution else ())


def moment(started: str) -> str:
    """Return an ISO 8601 time as "24 November 2026, 09:30 UTC", and anything else as it is."""
    try:
        time = datetime.fromisoformat(started)
    except ValueError:
        return started
    return f"{time.astimezone(UTC):%-d %B %Y, %H:%M} UTC" if time.tzinfo else f"{time:%-d %B %Y, %H:%M}"


def seconds(value: float) -> str:
    """Return a duration with the digits that matter."""
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def _execution_facts(execution: ExecutionReport) -> tuple[Fact, ...]:
    return (
        Fact(name="Cells executed", value=count(execution.cells, "cell")),
        Fact(name="Time", value=seconds(execution.seconds)),
        Fact(name="CPU time", value=seconds(execution.cpu_seconds)),
        Fact(name="Most memory", value=f"{execution.peak_memory_bytes / MIB:.0f} MiB"),
        Fact(name="Sandbox it ran in", value=execution.sandbox.tier),
        Fact(name="Layers of the sandbox", value=", ".join(execution.sandbox.layers) or "none"),
    )
