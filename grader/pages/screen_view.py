"""The whole screen on a candidate's page: outcome, areas, flags with their quotes, gaps, questions, changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.pages import marks
from grader.pages.marks import Mark
from grader.pages.method import Fact, moment
from grader.pages.text import count, shortened
from grader.results import AnswerResult, AreaResult, AskedQuestion, CardVersion, Evidence, Screen, ScreenFlag

_LONG = 4_000
"""Characters of one note or quote that are shown; the scorecard has the rest."""

FROM_NOTEBOOK = "from the notebook"


@dataclass(frozen=True, kw_only=True)
class Quote:
    """What the candidate said or did, and where in the call."""

    text: str
    said: bool
    where: str


@dataclass(frozen=True, kw_only=True)
class RatingView:
    """One interviewer's rating of an area, or of an answer."""

    interviewer: str
    mark: Mark | None
    anchor: str
    quotes: tuple[Quote, ...]
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class AreaView:
    """An area: `level` is its rating as a number of filled steps, 0 where it has none; `note` is a few words."""

    id: str
    title: str
    mark: Mark
    level: int
    note: str
    ratings: tuple[RatingView, ...]


@dataclass(frozen=True, kw_only=True)
class FlagView:
    """A red flag or a deal-breaker, with the words that show it."""

    title: str
    deal_breaker: bool
    why: str
    quote: Quote


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """A question of the screen, and what each interviewer noted of the answer."""

    title: str
    prompt: str
    answers: tuple[RatingView, ...]
    summary: str


@dataclass(frozen=True, kw_only=True)
class ScreenView:
    """The screen, top to bottom. `areas` has the weakest first; `total` is empty where the sum decided nothing."""

    who: str
    outcome: Mark
    total: str
    reason: str
    scale: str
    areas: tuple[AreaView, ...]
    why: tuple[str, ...]
    flags: tuple[FlagView, ...]
    no_flags: str
    gaps: tuple[str, ...]
    disagreements: tuple[str, ...]
    ask_next: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    facts: tuple[Fact, ...]
    changes: tuple[str, ...]
    worth: str
    cannot_show: str


def screen_view(screen: Screen) -> ScreenView:
    """Return a screen to be shown."""
    return ScreenView(
        who=_who(screen),
        outcome=marks.of_outcome(screen.outcome),
        total=total(screen),
        reason=shortened(reason(screen), _LONG),
        scale=f"{screen.total} of {screen.most}. {screen.scale}" if screen.band else screen.scale,
        areas=tuple(_area(area) for area in sorted(screen.areas.values(), key=lambda area: area.rating or 0)),
        why=tuple(shortened(line, _LONG) for line in screen.why),
        flags=tuple(_flag(flag) for flag in sorted(screen.flags, key=lambda flag: not flag.deal_breaker)),
        no_flags=_no_flags(screen),
        gaps=tuple(shortened(gap, _LONG) for gap in screen.gaps),
        disagreements=tuple(shortened(line, _LONG) for line in screen.disagreements),
        ask_next=tuple(shortened(line, _LONG) for line in screen.ask_next),
        questions=tuple(map(_question, screen.questions)),
        facts=_facts(screen),
        changes=tuple(map(_change, screen.cards)),
        worth=screen.worth,
        cannot_show=screen.cannot_show,
    )


def area_mark(area: AreaResult) -> Mark:
    """Return the mark of an area's rating."""
    return marks.UNRATED if area.rating is None else marks.of_rating(area.rating)


def total(screen: Screen) -> str:
    """Return the sum, where it decided the outcome: beside any other it would mislead."""
    return str(screen.total) if screen.band else ""


def reason(screen: Screen) -> str:
    """Return the reason without the outcome and the sum, which stand beside it on a page."""
    says = screen.reason.removeprefix(f"{marks.of_outcome(screen.outcome).word.capitalize()}: ")
    says = says.removeprefix(f"{screen.total} of {screen.most}").lstrip(",. ") or screen.reason
    return says[0].upper() + says[1:]


