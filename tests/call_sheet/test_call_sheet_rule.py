"""The rule in the page says what the fold says."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from grader.call_sheet.rule_table import card_of
from grader.results import Outcome, Rating
from grader.screen.fold import CodingEvidence, fold
from tests.calling import NOTEBOOK, PLAN, SHIPPED, Caller

RULE = """rows => rows.map(([ratings, broken, answered, flagged]) => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const found = CALLED({
    ratings: data.areas.flatMap((area, place) => ratings[place] ? [{area: area.id, rating: ratings[place]}] : []),
    deal_breakers: data.deal_breakers.filter((_, place) => broken >> place & 1),
    answers: answered ? [{question: data.coding_question, rating: 3}] : [],
    red_flags: flagged ? [{flag: "other"}] : [],
  });
  return [].concat(found).map(each => [each.outcome, each.reason]);
})"""


Row = tuple[Sequence[Rating | None], int, bool, bool]
"""Ratings, deal-breakers as bits, whether the coding answer is rated, whether there is a red flag."""

EVERY = (1 << len(SHIPPED.deal_breakers)) - 1
RATED: list[Row] = list(itertools.product(itertools.product((1, 2, 3), repeat=6), (0, EVERY), (True,), (False, True)))
GAPS: list[Row] = list(itertools.product(itertools.product((None, 2), repeat=6), (0, 1), (False, True), (False,)))


@pytest.mark.parametrize(("sheet", "evidence", "rows"), [("plan", None, RATED + GAPS), ("ada", NOTEBOOK, GAPS)])
def test_the_page_says_what_the_fold_says(
    caller: Caller, sheets: dict[str, str], sheet: str, evidence: CodingEvidence | None, rows: list[Row]
) -> None:
    page = caller.page(sheets[sheet])
    found = page.evaluate(RULE.replace("CALLED", "callSheet.fold"), rows)
    if evidence is None:
        compare_once_rated(page, [row for row in GAPS if row[2] is False])
    folds: dict[tuple[Sequence[Rating | None], int, bool], list[Outcome | str]] = {}
    for (ratings, broken, answered, _), (said,) in zip(rows, found, strict=True):
        key = (ratings, broken, answered)
        if key not in folds:
            made = card_of(PLAN, SHIPPED, ratings, broken=broken, answered=answered)
            folded = fold([made], evidence, SHIPPED, "")
            folds[key] = [folded.outcome, folded.reason]
        assert folds[key] == said, key


def compare_once_rated(page: Page, rows: list[Row]) -> None:
    """What the page says of each rating that the notebook may get."""
    found = page.evaluate(RULE.replace("CALLED", "callSheet.onceRated"), rows)
    for (ratings, broken, _, _), said in zip(rows, found, strict=True):
        made = card_of(PLAN, SHIPPED, ratings, broken=broken)
        folds = [fold([made], CodingEvidence(rating=rating, reason=""), SHIPPED, "") for rating in RATINGS]
        assert [[each.outcome, each.reason] for each in folds] == said, ratings


RATINGS: tuple[Rating, ...] = (3, 2, 1)
