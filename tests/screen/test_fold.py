"""The fold: what cards and a notebook come to, row by row, and the laws that hold whatever they say."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import Literal, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import InternalError
from grader.results import Outcome, Rating, Screen
from grader.screen.fold import RULES, CodingEvidence
from grader.screen.rubric import Band, Rubric
from grader.screen.scorecard import Note, RaisedFlag, RatedArea, Scorecard
from tests.screen_cases import AREAS, RATINGS, answer, bands, card, coding, folded, junior_card, rubric

THREES: tuple[Rating, ...] = (3, 3, 3, 3, 3, 3)
CODINGS: tuple[Literal["before", "live", "none"], ...] = ("before", "live", "none")
LEVEL: dict[Outcome, int] = {"decline": 0, "conditional": 1, "strong": 2}
FLAG = RaisedFlag(question="first_steps", flag="first_steps_a", said="XGBoost, always.")


# --- the table ------------------------------------------------------------------------------------------------------

Row = tuple[str, Sequence[Scorecard], CodingEvidence | None, Outcome, int | None, str]

ROWS: list[Row] = [
    ("all 3", [card()], coding(3), "strong", 18, "Strong: 18 of 18, on to the technical round."),
    (
        "one below, stressed",
        [card((3, 2, 3, 3, 3, 3))],
        coding(3),
        "conditional",
        17,
        "Conditional: 17 of 18. It depends on Production, which this role stresses.",
    ),
    (
        "two below, stressed",
        [card((3, 2, 2, 1, 3, 3))],
        coding(3),
        "conditional",
        14,
        "Conditional: 14 of 18. It depends on Production and Communication, which this role stresses.",
    ),
    (
        "below, not stressed",
        [card((2, 3, 3, 3, 2, 2))],
        coding(3),
        "conditional",
        15,
        "Conditional: 15 of 18. It depends on Fundamentals, Tools and Flags, rated below 3.",
    ),
    (
        "just below the band",
        [card((2, 2, 2, 2, 2, 3))],
        coding(3),
        "decline",
        13,
        "Decline: 13 of 18. From 14 on it would be conditional.",
    ),
    ("all 1", [card((1,) * 6)], coding(1), "decline", 6, "Decline: 6 of 18. From 14 on it would be conditional."),
    (
        "a deal-breaker beside the best ratings",
        [card(deal_breakers=["padding"])],
        coding(3),
        "stopped_early",
        18,
        "Stopped early: Résumé padding is a deal-breaker.",
    ),
    (
        "two deal-breakers and nothing else",
        [card({}, deal_breakers=["padding", "no_ground"])],
        None,
        "stopped_early",
        None,
        "Stopped early: Résumé padding and Confident without ground are deal-breakers.",
    ),
    (
        "a deal-breaker of one interviewer",
        [card(), card(interviewer="ML", deal_breakers=["padding"])],
        coding(3),
        "stopped_early",
        18,
        "Stopped early: Résumé padding is a deal-breaker.",
    ),
    ("a notebook without a card", [], coding(3), "incomplete", None, "Incomplete: there is no scorecard."),
    (
        "an area unrated",
        [card((3, 3, 3, None, 3, 3))],
        coding(3),
        "incomplete",
        None,
        "Incomplete: Communication is not rated.",
    ),
    (
        "areas unrated, and no notebook",
        [card((None, 3, None, 3, 3, 3))],
        None,
        "incomplete",
        None,
        "Incomplete: Fundamentals and Problem solving are not rated; the notebook that was asked for is not there.",
    ),
    (
        "problem-solving filled by the notebook",
        [card((3, 3, None, 3, 3, 3))],
        coding(2),
        "conditional",
        17,
        "Conditional: 17 of 18. It depends on Problem solving, rated below 3.",
    ),
    (
        "problem-solving unrated, and the notebook without a rating",
        [card((3, 3, None, 3, 3, 3))],
        coding(None),
        "incomplete",
        None,
        "Incomplete: Problem solving is not rated; the notebook waits for a person.",
    ),
    (
        "fundamentals are not filled",
        [card((None, 3, 3, 3, 3, 3))],
        coding(3),
        "incomplete",
        None,
        "Incomplete: Fundamentals is not rated.",
    ),
    (
        "a notebook that waits",
        [card()],
        coding(None),
        "incomplete",
        18,
        "Incomplete: the notebook waits for a person.",
    ),
    (
        "a notebook that waits, and an answer that is rated",
        [card(answers=[answer("coding", 2)])],
        coding(None),
        "strong",
        18,
        "Strong: 18 of 18, on to the technical round.",
    ),
    (
        "no notebook, and an answer that is rated",
        [card(coding="live", answers=[answer("coding", 1)])],
        None,
        "strong",
        18,
        "Strong: 18 of 18, on to the technical round.",
    ),
    (
        "coding in the call that nobody rated",
        [card(coding="live")],
        None,
        "incomplete",
        18,
        "Incomplete: the coding in the call is not rated.",
    ),
    (
        "a card that waits for the notebook, beside one of the call",
        [card(coding="live"), card(interviewer="ML")],
        None,
        "incomplete",
        18,
        "Incomplete: the notebook that was asked for is not there.",
    ),
    (
        "no notebook asked for",
        [card(coding="none")],
        None,
        "strong",
        18,
        "Strong: 18 of 18, on to the technical round.",
    ),
    (
        "no notebook asked for, and nothing fills",
        [card((3, 3, None, 3, 3, 3), coding="none")],
        coding(3),
        "incomplete",
        None,
        "Incomplete: Problem solving is not rated.",
    ),
    (
        "the lowest counts",
        [card(), card((3, 1, 3, 3, 3, 3), interviewer="ML")],
        coding(3),
        "conditional",
        16,
        "Conditional: 16 of 18. It depends on Production, which this role stresses.",
    ),
    (
        "interviewers rate different areas",
        [card((3, 3, 3, None, None, None)), card((None, None, None, 3, 3, 3), interviewer="ML")],
        coding(3),
        "strong",
        18,
        "Strong: 18 of 18, on to the technical round.",
    ),
    (
        "a later version counts, though it is lower",
        [card(), card((1,) * 6, version=2)],
        coding(3),
        "decline",
        6,
        "Decline: 6 of 18. From 14 on it would be conditional.",
    ),
    (
        "a deal-breaker that a later version took back",
        [card(deal_breakers=["padding"]), card(version=2)],
        coding(3),
        "strong",
        18,
        "Strong: 18 of 18, on to the technical round.",
    ),
    ("a junior", [junior_card(THREES)], coding(3), "strong", 18, "Strong: 18 of 18, on to the technical round."),
]


@pytest.mark.parametrize(
    ("cards", "notebook", "outcome", "total", "reason"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS]
)
def test_rows(
    cards: Sequence[Scorecard], notebook: CodingEvidence | None, outcome: Outcome, total: int | None, reason: str
) -> None:
    screen = folded(*cards, notebook=notebook)
    assert (outcome, total, reason) == (screen.outcome, screen.total, screen.reason)


def test_every_rule_is_reached_by_a_row() -> None:
    """Each row of the rules' table is the first that applies for some row above."""
    outcomes = {row[3] for row in ROWS}
    assert set(get_args(Outcome)) == outcomes
    assert ["deal_breaker", "no_scorecard", "unrated_area", "coding_waits", "band"] == [rule.id for rule in RULES]


