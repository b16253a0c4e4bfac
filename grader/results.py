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

Outcome = Literal["strong", "conditional", "decline", "stopped_early", "incomplete"]
"""What a screen ends in. The last two have no band: a deal-breaker ended it, or something is missing."""


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen record of results.json."""


class Counterexample(_Record, frozen=True):
    """One failing input, small enough to think about. `got_parts` holds what was read for each part, if any.

    `undefined` names the parts that have no value there, each with what was done about it. `before` is the call just
    before, where the answer depends on that. Where `got` is the answer to a second call with the same sequences, `left`
    is what the first call left of them. `why` says how the answer comes about, where a misconception tells. What
    was `shrunk` is the smallest that was found; not all smaller inputs were tried.
    """

    args: tuple[tuple[float | int, ...], ...]
    container: str
    expected: tuple[float | int | str, ...]
    got: str
    got_parts: tuple[float | int | str, ...] | None
    counts: dict[str, int]
    undefined: dict[str, Handling] = {}
    before: tuple[tuple[float | int, ...], ...] | None = None
    why: str = ""
    shrunk: bool = False
    left: tuple[tuple[float | int, ...], ...] | None = None


class PropertyResult(_Record, frozen=True):
    """How often a property was checked, and how often it failed.

    `strip` has the percentage of failures in each of up to 40 equal runs of its cases, the smallest cases first.
    `by_rounding` says that the numbers break it only as they are rounded. In `unanswered` of its failures, a number is
    missing.
    """

    id: str
    title: str
    cases: int
    failed: int
    counterexample: Counterexample | None
    strip: tuple[int, ...] = ()
    by_rounding: bool = False
    unanswered: int = 0


class EdgeResult(_Record, frozen=True):
    """How an edge class is handled, on what evidence. `parts` lists the handlings seen, worst first.

    `by_formula` says that the answers are what the wrong formula gives that the diagnosis names: nobody chose them.
    """

    id: str
    title: str
    handling: Handling
    parts: tuple[Handling, ...]
    says: str
    cases: int
    failed: int
    example: Counterexample | None
    by_formula: bool = False


class RedFlag(_Record, frozen=True):
    """Something that the evidence shows, and that an interviewer should know before the call."""

    id: str
    says: str


class DiagnosisEntry(_Record, frozen=True):
    """One thing that is wrong, in words for an interviewer, with what to ask next and what a good answer holds.

    One that only follows from another has nothing to ask, nor has one that the questions of others ask about already.
    """

    id: str
    says: str
    ask: str
    good_answer: str = ""


class FindingEntry(_Record, frozen=True):
    """One thing worth knowing that never changes the rating."""

    id: Finding
    says: str


class Helper(_Record, frozen=True):
    """A function or method of the notebook that the graded one uses."""

    name: str
    cell: int
    source: str


class FunctionFound(_Record, frozen=True):
    """The function that was called, with the first few of the notebook's own that it uses. `cell` counts the notebook's
    cells from 1, as the page does.
    """

    name: str
    cell: int | None
    source: str | None
    helpers: tuple[Helper, ...] = ()


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


class Evidence(_Record, frozen=True):
    """What a candidate said or did, as an interviewer noted it. `question` is the title of what had been asked."""

    interviewer: str
    kind: Literal["said", "did"]
    text: str
    question: str | None
    minute: int | None


class AreaRating(_Record, frozen=True):
    """One interviewer's rating of an area: the anchor that was chosen, in its words, and why."""

    interviewer: str
    rating: Rating
    anchor: str
    evidence: tuple[Evidence, ...]


class AreaResult(_Record, frozen=True):
    """An area of the rubric. `rating` counts; `source` says where it is from; `suggestion` is the notebook's."""

    id: str
    title: str
    rating: Rating | None
    source: Literal["interviewers", "notebook"] | None
    anchor: str | None
    stressed: bool
    suggestion: Rating | None
    ratings: tuple[AreaRating, ...]


class ScreenFlag(_Record, frozen=True):
    """A red flag or a deal-breaker, with the words that show it."""

    id: str
    deal_breaker: bool
    says: str
    why: str
    evidence: Evidence


