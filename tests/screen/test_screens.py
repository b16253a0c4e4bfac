"""Results joined with scorecards and activity: who has both, who lacks one, and what stays as it was."""

from __future__ import annotations

import re

import msgspec
import pytest

from grader.errors import DocumentError
from grader.results import Activity, Results
from grader.screen import rubric_files
from grader.screen.screens import attach, gone, handed_in, unmatched, with_activities
from tests.screen_cases import card, cards_of, results, rubric, submission

ACTIVITY = Activity(
    source="clones", date="2026-03-02", months=(), repositories=2, languages={}, merged_pull_requests=None
)
RUBRIC = rubric()


def outcomes(joined: Results) -> dict[str, str]:
    """Everybody's outcome; of those without a notebook, in brackets."""
    told = {each.candidate: each.screen.outcome if each.screen else "none" for each in joined.submissions}
    return told | {each.candidate: f"({each.screen.outcome})" for each in joined.without_notebook}


def activities(joined: Results) -> list[Activity | None]:
    return [each.activity for each in joined.submissions] + [each.activity for each in joined.without_notebook]


def test_everybody_has_a_screen() -> None:
    cards = cards_of(card(), card(candidate="cy", coding="none"), card(candidate="di"))
    joined = attach(results(submission("ada"), submission("bob")), cards, RUBRIC)
    assert {"ada": "strong", "bob": "incomplete", "cy": "(strong)", "di": "(incomplete)"} == outcomes(joined)
    assert joined.submissions[1].screen is not None
    assert "Incomplete: there is no scorecard." == joined.submissions[1].screen.reason
    assert {rubric_files.sha256(RUBRIC)} == {each.screen.rubric_sha256 for each in joined.without_notebook}


def test_the_notebooks_rating_and_reason_are_what_is_folded() -> None:
    cards = cards_of(card((3, 3, None, 3, 3, 3)), card(candidate="bob"))
    ada, bob = attach(results(submission("ada", 2), submission("bob", None)), cards, RUBRIC).submissions
    assert ada.screen is not None
    assert bob.screen is not None
    assert (2, "notebook") == (ada.screen.areas["problem_solving"].rating, ada.screen.areas["problem_solving"].source)
    assert ("The notebook waits for a person: The stub is unchanged.",) == bob.screen.gaps


def test_two_notebooks_of_one_candidate_have_one_screen_each() -> None:
    two = results(submission("ada", None, "a.ipynb"), submission("ada", None, "b.ipynb"))
    joined = attach(two, cards_of(card()), RUBRIC)
    assert ["incomplete", "incomplete"] == [each.screen.outcome for each in joined.submissions if each.screen]
    assert () == joined.without_notebook


def test_nothing_else_of_a_result_changes() -> None:
    before = results(submission("ada"), submission("bob"))
    joined = attach(before, cards_of(card()), RUBRIC)
    bare = [msgspec.structs.replace(each, screen=None) for each in joined.submissions]
    assert before == msgspec.structs.replace(joined, submissions=tuple(bare), without_notebook=())


def test_folding_again_replaces_what_was_folded() -> None:
    first = attach(results(submission("ada")), cards_of(card((3, 3, 3, None, 3, 3)), card(candidate="cy")), RUBRIC)
    again = attach(first, cards_of(card()), RUBRIC)
    assert {"ada": "incomplete", "cy": "(incomplete)"} == outcomes(first)
    assert {"ada": "strong"} == outcomes(again)
    assert again == attach(again, cards_of(card()), RUBRIC)


def test_pages_of_those_without_a_notebook_are_safe_and_unique() -> None:
    names = ["../../etc/passwd", "a/b", "A/B", "", "é", "漢字", "<script>", "x" * 255, "a b"]
    cards = cards_of(*(card(candidate=name or "?") for name in names), card(candidate="ada", coding="none"))
    joined = attach(results(submission("a"), submission("b")), cards, RUBRIC)
    pages = [each.page for each in joined.submissions] + [each.page for each in joined.without_notebook]
    assert len(set(pages)) == len(pages) == 12
    assert all(re.fullmatch(r"candidates/[a-z0-9-]{1,40}-[0-9a-f]{10}", page) for page in pages)


