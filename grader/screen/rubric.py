"""What a screen asks and how it is rated: questions, areas, bands and policies, as data."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from grader.results import Rating

Seniority = Literal["junior", "mid", "senior"]
Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z][a-z0-9_]*$",
        max_length=60,
        description="a name of lower-case letters, digits and underscores, a letter first",
    ),
]
"""A name in the data's files: lower case, with underscores."""

Line = Annotated[str, Meta(min_length=1, max_length=600)]
"""A sentence or two."""

Lines = tuple[Line, ...]

Combine = Literal["lowest", "highest"]
"""Whose rating of an area counts, where interviewers differ."""

BandOutcome = Literal["strong", "conditional", "decline"]
"""The outcomes that a sum of ratings can have."""


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen record of the rubric's files."""


class Anchor(_Record, frozen=True, kw_only=True):
    """What a rating looks like, in words. Interviewers choose an anchor; the number follows from it."""

    id: Id
    rating: Rating
    says: Line


class Area(_Record, frozen=True, kw_only=True):
    """One of the areas that are rated after the call.

    `by_seniority` is for where the same words would ask too much or too little of somebody.
    """

    id: Id
    title: Line
    anchors: Annotated[tuple[Anchor, ...], Meta(description="one for each rating: 3, 2 and 1")]
    by_seniority: Annotated[
        dict[Seniority, tuple[Anchor, ...]],
        Meta(description="the anchors that junior, mid or senior is rated by instead"),
    ] = {}

    def anchors_for(self, seniority: Seniority) -> tuple[Anchor, ...]:
        """The anchors that this seniority is rated by."""
        return self.by_seniority.get(seniority, self.anchors)


Areas = Annotated[tuple[Area, ...], Meta(min_length=1)]


class RedFlag(_Record, frozen=True, kw_only=True):
    """Something in an answer that speaks against the candidate, and why it does."""

    id: Id
    says: Line
    why: Line


class Question(_Record, frozen=True, kw_only=True):
    """One question of the screen. The shipped ones are 1 to 16, and from 101 those of a domain."""

    id: Id
    number: Annotated[int, Meta(description="its place in the bank; no two questions have the same", ge=1, le=999)]
    title: Annotated[Line, Meta(description="a few words; candidates never see them")]
    prompt: Annotated[Line, Meta(description="what the interviewer says")]
    reveals: Annotated[Line, Meta(description="what the answer tells about the candidate")]
    signals: Annotated[Lines, Meta(description="what to listen for")]
    strong_answer: Annotated[Lines, Meta(description="the points of a strong answer")]
    red_flags: tuple[RedFlag, ...]
    follow_ups: Annotated[Lines, Meta(description="what to ask next")]
    senior_follow_ups: Annotated[
        Lines, Meta(description="what to ask seniors too: leading, mentoring, architecture")
    ] = ()
    seniorities: Annotated[tuple[Seniority, ...], Meta(description="whom it is asked", min_length=1)]
    deep_learning: Annotated[
        bool, Meta(description="whether it is asked only where the role has to do with deep learning")
    ] = False
    areas: Annotated[tuple[Id, ...], Meta(description="the areas that its answer is evidence for", min_length=1)]
    minutes: Annotated[int, Meta(description="the least that it takes to ask it well", ge=1, le=60)]
    anchors: Annotated[tuple[Anchor, ...], Meta(description="one for each rating: 3, 2 and 1")]


class Section(_Record, frozen=True, kw_only=True):
    """Questions that belong together: one file of the bank."""

    id: Id
    title: Line
    topic: Annotated[Line, Meta(description="what the invitation may say of its questions")]
    questions: Annotated[tuple[Question, ...], Meta(min_length=1)]
    domain: Annotated[bool, Meta(description="whether they are asked only where a plan takes in this domain")] = False


class Band(_Record, frozen=True, kw_only=True):
    """The sums of ratings, both ends included, that give an outcome."""

    outcome: BandOutcome
    least: Annotated[int, Meta(description="the lowest sum of the band")]
    most: Annotated[int, Meta(description="the highest sum of the band")]

    @property
    def sums(self) -> str:
        """Its sums in words: `14 to 17`."""
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


class DealBreaker(_Record, frozen=True, kw_only=True):
    """Something that may end the call early."""

    id: Id
    title: Line
    says: Line


Emphasis = Annotated[tuple[Id, ...], Meta(description="the questions to take first, the most telling one at the front")]
Stresses = Annotated[tuple[Id, ...], Meta(description="the areas that this role can least do without")]
OwnBands = Annotated[tuple[Band, ...], Meta(description="bands of its own, instead of the rubric's")]
DomainPlaces = Annotated[
    tuple[Annotated[int, Meta(ge=1, le=99)], ...],
    Meta(description="the places, counted from 1, at which questions of a domain come into that order"),
]


class Role(_Record, frozen=True, kw_only=True):
    """What a seniority is asked, and what counts most."""

    seniority: Seniority
    title: Line
    years: Line
    emphasis: Emphasis
    domain_places: DomainPlaces
    stresses: Stresses
    bands: OwnBands = ()


class Suggestion(_Record, frozen=True, kw_only=True):
    """What a rating of the notebook suggests for areas."""

    rating: Rating
    areas: dict[Id, Rating]


class CodingPolicy(_Record, frozen=True, kw_only=True):
    """How the notebook's rating counts. `question` is the one that it answers."""

    fold: Annotated[
        Literal["fill", "evidence"],
        Meta(description="fill: it stands in for the area `fills` where that is unrated; evidence: it is only shown"),
    ]
    question: Id
    fills: Id
    suggests: tuple[Suggestion, ...]


class Rubric(_Record, frozen=True, kw_only=True):
    """All of it: what a screen asks, and how it is rated."""

    schema: Literal[1]
    areas: Areas
    bands: tuple[Band, ...]
    roles: tuple[Role, ...]
    deal_breakers: tuple[DealBreaker, ...]
    coding: CodingPolicy
    combine: Annotated[
        Combine, Meta(description="whose rating counts where interviewers differ: the lowest or the highest")
    ]
    conduct: Annotated[Lines, Meta(description="what the call sheet reminds of")]
    worth: Annotated[Line, Meta(description="what every report says a screen is worth")]
    cannot_show: Annotated[Line, Meta(description="what every report says it can't show")]
    sections: tuple[Section, ...]