class AnswerResult(_Record, frozen=True):
    """What one interviewer noted of the answer to one question."""

    interviewer: str
    rating: Rating | None
    anchor: str | None
    evidence: tuple[Evidence, ...]
    notes: str


class AskedQuestion(_Record, frozen=True):
    """A question of the screen, with what was noted of its answer; none where it was not reached."""

    id: str
    number: int
    title: str
    prompt: str
    answers: tuple[AnswerResult, ...]


class CardVersion(_Record, frozen=True):
    """One version of a scorecard that counted, or that a later one replaced."""

    interviewer: str
    version: int
    date: str
    sha256: str
    counts: bool
    author: str | None
    time: str | None
    reason: str | None


class Screen(_Record, frozen=True):
    """What the whole screen of one candidate came to, by the rubric's rule. People decide.

    `scale` tells which sums give which outcome.
    """

    outcome: Outcome
    reason: str
    total: int | None
    most: int
    band: str | None
    seniority: str | None
    plan: str | None
    plan_sha256: str | None
    rubric_sha256: str
    interviewers: tuple[str, ...]
    areas: dict[str, AreaResult]
    why: tuple[str, ...]
    depends_on: tuple[str, ...]
    flags: tuple[ScreenFlag, ...]
    flags_checked: int
    gaps: tuple[str, ...]
    disagreements: tuple[str, ...]
    ask_next: tuple[str, ...]
    questions: tuple[AskedQuestion, ...]
    cards: tuple[CardVersion, ...]
    worth: str
    cannot_show: str
    role: str | None = None
    scale: str = ""


class ActivityMonth(_Record, frozen=True):
    """How many commits a month had. `month` is YYYY-MM."""

    month: str
    commits: int


class Activity(_Record, frozen=True):
    """Coding activity, beside the rubric and never scored. `languages` maps a language to its share, 0 to 1."""

    source: str
    date: str
    months: tuple[ActivityMonth, ...]
    repositories: int
    languages: dict[str, float]
    merged_pull_requests: int | None


class SubmissionResult(_Record, frozen=True):
    """Everything found about one submission. `reason` says in a sentence what is wrong, `tally` counts the cases.

    `graded_at` is when it was executed, which may have been in an earlier run. `forms` says in a word or two of each
    part how its right numbers come, where that is in another form than was asked for. `smaller` is the smallest input
    with a clear answer that goes wrong, where `counterexample` is a larger one that tells more.
    """

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
    tally: str = ""
    forms: dict[str, str] = {}
    smaller: Counterexample | None = None
    graded_at: str = ""
    screen: Screen | None = None
    activity: Activity | None = None

    @property
    def needs_person(self) -> bool:
        """Whether there is no rating, so that a person looks."""
        return self.rating is None

    @property
    def is_ours(self) -> bool:
        """Whether it is the grader that failed."""
        return self.status is Status.GRADER_ERROR


class WithoutNotebook(_Record, frozen=True):
    """A candidate with a scorecard and no notebook."""

    candidate: str
    page: str
    screen: Screen
    activity: Activity | None


Entry = SubmissionResult | WithoutNotebook
"""What results.json has of a candidate. Two notebooks of one candidate are two entries."""


class Run(_Record, frozen=True):
    """What the run was made with: everything that a verdict depends on.

    `grader_sha256` covers the grader's code, `packages_sha256` the names and versions of all packages that a kernel can
    import. `cells` are the values of the arguments that each count of a counterexample counts. `shard` is which part of
    the submissions this is, as 3/10; null where it is all of them.
    """

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
    cells: dict[str, tuple[float | int, ...]] = {}
    limits: dict[str, float | int] = {}
    grader_sha256: str = ""
    packages_sha256: str = ""
    shard: str | None = None


class Results(_Record, frozen=True):
    """The whole of results.json."""

    schema: Annotated[int, msgspec.Meta(ge=SCHEMA, le=SCHEMA)]
    run: Run
    submissions: tuple[SubmissionResult, ...]
    without_notebook: tuple[WithoutNotebook, ...] = ()

    @property
    def everybody(self) -> tuple[Entry, ...]:
        """Every entry: the submissions first, then the candidates without one."""
        return (*self.submissions, *self.without_notebook)