# --- policies, as data ----------------------------------------------------------------------------------------------


def test_bands_of_a_role_come_before_the_general_ones() -> None:
    lenient = rubric(junior=bands(6, 15, 10))
    junior, senior = junior_card((3, 2, 3, 2, 3, 2)), card((3, 2, 3, 2, 3, 2))
    assert ("strong", "15 to 18") == _banded(folded(junior, notebook=coding(3), by=lenient))
    assert ("conditional", "14 to 17") == _banded(folded(senior, notebook=coding(3), by=lenient))


def _banded(screen: Screen) -> tuple[Outcome, str | None]:
    return screen.outcome, screen.band


def test_a_band_of_one_sum_is_told_as_one() -> None:
    assert ("strong", "18") == _banded(folded(card(), notebook=coding(3)))


def test_what_is_incomplete_has_no_band() -> None:
    assert ("incomplete", None) == _banded(folded(card(), notebook=coding(None)))
    assert ("stopped_early", None) == _banded(folded(card(deal_breakers=["padding"]), notebook=coding(3)))


def test_the_highest_rating_counts_where_a_rubric_says_so() -> None:
    cards = [card((3, 3, 3, 1, 3, 3)), card((1, 3, 3, 3, 3, 3), interviewer="ML")]
    assert 14 == folded(*cards, notebook=coding(3)).total
    assert 18 == folded(*cards, notebook=coding(3), by=rubric(combine="highest")).total


