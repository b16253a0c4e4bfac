"""Plans a screen: which questions a role is asked, how long each may take, and what is at hand if one falls flat.

A plan is made once for a role, and every candidate gets the same one. Its id says what was chosen; its hash covers
every word of it.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from grader.errors import UsageError
from grader.screen import document, yaml_text
from grader.screen.rubric import Id, Line, Question, Rubric, Seniority
from grader.screen.selection import Choices, Coding, PoolQuestion, select

BACKGROUND = 5
OWN_QUESTIONS = 5
"""Minutes at the start for what the candidate does now, and at the end for what the candidate wants to know."""

Minutes = Annotated[int, msgspec.Meta(ge=1, le=60)]

_HEADER = """\
# What every candidate for this role is asked. Made by `grader plan`; don't edit it: sha256 covers every word below.
"""


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen record of a plan's file."""


class Item(_Record, frozen=True):
    """A question that is asked, and the minutes it has."""

    kind: Literal["deep_dive", "coding"]
    minutes: Minutes
    section: Id
    domain: bool
    question: Question


class Plan(_Record, frozen=True):
    """The whole of plan.yaml.

    `background` and `own_questions` are minutes; `topics` is what candidates may know beforehand. `items` stand in the
    order in which they are asked, `spares` in the order in which they would be missed.
    """

    schema: Literal[1]
    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9_-]+$", max_length=120)]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    seniority: Seniority
    deep_learning: bool
    domain: Id | None
    minutes: Minutes
    deep_dives: Literal[3, 4]
    coding: Coding
    background: Minutes
    own_questions: Minutes
    topics: tuple[Line, ...]
    items: tuple[Item, ...]
    spares: tuple[PoolQuestion, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All its questions: those that are asked, then the spares."""
        return (*(item.question for item in self.items), *(spare.question for spare in self.spares))


class Slot(_Record, frozen=True):
    """A stretch of the call, in minutes from its start. `item` is None before and after the questions."""

    start: int
    end: int
    title: str
    item: Item | None


def make(rubric: Rubric, choices: Choices) -> Plan:
    """Plan a screen by the rubric.

    The questions are those of `selection.select`; coding takes its own minutes, and the deep dives share the rest.
    Raises `UsageError` where the choices can't work together, and says which would.
    """
    try:
        return _make(rubric, choices)
    except UsageError as error:
        raise UsageError(f"{error} {_what_would_work(rubric, choices)}") from error


def timetable(plan: Plan) -> tuple[Slot, ...]:
    """The call from its first minute to its last."""
    parts: list[tuple[str, int, Item | None]] = [("Background", plan.background, None)]
    parts += [(item.question.title, item.minutes, item) for item in plan.items]
    parts += [("The candidate's own questions", plan.own_questions, None)]
    ends = list(itertools.accumulate(minutes for _, minutes, _ in parts))
    return tuple(
        Slot(start=end - minutes, end=end, title=title, item=item)
        for end, (title, minutes, item) in zip(ends, parts, strict=True)
    )


def to_yaml(plan: Plan) -> str:
    """The text of plan.yaml; the same plan gives the same text."""
    return _HEADER + yaml_text.dump(msgspec.to_builtins(plan))


def read(text: str | bytes, name: str) -> Plan:
    """Read the text of a plan's file; `name` is what to call it in messages.

    Raises `DocumentError` with everything that is wrong, also where the content is not what the hash was made of.
    """
    return _checked(document.read(text, name))


def read_file(path: Path) -> Plan:
    """Read a plan's file, as `read` does. Raises `DocumentError`, also where there is no such file."""
    return _checked(document.read_file(path))


def _checked(source: document.Document) -> Plan:
    plan = document.convert(source, Plan)
    found = _sha256(plan)
    if found != plan.sha256:
        problem = source.problem(
            ("sha256",),
            f"the hash of what the file holds, {found}",
            hint="the file was edited; make it anew with `grader plan`",
        )
        document.raise_all([problem])
    return plan


def _make(rubric: Rubric, choices: Choices) -> Plan:
    selection = select(rubric, choices)
    plan = Plan(
        schema=1,
        id=choices.id,
        sha256="",
        seniority=choices.seniority,
        deep_learning=choices.deep_learning,
        domain=choices.domain.id if choices.domain else None,
        minutes=choices.minutes,
        deep_dives=3 if choices.deep_dives == 3 else 4,
        coding=choices.coding,
        background=BACKGROUND,
        own_questions=OWN_QUESTIONS,
        topics=selection.topics,
        items=_timed(choices, selection.deep_dives, selection.coding),
        spares=selection.spares,
    )
    return msgspec.structs.replace(plan, sha256=_sha256(plan))


def _sha256(plan: Plan) -> str:
    """The hash of everything in the plan but the hash itself."""
    content = msgspec.to_builtins(plan)
    del content["sha256"]
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()


def _timed(choices: Choices, chosen: Sequence[PoolQuestion], coding: PoolQuestion | None) -> tuple[Item, ...]:
    """The questions with their minutes: coding takes its own, the deep dives share the rest, the first what is over."""
    rest = choices.minutes - BACKGROUND - OWN_QUESTIONS - (coding.question.minutes if coding else 0)
    share, over = divmod(rest, len(chosen))
    items = [_item(pooled, "deep_dive", share + (place < over)) for place, pooled in enumerate(chosen)]
    for item in items:
        if item.minutes < item.question.minutes:
            raise UsageError(
                f"Expected {item.question.minutes} minutes or more for the question {item.question.id!r}, got "
                f"{max(item.minutes, 0)}, with minutes={choices.minutes}, deep_dives={choices.deep_dives}, "
                f"coding={choices.coding}."
            )
    return (*items, _item(coding, "coding", coding.question.minutes)) if coding else tuple(items)


def _item(pooled: PoolQuestion, kind: Literal["deep_dive", "coding"], minutes: int) -> Item:
    return Item(kind=kind, minutes=minutes, section=pooled.section, domain=pooled.domain, question=pooled.question)


def _what_would_work(rubric: Rubric, choices: Choices) -> str:
    """The nearest choices that work, each with one change, as they are typed."""
    other = 7 - choices.deep_dives
    codings: tuple[Coding, ...] = ("before", "live", "none")
    ways = (
        [(f"--minutes {each}", replace(choices, minutes=each)) for each in range(choices.minutes + 1, 61)],
        [(f"--deep-dives {other}", replace(choices, deep_dives=other))],
        [(f"--coding {each}", replace(choices, coding=each)) for each in codings],
    )
    found = [next((typed for typed, changed in way if _works(rubric, changed)), None) for way in ways]
    if working := [typed for typed in found if typed]:
        return f"What would work: {', or '.join(working)}."
    return "No one change of --minutes, --deep-dives or --coding mends that; look at the rubric's questions."


def _works(rubric: Rubric, choices: Choices) -> bool:
    try:
        _make(rubric, choices)
    except UsageError:
        return False
    return True
