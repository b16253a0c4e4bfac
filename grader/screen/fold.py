"""Folds scorecards and the notebook's rating into what a screen ends in: a table of rules, read from the top.

The rule proposes and people decide. Bands and policies are the rubric's. No average is taken, and what is missing is
never guessed: it makes a screen incomplete, which is no band.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from grader.errors import InternalError
from grader.results import Outcome, Screen
from grader.screen import remarks
from grader.screen.gathered import CodingEvidence, Gathered, gather
from grader.screen.rubric import Band, Rubric
from grader.screen.scorecard import Scorecard

__all__ = ["RULES", "CodingEvidence", "Rule", "fold"]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row of the table: where `applies` holds, the screen ends in `outcome`; None stands for the sum's band."""

    id: str
    outcome: Outcome | None
    says: str
    applies: Callable[[Gathered], bool]


RULES = (
    Rule(
        id="deal_breaker",
        outcome="stopped_early",
        says="A deal-breaker is recorded. Ratings don't weigh it up.",
        applies=lambda gathered: bool(gathered.deal_breakers),
    ),
    Rule(
        id="no_scorecard",
        outcome="incomplete",
        says="Nobody has handed in a scorecard.",
        applies=lambda gathered: not gathered.cards,
    ),
    Rule(
        id="unrated_area",
        outcome="incomplete",
        says="An area has no rating, and no policy fills it from the notebook.",
        applies=lambda gathered: bool(gathered.unrated),
    ),
    Rule(
        id="coding_waits",
        outcome="incomplete",
        says="A notebook was asked for, and neither it nor the answer in the call has a rating.",
        applies=lambda gathered: gathered.coding_waits,
    ),
    Rule(
        id="band",
        outcome=None,
        says="The sum of the areas lies in a band of the rubric, or of the role where that has its own.",
        applies=lambda gathered: True,
    ),
)


def fold(cards: Sequence[Scorecard], coding: CodingEvidence | None, rubric: Rubric, rubric_sha256: str) -> Screen:
    """What one candidate's screen came to.

    `cards` are all versions of all interviewers' cards, in any order; of each interviewer the highest version counts.
    `coding` is None where there is no notebook. Raises KeyError for an id that the rubric doesn't have: cards are
    checked against it when they are read.
    """
    gathered = gather(cards, coding, rubric)
    rule = next(rule for rule in RULES if rule.applies(gathered))
    band = _band(gathered) if rule.outcome is None else None
    outcome = rule.outcome or _band(gathered).outcome
    plan = next((card.plan for card in gathered.cards if card.plan), None)
    return Screen(
        outcome=outcome,
        reason=remarks.reason(outcome, gathered),
        total=gathered.total,
        most=3 * len(gathered.areas),
        band=band.sums if band else None,
        scale=remarks.scale(gathered),
        role=gathered.role.title if gathered.role else None,
        seniority=gathered.cards[0].seniority if gathered.cards else None,
        plan=plan.id if plan else None,
        plan_sha256=plan.sha256 if plan else None,
        rubric_sha256=rubric_sha256,
        interviewers=tuple(card.interviewer for card in gathered.cards),
        areas=dict(gathered.areas),
        why=remarks.why(gathered),
        depends_on=tuple(area.id for area in remarks.depends_on(outcome, gathered)),
        flags=gathered.flags,
        flags_checked=gathered.flags_checked,
        gaps=remarks.gaps(gathered),
        disagreements=remarks.disagreements(gathered),
        ask_next=remarks.ask_next(outcome, gathered),
        questions=gathered.questions,
        cards=gathered.versions,
        worth=rubric.worth,
        cannot_show=rubric.cannot_show,
    )


def _band(gathered: Gathered) -> Band:
    """The band that the sum lies in. Bands without a gap are checked when a rubric is read."""
    total = gathered.total
    found = next((band for band in gathered.bands if total is not None and band.least <= total <= band.most), None)
    if found is None:
        raise InternalError(f"expected a band of the rubric for total={total}; its bands leave a gap")
    return found