def test_the_notebook_fills_one_area_and_says_so() -> None:
    area = folded(card((3, 3, None, 3, 3, 3)), notebook=coding(2)).areas["problem_solving"]
    assert (2, "notebook", 2, "Problem_solving at 2.", ()) == (
        area.rating,
        area.source,
        area.suggestion,
        area.anchor,
        area.ratings,
    )


def test_a_notebook_alone_suggests_and_fills_nothing() -> None:
    area = folded(notebook=coding(3)).areas["problem_solving"]
    assert (None, None, 3) == (area.rating, area.source, area.suggestion)


def test_evidence_is_shown_and_fills_nothing() -> None:
    screen = folded(card((3, 3, None, 3, 3, 3)), notebook=coding(2), by=rubric(policy="evidence"))
    area = screen.areas["problem_solving"]
    assert ("incomplete", None, None, 2) == (screen.outcome, area.rating, area.source, area.suggestion)


def test_the_notebook_suggests_beside_what_interviewers_rated() -> None:
    areas = folded(card(), notebook=coding(2)).areas
    assert {"fundamentals": 2, "problem_solving": 2, "flags": 2} == {
        id: area.suggestion for id, area in areas.items() if area.suggestion
    }
    assert {3} == {area.rating for area in areas.values()}
    assert {"interviewers"} == {area.source for area in areas.values()}


def test_no_notebook_asked_for_is_no_suggestion_and_no_gap() -> None:
    screen = folded(card(coding="none"), notebook=coding(1))
    assert {None} == {area.suggestion for area in screen.areas.values()}
    assert () == screen.gaps
    assert ("By the scorecard no notebook was asked for, and there is one; it counts for nothing.",) == (
        screen.disagreements
    )


def test_an_area_is_told_in_the_anchors_of_its_seniority() -> None:
    assert "Shipped at 2." == folded(junior_card((3, 2, 3, 3, 3, 3))).areas["production"].anchor
    assert "Production at 2." == folded(card((3, 2, 3, 3, 3, 3))).areas["production"].anchor


def test_what_the_role_stresses_is_marked() -> None:
    stressed = {id for id, area in folded(card()).areas.items() if area.stressed}
    assert {"production", "communication"} == stressed
    assert not any(area.stressed for area in folded(notebook=coding(3)).areas.values())


def test_bands_with_a_gap_are_our_failure() -> None:
    broken = msgspec.structs.replace(rubric(), bands=(Band(outcome="strong", least=6, most=17),))
    with pytest.raises(InternalError, match="total=18; its bands leave a gap"):
        folded(card(), notebook=coding(3), by=broken)


# --- what the record holds ------------------------------------------------------------------------------------------


def test_who_and_which_versions() -> None:
    screen = folded(card(interviewer="ML"), card(), card(version=2), notebook=coding(3))
    assert ("senior", "senior-60-4-before", "5a" * 32) == (screen.seniority, screen.plan, screen.plan_sha256)
    assert ("ML", "RK") == screen.interviewers
    assert [("ML", 1, True, None), ("RK", 1, False, None), ("RK", 2, True, "Read my notes again.")] == [
        (each.interviewer, each.version, each.counts, each.reason) for each in screen.cards
    ]
    assert "2026-03-03T12:00:00+00:00" == screen.cards[2].time
    assert 3 == len({each.sha256 for each in screen.cards})