def _who(screen: Screen) -> str:
    cards = [f"{card.interviewer} (version {card.version})" for card in screen.cards if card.counts]
    plan = [f"plan {screen.plan} {(screen.plan_sha256 or '')[:8]}"] if screen.plan else []
    return " · ".join([screen.role or "Role not named", f"rated by {', '.join(cards) or 'nobody yet'}", *plan])


def _no_flags(screen: Screen) -> str:
    if not screen.cards:
        return "None recorded: there is no scorecard."
    if not any(question.answers for question in screen.questions):
        checked = count(screen.flags_checked, "deal-breaker")
        return f"None recorded. No question was noted on a card, so only {checked} could be checked."
    return f"None recorded ({screen.flags_checked} checked)."


def _area(area: AreaResult) -> AreaView:
    notes = ["stressed"] if area.stressed else []
    if len({rating.rating for rating in area.ratings}) > 1:
        notes.append(" and ".join(str(each.rating) for each in area.ratings))
    if area.source == "notebook":
        notes.append(FROM_NOTEBOOK)
    elif area.suggestion is not None and area.suggestion != area.rating:
        notes.append(f"notebook {area.suggestion}")
    ratings = tuple(
        RatingView(
            interviewer=each.interviewer,
            mark=marks.of_rating(each.rating),
            anchor=each.anchor,
            quotes=_quotes(each.evidence),
        )
        for each in area.ratings
    )
    if not ratings and area.anchor:
        ratings = (RatingView(interviewer="the notebook", mark=area_mark(area), anchor=area.anchor, quotes=()),)
    return AreaView(
        id=area.id,
        title=area.title,
        mark=area_mark(area),
        level=area.rating or 0,
        note=" · ".join(notes),
        ratings=ratings,
    )


def _quotes(evidence: Sequence[Evidence]) -> tuple[Quote, ...]:
    return tuple(map(_quote, evidence))


def _quote(evidence: Evidence, *, named: bool = False) -> Quote:
    minute = None if evidence.minute is None else f"minute {evidence.minute}"
    places = (evidence.interviewer if named else None, evidence.question, minute)
    where = ", ".join(shortened(place, 200) for place in places if place)
    return Quote(text=shortened(evidence.text, _LONG), said=evidence.kind == "said", where=where)


def _flag(flag: ScreenFlag) -> FlagView:
    return FlagView(
        title=flag.says,
        deal_breaker=flag.deal_breaker,
        why=flag.why,
        quote=_quote(flag.evidence, named=True),
    )


def _question(question: AskedQuestion) -> QuestionView:
    answers = tuple(map(_answer, question.answers))
    rated = [f"{answer.mark.glyph} {answer.mark.number} {answer.mark.word}" for answer in answers if answer.mark]
    return QuestionView(
        title=f"{question.number}. {question.title}",
        prompt=question.prompt,
        answers=answers,
        summary=", ".join(rated) or ("noted, not rated" if answers else "not asked"),
    )


def _answer(answer: AnswerResult) -> RatingView:
    return RatingView(
        interviewer=answer.interviewer,
        mark=None if answer.rating is None else marks.of_rating(answer.rating),
        anchor=answer.anchor or "",
        quotes=_quotes(answer.evidence),
        notes=shortened(answer.notes, _LONG),
    )


def _facts(screen: Screen) -> tuple[Fact, ...]:
    return (
        Fact(name="Plan", value=screen.plan or "none named"),
        Fact(name="Plan, SHA-256", value=screen.plan_sha256 or "none named", mono=True),
        Fact(name="Rubric, SHA-256", value=screen.rubric_sha256, mono=True),
        Fact(name="Scorecards", value=count(sum(card.counts for card in screen.cards), "scorecard")),
    )


def _change(card: CardVersion) -> str:
    version = f"{card.interviewer}, version {card.version}, of {card.date}"
    standing = "counts" if card.counts else "replaced by a later one"
    if card.author is None:
        return f"{version}: {standing}."
    when = moment(card.time) if card.time else "at an unknown time"
    return f"{version}: {standing}. Changed by {card.author}, {when}: {shortened(card.reason or 'no reason', 600)}"
