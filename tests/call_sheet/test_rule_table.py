"""The table that the page looks up says what the fold says: of every rating, flag, deal-breaker and gap."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import pytest

from grader.call_sheet.rule_table import RuleTable, card_of, rule_table
from grader.results import Outcome, Rating, Screen
from grader.screen import plan, rubric_files
from grader.screen.fold import CodingEvidence, fold
from grader.screen.plan import Plan
from grader.screen.rubric import Rubric
from grader.screen.scorecard import RaisedFlag
from grader.screen.selection import Choices, Coding
from tests import screen_cases
from tests.screen_cases import coding

SHIPPED = rubric_files.load()
GIVEN: dict[str, tuple[Coding, CodingEvidence | None]] = {
    "no notebook was asked for": ("none", None),
    "the page does not know it": ("before", None),
    "it waits for a person": ("before", coding(None)),
    "strong": ("before", coding(3)),
    "weak, and live": ("live", coding(1)),
}
Ratings = Sequence[Rating | None]


def planned(rubric: Rubric, asked: Coding) -> Plan:
    return plan.make(rubric, Choices(seniority="senior", minutes=60, deep_dives=3, coding=asked))


def looked_up(table: RuleTable, ratings: Ratings, broken: int, answered: bool, rubric: Rubric) -> tuple[Outcome, str]:
    """What the table says of a card: the same few lines as in script/rule.js."""
    filled = [rating or table.filled.get(area.id) for area, rating in zip(rubric.areas, ratings, strict=True)]
    unrated = bits(rating is None for rating in filled)
    ruled = table.rules[f"{int(broken > 0)}{int(unrated > 0)}{int(answered)}"]
    total = sum(rating or 0 for rating in filled)
    outcome = ruled or table.sums[str(total)]
    keys: Mapping[Outcome, str] = {
        "stopped_early": f"b{broken}",
        "incomplete": f"u{unrated}a{int(answered)}",
        "conditional": f"t{total}m{bits((rating or 0) < 3 for rating in filled)}",
    }
    return outcome, table.reasons[keys.get(outcome, f"t{total}")]


def bits(flags: Iterator[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def said(screen: Screen) -> tuple[Outcome, str]:
    return screen.outcome, screen.reason


RATED: list[Ratings] = list(itertools.product((1, 2, 3), repeat=6))
GAPS: list[Ratings] = list(itertools.product((None, 2), repeat=6))
EVERY_GAP: list[Ratings] = list(itertools.product((None, 1, 2, 3), repeat=6))


def compare(rubric: Rubric, given: str, rows: Sequence[Ratings]) -> None:
    asked, evidence = GIVEN[given]
    made = planned(rubric, asked)
    table = rule_table(made, rubric, evidence)
    for ratings, answered in itertools.product(rows, (False, True)):
        card = card_of(made, rubric, ratings, answered=answered)
        found = looked_up(table, ratings, 0, answered, rubric)
        assert said(fold([card], evidence, rubric, "")) == found, (ratings, answered)


def test_the_table_says_what_the_fold_says_of_every_card() -> None:
    compare(SHIPPED, "the page does not know it", EVERY_GAP)


@pytest.mark.parametrize("given", GIVEN)
def test_the_table_says_what_the_fold_says_with_any_notebook(given: str) -> None:
    compare(SHIPPED, given, RATED + GAPS)


@pytest.mark.parametrize("rating", [1, 2, 3])
def test_what_the_notebook_would_fill(rating: Rating) -> None:
    """The page does not know it, and says what each rating of it would come to."""
    made = planned(SHIPPED, "before")
    table = rule_table(made, SHIPPED, None)
    once = dataclasses.replace(table, filled=table.filled_by[str(rating)])
    for ratings in [*GAPS, *RATED[::7]]:
        card = card_of(made, SHIPPED, ratings)
        found = looked_up(once, ratings, 0, True, SHIPPED)
        assert said(fold([card], coding(rating), SHIPPED, "")) == found, ratings


def test_a_notebook_that_is_known_or_not_asked_for_fills_nothing_more() -> None:
    for given in ("no notebook was asked for", "it waits for a person", "strong"):
        asked, evidence = GIVEN[given]
        assert {} == rule_table(planned(SHIPPED, asked), SHIPPED, evidence).filled_by


def test_a_policy_that_fills_nothing() -> None:
    compare(screen_cases.rubric(policy="evidence"), "strong", GAPS)


def test_every_choice_of_deal_breakers_is_in_the_table() -> None:
    made = planned(SHIPPED, "before")
    table = rule_table(made, SHIPPED, None)
    for broken in range(1, 1 << len(SHIPPED.deal_breakers)):
        some: list[Ratings] = [(3,) * 6, (None,) * 6, (2, None, 1, 3, None, 2)]
        for ratings in some:
            card = card_of(made, SHIPPED, ratings, broken=broken)
            assert said(fold([card], None, SHIPPED, "")) == looked_up(table, ratings, broken, False, SHIPPED)


def test_a_red_flag_changes_no_outcome() -> None:
    """So the table needs no key for it."""
    made = planned(SHIPPED, "none")
    question = made.items[0].question
    flag = RaisedFlag(question=question.id, flag=question.red_flags[0].id, said="…")
    for ratings in RATED:
        card = card_of(made, SHIPPED, ratings)
        flagged = msgspec.structs.replace(card, red_flags=(flag,))
        assert said(fold([card], None, SHIPPED, "")) == said(fold([flagged], None, SHIPPED, ""))


@pytest.mark.parametrize("areas", [("fundamentals",), (*screen_cases.AREAS, "curiosity")])
def test_another_number_of_areas(areas: Sequence[str]) -> None:
    rubric = screen_cases.rubric(areas)
    made = card_plan(rubric)
    table = rule_table(made, rubric, coding(2))
    for ratings in itertools.product((None, 2, 3), repeat=len(areas)):
        card = card_of(made, rubric, ratings)
        assert said(fold([card], coding(2), rubric, "")) == looked_up(table, ratings, 0, False, rubric)


def card_plan(rubric: Rubric) -> Plan:
    """A plan of six areas' questions: the table asks a plan only for its role and for coding."""
    return planned(screen_cases.rubric(), "before")


def test_a_juniors_anchors_and_bands() -> None:
    rubric = screen_cases.rubric(junior=screen_cases.bands(6, 15, 9))
    made = msgspec.structs.replace(card_plan(rubric), seniority="junior")
    table = rule_table(made, rubric, coding(3))
    assert ["decline"] * 3 + ["conditional"] * 6 + ["strong"] * 4 == [table.sums[str(each)] for each in range(6, 19)]