def test_flags_come_with_their_reason_and_quote_deal_breakers_first() -> None:
    other = RaisedFlag(flag="other", says="Laughed at the data.", said="Who cares?", minute=7)
    screen = folded(card(red_flags=[FLAG, other], deal_breakers=["padding"]), notebook=coding(3))
    assert [
        ("padding", True, "Résumé padding", "Years claimed, nothing built.", "I did it all."),
        ("first_steps_a", False, "first_steps red flag a.", "It matters.", "XGBoost, always."),
        ("other", False, "Laughed at the data.", "", "Who cares?"),
    ] == [(each.id, each.deal_breaker, each.says, each.why, each.evidence.text) for each in screen.flags]
    assert ["said", "About first_steps", 7] == [
        screen.flags[0].evidence.kind,
        screen.flags[1].evidence.question,
        screen.flags[2].evidence.minute,
    ]


def test_red_flags_change_no_outcome() -> None:
    assert "strong" == folded(card(red_flags=[FLAG]), notebook=coding(3)).outcome


def test_as_many_flags_are_checked_as_were_on_the_list() -> None:
    planned = [answer("words"), answer("too_slow")]
    noted = card(answers=[answer("first_steps", 2), answer("last_system", notes="Went on."), *planned])
    assert [2 + 2 * 2, 2 + 2, 2, 0] == [
        folded(noted).flags_checked,  # two questions of four were answered; two deal-breakers
        folded(card(answers=planned, red_flags=[FLAG])).flags_checked,  # the flag says that there was an answer
        folded(card(answers=[*planned, answer("last_system", notes="\u200b ")])).flags_checked,
        folded(notebook=coding(3)).flags_checked,
    ]


def test_questions_hold_what_each_noted_under_any_heading() -> None:
    noted = RatedArea(
        area="tools", rating=3, anchor="tools_3", evidence=(Note(did="Drew it.", question="last_system", minute=9),)
    )
    first = msgspec.structs.replace(
        card(answers=[answer("first_steps", 2, "Went on."), answer("too_slow")]), ratings=(noted,)
    )
    screen = folded(first, card(interviewer="ML", answers=[answer("first_steps", 3)], red_flags=[FLAG]))
    assert [
        (
            1,
            "first_steps",
            [
                ("ML", 3, ["I would look at the data first.", "XGBoost, always."], ""),
                ("RK", 2, ["I would look at the data first."], "Went on."),
            ],
        ),
        (2, "last_system", [("RK", None, ["Drew it."], "")]),
        (3, "too_slow", []),
        (16, "coding", []),
    ] == [
        (q.number, q.id, [(a.interviewer, a.rating, [e.text for e in a.evidence], a.notes) for a in q.answers])
        for q in screen.questions
    ]
    assert "First_steps at 2." == screen.questions[0].answers[1].anchor


# --- remarks --------------------------------------------------------------------------------------------------------


def test_why_is_three_lines() -> None:
    screen = folded(card((3, 2, 3, 3, 3, 3)), notebook=coding(3))
    assert (
        "Weakest: Production, 2. Production at 2. “I would look at the data first.”",
        "Strongest: Communication, 3. Communication at 3. “I would look at the data first.”",
        "Coding: the notebook is rated 3, which suggests Fundamentals 3, Problem solving 3 and Flags 3.",
    ) == screen.why


def test_of_equal_areas_one_that_the_role_stresses_is_told() -> None:
    told = folded(card((2, 3, 3, 2, 2, 3)), notebook=coding(3)).why
    assert ["Weakest: Communication", "Strongest: Production"] == [line.partition(",")[0] for line in told[:2]]


