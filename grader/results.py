"""results.json: what a run found, as records. Pages, tables and reports are built from it.

Every key is always there, null where grading did not get that far. Numbers that JSON can't hold (NaN, infinities) are
words. Keys may be added; none is renamed without a new schema number.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from grader.vocabulary import Finding, Handling, Status

SCHEMA = 1

Rating = Literal[1, 2, 3]


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen record of results.json."""


class Counterexample(_Record, frozen=True):
    """One failing input, small enough to think about. `got_parts` holds what was read for each part, if any."""

    args: tuple[tuple[float | int, ...], ...]
    container: str
    expected: tuple[float | int | str, ...]
    got: str
    got_parts: tuple[float | int | str, ...] | None
    counts: dict[str, int]


class PropertyResult(_Record, frozen=True):
    """How often a property was checked, and how often it failed."""

    id: str
    title: str
    cases: int
    failed: int
    counterexample: Counterexample | None


class EdgeResult(_Record, frozen=True):
    """How an edge class is handled, on what evidence. `parts` lists the handlings seen, worst first."""

    id: str
    title: str
    handling: Handling
    parts: tuple[Handling, ...]
    says: str
    cases: int
    failed: int
    example: Counterexample | None


class RedFlag(_Record, frozen=True):
    """Something that the evidence shows, and that an interviewer should know before the call."""

    id: str
    says: str


class DiagnosisEntry(_Record, frozen=True):
    """One thing that is wrong, in words for an interviewer, with what to ask next."""

    id: str
    says: str
    ask: str


class FindingEntry(_Record, frozen=True):
    """One thing worth knowing that never changes the rating."""

    id: Finding
    says: str


class FunctionFound(_Record, frozen=True):
    """The function that was called. `cell` counts the notebook's cells from 1, as the page does."""

    name: str
    cell: int | None
    source: str | None


class OwnTests(_Record, frozen=True):
    """The candidate's own tests, weighed against the reference and the wrong variants."""

    asserts: int
    accept_reference: bool | None
    caught: tuple[str, ...]
    missed: tuple[str, ...]


class CellError(_Record, frozen=True):
    """A cell that ended in an error. `cell` counts the notebook's cells from 1."""

    cell: int
    name: str
    message: str


class SandboxReport(_Record, frozen=True):
    """The sandbox that the kernel ran in."""

    tier: str
    layers: tuple[str, ...]


class ExecutionReport(_Record, frozen=True):
    """What executing the notebook took."""

    sandbox: SandboxReport
    cells: int
    errors: tuple[CellError, ...]
    seconds: float
    cpu_seconds: float
    peak_memory_bytes: int


class SubmissionResult(_Record, frozen=True):
    """Everything found about one submission."""

    candidate: str
    notebook: str
    page: str
    sha256: str | None
    status: Status
    reason: str
    rating: Rating | None
    rule: str
    core: dict[str, bool] | None
    edges: dict[str, Handling] | None
    edge_results: tuple[EdgeResult, ...] | None
    misconceptions: tuple[str, ...]
    diagnosis: tuple[DiagnosisEntry, ...]
    findings: tuple[FindingEntry, ...]
    red_flags: tuple[RedFlag, ...]
    counterexample: Counterexample | None
    function: FunctionFound | None
    properties: tuple[PropertyResult, ...] | None
    own_tests: OwnTests | None
    execution: ExecutionReport | None
    screen: None = None


class Run(_Record, frozen=True):
    """What the run was made with: everything that a verdict depends on."""

    grader: str
    question: str
    question_title: str
    task: str
    question_sha256: str
    battery_sha256: str
    rule_sha256: str
    rules: dict[str, str]
    parts: dict[str, str]
    parameters: dict[str, str]
    sandbox: str
    environment: dict[str, str]
    started: str
    seconds: float


class Results(_Record, frozen=True):
    """The whole of results.json."""

    schema: Annotated[int, msgspec.Meta(ge=SCHEMA, le=SCHEMA)]
    run: Run
    submissions: tuple[SubmissionResult, ...]
