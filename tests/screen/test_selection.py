"""Which questions a role gets, and in what order: a small bank, row by row."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.screen import rubric_files
from grader.screen.rubric import Question, Rubric, Section, Seniority
from grader.screen.selection import Choices, Selection, first_that_meet, select
from tests.screen_cases import question, rubric

CODING = question(16, "coding", "problems")
"""What the small rubric calls its coding question. It informs no area that the rows below ask for."""


def section(*questions: Question, id: str = "bank", domain: bool = False) -> Section:
    return Section(id=id, title=id, topic=f"What {id} is about", questions=questions, domain=domain)


def asks(id: str, *areas: str, number: int = 1, deep_learning: bool = False) -> Question:
    return question(number, id, *(areas or ("a",)), deep_learning=deep_learning)


def bank(
    *questions: Question, areas: str = "a", emphasis: str = "", places: Sequence[int] = (), coding: Question = CODING
) -> Rubric:
    """A rubric of these areas and questions, and one role for every seniority."""
    base = rubric(areas.split())
    roles = tuple(
        msgspec.structs.replace(role, emphasis=tuple(emphasis.split()), domain_places=tuple(places))
        for role in base.roles
    )
    sections = (section(*questions), section(coding, id="code"), section(asks("far"), id="elsewhere", domain=True))
    return msgspec.structs.replace(base, roles=roles, sections=sections)


def three(**more: object) -> Choices:
    return Choices(**{"seniority": "mid", "deep_dives": 3, **more})  # type: ignore[arg-type]  # the row's, by name


def chosen(selection: Selection) -> str:
    asked, spares = ([each.question.id for each in part] for part in (selection.deep_dives, selection.spares))
    return f"{' '.join(asked)} | {' '.join(spares)}"


FIVE = [asks(id, number=number) for number, id in enumerate(("p", "q", "r", "s", "t"), 1)]
WORDS = section(*(asks(f"w{n}", number=n) for n in (17, 18, 19)), id="words", domain=True)
DEEP = section(asks("d1", number=17, deep_learning=True), id="deep", domain=True)

ROWS = {
    "without emphasis, by number": (bank(*reversed(FIVE)), three(), "p q r | s t"),
    "emphasis first": (bank(*FIVE, emphasis="t q"), three(), "t q p | r s"),
    "emphasis beyond the deep dives heads the spares": (bank(*FIVE, emphasis="t s r q"), three(), "t s r | q p"),
    "one of the first that a role stresses, though others would inform as well": (
        bank(
            *FIVE[:4],
            asks("t", "b", number=5),
            asks("u", "c", number=6),
            asks("v", "a", "b", number=7),
            areas="a b c",
            emphasis="v",
            places=(1,),
        ),
        three(domain=section(asks("w", "a", number=17), id="words", domain=True)),
        "w v u | p q r s t",
    ),
    "none of them where there is no room": (
        bank(
            asks("p", "a"),
            asks("q", "b", number=2),
            asks("r", "c", number=3),
            asks("s", "d", number=4),
            asks("t", "d", number=5),
            areas="a b c",
            emphasis="s t",
        ),
        three(),
        "p q r | s t",
    ),
    "not more of the emphasis than its first four": (
        bank(*FIVE, asks("u", "b", number=6), areas="a b", emphasis="p q r s u"),
        three(),
        "p q u | r s t",
    ),
    "coding is no deep dive": (bank(*FIVE, emphasis="coding"), three(coding="none"), "p q r | s t"),
    "the last makes room for an area": (
        bank(*FIVE, asks("u", "b", number=6), asks("v", "b", number=7), areas="a b"),
        three(),
        "p q u | r s t v",
    ),
    "the last can't be spared, so the one before makes room": (
        bank(*FIVE[:2], asks("r", "b", number=3), *FIVE[3:], asks("u", "c", number=6), areas="a b c"),
        three(),
        "p r u | q s t",
    ),
    "coding informs too": (
        bank(*FIVE, asks("u", "b", number=6), areas="a b", coding=question(16, "coding", "b")),
        three(),
        "p q r | s t u",
    ),
    "without coding it doesn't": (
        bank(*FIVE, asks("u", "b", number=6), areas="a b", coding=question(16, "coding", "b")),
        three(coding="none"),
        "p q u | r s t",
    ),
    "deep learning is left out": (
        bank(*FIVE, asks("u", number=6, deep_learning=True), emphasis="u"),
        three(),
        "p q r | s t",
    ),
    "deep learning where the role is about it": (
        bank(*FIVE, *(asks(id, number=number, deep_learning=True) for number, id in ((6, "u"), (7, "v")))),
        three(deep_learning=True),
        "p q u | r s t v",
    ),
    "deep learning, and no question on it": (bank(*FIVE), three(deep_learning=True), "p q r | s t"),
    "a domain at its places": (
        bank(*FIVE, emphasis="t", places=(2, 3)),
        three(domain=WORDS),
        "t w17 w18 | w19 p q r s",
    ),
    "a domain at the first place": (
        bank(*FIVE, emphasis="t s", places=(1,)),
        three(domain=WORDS),
        "w17 t s | w18 w19 p q r",
    ),
    "a domain without places": (bank(*FIVE, emphasis="t s r"), three(domain=WORDS), "t s w17 | r w18 w19 p q"),
    "a place past the end": (bank(*FIVE[:2], places=(9,)), three(domain=DEEP, deep_learning=True), "p q d1 | "),
    "a domain for deep learning alone": (
        bank(*FIVE, places=(1,)),
        three(domain=section(*WORDS.questions[:1], *DEEP.questions, id="mixed", domain=True)),
        "w17 p q | r s t",
    ),
}


@pytest.mark.parametrize(("made_of", "choices", "expected"), ROWS.values(), ids=ROWS)
def test_what_is_chosen(made_of: Rubric, choices: Choices, expected: str) -> None:
    assert expected == chosen(select(made_of, choices))


@given(
    met=st.lists(st.sets(st.sampled_from("abcd"), max_size=2), max_size=7),
    wanted=st.frozensets(st.sampled_from("abcde")),
    number=st.integers(1, 4),
)
def test_the_first_places_are_those_of_all_combinations(
    met: list[set[str]], wanted: frozenset[str], number: int
) -> None:
    every = itertools.combinations(range(len(met)), number)
    first = next((places for places in every if wanted <= set().union(*(met[place] for place in places))), None)
    assert first == first_that_meet(wanted, met, number)


def test_a_long_bank_that_can_not_inform_everything_is_refused_at_once() -> None:
    """By trying every combination it would take hours."""
    long = [asks(f"q{number}", "abc"[number % 3], number=number) for number in range(20, 900)]
    four = [asks(each, each, number=number) for number, each in enumerate("defg", 1)]
    with pytest.raises(UsageError, match="no 4 of its 884 questions do"):
        select(bank(*long, *four, areas="a b c d e f g"), three(deep_dives=4))


SENIORITIES: tuple[Seniority, ...] = ("junior", "mid", "senior")


def test_every_shipped_plan_has_one_of_what_the_role_is_asked_first() -> None:
    shipped = rubric_files.load()
    domains = (None, *(section for section in shipped.sections if section.domain))
    first = {role.seniority: set(role.emphasis[:4]) for role in shipped.roles}
    without = []
    for seniority, deep, domain in itertools.product(SENIORITIES, (False, True), domains):
        for coding, dives in itertools.product(("before", "none"), (3, 4)):
            choices = three(seniority=seniority, deep_learning=deep, domain=domain, coding=coding, deep_dives=dives)
            asked = {each.question.id for each in select(shipped, choices).deep_dives}
            without += [] if asked & first[seniority] else [choices.id]
    assert [] == without


def test_follow_ups_for_seniors_are_for_seniors() -> None:
    found = {
        seniority: {
            len(each.question.senior_follow_ups) for each in select(bank(*FIVE), three(seniority=seniority)).spares
        }
        for seniority in ("junior", "mid", "senior")
    }
    assert {"junior": {0}, "mid": {0}, "senior": {1}} == found


def test_topics_are_of_what_is_asked() -> None:
    asked = bank(*FIVE, emphasis="p q r", places=(1,))
    assert ("What bank is about", "What code is about") == select(asked, three()).topics
    assert ("What bank is about",) == select(asked, three(coding="none")).topics
    assert ("What words is about", "What bank is about", "What code is about") == select(
        asked, three(domain=WORDS)
    ).topics


JUNIOR = msgspec.structs.replace(asks("p"), seniorities=("junior",))
ELSEWHERE = msgspec.structs.replace(asks("z", "a", "b", number=9), seniorities=("junior",))
REFUSED = {
    "no 3 of its 5 questions do": (bank(*FIVE, ELSEWHERE, areas="a b"), three()),
    "inform the area 'A', the area 'B'": (bank(*FIVE, ELSEWHERE, areas="a b"), three()),
    "a question on deep learning": (
        bank(
            *(asks(id, id, number=n) for n, id in enumerate("abc", 1)),
            asks("d", "d", deep_learning=True),
            areas="a b c",
        ),
        three(deep_learning=True),
    ),
    "Expected 3 deep dives, got 2 questions for mid": (bank(*FIVE[:2], JUNIOR), three()),
    "Expected the coding question 'coding' in the pool of seniority=mid": (
        bank(*FIVE, coding=msgspec.structs.replace(CODING, seniorities=("junior",))),
        three(),
    ),
    "Expected a question for seniority=mid in domain=words": (
        bank(*FIVE),
        three(domain=section(JUNIOR, id="words", domain=True)),
    ),
    "Expected a seniority that the rubric has a role for (junior)": (
        msgspec.structs.replace(bank(*FIVE), roles=bank(*FIVE).roles[:1]),
        three(),
    ),
}


@pytest.mark.parametrize(
    ("words", "made_of", "choices"), [(words, *row) for words, row in REFUSED.items()], ids=REFUSED
)
def test_what_can_not_be_chosen(words: str, made_of: Rubric, choices: Choices) -> None:
    with pytest.raises(UsageError) as refused:
        select(made_of, choices)
    assert words in str(refused.value)


@pytest.mark.parametrize("wrong", [{"minutes": 44}, {"minutes": 61}, {"deep_dives": 2}, {"deep_dives": 5}])
def test_choices_out_of_range(wrong: dict[str, int]) -> None:
    ((name, value),) = wrong.items()
    with pytest.raises(UsageError, match=f"got {name}={value}"):
        three(**wrong)


def test_ids_tell_the_choices() -> None:
    assert "senior-60-4-before" == Choices(seniority="senior").id
    assert "mid-45-3-live-dl-words" == three(minutes=45, coding="live", deep_learning=True, domain=WORDS).id


def test_an_area_that_no_question_informs_asks_for_none() -> None:
    shipped = rubric_files.load()
    own = msgspec.structs.replace(shipped.areas[0], id="languages_spoken", title="Languages spoken")
    seven = msgspec.structs.replace(shipped, areas=(*shipped.areas, own))
    choices = Choices(seniority="mid")
    assert select(shipped, choices) == select(seven, choices)