def test_why_begins_with_a_deal_breaker() -> None:
    screen = folded(card((1,) * 6, deal_breakers=["padding"]), notebook=coding(3))
    assert "Deal-breaker: Résumé padding. “I did it all.”" == screen.why[0]
    assert 3 == len(screen.why)


def test_a_long_quote_is_cut_in_the_reasons_only() -> None:
    ratings = tuple(RatedArea(area=id, rating=3, anchor=f"{id}_3", evidence=(Note(did="x" * 1000),)) for id in AREAS)
    screen = folded(msgspec.structs.replace(card(), ratings=ratings), notebook=coding(3))
    assert 300 > max(map(len, screen.why))
    assert 1000 == len(screen.areas["tools"].ratings[0].evidence[0].text)


def test_gaps() -> None:
    planned = [answer("first_steps", 3), answer("too_slow"), answer("coding")]
    flag = RaisedFlag(question="last_system", flag="last_system_b", said="Not my job.")
    screen = folded(card((3, 3, 3, None, 3, 3), answers=planned, red_flags=[FLAG, flag]), notebook=coding(None))
    assert (
        "Communication is not rated.",
        "The notebook waits for a person: The stub is unchanged.",
        "Question 3, About too_slow, was not reached.",
        "A red flag is recorded on question 2, About last_system; nobody rated that answer.",
    ) == screen.gaps
    assert ("There is no scorecard: nobody has rated the call.",) == folded(notebook=coding(3)).gaps
    assert ("A notebook was asked for, and none was handed in.",) == folded(card()).gaps
    assert ("The coding in the call is not rated.",) == folded(card(coding="live")).gaps


def test_interviewers_who_differ_are_all_shown_two_apart_first() -> None:
    one = card((3, 2, 3, 3, 3, 3), answers=[answer("first_steps", 3), answer("too_slow", 2)])
    other = card((2, 2, 3, 1, 3, 3), interviewer="ML", answers=[answer("first_steps", 1), answer("too_slow", 1)])
    assert (
        "Communication: ML 1, RK 3; the 1 counts; two apart, settle it before deciding.",
        "Question 1, About first_steps: ML 1, RK 3; two apart, settle it before deciding.",
        "Fundamentals: ML 2, RK 3; the 2 counts.",
        "Fundamentals: ML 2, and the notebook suggests 3.",
        "Question 3, About too_slow: ML 1, RK 2.",
    ) == folded(one, other, notebook=coding(3)).disagreements
    highest = folded(one, other, notebook=coding(3), by=rubric(combine="highest")).disagreements
    assert "Communication: ML 1, RK 3; the 3 counts; two apart, settle it before deciding." == highest[0]


def test_a_notebook_that_differs_is_shown_and_two_apart_is_to_be_settled() -> None:
    one_apart = folded(card((2, 3, 3, 3, 3, 2), answers=[answer("coding", 3)]), notebook=coding(2))
    assert (
        "Problem solving: RK 3, and the notebook suggests 2.",
        "Coding: RK 3, and the notebook is rated 2.",
    ) == one_apart.disagreements
    screen = folded(card((3, 3, None, 3, 3, 2), answers=[answer("coding", 3)]), notebook=coding(1))
    assert (
        "Fundamentals: RK 3, and the notebook suggests 1; two apart, settle it before deciding.",
        "Coding: RK 3, and the notebook is rated 1; two apart, settle it before deciding.",
        "Flags: RK 2, and the notebook suggests 1.",
    ) == screen.disagreements


def test_every_interviewers_rating_is_held_against_the_notebook() -> None:
    """Also one that doesn't count."""
    screen = folded(card((3,) * 6), card((1, 3, 1, 3, 3, 1), interviewer="ML"), notebook=coding(1))
    told = [line for line in screen.disagreements if "notebook" in line]
    assert [
        f"{area}: RK 3, and the notebook suggests 1; two apart, settle it before deciding."
        for area in ("Fundamentals", "Problem solving", "Flags")
    ] == told