def test_those_without_a_notebook_stand_in_order() -> None:
    cards = cards_of(card(candidate="cy"), card(candidate="ada"), card(candidate="bob"))
    assert ["ada", "bob", "cy"] == [each.candidate for each in attach(results(), cards, RUBRIC).without_notebook]


def test_activity_is_beside_the_screen_and_changes_nothing() -> None:
    cards = cards_of(card(), card(candidate="cy"))
    bare = attach(results(submission("ada"), submission("bob")), cards, RUBRIC)
    both = attach(results(submission("ada"), submission("bob")), cards, RUBRIC, {"ada": ACTIVITY, "cy": ACTIVITY})
    assert [ACTIVITY, None, ACTIVITY] == activities(both)
    assert outcomes(bare) == outcomes(both)
    assert both == with_activities(bare, {"ada": ACTIVITY, "cy": ACTIVITY})
    assert bare == with_activities(both, {})


def test_activity_stays_where_only_cards_come_anew() -> None:
    first = attach(
        results(submission("ada")), cards_of(card(candidate="cy")), RUBRIC, {"ada": ACTIVITY, "cy": ACTIVITY}
    )
    again = attach(first, cards_of(card(), card(candidate="cy"), card(candidate="di")), RUBRIC)
    assert [ACTIVITY, ACTIVITY, None] == activities(again)


def test_who_lacks_what_is_told_with_the_name_that_was_meant() -> None:
    cards = cards_of(card(candidate="Ada"), card(candidate="cy"), card(candidate="di", coding="none"))
    cards = cards_of(
        *(each for all in cards.by_candidate.values() for each in all), card(candidate="ed", coding="live")
    )
    joined = attach(results(submission("ada"), submission("bob")), cards, RUBRIC)
    assert (
        "ada: a notebook without a scorecard; is it the same as 'Ada'?",
        "bob: a notebook without a scorecard.",
        "Ada: a scorecard without the notebook that was asked for; is it the same as 'ada'?",
        "cy: a scorecard without the notebook that was asked for.",
    ) == unmatched(joined, cards)
    assert () == unmatched(results(submission("ada")), cards_of(card()))


# --- cards that were handed in --------------------------------------------------------------------------------------


@pytest.mark.parametrize("candidate", ["ada", "cy"], ids=["with a notebook", "without one"])
def test_a_card_that_was_handed_in_and_changed_is_refused(candidate: str) -> None:
    first = attach(results(submission("ada")), cards_of(card(candidate=candidate)), RUBRIC)
    changed = card((3, 3, 3, 3, 3, 1), candidate=candidate, interviewer=" ｒｋ\u200b")
    with pytest.raises(DocumentError) as caught:
        gone(handed_in(first), cards_of(changed, card(candidate="bob")))
    assert (
        f"{candidate}: version 1 of RK's scorecard says something else than when it was handed in; restore it, and put "
        "the change into a copy with the next version and an edit",
    ) == caught.value.problems


def test_a_card_that_was_handed_in_and_is_gone_is_told() -> None:
    before = cards_of(card(), card(version=2), card(interviewer="ML"), card(candidate="cy"))
    first = attach(results(submission("ada"), submission("bob")), before, RUBRIC)
    assert (
        "ada: version 1 of ML's scorecard was in this report, and is gone.",
        "cy: version 1 of RK's scorecard was in this report, and is gone.",
    ) == gone(handed_in(first), cards_of(card(), card(version=2)))


def test_later_versions_and_new_cards_are_no_change() -> None:
    first = attach(results(submission("ada")), cards_of(card()), RUBRIC)
    more = cards_of(card(), card((3, 3, 3, 3, 3, 1), version=2), card(interviewer="ML"), card(candidate="cy"))
    assert () == gone(handed_in(first), more)
    assert () == gone({}, more)
