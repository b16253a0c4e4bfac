"""The empty scorecard: it names everything, and filled in by taking signs away it is a scorecard."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import DocumentError
from grader.results import Rating
from grader.screen import cards, document, empty_scorecard, plan, rubric_files
from grader.screen.plan import Plan
from grader.screen.scorecard import Scorecard
from grader.screen.selection import Choices
from tests.screen_cases import rubric

SHIPPED = rubric_files.load()
PLANS = {
    choices.id: plan.make(SHIPPED, choices)
    for choices in (
        Choices(seniority="senior"),
        Choices(seniority="mid", deep_learning=True, domain=rubric_files.load_domain("vision", SHIPPED), coding="none"),
        Choices(seniority="junior", deep_dives=3, minutes=45, coding="live"),
    )
}
NOW = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
SAID = "I would look at the data first."


def load(text: str, folder: Path) -> Scorecard:
    """The only card in a folder that holds this text."""
    (folder / "card.yaml").write_text(text, encoding="utf-8")
    ((card,),) = cards.load(folder, SHIPPED, NOW).by_candidate.values()
    return card


def signed(made: Plan, candidate: str = "ada") -> str:
    """The empty scorecard with who and when."""
    text = empty_scorecard.text(made, SHIPPED, candidate)
    return text.replace('interviewer: ""', 'interviewer: "RK"').replace('date: ""', 'date: "2026-11-20"')


def filled(text: str, rating: Rating) -> str:
    """All that waits taken in, and of each three pairs the one of this rating kept."""
    other = "|".join(str(each) for each in (1, 2, 3) if each != rating)
    kept = re.sub(rf"^#   rating: (?:{other})\n#   anchor: .*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^# ", "", kept, flags=re.MULTILINE).replace('said: ""', f'said: "{SAID}"')


@pytest.fixture(params=list(PLANS.values()), ids=list(PLANS))
def made(request: pytest.FixtureRequest) -> Plan:
    assert isinstance(request.param, Plan)
    return request.param


def test_signed_it_is_a_card_on_which_everything_is_open(made: Plan, tmp_path: Path) -> None:
    card = load(signed(made), tmp_path)
    assert ("ada", made.seniority, made.coding) == (card.candidate, card.seniority, card.coding)
    assert card.plan is not None
    assert (made.id, made.sha256) == (card.plan.id, card.plan.sha256)
    assert [(area.id, None, ()) for area in SHIPPED.areas] == [(r.area, r.rating, r.evidence) for r in card.ratings]
    assert [item.question.id for item in made.items] == [answer.question for answer in card.answers]
    assert ((), ()) == (card.red_flags, card.deal_breakers)


@pytest.mark.parametrize("rating", [1, 2, 3])
def test_filled_in_it_is_a_card(made: Plan, rating: Rating, tmp_path: Path) -> None:
    card = load(filled(signed(made), rating), tmp_path)
    assert [rating] * len(SHIPPED.areas) == [rated.rating for rated in card.ratings]
    assert [rating] * len(made.items) == [answer.rating for answer in card.answers]
    flags = [(item.question.id, flag.id) for item in made.items for flag in item.question.red_flags]
    assert flags == [(raised.question, raised.flag) for raised in card.red_flags]
    assert [each.id for each in SHIPPED.deal_breakers] == [each.id for each in card.deal_breakers]


def test_anchors_are_those_of_the_seniority() -> None:
    junior, mid = (empty_scorecard.text(PLANS[id], SHIPPED) for id in ("junior-45-3-live", "mid-60-4-none-dl-vision"))
    (area,) = (area for area in SHIPPED.areas if "junior" in area.by_seniority)
    for seniority, text, other in (("junior", junior, area.anchors), ("mid", mid, area.by_seniority["junior"])):
        assert all(f"anchor: {anchor.id}\n" in text for anchor in area.anchors_for(seniority))  # type: ignore[arg-type]
        assert not any(f"anchor: {anchor.id}\n" in text for anchor in other)


def test_untouched_it_says_who_and_when_are_missing(made: Plan, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        load(empty_scorecard.text(made, SHIPPED), tmp_path)
    told = [re.search(r":\d+: (\w+): ", problem) for problem in refused.value.problems]
    assert {"candidate", "interviewer", "date"} == {found[1] for found in told if found}


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_a_hostile_candidate_stays_on_its_line(candidate: str) -> None:
    made = PLANS["senior-60-4-before"]
    plain, text = empty_scorecard.text(made, SHIPPED), empty_scorecard.text(made, SHIPPED, candidate)
    assert plain.count("\n") == text.count("\n")
    value = document.read(text.encode(), "card.yaml").value
    assert isinstance(value, dict)
    assert candidate == value["candidate"]


def test_what_a_rubric_says_can_not_leave_its_comment() -> None:
    small = rubric()
    evil = "Nice.\nschema: 2\r\n\u2028- question: x\x00"
    data = msgspec.to_builtins(small)
    for entry in data["sections"][0]["questions"]:
        entry |= {"title": evil, "prompt": evil}
        for each in (*entry["anchors"], *entry["red_flags"]):
            each["says"] = evil
    for area in data["areas"]:
        area["title"] = evil
    hostile = msgspec.convert(data, type=type(small))
    made = plan.make(hostile, Choices(seniority="senior", deep_dives=3))
    lines = empty_scorecard.text(made, hostile).splitlines()
    assert ["schema: 1"] == [line for line in lines if line.startswith("schema")]
    assert not [line for line in lines if "Nice." in line and not line.startswith("## ")]
    document.read("\n".join(lines).encode(), "card.yaml")