def test_no_red_flag_by_rating_and_one_by_record_disagree() -> None:
    assert ("Flags is rated 3, and 1 red flag is recorded.",) == folded(
        card(red_flags=[FLAG]), notebook=coding(3)
    ).disagreements
    assert () == folded(card((3, 3, 3, 3, 3, 2), red_flags=[FLAG], coding="none")).disagreements


def test_cards_that_differ_on_coding_disagree() -> None:
    screen = folded(card(coding="none"), card(interviewer="ML"), notebook=coding(3))
    assert ("The cards don't agree on when the coding question was asked: ML before, RK none.",) == screen.disagreements


def test_what_to_ask_next_is_gaps_then_stressed_areas_then_red_flags() -> None:
    planned = [answer("first_steps", 3), answer("too_slow", 1), answer("words")]
    flag = RaisedFlag(question="too_slow", flag="too_slow_a", said="Swap it.")
    screen = folded(card((3, 3, 3, None, 3, 3), answers=planned, red_flags=[FLAG, flag]), notebook=coding(None))
    assert (
        "Communication is not rated: “Tell me about last_system?” (question 2)",
        "Coding is not rated: read the notebook with them, and rate the answer (question 16)",
        "Not reached: “Tell me about words?” (question 17)",
        "After the red flag: “More on first_steps?” (question 1)",
        "After the red flag: “More on too_slow?” (question 3)",
    ) == screen.ask_next
    below = folded(card((1, 2, 3, 3, 3, 3), seniority="mid", answers=planned[:2]), notebook=coding(3))
    assert ("Production is 2, and this role stresses it: “Tell me about last_system?” (question 2)",) == below.ask_next


def test_what_a_conditional_depends_on_is_asked_though_no_role_stresses_it() -> None:
    flags = folded(card((3, 3, 3, 3, 3, 1)), notebook=coding(3)).ask_next
    assert ("Flags is 1, and the outcome depends on it: “Tell me about too_slow?” (question 3)",) == flags
    fundamentals = folded(card((1, 3, 3, 3, 3, 3)), notebook=coding(3)).ask_next
    assert ("Fundamentals is 1, and the outcome depends on it: “Tell me about first_steps?” (question 1)",) == (
        fundamentals
    )


def test_where_interviewers_are_two_apart_is_asked_after_that() -> None:
    cards = [card((3, 2, 3, 3, 3, 3)), card((1, 3, 3, 3, 3, 3), interviewer="ML")]
    assert (
        "Production is 2, and this role stresses it: “Tell me about too_slow?” (question 3)",
        "Interviewers are two apart on Fundamentals: “Tell me about first_steps?” (question 1)",
    ) == folded(*cards, notebook=coding(3)).ask_next


def test_seniors_are_asked_of_leading_first_where_it_is_about_communication() -> None:
    answers = [answer("last_system", 3)]
    (communication,) = folded(card((3, 3, 3, 2, 3, 3), answers=answers), notebook=coding(3)).ask_next
    (tools,) = folded(card((3, 3, 3, 3, 2, 3), answers=answers), notebook=coding(3)).ask_next
    assert communication.endswith("“Leading on last_system?” (question 2)")
    assert tools.endswith("“More on last_system?” (question 2)")


def test_a_notebook_of_the_call_is_to_be_opened() -> None:
    told = folded(card(coding="live")).ask_next
    assert ("Coding is not rated: open the notebook with them, and rate the answer (question 16)",) == told


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (rubric(), "Strong 18, a 3 in every area; conditional 14 to 17; decline 6 to 13."),
        (rubric(junior=bands(6, 15, 10)), "Strong 15 to 18; conditional 10 to 14; decline 6 to 9."),
        (rubric((*AREAS, "ethics")), "Strong 21, a 3 in every area; conditional 17 to 20; decline 7 to 16."),
    ],
    ids=["as the small rubric has it", "a role's own", "seven areas"],
)
def test_the_scale_is_the_bands_of_the_role(by: Rubric, told: str) -> None:
    screen = folded(junior_card(THREES), notebook=coding(3), by=by)
    assert ("Junior", told) == (screen.role, screen.scale)


