from __future__ import annotations

import msgspec
import pytest

from grader.pages.method import moment, run_facts, seconds, stamp, submission_facts
from grader.results import Results


@pytest.mark.parametrize(
    ("started", "shown"),
    [
        ("2026-03-02T09:30:00+00:00", "2 March 2026, 09:30 UTC"),
        ("2026-03-02T10:30:00+01:00", "2 March 2026, 09:30 UTC"),
        ("2026-03-02T09:30:00Z", "2 March 2026, 09:30 UTC"),
        ("yesterday", "yesterday"),
    ],
)
def test_moments(started: str, shown: str) -> None:
    assert shown == moment(started)


def test_durations() -> None:
    assert ("0.10 s", "14 s") == (seconds(0.1), seconds(14.2))


def test_the_stamp_is_there_without_a_sandbox_only(results: Results) -> None:
    safe = msgspec.structs.replace(results.run, sandbox="full")
    assert stamp(safe) is None
    assert stamp(results.run) is not None
    assert stamp(safe, results.submissions[0]) is not None


def test_facts_hold_every_version_and_hash(results: Results) -> None:
    told = {fact.name: fact.value for fact in run_facts(results.run)}
    assert ("3.11.2", "c0" * 32) == (told["python"], told["Battery of cases, SHA-256"])
    file = {fact.name: fact.value for fact in submission_facts(results.submissions[0])}
    assert ("7 cells", "141 MiB", "none") == (
        file["Cells executed"],
        file["Most memory"],
        file["Layers of the sandbox"],
    )
