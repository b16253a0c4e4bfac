"""Scorecards: what one interviewer noted of one candidate's call, rated with anchors and evidence.

A file of a scorecard also holds what is private: interest, salary expectation, notes to oneself. `CardFile` is what the
file says; `Scorecard` is all that leaves it, and has no place for what is private.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from grader.results import Rating
from grader.screen.rubric import Id, Seniority
from grader.visible import same_name

Text = Annotated[str, Meta(min_length=1, max_length=1_000)]
"""A quote, or a sentence or two. What is longer is no quote, and no page of two minutes could hold it."""

Name = Annotated[str, Meta(min_length=1, max_length=80)]
Said = Annotated[Text, Meta(description="the candidate's words")]
Asked = Annotated[Id | None, Meta(description="the question that it was about")]
Minute = Annotated[
    Annotated[int, Meta(ge=0, le=240)] | None, Meta(description="the minute of the call, if it was noted")
]
Chosen = Annotated[Id | None, Meta(description="the anchor that was chosen; it must be that of the rating")]
Rated = Annotated[Rating | None, Meta(description="3, 2 or 1; it needs its anchor and evidence")]
Private = Annotated[Any, Meta(description="kept in this file, and never shown anywhere")]
"""Anything at all: nothing is ever said of it, so not that it is malformed either."""

PRIVATE = ("interest", "salary", "notes")
"""The keys of a file that hold it."""

OTHER = "other"
"""A red flag that is on no list; `says` tells what it is."""


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen record of a scorecard's file."""


class Note(_Record, frozen=True, kw_only=True):
    """A piece of evidence: what the candidate said, or what they did; one of the two."""

    said: Said | None = None
    did: Annotated[Text | None, Meta(description="what the candidate did")] = None
    question: Asked = None
    minute: Minute = None


MOST_EVIDENCE = 12
MOST_FLAGS = 30
"""Pieces of evidence for one rating, and red flags of one card: what a debrief can read."""

Evidence = Annotated[
    tuple[Note, ...],
    Meta(max_length=MOST_EVIDENCE, description="what was said or done; praise alone is questioned"),
]


class RatedArea(_Record, frozen=True, kw_only=True):
    """An area's rating, by the anchor that was chosen. Without a rating it is left open."""

    area: Annotated[Id, Meta(description="an area of the rubric, each at most once")]
    rating: Rated = None
    anchor: Chosen = None
    evidence: Evidence = ()


class Answer(_Record, frozen=True, kw_only=True):
    """What was noted of the answer to a question. One that is only named was planned, and not reached."""

    question: Annotated[Id, Meta(description="a question of the rubric, each at most once")]
    rating: Rated = None
    anchor: Chosen = None
    evidence: Evidence = ()
    notes: Annotated[str, Meta(max_length=4_000, description="anything else; it stands in the report")] = ""


class _Quoted(_Record, frozen=True, kw_only=True):
    """Something that speaks against the candidate, with the quote that shows it."""

    said: Said
    question: Asked = None
    minute: Minute = None

    @property
    def note(self) -> Note:
        """The quote as a piece of evidence."""
        return Note(said=self.said, question=self.question, minute=self.minute)


class RaisedFlag(_Quoted, frozen=True, kw_only=True):
    """A red flag of a question."""

    flag: Annotated[Id, Meta(description="one of the question's red flags, or `other`")]
    says: Annotated[Text | None, Meta(description="what it is, where the flag is `other`")] = None


class BrokenDeal(_Quoted, frozen=True, kw_only=True):
    """A deal-breaker."""

    id: Annotated[Id, Meta(description="one of the rubric's deal-breakers")]


class PlanUsed(_Record, frozen=True, kw_only=True):
    """The plan that the call followed: its id, and the hash that tells whether all candidates had the same."""

    id: Annotated[str, Meta(min_length=1, max_length=120)]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="64 hexadecimal digits")]


class Edit(_Record, frozen=True, kw_only=True):
    """Why there is a later version of a card."""

    author: Annotated[Name, Meta(description="who changed the card")]
    time: Annotated[datetime.datetime, Meta(tz=True, description="when, with the time zone")]
    reason: Annotated[Text, Meta(description="why")]


class _Card(_Record, frozen=True, kw_only=True):
    """What a scorecard says that others may read."""

    schema: Literal[1]
    candidate: Annotated[str, Meta(min_length=1, max_length=255, description="the id, as the report names it")]
    interviewer: Annotated[Name, Meta(description="a name, or initials")]
    date: Annotated[datetime.date, Meta(description="the day of the call")]
    seniority: Seniority
    coding: Annotated[
        Literal["before", "live", "none"],
        Meta(description="whether a notebook was asked for: before the call, live in it, or not at all"),
    ]
    plan: Annotated[PlanUsed | None, Meta(description="the plan that the call followed")] = None
    version: Annotated[int, Meta(ge=1, le=999, description="1, and one more for each edit; earlier files stay")] = 1
    edit: Annotated[Edit | None, Meta(description="who, when and why, from version 2 on")] = None
    ratings: tuple[RatedArea, ...] = ()
    answers: tuple[Answer, ...] = ()
    red_flags: Annotated[tuple[RaisedFlag, ...], Meta(max_length=MOST_FLAGS)] = ()
    deal_breakers: Annotated[tuple[BrokenDeal, ...], Meta(max_length=MOST_FLAGS)] = ()


class Scorecard(_Card, frozen=True, kw_only=True):
    """One version of an interviewer's card, without what is private. Pages, tables and rules see no more than this."""

    @property
    def by(self) -> str:
        """Whose card it is, however the name is written."""
        return same_name(self.interviewer)

    @property
    def sha256(self) -> str:
        """A hash of this record. It leaves out what is private, which a hash of the file would let one guess."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()

    @property
    def questions(self) -> Iterator[str]:
        """Every question that the card names, in no order that means something; some more than once."""
        yield from (answer.question for answer in self.answers)
        yield from (note.question for note in self._elsewhere() if note.question is not None)

    def notes_on(self, question: str) -> Iterator[Note]:
        """What is noted of a question elsewhere than under its answer."""
        return (note for note in self._elsewhere() if note.question == question)

    def _elsewhere(self) -> Iterator[Note]:
        for rated in self.ratings:
            yield from rated.evidence
        for raised in self.red_flags:
            yield raised.note
        for broken in self.deal_breakers:
            yield broken.note


class CardFile(_Card, frozen=True, kw_only=True):
    """All that a scorecard's file may hold. What is private stays in the file: nothing takes it from here."""

    interest: Private = None
    salary: Private = None
    notes: Private = None

    def scorecard(self) -> Scorecard:
        """The card without what is private."""
        return Scorecard(**{name: getattr(self, name) for name in Scorecard.__struct_fields__})
