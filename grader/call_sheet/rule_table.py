"""The fold as a table: what `grader.screen.fold` says of every card that the page can make, for its script to look up.

The script decides nothing: it counts what is there and finds the row. Every row is what the fold itself said of a card
made for it, so the two can't differ in a rule, a band or a word.

The keys, with bits counted from the first area or deal-breaker:
- `rules`: three digits: a deal-breaker is recorded, an area is unrated, the answer to the coding question is rated.
- `reasons`: `b` and the deal-breakers; or `u`, the unrated areas, `a`, and whether the coding answer is rated; or `t`
  and the sum, for a conditional with `m` and the areas below 3.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from grader.results import Outcome, Rating, Screen
from grader.screen.fold import CodingEvidence, fold
from grader.screen.plan import Plan
from grader.screen.rubric import Area, Rubric
from grader.screen.scorecard import Answer, BrokenDeal, Note, RatedArea, Scorecard

_SHOWN = Note(said="…")


@dataclass(frozen=True, kw_only=True)
class RuleTable:
    """What the script looks up. `rules` has None where the sum decides; `sums` is the outcome of each sum.

    `filled` are the areas that the notebook rates where the interviewer doesn't. Where the page doesn't know the
    notebook, `filled_by` are those that it would, by its rating.
    """

    rules: Mapping[str, Outcome | None]
    sums: Mapping[str, Outcome]
    reasons: Mapping[str, str]
    filled: Mapping[str, Rating]
    filled_by: Mapping[str, Mapping[str, Rating]]


def rule_table(plan: Plan, rubric: Rubric, coding: CodingEvidence | None) -> RuleTable:
    """The fold of one card of this plan, with what the notebook gives, if there is one."""
    return _Cards(plan=plan, rubric=rubric, coding=coding).table()


@dataclass(frozen=True, kw_only=True)
class _Cards:
    """Makes cards of a plan, and has them folded."""

    plan: Plan
    rubric: Rubric
    coding: CodingEvidence | None

    def table(self) -> RuleTable:
        sums = dict(self.sums())
        return RuleTable(
            rules=dict(self.rules()),
            sums=sums,
            reasons=dict([*self.ended(), *self.missing(), *self.summed(sums)]),
            filled=self.filled(self.coding),
            filled_by={} if self.coding or self.plan.coding == "none" else dict(self.filled_by()),
        )

    def filled(self, coding: CodingEvidence | None) -> dict[str, Rating]:
        nothing = card_of(self.plan, self.rubric, [None] * len(self.rubric.areas))
        areas = fold([nothing], coding, self.rubric, "").areas.values()
        return {area.id: area.rating for area in areas if area.rating is not None}

    def filled_by(self) -> Iterator[tuple[str, dict[str, Rating]]]:
        for rating in get_args(Rating):
            yield str(rating), self.filled(CodingEvidence(rating=rating, reason=""))

    def rules(self) -> Iterator[tuple[str, Outcome | None]]:
        for broken, unrated, answered in itertools.product((0, 1), repeat=3):
            ratings: list[Rating | None] = [None if unrated else 3] * len(self.rubric.areas)
            screen = self.folded(ratings, broken=broken, answered=bool(answered))
            yield f"{broken}{unrated}{answered}", screen.outcome if screen.band is None else None

    def sums(self) -> Iterator[tuple[str, Outcome]]:
        """The outcome of each sum; the coding question is rated, so that nothing waits."""
        areas = len(self.rubric.areas)
        for total in range(areas, 3 * areas + 1):
            ratings = [_clamped(total - areas - 2 * place) for place in range(areas)]
            yield str(total), self.folded(ratings, answered=True).outcome

    def ended(self) -> Iterator[tuple[str, str]]:
        """Why the call was stopped, for every choice of deal-breakers."""
        for broken in range(1, 1 << len(self.rubric.deal_breakers)):
            yield f"b{broken}", self.folded([3] * len(self.rubric.areas), broken=broken).reason

    def missing(self) -> Iterator[tuple[str, str]]:
        """Why the screen is incomplete, for every choice of unrated areas; the notebook may have filled some."""
        for unrated, answered in itertools.product(range(1 << len(self.rubric.areas)), (0, 1)):
            screen = self.folded([None if bit else 3 for bit in self.bits(unrated)], answered=bool(answered))
            if screen.outcome == "incomplete":
                yield f"u{unrated}a{answered}", screen.reason

    def summed(self, sums: Mapping[str, Outcome]) -> Iterator[tuple[str, str]]:
        """Why a sum is in its band; a conditional also tells which areas it depends on."""
        areas = len(self.rubric.areas)
        for below in range(1 << areas):
            places = [place for place, bit in enumerate(self.bits(below)) if bit]
            for weak in range(len(places) + 1):
                total = 3 * areas - len(places) - weak
                key = f"t{total}m{below}" if sums[str(total)] == "conditional" else f"t{total}"
                ratings: list[Rating | None] = [3] * areas
                for number, place in enumerate(places):
                    ratings[place] = 1 if number < weak else 2
                yield key, self.folded(ratings, answered=True).reason

    def bits(self, mask: int) -> list[bool]:
        return [bool(mask >> place & 1) for place in range(len(self.rubric.areas))]

    def folded(self, ratings: Sequence[Rating | None], *, broken: int = 0, answered: bool = False) -> Screen:
        card = card_of(self.plan, self.rubric, ratings, broken=broken, answered=answered)
        return fold([card], self.coding, self.rubric, "")


def card_of(
    plan: Plan, rubric: Rubric, ratings: Sequence[Rating | None], *, broken: int = 0, answered: bool = False
) -> Scorecard:
    """A card with these ratings in the order of the areas. `broken` has a bit for each deal-breaker."""
    breakers = [each for place, each in enumerate(rubric.deal_breakers) if broken >> place & 1]
    pairs = zip(rubric.areas, ratings, strict=True)
    return Scorecard(
        schema=1,
        candidate="…",
        interviewer="…",
        date=date.min,
        seniority=plan.seniority,
        coding=plan.coding,
        ratings=tuple(_rated(area, rating, plan) for area, rating in pairs if rating is not None),
        answers=(Answer(question=rubric.coding.question, rating=3, evidence=(_SHOWN,)),) if answered else (),
        deal_breakers=tuple(BrokenDeal(id=each.id, said="…") for each in breakers),
    )


def _rated(area: Area, rating: Rating, plan: Plan) -> RatedArea:
    anchor = next(each.id for each in area.anchors_for(plan.seniority) if each.rating == rating)
    return RatedArea(area=area.id, rating=rating, anchor=anchor, evidence=(_SHOWN,))


def _clamped(more: int) -> Rating:
    return 1 if more <= 0 else 2 if more == 1 else 3
