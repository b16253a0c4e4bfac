"""Plans: minutes add up, everybody gets the same, and no word changes unseen. The laws hold over all choices."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import DocumentError, UsageError
from grader.screen import plan, rubric_files
from grader.screen.plan import Item, Plan
from grader.screen.rubric import Rubric, Section, Seniority
from grader.screen.selection import Choices, Coding
from tests.screen_cases import question, rubric

SHIPPED = rubric_files.load()
DOMAINS = (None, *(section for section in SHIPPED.sections if section.domain))
CHOICES = st.builds(
    Choices,
    seniority=st.sampled_from(get_args(Seniority)),
    deep_learning=st.booleans(),
    domain=st.sampled_from(DOMAINS),
    minutes=st.integers(45, 60),
    deep_dives=st.sampled_from((3, 4)),
    coding=st.sampled_from(get_args(Coding)),
)
few = settings(deadline=None, max_examples=25)
"""A plan's file is long: it takes a while to write it and to read it back."""


def everything() -> Iterator[Choices]:
    """All that can be chosen with what ships."""
    for seniority, deep, domain, minutes, dives, coding in itertools.product(
        get_args(Seniority), (False, True), DOMAINS, range(45, 61), (3, 4), get_args(Coding)
    ):
        yield Choices(
            seniority=seniority, deep_learning=deep, domain=domain, minutes=minutes, deep_dives=dives, coding=coding
        )


@cache
def plans() -> tuple[tuple[Choices, Plan], ...]:
    return tuple((choices, plan.make(SHIPPED, choices)) for choices in everything())


def dives(made: Plan) -> list[Item]:
    return [item for item in made.items if item.kind == "deep_dive"]


def question_ids(made: Plan) -> list[str]:
    return [item.question.id for item in made.items]


# --- the laws, over all that can be chosen from what ships ----------------------------------------------------------


def test_everything_can_be_planned_and_has_a_name_of_its_own() -> None:
    ids = [made.id for _, made in plans()]
    assert len(ids) == len(set(ids)) == len({made.sha256 for _, made in plans()})


def test_minutes_add_up() -> None:
    for choices, made in plans():
        technical = sum(item.minutes for item in made.items)
        assert choices.minutes == made.background + technical + made.own_questions == 5 + technical + 5, made.id
        assert all(item.minutes >= item.question.minutes for item in made.items), made.id
        shares = [item.minutes for item in dives(made)]
        assert sorted(shares, reverse=True) == shares, made.id
        assert max(shares) - min(shares) <= 1, made.id
        assert choices.deep_dives == len(shares), made.id


def test_the_timetable_has_no_gap() -> None:
    for choices, made in plans():
        slots = plan.timetable(made)
        assert [0, *(slot.end for slot in slots)] == [*(slot.start for slot in slots), choices.minutes]
        assert [None, *made.items, None] == [slot.item for slot in slots]


def test_pools_are_respected() -> None:
    bank = {each.id: (each, section) for section in SHIPPED.sections for each in section.questions}
    for choices, made in plans():
        ids = [each.id for each in made.questions]
        assert len(ids) == len(set(ids)), made.id
        for each in ids:
            asked, section = bank[each]
            assert choices.seniority in asked.seniorities, made.id
            assert choices.deep_learning or not asked.deep_learning, made.id
            assert not section.domain or section == choices.domain, made.id
        pool = {
            each.id
            for each, section in bank.values()
            if choices.seniority in each.seniorities
            and (choices.deep_learning or not each.deep_learning)
            and (not section.domain or section == choices.domain)
        }
        assert pool - {SHIPPED.coding.question} == {*ids} - {SHIPPED.coding.question}, made.id


def test_coding_is_as_it_was_asked_for() -> None:
    for choices, made in plans():
        coding = [item.question.id for item in made.items if item.kind == "coding"]
        assert ([] if choices.coding == "none" else [SHIPPED.coding.question]) == coding, made.id
        assert SHIPPED.coding.question not in [each.question.id for each in made.spares], made.id


def test_every_area_is_informed() -> None:
    for _, made in plans():
        informed = {area for item in made.items for area in item.question.areas}
        assert {area.id for area in SHIPPED.areas} == informed, made.id


def test_what_a_role_is_about_is_asked() -> None:
    for choices, made in plans():
        asked = [item.question.deep_learning for item in dives(made)]
        deep = any(each.deep_learning for each in made.questions)
        assert deep == any(asked), made.id
        assert (choices.domain is not None) == any(item.domain for item in made.items), made.id


def test_emphasis_comes_first() -> None:
    """What a role stresses is asked in its order, and before what it doesn't; a spare of it only makes room."""
    for choices, made in plans():
        role = next(role for role in SHIPPED.roles if role.seniority == choices.seniority)
        own = [item.question.id for item in dives(made) if not item.domain]
        stressed = [each for each in role.emphasis if each in own]
        assert stressed == own[: len(stressed)], made.id
        assert own[0] in role.emphasis, made.id
        spares = [spare.question.id for spare in made.spares if not spare.domain]
        left = [each for each in role.emphasis if each in spares]
        assert left == spares[: len(left)], made.id


def test_a_place_for_the_domain_is_the_domains() -> None:
    for choices, made in plans():
        role = next(role for role in SHIPPED.roles if role.seniority == choices.seniority)
        if choices.domain:
            assert made.items[min(role.domain_places) - 1].domain, made.id