def test_at_most_five_things_are_asked_and_no_question_twice() -> None:
    planned = [answer(id) for id in ("first_steps", "last_system", "too_slow", "batch_norm", "words")]
    asked = folded(card({}, answers=planned)).ask_next
    assert 5 == len(asked) == len({line.partition("“")[2] for line in asked})


def test_nothing_is_asked_after_a_deal_breaker_or_before_the_call() -> None:
    assert () == folded(card({}, deal_breakers=["padding"])).ask_next == folded(notebook=coding(None)).ask_next


# --- laws -----------------------------------------------------------------------------------------------------------

ratings: st.SearchStrategy[Rating | None] = st.sampled_from(RATINGS)
maybe = st.none() | ratings
area_sets = st.sampled_from([AREAS, (*AREAS, "ethics")])


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    areas = draw(area_sets)
    least, most = len(areas), 3 * len(areas)
    conditional = draw(st.integers(least + 1, most - 1))
    strong = draw(st.integers(conditional + 1, most))
    made = rubric(
        areas, policy=draw(st.sampled_from(("fill", "evidence"))), combine=draw(st.sampled_from(("lowest", "highest")))
    )
    return msgspec.structs.replace(made, bands=bands(len(areas), strong, conditional))


@st.composite
def hands(draw: st.DrawFn, areas: Sequence[str], each: st.SearchStrategy[Rating | None] = maybe) -> list[Scorecard]:
    """Cards of one to three interviewers, each in one to three versions."""
    made = []
    for interviewer in draw(st.sampled_from((["RK"], ["RK", "ML"], ["RK", "ML", "AB"]))):
        for version in range(1, draw(st.integers(1, 3)) + 1):
            told = {area: draw(each) for area in areas}
            asked = draw(st.sampled_from(CODINGS))
            answers = [answer("coding", draw(maybe)), answer("first_steps", draw(maybe))]
            broken = draw(st.sampled_from(([], [], ["padding"])))
            flags = draw(st.sampled_from(([], [FLAG])))
            made.append(
                card(
                    told,
                    interviewer=interviewer,
                    version=version,
                    coding=asked,
                    answers=answers,
                    deal_breakers=broken,
                    red_flags=flags,
                )
            )
    return made


@st.composite
def screens(draw: st.DrawFn) -> tuple[Rubric, list[Scorecard], CodingEvidence | None]:
    by = draw(rubrics())
    cards = draw(hands([area.id for area in by.areas]) | st.just([]))
    return by, cards, draw(st.none() | st.builds(coding, maybe))


@given(screens(), st.randoms(use_true_random=False))
def test_the_order_of_cards_is_irrelevant(
    given_: tuple[Rubric, list[Scorecard], CodingEvidence | None], shuffle: random.Random
) -> None:
    by, cards, notebook = given_
    other = shuffle.sample(cards, len(cards))
    assert folded(*cards, notebook=notebook, by=by) == folded(*other, notebook=notebook, by=by)


@given(screens())
def test_nothing_is_above_decline_beside_a_deal_breaker(
    given_: tuple[Rubric, list[Scorecard], CodingEvidence | None],
) -> None:
    by, cards, notebook = given_
    screen = folded(*cards, notebook=notebook, by=by)
    counting = {each.interviewer: each for each in cards}.values()  # the strategy makes versions in their order
    assert any(each.deal_breakers for each in counting) == (screen.outcome == "stopped_early")


@given(screens())
def test_what_is_incomplete_is_never_banded(given_: tuple[Rubric, list[Scorecard], CodingEvidence | None]) -> None:
    by, cards, notebook = given_
    screen = folded(*cards, notebook=notebook, by=by)
    whole = bool(cards) and all(area.rating for area in screen.areas.values())
    assert (screen.outcome in LEVEL) == (screen.band is not None)
    assert whole or screen.outcome in ("incomplete", "stopped_early")
    assert (screen.total is None) == any(area.rating is None for area in screen.areas.values())
    assert bool(screen.gaps) or screen.outcome != "incomplete"
    assert 3 * len(by.areas) == screen.most
    assert len(screen.why) <= 3
    assert len(screen.ask_next) <= 5


