"""What a screen asks and how it is rated: questions, areas, bands and policies, as data."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from grader.results import Outcome, Rating

Seniority = Literal["junior", "mid", "senior"]
Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""A name in the data's files: lower case, with underscores."""

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=600)]
"""A sentence or two."""


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen record of the rubric's files."""


class Anchor(_Record, frozen=True, kw_only=True):
    """What a rating looks like, in words. Interviewers choose an anchor; the number follows from it."""

    id: Id
    rating: Rating
    says: Line


class Area(_Record, frozen=True, kw_only=True):
    """One of the areas that are rated after the call, with an anchor for each rating.

    `by_seniority` has other anchors for a seniority, where the same words would ask too much or too little.
    """

    id: Id
    title: Line
    anchors: tuple[Anchor, ...]
    by_seniority: dict[Seniority, tuple[Anchor, ...]] = {}

    def anchors_for(self, seniority: Seniority) -> tuple[Anchor, ...]:
        """The anchors that this seniority is rated by."""
        return self.by_seniority.get(seniority, self.anchors)


class RedFlag(_Record, frozen=True, kw_only=True):
    """Something in an answer that speaks against the candidate, and why it does."""

    id: Id
    says: Line
    why: Line


class Question(_Record, frozen=True, kw_only=True):
    """One question of the screen. `number` is its place in the bank; a team's own go on from there.

    `minutes` is the least that it takes to ask it well. `seniorities` are those whose pool it is in; with
    `deep_learning` it is asked only where the role has to do with that. `senior_follow_ups` are on leading, mentoring
    and architecture.
    """

    id: Id
    number: Annotated[int, msgspec.Meta(ge=1, le=999)]
    title: Line
    prompt: Line
    reveals: Line
    signals: tuple[Line, ...]
    strong_answer: tuple[Line, ...]
    red_flags: tuple[RedFlag, ...]
    follow_ups: tuple[Line, ...]
    senior_follow_ups: tuple[Line, ...] = ()
    seniorities: tuple[Seniority, ...]
    deep_learning: bool = False
    areas: tuple[Id, ...]
    minutes: Annotated[int, msgspec.Meta(ge=1, le=60)]
    anchors: tuple[Anchor, ...]


class Section(_Record, frozen=True, kw_only=True):
    """Questions that belong together: one file of the bank. `topic` is what the invitation may say of them."""

    id: Id
    title: Line
    topic: Line
    questions: tuple[Question, ...]


class Band(_Record, frozen=True, kw_only=True):
    """The sums of ratings, both ends included, that give an outcome."""

    outcome: Outcome
    least: int
    most: int


class DealBreaker(_Record, frozen=True, kw_only=True):
    """Something that may end the call early."""

    id: Id
    title: Line
    says: Line


class Role(_Record, frozen=True, kw_only=True):
    """What a seniority is asked, and what counts most. `emphasis` are questions, the most telling first."""

    seniority: Seniority
    title: Line
    years: Line
    emphasis: tuple[Id, ...]
    domain_places: tuple[int, ...]
    stresses: tuple[Id, ...]
    bands: tuple[Band, ...] = ()


class Suggestion(_Record, frozen=True, kw_only=True):
    """What a rating of the notebook suggests for areas."""

    rating: Rating
    areas: dict[Id, Rating]


class CodingPolicy(_Record, frozen=True, kw_only=True):
    """How the notebook's rating counts: `fill` lets it stand in for the unrated area `fills`; `evidence` only shows it."""

    fold: Literal["fill", "evidence"]
    question: Id
    fills: Id
    suggests: tuple[Suggestion, ...]


class Rubric(_Record, frozen=True, kw_only=True):
    """All of it: what a screen asks, and how it is rated.

    `combine` says which rating counts where interviewers differ. `worth` and `cannot_show` are what every report says
    of a screen.
    """

    schema: Literal[1]
    areas: tuple[Area, ...]
    bands: tuple[Band, ...]
    roles: tuple[Role, ...]
    deal_breakers: tuple[DealBreaker, ...]
    coding: CodingPolicy
    combine: Literal["lowest", "highest"]
    conduct: tuple[Line, ...]
    worth: Line
    cannot_show: Line
    sections: tuple[Section, ...]