# --- the same plan for everybody ------------------------------------------------------------------------------------


@few
@given(CHOICES)
def test_the_same_choices_give_the_same_bytes(choices: Choices) -> None:
    again = plan.make(msgspec.json.decode(msgspec.json.encode(SHIPPED), type=Rubric), choices)
    assert plan.to_yaml(plan.make(SHIPPED, choices)) == plan.to_yaml(again)


@few
@given(CHOICES)
def test_a_plan_reads_back_as_it_was(choices: Choices) -> None:
    made = plan.make(SHIPPED, choices)
    assert made == plan.read(plan.to_yaml(made).encode(), "plan.yaml")


def worded(made: Plan) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Each text of a plan's questions: the question's id, and the way to it."""
    for each in made.questions:
        stack: list[tuple[tuple[str | int, ...], object]] = [((), msgspec.to_builtins(each))]
        while stack:
            way, value = stack.pop()
            match value:
                case str() if way[-1] != "id":
                    yield each.id, way
                case dict():
                    stack.extend(
                        ((*way, key), below) for key, below in value.items() if key not in ("areas", "seniorities")
                    )
                case list():
                    stack.extend(((*way, place), below) for place, below in enumerate(value))


def reworded(made_of: Rubric, id: str, way: tuple[str | int, ...]) -> Rubric:
    """The rubric with another word at the end of one text of a question."""
    data = msgspec.to_builtins(made_of)
    entry = next(each for section in data["sections"] for each in section["questions"] if each["id"] == id)
    for step in way[:-1]:
        entry = entry[step]
    entry[way[-1]] += " Indeed."
    return msgspec.convert(data, type=Rubric)


@few
@given(CHOICES, st.data())
def test_any_word_changes_the_hash(choices: Choices, data: st.DataObject) -> None:
    made = plan.make(SHIPPED, choices)
    id, way = data.draw(st.sampled_from(list(worded(made))))
    changed = reworded(SHIPPED, id, way)
    domain = choices.domain and next(section for section in changed.sections if section.id == choices.domain.id)
    other = plan.make(changed, dataclasses.replace(choices, domain=domain))
    assert made.id == other.id
    assert made.sha256 != other.sha256


def test_minutes_change_the_hash() -> None:
    base = plan.make(SHIPPED, Choices(seniority="mid"))
    assert base.sha256 != plan.make(SHIPPED, Choices(seniority="mid", minutes=59)).sha256


# --- a plan's file is a stranger's until it is checked --------------------------------------------------------------


def test_an_edited_plan_is_refused_with_its_line() -> None:
    made = plan.make(SHIPPED, Choices(seniority="senior"))
    text = plan.to_yaml(made).replace("minutes: 60", "minutes: 59", 1)
    with pytest.raises(DocumentError) as refused:
        plan.read(text, "plan.yaml")
    (problem,) = refused.value.problems
    assert problem.startswith("plan.yaml:4: sha256: expected the hash of what the file holds, ")
    assert problem.endswith("the file was edited; make it anew with `grader plan`")


@pytest.mark.parametrize(
    "text", ["", "[]", "a: &a [*a]", "schema: 2", "\x00", "{" * 1000, "!!python/object:os.system x"]
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        plan.read(text, "plan.yaml")


def test_a_missing_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"plan\.yaml:1: expected a file that can be read"):
        plan.read_file(tmp_path / "plan.yaml")


# --- minutes that don't suffice -------------------------------------------------------------------------------------


def slow(minutes: int, coding: int = 10) -> Rubric:
    """Four questions that need so many minutes each, and coding."""
    asked = [msgspec.structs.replace(question(n, f"q{n}", "a"), minutes=minutes) for n in range(1, 5)]
    code = msgspec.structs.replace(question(16, "coding", "a"), minutes=coding)
    bank = Section(id="bank", title="Bank", topic="Things", questions=(*asked, code))
    return msgspec.structs.replace(rubric(["a"]), sections=(bank,))


SHORT = {
    "What would work: --minutes 58, or --deep-dives 3, or --coding none.": (
        slow(9, 12),
        Choices(seniority="mid", minutes=50),
    ),
    "What would work: --deep-dives 3, or --coding none.": (slow(11), Choices(seniority="mid", minutes=60)),
    "What would work: --deep-dives 3.": (slow(13), Choices(seniority="mid", minutes=60)),
}


@pytest.mark.parametrize(("says", "made_of", "choices"), [(says, *row) for says, row in SHORT.items()], ids=SHORT)
def test_minutes_that_do_not_suffice(says: str, made_of: Rubric, choices: Choices) -> None:
    with pytest.raises(UsageError) as refused:
        plan.make(made_of, choices)
    assert says in str(refused.value)


def test_seven_areas() -> None:
    areas = [*(f"a{n}" for n in range(6)), "ethics"]
    asked = [question(n, f"q{n}", f"a{n % 6}", f"a{(n + 1) % 6}") for n in range(1, 7)]
    bank = Section(
        id="bank", title="B", topic="T", questions=(*asked, question(7, "own", "ethics"), question(16, "coding"))
    )
    made = plan.make(msgspec.structs.replace(rubric(areas), sections=(bank,)), Choices(seniority="junior"))
    assert "own" in question_ids(made)
