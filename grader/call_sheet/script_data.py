"""The data block of the page: what its script looks up, as records. Every string to be shown is made visible here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import msgspec

from grader.call_sheet import words
from grader.call_sheet.rule_table import RuleTable
from grader.pages import marks
from grader.pages.marks import Mark
from grader.pages.text import visible
from grader.results import Outcome, Rating
from grader.screen.document import MOST_BYTES
from grader.screen.plan import Plan
from grader.screen.remarks import FLAGS
from grader.screen.rubric import Anchor, Question, Rubric
from grader.screen.scorecard import CardFile


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen record of the data in the page."""


class ChoiceData(_Record, frozen=True, kw_only=True):
    """An anchor, and the rating that it stands for."""

    id: str
    rating: Rating
    says: str


class NamedData(_Record, frozen=True, kw_only=True):
    """Something with a name."""

    id: str
    title: str


class QuestionData(_Record, frozen=True, kw_only=True):
    """A question. `minutes` is None for a spare."""

    id: str
    number: int
    title: str
    minutes: int | None
    areas: tuple[str, ...]
    signals: tuple[str, ...]
    red_flags: tuple[NamedData, ...]
    anchors: tuple[ChoiceData, ...]


class AreaData(_Record, frozen=True, kw_only=True):
    """An area, with the anchors of this seniority."""

    id: str
    title: str
    anchors: tuple[ChoiceData, ...]


class QuickData(_Record, frozen=True, kw_only=True):
    """An observation that one key notes."""

    id: str
    key: str
    notes: str


class PlanData(_Record, frozen=True, kw_only=True):
    """What a card says of its plan."""

    id: str
    sha256: str
    seniority: str
    coding: str


class ShownData(_Record, frozen=True, kw_only=True):
    """How an outcome or a rating is shown."""

    glyph: str
    word: str
    tone: str


class LimitsData(_Record, frozen=True, kw_only=True):
    """How much a card's file can hold: characters, minutes, bytes."""

    candidate: int
    name: int
    text: int
    notes: int
    minute: int
    bytes: int


class Data(_Record, frozen=True, kw_only=True):
    """The data block of the page. Every string in it is fit to be shown."""

    candidate: str
    plan: PlanData
    minutes: int
    background: int
    own_questions: int
    order: tuple[str, ...]
    coding_question: str
    questions: tuple[QuestionData, ...]
    areas: tuple[AreaData, ...]
    flags_area: str
    deal_breakers: tuple[NamedData, ...]
    quick: tuple[QuickData, ...]
    outcomes: dict[Outcome, ShownData]
    ratings: dict[int, ShownData]
    limits: LimitsData
    table: RuleTable


def script_data(plan: Plan, rubric: Rubric, table: RuleTable, candidate: str) -> Data:
    """The data of a plan's page."""
    minutes = {item.question.id: item.minutes for item in plan.items}
    return Data(
        candidate=candidate,
        plan=PlanData(id=plan.id, sha256=plan.sha256, seniority=plan.seniority, coding=plan.coding),
        minutes=plan.minutes,
        background=plan.background,
        own_questions=plan.own_questions,
        order=tuple(item.question.id for item in plan.items),
        coding_question=rubric.coding.question,
        questions=tuple(_question_data(each, rubric, minutes.get(each.id)) for each in plan.questions),
        areas=tuple(
            AreaData(id=each.id, title=visible(each.title), anchors=_choices(each.anchors_for(plan.seniority)))
            for each in rubric.areas
        ),
        flags_area=FLAGS,
        deal_breakers=tuple(NamedData(id=each.id, title=visible(each.title)) for each in rubric.deal_breakers),
        quick=tuple(QuickData(id=each.id, key=each.key, notes=each.notes) for each in words.QUICK),
        outcomes={each: _shown(marks.of_outcome(each)) for each in get_args(Outcome)},
        ratings={0: _shown(marks.UNRATED), **{each: _shown(marks.of_rating(each)) for each in get_args(Rating)}},
        limits=_limits(),
        table=table,
    )


def _question_data(question: Question, rubric: Rubric, minutes: int | None) -> QuestionData:
    known = {area.id for area in rubric.areas}
    return QuestionData(
        id=question.id,
        number=question.number,
        title=visible(question.title),
        minutes=minutes,
        areas=tuple(area for area in question.areas if area in known),
        signals=tuple(map(visible, question.signals)),
        red_flags=tuple(NamedData(id=flag.id, title=visible(flag.says)) for flag in question.red_flags),
        anchors=_choices(question.anchors),
    )


def _choices(anchors: Sequence[Anchor]) -> tuple[ChoiceData, ...]:
    return tuple(ChoiceData(id=each.id, rating=each.rating, says=visible(each.says)) for each in anchors)


def _shown(mark: Mark) -> ShownData:
    return ShownData(glyph=mark.glyph, word=mark.word, tone=mark.tone)


def _limits() -> LimitsData:
    """The limits that the schema of a scorecard has."""
    schemas = msgspec.json.schema(CardFile)["$defs"]
    card, note, answer = (schemas[name]["properties"] for name in ("CardFile", "Note", "Answer"))
    text = next(kind for kind in note["said"]["anyOf"] if "maxLength" in kind)
    minute = next(kind for kind in note["minute"]["anyOf"] if "maximum" in kind)
    return LimitsData(
        candidate=card["candidate"]["maxLength"],
        name=card["interviewer"]["maxLength"],
        text=text["maxLength"],
        notes=answer["notes"]["maxLength"],
        minute=minute["maximum"],
        bytes=MOST_BYTES,
    )
