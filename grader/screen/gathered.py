"""Everything about one candidate's screen, put side by side: areas with their ratings, red flags, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from grader.results import (
    AnswerResult,
    AreaRating,
    AreaResult,
    AskedQuestion,
    CardVersion,
    Evidence,
    Rating,
    ScreenFlag,
)
from grader.screen.rubric import Anchor, Area, Band, Question, Role, Rubric
from grader.screen.scorecard import Note, RatedArea, Scorecard
from grader.visible import is_blank


@dataclass(frozen=True, kw_only=True)
class CodingEvidence:
    """What the notebook gives to the screen: its rating, or why it has none."""

    rating: Rating | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What the rule looks at. `cards` are those that count, by interviewer; `versions` are all.

    `asked` tells whether the coding question was asked, and `due` whether a notebook was to come before the call; where
    there is no card, that is not known, and may have been.
    """

    rubric: Rubric
    role: Role | None
    cards: tuple[Scorecard, ...]
    versions: tuple[CardVersion, ...]
    coding: CodingEvidence | None
    asked: bool
    due: bool
    areas: Mapping[str, AreaResult]
    flags: tuple[ScreenFlag, ...]
    flags_checked: int
    questions: tuple[AskedQuestion, ...]
    pool: tuple[Question, ...]

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands of this role."""
        return (self.role.bands if self.role else ()) or self.rubric.bands

    @property
    def total(self) -> int | None:
        """The sum of the areas, where every one of them has a rating."""
        ratings = [area.rating for area in self.areas.values()]
        return None if None in ratings else sum(rating or 0 for rating in ratings)

    @property
    def unrated(self) -> tuple[AreaResult, ...]:
        """The areas without a rating."""
        return tuple(area for area in self.areas.values() if area.rating is None)

    @property
    def deal_breakers(self) -> tuple[ScreenFlag, ...]:
        """The deal-breakers that were recorded."""
        return tuple(flag for flag in self.flags if flag.deal_breaker)

    @property
    def coding_answers(self) -> tuple[tuple[str, Rating], ...]:
        """Who rated the answer to the coding question, and how."""
        asked = (each for each in self.questions if each.id == self.rubric.coding.question)
        return tuple((each.interviewer, each.rating) for one in asked for each in one.answers if each.rating)

    @property
    def coding_waits(self) -> bool:
        """Whether a notebook was asked for, and nobody rated the coding question: not the grader, nor a person."""
        by_notebook = self.coding is not None and self.coding.rating is not None
        return self.asked and not by_notebook and not self.coding_answers


def gather(cards: Sequence[Scorecard], coding: CodingEvidence | None, rubric: Rubric) -> Gathered:
    """One candidate's cards (all versions, in any order) and notebook, put together by the rubric."""
    history = sorted(cards, key=lambda card: (card.by, card.version, card.sha256))
    latest = {card.by: card for card in history}
    counting = tuple(latest.values())
    role = next((each for each in rubric.roles if counting and each.seniority == counting[0].seniority), None)
    asked = not counting or any(card.coding != "none" for card in counting)
    reader = _Reader(cards=counting, rubric=rubric, role=role)
    return Gathered(
        rubric=rubric,
        role=role,
        cards=counting,
        versions=tuple(version_of(card, counts=card is latest[card.by]) for card in history),
        coding=coding,
        asked=asked,
        due=not counting or any(card.coding == "before" for card in counting),
        areas=reader.areas(coding.rating if coding and asked else None),
        flags=tuple(reader.flags()),
        flags_checked=reader.flags_checked(),
        questions=tuple(reader.asked(with_coding=bool(counting) and asked)),
        pool=reader.pool(),
    )


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """Reads the cards that count, in the rubric's words."""

    cards: tuple[Scorecard, ...]
    rubric: Rubric
    role: Role | None

    @cached_property
    def bank(self) -> dict[str, Question]:
        return {question.id: question for section in self.rubric.sections for question in section.questions}

    # --- areas ------------------------------------------------------------------------------------------------------

    def areas(self, coding: Rating | None) -> dict[str, AreaResult]:
        suggested = next((row.areas for row in self.rubric.coding.suggests if row.rating == coding), {})
        return {area.id: self._area(area, suggested.get(area.id)) for area in self.rubric.areas}

    def _area(self, area: Area, suggestion: Rating | None) -> AreaResult:
        policy = self.rubric.coding
        anchors = area.anchors_for(self.role.seniority) if self.role else area.anchors
        ratings = tuple(self._rating(card, rated, anchors) for card, rated in self._ratings(area))
        choose = min if self.rubric.combine == "lowest" else max
        rating = choose((each.rating for each in ratings), default=None)
        fills = policy.fold == "fill" and area.id == policy.fills and bool(self.cards)
        filled = fills and rating is None and suggestion is not None
        counts = suggestion if filled else rating
        return AreaResult(
            id=area.id,
            title=area.title,
            rating=counts,
            source="notebook" if filled else "interviewers" if ratings else None,
            anchor=_words(anchors, counts) if filled else next((r.anchor for r in ratings if r.rating == rating), None),
            stressed=self.role is not None and area.id in self.role.stresses,
            suggestion=suggestion,
            ratings=ratings,
        )

    def _ratings(self, area: Area) -> Iterator[tuple[Scorecard, RatedArea]]:
        return (
            (card, rated)
            for card in self.cards
            for rated in card.ratings
            if rated.area == area.id and rated.rating is not None
        )

    def _rating(self, card: Scorecard, rated: RatedArea, anchors: Sequence[Anchor]) -> AreaRating:
        assert rated.rating is not None
        return AreaRating(
            interviewer=card.interviewer,
            rating=rated.rating,
            anchor=_words(anchors, rated.rating, rated.anchor) or "",
            evidence=tuple(self._evidence(card, note) for note in rated.evidence),
        )

    def _evidence(self, card: Scorecard, note: Note) -> Evidence:
        question = self.bank[note.question].title if note.question else None
        return Evidence(
            interviewer=card.interviewer,
            kind="did" if note.said is None else "said",
            text=note.said or note.did or "",
            question=question,
            minute=note.minute,
        )

    # --- flags ------------------------------------------------------------------------------------------------------

    def flags(self) -> Iterator[ScreenFlag]:
        breakers = {each.id: each for each in self.rubric.deal_breakers}
        for card in self.cards:
            for broken in card.deal_breakers:
                kind = breakers[broken.id]
                yield _flag(kind.id, kind.title, kind.says, self._evidence(card, broken.note), deal_breaker=True)
        for card in self.cards:
            for raised in card.red_flags:
                listed = self.bank[raised.question].red_flags if raised.question else ()
                known = next((flag for flag in listed if flag.id == raised.flag), None)
                says, why = (known.says, known.why) if known else (raised.says or "", "")
                yield _flag(raised.flag, says, why, self._evidence(card, raised.note), deal_breaker=False)

    def flags_checked(self) -> int:
        """How many red flags and deal-breakers there was something to hold against: those of the questions noted."""
        if not self.cards:
            return 0
        noted = [question for question in map(self.bank.__getitem__, self._named()) if any(self._answers(question))]
        return sum(len(question.red_flags) for question in noted) + len(self.rubric.deal_breakers)

    # --- questions --------------------------------------------------------------------------------------------------

    def _named(self) -> list[str]:
        """The questions that the cards name anywhere: asked, or planned and not reached."""
        return sorted({id for card in self.cards for id in card.questions}, key=lambda id: self.bank[id].number)

    def asked(self, *, with_coding: bool) -> Iterator[AskedQuestion]:
        named = {*self._named(), *([self.rubric.coding.question] if with_coding else [])}
        for question in sorted((self.bank[id] for id in named), key=lambda question: question.number):
            yield AskedQuestion(
                id=question.id,
                number=question.number,
                title=question.title,
                prompt=question.prompt,
                answers=tuple(self._answers(question)),
            )

    def _answers(self, question: Question) -> Iterator[AnswerResult]:
        return (answer for card in self.cards if (answer := self._answer(card, question)) is not None)

    def _answer(self, card: Scorecard, question: Question) -> AnswerResult | None:
        """What a card says of an answer, under any heading; None where that is nothing."""
        entry = next((each for each in card.answers if each.question == question.id), None)
        notes = [*(entry.evidence if entry else ()), *card.notes_on(question.id)]
        evidence = dict.fromkeys(self._evidence(card, note) for note in notes)
        if not evidence and (entry is None or (entry.rating is None and is_blank(entry.notes))):
            return None
        return AnswerResult(
            interviewer=card.interviewer,
            rating=entry.rating if entry else None,
            anchor=_words(question.anchors, entry.rating, entry.anchor) if entry else None,
            evidence=tuple(evidence),
            notes=entry.notes if entry else "",
        )

    def pool(self) -> tuple[Question, ...]:
        """What this role may be asked: what the cards name, then the emphasis, then the rest of the bank by number."""
        if self.role is None:
            return ()
        named, role = self._named(), self.role
        places = {id: place for place, id in enumerate([*named, *role.emphasis])}
        bank = [
            question
            for section in self.rubric.sections
            for question in section.questions
            if question.id in named
            or (role.seniority in question.seniorities and not question.deep_learning and not section.domain)
        ]
        return tuple(sorted(bank, key=lambda question: (places.get(question.id, len(places)), question.number)))


def _words(anchors: Sequence[Anchor], rating: Rating | None, id: str | None = None) -> str | None:
    """The words of an anchor by its id, or of the one that stands for a rating."""
    return next((each.says for each in anchors if each.id == id or (id is None and each.rating == rating)), None)


def _flag(id: str, says: str, why: str, evidence: Evidence, *, deal_breaker: bool) -> ScreenFlag:
    return ScreenFlag(id=id, deal_breaker=deal_breaker, says=says, why=why, evidence=evidence)


def version_of(card: Scorecard, *, counts: bool) -> CardVersion:
    """What a report says of a version of a card."""
    edit = card.edit
    return CardVersion(
        interviewer=card.interviewer,
        version=card.version,
        date=card.date.isoformat(),
        sha256=card.sha256,
        counts=counts,
        author=edit.author if edit else None,
        time=edit.time.isoformat() if edit else None,
        reason=edit.reason if edit else None,
    )