@given(screens())
def test_whoever_differs_from_the_notebook_is_shown(
    given_: tuple[Rubric, list[Scorecard], CodingEvidence | None],
) -> None:
    by, cards, notebook = given_
    screen = folded(*cards, notebook=notebook, by=by)
    for area in screen.areas.values():
        differ = [
            f"{each.interviewer} {each.rating}" for each in area.ratings if area.suggestion not in (None, each.rating)
        ]
        told = f"{area.title}: {', '.join(differ)}, and the notebook suggests {area.suggestion}"
        assert bool(differ) == any(line.startswith(told) for line in screen.disagreements)


@given(data=st.data())
def test_a_higher_rating_never_lowers_the_outcome(data: st.DataObject) -> None:
    by = data.draw(rubrics())
    cards = data.draw(hands([area.id for area in by.areas], ratings))
    notebook = coding(data.draw(ratings))
    place = data.draw(st.integers(0, len(cards) - 1))
    area = data.draw(st.sampled_from([each.id for each in by.areas]))
    lower = folded(*cards, notebook=notebook, by=by)
    higher = folded(*_raised(cards, place, area), notebook=notebook, by=by)
    if lower.outcome not in LEVEL:
        assert lower.outcome == higher.outcome
    else:
        assert LEVEL[lower.outcome] <= LEVEL[higher.outcome]
        assert (lower.total or 0) <= (higher.total or 0)


def _raised(cards: Sequence[Scorecard], place: int, area: str) -> list[Scorecard]:
    """The cards, with one rating of one of them raised by a level, where there is one."""
    higher: dict[Rating | None, Rating | None] = {None: None, 1: 2, 2: 3, 3: 3}
    raised = {each.area: higher[each.rating] if each.area == area else each.rating for each in cards[place].ratings}
    changed = msgspec.structs.replace(cards[place], ratings=card(raised).ratings)
    return [changed if number == place else each for number, each in enumerate(cards)]


@given(data=st.data())
def test_a_better_notebook_never_lowers_the_outcome(data: st.DataObject) -> None:
    by = data.draw(rubrics())
    cards = data.draw(hands([area.id for area in by.areas], ratings | st.none()))
    worse, better = sorted(data.draw(st.tuples(st.sampled_from(RATINGS), st.sampled_from(RATINGS))))
    lower, higher = (folded(*cards, notebook=coding(rating), by=by) for rating in (worse, better))
    assert LEVEL.get(lower.outcome, -1) <= LEVEL.get(higher.outcome, -1)


@pytest.mark.parametrize("areas", [AREAS, (*AREAS, "ethics"), AREAS[:1]], ids=len)
def test_every_sum_and_outcome_is_reached(areas: tuple[str, ...]) -> None:
    by = rubric(areas) if len(areas) > 1 else msgspec.structs.replace(rubric(areas), bands=bands(1, 3, 2))
    reached = set()
    for told in itertools.combinations_with_replacement(RATINGS, len(areas)):
        screen = folded(card(dict(zip(areas, told, strict=True))), notebook=coding(3), by=by)
        assert sum(told) == screen.total
        reached.add(screen.outcome)
    reached.add(folded(card({}, deal_breakers=["padding"]), by=by).outcome)
    reached.add(folded(card({}), by=by).outcome)
    assert set(get_args(Outcome)) == reached


def test_a_seventh_area_counts_and_a_card_without_it_is_incomplete() -> None:
    by = rubric((*AREAS, "ethics"))
    assert "Incomplete: Ethics is not rated." == folded(card(), notebook=coding(3), by=by).reason
    seven = card({**dict.fromkeys(AREAS, 3), "ethics": 2})
    screen = folded(seven, notebook=coding(3), by=by)
    assert ("conditional", 20, 21) == (screen.outcome, screen.total, screen.most)
    assert [*AREAS, "ethics"] == list(screen.areas)
