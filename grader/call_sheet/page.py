"""The call sheet as a record: everything that its template places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.call_sheet import words
from grader.call_sheet.rule_table import RuleTable, rule_table
from grader.call_sheet.script_data import Data, script_data
from grader.call_sheet.three_questions import ANY, CodingAsk, three_questions
from grader.call_sheet.words import Quick
from grader.pages import marks
from grader.pages.counterexample_view import CounterexampleView, counterexample_view
from grader.pages.marks import Mark
from grader.pages.text import shortened
from grader.results import Run, SubmissionResult
from grader.screen.fold import CodingEvidence
from grader.screen.plan import Plan, Slot, timetable
from grader.screen.remarks import FLAGS
from grader.screen.rubric import Anchor, Area, DealBreaker, Question, Rubric

_LONG = 2_000


@dataclass(frozen=True, kw_only=True)
class AnchorView:
    """An anchor to choose, with the mark of its rating."""

    id: str
    mark: Mark
    says: str


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """A question of the call. `minutes` is None for a spare; `informs` are the titles of its areas.

    `prompt` is what to say. Where the task was done before the call, that is no task: it stands in `task`.
    """

    stage: str
    question: Question
    prompt: str
    task: str
    minutes: int | None
    informs: tuple[str, ...]
    anchors: tuple[AnchorView, ...]
    coding: bool


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A line of the timetable, in minutes from the start."""

    start: int
    end: int
    title: str


@dataclass(frozen=True, kw_only=True)
class AreaView:
    """An area to rate. `look_at` are the titles of the questions that inform it."""

    id: str
    title: str
    anchors: tuple[AnchorView, ...]
    look_at: tuple[str, ...]
    from_notebook: Mark | None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing that is wrong with the notebook."""

    says: str


@dataclass(frozen=True, kw_only=True)
class CodingView:
    """What the notebook gives to the call."""

    rating: Mark
    status: Mark
    reason: str
    diagnosis: tuple[Statement, ...]
    asks: tuple[CodingAsk, ...]
    counterexample: CounterexampleView | None


@dataclass(frozen=True, kw_only=True)
class CallSheet:
    """The page, top to bottom."""

    title: str
    candidate: str
    role: str
    plan: Plan
    timetable: tuple[Stretch, ...]
    questions: tuple[QuestionView, ...]
    areas: tuple[AreaView, ...]
    deal_breakers: tuple[DealBreaker, ...]
    conduct: tuple[str, ...]
    prompts: tuple[str, ...]
    find_out: str
    quick: tuple[Quick, ...]
    early_end: tuple[str, ...]
    early_end_conduct: tuple[str, ...]
    coding: CodingView | None
    any_asks: tuple[CodingAsk, ...]
    worth: str
    rates_flags: bool
    data: Data


def call_sheet(
    plan: Plan, rubric: Rubric, submission: SubmissionResult | None, candidate: str | None, run: Run | None
) -> CallSheet:
    """The page of a plan, for a candidate and with their notebook where these are known."""
    role = next(role for role in rubric.roles if role.seniority == plan.seniority)
    asked = submission if plan.coding != "none" else None
    evidence = CodingEvidence(rating=asked.rating, reason=asked.reason) if asked else None
    table = rule_table(plan, rubric, evidence)
    return CallSheet(
        title=f"Call sheet: {shortened(candidate, 60) if candidate else plan.id}",
        candidate=candidate or "",
        role=f"{role.title}, {role.years}",
        plan=plan,
        timetable=tuple(_stretch(slot, plan, rubric) for slot in timetable(plan)),
        questions=_questions(plan, rubric),
        areas=tuple(_area(area, plan, table) for area in rubric.areas),
        deal_breakers=rubric.deal_breakers,
        conduct=rubric.conduct,
        prompts=words.PROMPTS,
        find_out=words.FIND_OUT,
        quick=words.QUICK,
        early_end=words.EARLY_END,
        early_end_conduct=words.EARLY_END_CONDUCT,
        coding=_coding(asked, run) if asked else None,
        any_asks=ANY if plan.coding == "before" and not asked else (),
        rates_flags=any(area.id == FLAGS for area in rubric.areas),
        worth=f"{rubric.worth} {rubric.cannot_show}",
        data=script_data(plan, rubric, table, candidate or ""),
    )


def _questions(plan: Plan, rubric: Rubric) -> tuple[QuestionView, ...]:
    titles = {area.id: area.title for area in rubric.areas}
    timed = [(item.question, item.minutes) for item in plan.items]
    spare: list[tuple[Question, int | None]] = [(spare.question, None) for spare in plan.spares]
    return tuple(
        QuestionView(
            stage=f"q.{question.id}",
            question=question,
            prompt=words.ABOUT_THE_NOTEBOOK if _is_done(question, plan, rubric) else question.prompt,
            task=question.prompt if _is_done(question, plan, rubric) else "",
            minutes=minutes,
            informs=tuple(titles[area] for area in question.areas if area in titles),
            anchors=_anchors(question.anchors),
            coding=question.id == rubric.coding.question,
        )
        for question, minutes in [*timed, *spare]
    )


def _is_done(question: Question, plan: Plan, rubric: Rubric) -> bool:
    """Whether the candidate has done this task before the call."""
    return plan.coding == "before" and question.id == rubric.coding.question


def _stretch(slot: Slot, plan: Plan, rubric: Rubric) -> Stretch:
    done = slot.item is not None and _is_done(slot.item.question, plan, rubric)
    return Stretch(start=slot.start, end=slot.end, title=f"{slot.title}: about their notebook" if done else slot.title)


def _area(area: Area, plan: Plan, table: RuleTable) -> AreaView:
    filled = table.filled.get(area.id)
    return AreaView(
        id=area.id,
        title=area.title,
        anchors=_anchors(area.anchors_for(plan.seniority)),
        look_at=tuple(item.question.title for item in plan.items if area.id in item.question.areas),
        from_notebook=marks.of_rating(filled) if filled else None,
    )


def _anchors(anchors: Sequence[Anchor]) -> tuple[AnchorView, ...]:
    """Anchors, the strongest first."""
    best = sorted(anchors, key=lambda anchor: -anchor.rating)
    return tuple(AnchorView(id=each.id, mark=marks.of_rating(each.rating), says=each.says) for each in best)


def _coding(submission: SubmissionResult, run: Run | None) -> CodingView:
    parameters = run.parameters if run else {}
    parts = run.parts if run else {part: part for part in submission.core or {}}
    example = submission.counterexample
    return CodingView(
        rating=marks.of_rating(submission.rating),
        status=marks.of_status(submission.status),
        reason=shortened(submission.reason, _LONG),
        diagnosis=tuple(Statement(says=shortened(says, _LONG)) for says in _more(submission)),
        asks=three_questions(submission),
        counterexample=counterexample_view(example, parameters=parameters, parts=parts, forms=submission.forms)
        if example
        else None,
    )


def _more(submission: SubmissionResult) -> list[str]:
    """What the diagnosis says beyond the reason, which the first entry may begin with."""
    says = [entry.says for entry in submission.diagnosis]
    return [rest for rest in (each.removeprefix(submission.reason).strip() for each in says) if rest]
