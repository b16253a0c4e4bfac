"""What is wrong in a scorecard beyond its schema: words that the rubric doesn't know, ratings without their grounds.

The checks walk over plain data and pass over what is malformed, so that a card with a wrong type in one place is still
told of everything else, at once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import msgspec

from grader.screen.document import Document, Place, Problem, Value, did_you_mean
from grader.screen.problem import one_of, shown
from grader.screen.rubric import Anchor, Area, Question, Rubric
from grader.screen.scorecard import OTHER
from grader.visible import is_blank

Entry = Mapping[str, Value]

_EAST = datetime.timedelta(hours=14)
"""How far the earliest time zone is ahead of UTC: a date is in the future when it is nowhere today."""

_LEVELS = (1, 2, 3)

_PLAN = re.compile(r"(?P<seniority>junior|mid|senior)-\d+-\d+-(?P<coding>before|live|none)(-[a-z0-9_-]+)?", re.ASCII)
"""The ids that `grader plan` gives: what was chosen."""

_PRAISE_AND_BLAME = """
adequate amazing average awesome bad brilliant competent convincing correct decent excellent fantastic fine good great
impressive mediocre n na nice none ok okay outstanding perfect poor right sharp smart solid strong superb terrible weak
well wrong
"""
_FILLERS = """
a all also an and answer answered answers applicable as at but candidate did done everything explanation for he her his
in is it knowledge knows not of on overall performance pretty quite rather really seemed she skills so somewhat the
their they this to too understanding very was were with
"""
_VERDICTS = frozenset(_PRAISE_AND_BLAME.split())
_VERDICT_OR_FILLER = _VERDICTS | frozenset(_FILLERS.split())


@dataclass(frozen=True, kw_only=True)
class Checks:
    """One scorecard's data, held against the rubric at a time. `problems` and `warnings` are what is found."""

    document: Document
    rubric: Rubric
    now: datetime.datetime

    @property
    def problems(self) -> Iterator[Problem]:
        """Everything because of which the card can't be used."""
        yield from self._head()
        yield from self._ratings()
        yield from self._answers()
        yield from self._red_flags()
        yield from self._deal_breakers()

    @property
    def warnings(self) -> Iterator[Problem]:
        """Evidence that is a verdict and nothing else."""
        for group in ("ratings", "answers"):
            for place, _ in self._entries((group,)):
                for at, note in self._entries((*place, "evidence")):
                    for kind in ("said", "did"):
                        if is_verdict(note.get(kind)):
                            yield self._problem((*at, kind), "what was said or done, so that others can judge it")

    # --- who and when -----------------------------------------------------------------------------------------------

    def _head(self) -> Iterator[Problem]:
        for key in ("candidate", "interviewer"):
            yield from self._not_blank((key,), "a name")
        seniority = self._at("seniority")
        roles = [role.seniority for role in self.rubric.roles]
        if seniority in ("junior", "mid", "senior") and seniority not in roles:
            yield self._problem(("seniority",), f"a seniority that the rubric has a role for, {one_of(roles)}")
        date = _date(self._at("date"))
        if date is not None and date > (self.now + _EAST).date():
            yield self._problem(("date",), "a date that is not in the future")
        yield from self._plan()
        yield from self._edit()

    def _plan(self) -> Iterator[Problem]:
        """Whether the card is for what its plan was made for, where the plan's id tells that."""
        id = self.document.at(("plan", "id"))
        made = _PLAN.fullmatch(id) if isinstance(id, str) else None
        for key, planned in made.groupdict().items() if made else ():
            if isinstance(noted := self._at(key), str) and noted != planned:
                yield self._problem((key,), f"{shown(planned)}, as its plan {shown(id)} has it")

    def _edit(self) -> Iterator[Problem]:
        version, edit = self._at("version", 1), self._at("edit")
        if isinstance(version, int) and version > 1 and edit is None:
            yield self._problem(("edit",), "who changed the card, when and why, in a version after the first")
        if version == 1 and edit is not None:
            yield self._problem(("edit",), "nothing in version 1", hint="is this version 2?")
        time = _time(self.document.at(("edit", "time")))
        if time is not None and time.tzinfo is None:
            yield self._problem(("edit", "time"), "a time with its zone such as 2026-11-20T14:05:00+01:00")
        elif time is not None and time > self.now:
            yield self._problem(("edit", "time"), "a time that is not in the future")
        elif time is not None and (date := _date(self._at("date"))) is not None and time.date() < date:
            yield self._problem(("edit", "time"), f"a time that is not before the call, {date}")
        for key in ("author", "reason"):
            yield from self._not_blank(("edit", key), "words")

    # --- ratings ----------------------------------------------------------------------------------------------------

    def _ratings(self) -> Iterator[Problem]:
        areas = {area.id: area for area in self.rubric.areas}
        yield from self._once("ratings", "area")
        for place, entry in self._entries(("ratings",)):
            yield from self._known((*place, "area"), areas, one_of(areas))
            area = areas.get(str(entry.get("area")))
            yield from self._anchor(place, entry, self._anchors(area) if area else None)
            rated, evidence = entry.get("rating") is not None, bool(entry.get("evidence"))
            if rated and not evidence:
                yield self._problem((*place, "evidence"), "at least one thing that was said or done", "none")
            if evidence and not rated and entry.get("anchor") is None:
                yield self._problem((*place, "rating"), "a rating with its anchor, for the evidence below it", "none")
            yield from self._evidence(place)

    def _answers(self) -> Iterator[Problem]:
        yield from self._once("answers", "question")
        for place, entry in self._entries(("answers",)):
            yield from self._known((*place, "question"), self._bank, "a question of the rubric")
            question = self._bank.get(str(entry.get("question")))
            yield from self._anchor(place, entry, question.anchors if question else None)
            grounds = entry.get("evidence") or entry.get("question") in self._evidenced
            if entry.get("rating") is not None and not grounds:
                says = "at least one thing that was said or done, here or in a rating that names the question"
                yield self._problem((*place, "evidence"), says, "none")
            yield from self._evidence(place)
            for at, note in self._entries((*place, "evidence")):
                if note.get("question") not in (None, entry.get("question")):
                    yield self._problem((*at, "question"), "no other question than the one that was answered")

    def _anchors(self, area: Area) -> tuple[Anchor, ...]:
        """The anchors of an area for this card's seniority; all there are, where that is not known."""
        match self._at("seniority"):
            case "junior" | "mid" | "senior" as seniority:
                return area.anchors_for(seniority)
        return (*area.anchors, *(each for anchors in area.by_seniority.values() for each in anchors))

    def _anchor(self, place: Place, entry: Entry, anchors: tuple[Anchor, ...] | None) -> Iterator[Problem]:
        """Whether the anchor is there, is known, and is that of the rating."""
        rating, chosen = entry.get("rating"), entry.get("anchor")
        valid = type(rating) is int and rating in _LEVELS
        fitting = next((each for each in anchors or () if each.rating == rating), None) if valid else None
        if chosen is None:
            if valid:
                words = f"the anchor of rating {rating}" + (f", {shown(fitting.id)}" if fitting else "")
                yield self._problem((*place, "anchor"), words, "none")
            return
        found = next((each for each in anchors or () if each.id == chosen), None)
        if anchors is not None and found is None:
            yield from self._known((*place, "anchor"), [each.id for each in anchors], one_of(a.id for a in anchors))
        if rating is None:
            words = f"{found.rating}, the rating of this anchor" if found else "the rating of this anchor"
            yield self._problem((*place, "rating"), words, "none")
        elif valid and found is not None and found.rating != rating:
            words = f"the anchor of rating {rating}" + (f", {shown(fitting.id)}" if fitting else "")
            yield self._problem((*place, "anchor"), words, f"{shown(chosen)}, which is that of {found.rating}")

    def _evidence(self, place: Place) -> Iterator[Problem]:
        for at, note in self._entries((*place, "evidence")):
            given = [key for key in ("said", "did") if note.get(key) is not None]
            if len(given) != 1:
                yield self._problem(at, "said or did, one of the two", "both" if given else "neither")
            for key in given:
                yield from self._not_blank((*at, key), "what was said or done")
            yield from self._known((*at, "question"), self._bank, "a question of the rubric")

    # --- flags ------------------------------------------------------------------------------------------------------

    def _red_flags(self) -> Iterator[Problem]:
        for place, entry in self._entries(("red_flags",)):
            yield from self._known((*place, "question"), self._bank, "a question of the rubric")
            yield from self._not_blank((*place, "said"), "the words that show it")
            question = self._bank.get(str(entry.get("question")))
            if entry.get("flag") == OTHER:
                if entry.get("says") is None:
                    yield self._problem((*place, "says"), "what the red flag is, as it is on no list", "none")
                yield from self._not_blank((*place, "says"), "what the red flag is")
            elif entry.get("question") is None:
                yield self._problem(
                    (*place, "question"), f"the question that this flag is of, or flag: {OTHER}", "none"
                )
            elif question is not None:
                flags = [flag.id for flag in question.red_flags]
                yield from self._known((*place, "flag"), flags, one_of([*flags, OTHER]))

    def _deal_breakers(self) -> Iterator[Problem]:
        known = [each.id for each in self.rubric.deal_breakers]
        for place, _ in self._entries(("deal_breakers",)):
            yield from self._known((*place, "id"), known, one_of(known))
            yield from self._known((*place, "question"), self._bank, "a question of the rubric")
            yield from self._not_blank((*place, "said"), "the words that show it")

    # --- reading ----------------------------------------------------------------------------------------------------

    @cached_property
    def _bank(self) -> dict[str, Question]:
        return {question.id: question for section in self.rubric.sections for question in section.questions}

    @cached_property
    def _evidenced(self) -> set[Value]:
        """The questions that evidence of a rating names."""
        ratings = (place for place, _ in self._entries(("ratings",)))
        notes = (note for place in ratings for _, note in self._entries((*place, "evidence")))
        return {name for note in notes if isinstance(name := note.get("question"), str)}

    def _at(self, key: str, missing: Value = None) -> Value:
        card = self.document.value
        return card.get(key, missing) if isinstance(card, dict) else missing

    def _entries(self, place: Place) -> Iterator[tuple[Place, Entry]]:
        """The mappings in a list, with their places."""
        entries = self.document.at(place)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict):
                yield (*place, index), entry

    def _problem(self, place: Place, expected: str, found: str | None = None, hint: str = "") -> Problem:
        return self.document.problem(place, expected, found, hint)

    def _known(self, place: Place, known: Iterable[str], expected: str) -> Iterator[Problem]:
        words, word = list(known), self.document.at(place)
        if isinstance(word, str) and word not in words:
            yield self._problem(place, expected, hint=did_you_mean(word, words))

    def _not_blank(self, place: Place, expected: str) -> Iterator[Problem]:
        text = self.document.at(place)
        if isinstance(text, str) and is_blank(text):
            yield self._problem(place, expected)

    def _once(self, group: str, key: str) -> Iterator[Problem]:
        """A problem for each entry about what an earlier one is about already."""
        seen: set[str] = set()
        for place, entry in self._entries((group,)):
            if isinstance(name := entry.get(key), str):
                if name in seen:
                    yield self._problem((*place, key), f"each {key} once", f"{shown(name)} again")
                seen.add(name)


def is_verdict(text: Value) -> bool:
    """Whether text only praises or blames: none of its words tells what happened."""
    if not isinstance(text, str) or is_blank(text):
        return False
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    return words <= _VERDICT_OR_FILLER and (not words or bool(words & _VERDICTS))


def _date(text: Value) -> datetime.date | None:
    """The date that text is; None where the schema finds that it is none."""
    try:
        return msgspec.convert(text, datetime.date)
    except msgspec.ValidationError:
        return None


def _time(text: Value) -> datetime.datetime | None:
    """The time that text is; None where the schema finds that it is none."""
    try:
        return msgspec.convert(text, datetime.datetime)
    except msgspec.ValidationError:
        return None
