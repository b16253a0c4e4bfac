"""A broken rubric is refused, with every mistake at its line; an unusual one that fits together works."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import yaml

from grader.errors import DocumentError
from grader.screen.rubric import Rubric
from grader.screen.rubric_files import load

SIX = ("fundamentals", "production_experience", "problem_solving", "communication", "tool_knowledge", "flags")


def area(id: str) -> str:
    return f"""\
  - id: {id}
    title: {id.capitalize()}
    anchors:
      - {{id: much, rating: 3, says: A lot of it.}}
      - {{id: some, rating: 2, says: Some of it.}}
      - {{id: none, rating: 1, says: None of it.}}
"""


def areas(*ids: str) -> str:
    return "areas:\n" + "".join(map(area, ids))


def bands(*ends: tuple[int, int]) -> str:
    names = ("strong", "conditional", "decline")
    rows = [
        f"  - {{outcome: {name}, least: {least}, most: {most}}}\n"
        for name, (least, most) in zip(names, ends, strict=True)
    ]
    return "bands:\n" + "".join(rows)


QUESTION = """\
sections:
  - id: ours
    title: Ours
    topic: What we do here
    questions:
      - id: about_us
        number: 17
        title: Our question
        prompt: What do you know about us?
        reveals: Interest.
        signals: [Has read about us.]
        strong_answer: [Knows what we make.]
        red_flags:
          - {id: rude, says: Is rude., why: We are nice.}
        follow_ups: []
        seniorities: [junior, mid, senior]
        areas: [communication]
        minutes: 5
        anchors:
          - {id: much, rating: 3, says: Knows us well.}
          - {id: some, rating: 2, says: Knows what we make.}
          - {id: nothing, rating: 1, says: Doesn't know us.}
"""

ROLES = """\
roles:
  - seniority: senior
    title: Senior
    years: many
    emphasis: [overfitting, disagreement]
    domain_places: [1]
    stresses: [flags]
"""

CODING = """\
coding:
  fold: evidence
  question: coding
  fills: problem_solving
  suggests:
    - {rating: 3, areas: {flags: 3}}
    - {rating: 2, areas: {flags: 3}}
    - {rating: 1, areas: {flags: 2}}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "team.yaml"
    path.write_text("schema: 1\n" + text, encoding="utf-8")
    return path


def loaded(folder: Path, text: str) -> Rubric:
    return load(write(folder, text))


def problems(folder: Path, text: str) -> list[str]:
    path = write(folder, text)
    with pytest.raises(DocumentError) as refused:
        load(path)
    return [problem.removeprefix(f"{path}:") for problem in refused.value.problems]


@pytest.mark.parametrize(
    "text",
    [areas(*SIX), bands((18, 18), (14, 17), (6, 13)), bands((16, 18), (7, 15), (6, 6)), QUESTION, ROLES, CODING],
    ids=["areas", "shipped bands", "other bands", "question", "roles", "coding"],
)
def test_the_parts_that_these_tests_break_are_fine_by_themselves(text: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, text)


# --- bands ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            bands((18, 18), (13, 17), (6, 13)),
            ['4: bands[1].least: expected 14, right above "decline", got 13: the bands overlap'],
        ),
        (
            bands((18, 18), (6, 17), (6, 13)),
            ['4: bands[1].least: expected 14, right above "decline", got 6: the bands overlap'],
        ),
        (
            bands((18, 18), (15, 17), (6, 13)),
            ['4: bands[1].least: expected 14, right above "decline", got 15: 14 is in no band'],
        ),
        (
            bands((18, 18), (14, 15), (6, 13)),
            ['3: bands[0].least: expected 16, right above "conditional", got 18: 16 to 17 are in no band'],
        ),
        (
            bands((18, 18), (14, 17), (7, 13)),
            ["5: bands[2].least: expected 6, the sum of 6 areas rated 1, got 7: 6 is in no band"],
        ),
        (
            bands((18, 18), (14, 17), (0, 13)),
            ["5: bands[2].least: expected 6, the sum of 6 areas rated 1, got 0: no sum is that low"],
        ),
        (
            bands((18, 100), (14, 17), (6, 13)),
            ["3: bands[0].most: expected 18, the sum of 6 areas rated 3, got 100"],
        ),
        (
            bands((18, 18), (14, 12), (6, 13)),
            [
                '3: bands[0].least: expected 13, right above "conditional", got 18: 13 to 17 are in no band',
                "4: bands[1].most: expected 14 or more, as that is the least, got 12",
            ],
        ),
        (
            bands((6, 13), (14, 17), (18, 18)),
            [
                '3: bands[0].least: expected 18, right above "conditional", got 6: the bands overlap',
                "3: bands[0].most: expected 18, the sum of 6 areas rated 3, got 13",
                '4: bands[1].least: expected 19, right above "decline", got 14: the bands overlap',
                "5: bands[2].least: expected 6, the sum of 6 areas rated 1, got 18: 6 to 17 are in no band",
            ],
        ),
        (
            "bands:\n  - {outcome: strong, least: 6, most: 18}\n  - {outcome: strong, least: 6, most: 18}\n",
            [
                '2: bands: expected a band for "decline", got none',
                '2: bands: expected a band for "conditional", got none',
                '4: bands[1].outcome: expected each outcome once, got "strong" again',
            ],
        ),
        (
            "bands:\n  - {outcome: incomplete, least: 6, most: 18}\n",
            ['3: bands[0].outcome: expected conditional, decline or strong, got "incomplete"'],
        ),
        (
            "bands:\n  - {outcome: strong, least: 17.5, most: 18}\n",
            ["3: bands[0].least: expected a whole number, got 17.5"],
        ),
        (
            ROLES + "    bands:\n      - {outcome: strong, least: 17, most: 18}\n"
            "      - {outcome: conditional, least: 12, most: 17}\n      - {outcome: decline, least: 6, most: 11}\n",
            ['10: roles[0].bands[0].least: expected 18, right above "conditional", got 17: the bands overlap'],
        ),
    ],
)
def test_bands_that_do_not_hold_every_sum_once_are_refused(text: str, expected: list[str], tmp_path: Path) -> None:
    assert expected == problems(tmp_path, text)


def test_a_role_can_have_bands_of_its_own(tmp_path: Path) -> None:
    own = "".join(f"  {line}\n" for line in bands((17, 18), (12, 16), (6, 11)).splitlines())
    rubric = loaded(tmp_path, ROLES + own.replace("  bands:", "    bands:").replace("    - ", "      - "))
    assert [[], [], [17, 12, 6]] == [[band.least for band in role.bands] for role in rubric.roles]
    assert [18, 14, 6] == [band.least for band in rubric.bands]


def test_bands_of_one_seniority_are_all_that_has_to_be_given(tmp_path: Path) -> None:
    own = "roles:\n  - seniority: senior\n" + "".join(
        f"  {line}\n" for line in bands((17, 18), (12, 16), (6, 11)).splitlines()
    ).replace("  bands:", "    bands:").replace("    - ", "      - ")
    rubric, shipped = loaded(tmp_path, own), load()
    assert shipped.roles[:2] == rubric.roles[:2]
    changed, before = rubric.roles[2], shipped.roles[2]
    assert [17, 12, 6] == [band.least for band in changed.bands]
    assert before == msgspec.structs.replace(changed, bands=())


def test_a_key_of_one_seniority_is_told_where_it_is_written(tmp_path: Path) -> None:
    assert ['5: roles[1].stresses[0]: expected the id of an area, got "flag"; did you mean "flags"?'] == problems(
        tmp_path, "roles:\n  - {seniority: junior, title: Beginner}\n  - seniority: mid\n    stresses: [flag]\n"
    )


# --- areas ----------------------------------------------------------------------------------------------------------


def test_seven_areas_work_where_the_bands_fit(tmp_path: Path) -> None:
    rubric = loaded(tmp_path, areas(*SIX, "curiosity") + bands((21, 21), (16, 20), (7, 15)))
    assert (*SIX, "curiosity") == tuple(each.id for each in rubric.areas)


def test_seven_areas_with_the_shipped_bands_are_refused(tmp_path: Path) -> None:
    assert [
        "2: areas: expected bands for these 7 areas too, from 7 to 21, got the shipped ones, from 6 to 18"
    ] == problems(tmp_path, areas(*SIX, "curiosity"))


def test_one_area_with_the_shipped_bands_is_refused(tmp_path: Path) -> None:
    told = problems(tmp_path, areas("flags"))
    assert "2: areas: expected bands for this area too, from 1 to 3, got the shipped ones, from 6 to 18" in told
    told = problems(tmp_path, areas("flags") + bands((3, 4), (2, 2), (1, 1)))
    assert any(line.endswith("bands[0].most: expected 3, the sum of 1 area rated 3, got 4") for line in told)


def test_seven_areas_with_bands_for_six_are_refused(tmp_path: Path) -> None:
    assert [
        "46: bands[0].most: expected 21, the sum of 7 areas rated 3, got 18",
        "48: bands[2].least: expected 7, the sum of 7 areas rated 1, got 6: no sum is that low",
    ] == problems(tmp_path, areas(*SIX, "curiosity") + bands((18, 18), (14, 17), (6, 13)))


def test_an_area_that_shipped_parts_name_is_missed_once(tmp_path: Path) -> None:
    five = [id for id in SIX if id != "tool_knowledge"]
    assert [
        '2: areas: expected the area "tool_knowledge" to be kept, as it is named by the shipped latest_system, '
        "slow_recommender, batch_or_layer_norm, out_of_memory, cross_validation, text_preparation, text_model_choice, "
        "augmentation, vision_architecture, got none; keep it, or give those anew too",
    ] == problems(tmp_path, areas(*five, "tools"))


def test_no_area_is_no_rubric(tmp_path: Path) -> None:
    assert ["2: areas: expected at least 1 in the list, got 0"] == problems(tmp_path, "areas: []\n")


def test_an_area_has_one_anchor_for_each_rating(tmp_path: Path) -> None:
    text = areas(*SIX, "flags").replace("rating: 1, says", "rating: 2, says", 1) + bands((21, 21), (16, 20), (7, 15))
    assert [
        "5: areas[0].anchors: expected an anchor for the rating 1, got none",
        "8: areas[0].anchors[2].rating: expected each rating once, got 2 again",
        '39: areas[6].id: expected each area once, got "flags" again',
    ] == problems(tmp_path, text)


def test_other_anchors_for_a_seniority_are_held_to_the_same(tmp_path: Path) -> None:
    extra = "    by_seniority:\n      junior:\n        - {id: any, rating: 3, says: Anything.}\n"
    assert [
        "40: areas[5].by_seniority.junior: expected an anchor for the rating 2, got none",
        "40: areas[5].by_seniority.junior: expected an anchor for the rating 1, got none",
    ] == problems(tmp_path, areas(*SIX) + extra)
    assert ['40: areas[5].by_seniority.jr: expected a key that is known here, got "jr"'] == problems(
        tmp_path, areas(*SIX) + extra.replace("junior", "jr")
    )


# --- questions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "areas: [communication]",
            "areas: [comunication]",
            [
                '18: sections[0].questions[0].areas[0]: expected the id of an area, got "comunication"; '
                'did you mean "communication"?'
            ],
        ),
        (
            "areas: [communication]",
            "areas: []",
            ["18: sections[0].questions[0].areas: expected at least 1 in the list, got 0"],
        ),
        (
            "areas: [communication]",
            "areas: [flags, flags]",
            ['18: sections[0].questions[0].areas[1]: expected each area once, got "flags" again'],
        ),
        (
            "number: 17",
            "number: 5",
            [
                '8: sections[0].questions[0].number: expected a number of its own, not that of "failed_in_production", '
                "got 5"
            ],
        ),
        ("number: 17", "number: 0", ["8: sections[0].questions[0].number: expected 1 or more, got 0"]),
        (
            "rating: 1, says",
            "rating: 4, says",
            ["23: sections[0].questions[0].anchors[2].rating: expected 1, 2 or 3, got 4"],
        ),
        (
            "{id: some,",
            "{id: much,",
            ['22: sections[0].questions[0].anchors[1].id: expected each anchor once, got "much" again'],
        ),
        (
            "          - {id: rude, says",
            "          - {id: rude, says: Rude., why: Nice.}\n          - {id: rude, says",
            ['16: sections[0].questions[0].red_flags[1].id: expected each red flag once, got "rude" again'],
        ),
        (
            ", why: We are nice.",
            "",
            ['15: sections[0].questions[0].red_flags[0]: expected the key "why", got none'],
        ),
        (
            "[junior, mid, senior]",
            "[junior, staff]",
            ['17: sections[0].questions[0].seniorities[1]: expected junior, mid or senior, got "staff"'],
        ),
        (
            "id: about_us",
            "id: About us",
            [
                "7: sections[0].questions[0].id: expected a name of lower-case letters, digits and underscores, "
                'a letter first, got "About us"'
            ],
        ),
        (
            "prompt: What do you know about us?",
            "promt: What do you know about us?",
            [
                '7: sections[0].questions[0]: expected the key "prompt", got none',
                "10: sections[0].questions[0].promt: expected one of the keys anchors, areas, deep_learning, "
                "follow_ups, id, minutes, number, prompt, red_flags, reveals, senior_follow_ups, seniorities, signals, "
                'strong_answer or title, got "promt"; did you mean "prompt"?',
            ],
        ),
        (
            "id: about_us\n        number: 17",
            "id: disagreement\n        number: 3",
            [
                '8: sections[0].questions[0].number: expected a number of its own, not that of "precision_or_recall", '
                "got 3"
            ],
        ),
        (
            "id: about_us\n        number: 17\n",
            "id: new_recommender\n        number: 8\n",
            [],
        ),
        (
            "[junior, mid, senior]",
            "[junior]",
            [],
        ),
    ],
)
def test_a_teams_question_is_held_to_its_form(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    assert old in QUESTION
    text = QUESTION.replace(old, new, 1)
    if expected:
        assert expected == problems(tmp_path, text)
    else:
        assert loaded(tmp_path, text)


def test_a_question_or_a_section_twice_in_one_file_is_told(tmp_path: Path) -> None:
    text = QUESTION + QUESTION.removeprefix("sections:\n").replace("number: 17", "number: 18")
    assert [
        '3: sections[0].id: expected each section once, got "ours" again',
        '24: sections[1].id: expected each section once, got "ours" again',
        '28: sections[1].questions[0].id: expected each question once, got "about_us" again',
    ] == problems(tmp_path, text)


def test_a_question_that_a_role_stresses_has_to_stay_in_its_pool(tmp_path: Path) -> None:
    text = QUESTION.replace("id: about_us\n        number: 17", "id: disagreement\n        number: 15")
    assert [
        '17: sections[0].questions[0].seniorities: expected "senior" among them, as that role\'s emphasis names '
        '"disagreement", got none'
    ] == problems(tmp_path, text.replace("[junior, mid, senior]", "[junior, mid]"))


def test_what_is_removed_has_to_be_there_and_unused(tmp_path: Path) -> None:
    text = "remove:\n  - overfiting\n  - coding\n  - latest_system\n  - cross_validation\n"
    assert [
        '2: remove: expected the question "latest_system" to be kept, as it is named by the shipped roles, got none; '
        "keep it, or give those anew too",
        '2: remove: expected the question "coding" to be kept, as it is named by the shipped coding, got none; '
        "keep it, or give those anew too",
        '3: remove[0]: expected the id of a shipped question, got "overfiting"; did you mean "overfitting"?',
    ] == problems(tmp_path, text)


# --- roles, coding, the rest ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "[overfitting, disagreement]",
            "[overfitting, disagrement]",
            '6: roles[0].emphasis[1]: expected the id of a question, got "disagrement"; did you mean "disagreement"?',
        ),
        (
            "seniority: senior",
            "seniority: junior",
            '6: roles[0].emphasis[1]: expected a question that "junior" is asked, got "disagreement"',
        ),
        ("[flags]", "[flag]", '8: roles[0].stresses[0]: expected the id of an area, got "flag"; did you mean "flags"?'),
        ("[flags]", "[flags, flags]", '8: roles[0].stresses[1]: expected each area once, got "flags" again'),
        ("[1]", "[0]", "7: roles[0].domain_places[0]: expected 1 or more, got 0"),
        ("[1]", "[2, 2]", "7: roles[0].domain_places[1]: expected each place once, got 2 again"),
        (
            "[overfitting, disagreement]",
            "[overfitting, overfitting]",
            '6: roles[0].emphasis[1]: expected each question once, got "overfitting" again',
        ),
        ("seniority: senior", "seniority: staff", '3: roles[0].seniority: expected junior, mid or senior, got "staff"'),
    ],
)
def test_a_role_names_what_there_is(old: str, new: str, expected: str, tmp_path: Path) -> None:
    assert [expected] == problems(tmp_path, ROLES.replace(old, new, 1))


def test_a_seniority_has_one_role(tmp_path: Path) -> None:
    text = ROLES + ROLES.removeprefix("roles:\n")
    assert ['9: roles[1].seniority: expected each seniority once, got "senior" again'] == problems(tmp_path, text)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "question: coding",
            "question: code",
            '4: coding.question: expected the id of a question, got "code"; did you mean "coding"?',
        ),
        (
            "fills: problem_solving",
            "fills: solving",
            '5: coding.fills: expected the id of an area, got "solving"; did you mean "problem_solving"?',
        ),
        ("rating: 1,", "rating: 2,", "6: coding.suggests: expected a row for the rating 1, got none"),
        (
            "{flags: 2}",
            "{flags: 2, flag: 1}",
            '9: coding.suggests[2].areas.flag: expected the id of an area, got "flag"; did you mean "flags"?',
        ),
        ("{flags: 2}", "{flags: 0}", "9: coding.suggests[2].areas.flags: expected 1, 2 or 3, got 0"),
        ("fold: evidence", "fold: average", '3: coding.fold: expected evidence or fill, got "average"'),
    ],
)
def test_the_coding_policy_names_what_there_is(old: str, new: str, expected: str, tmp_path: Path) -> None:
    assert expected in problems(tmp_path, CODING.replace(old, new, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("combine: mean\n", '2: combine: expected highest or lowest, got "mean"'),
        ("combine:\n", "2: combine: expected highest or lowest, got nothing"),
        ("conduct: Be nice.\n", '2: conduct: expected a list, got "Be nice."'),
        (f"worth: {'x' * 601}\n", f'2: worth: expected at most 600 characters, got "{"x" * 60}…" (601 characters)'),
        (
            "deal_breakers:\n  - {id: a, title: A, says: A.}\n  - {id: a, title: B, says: B.}\n",
            '4: deal_breakers[1].id: expected each deal-breaker once, got "a" again',
        ),
        (
            "combine: lowest\ncombine: highest\n",
            '3: combine: expected each key once, got "combine" again, first on line 2',
        ),
        ("areas: &a []\nbands: *a\n", '3: bands: expected a value, got the alias "a": write the value out'),
    ],
)
def test_every_other_key_is_held_to_its_form(text: str, expected: str, tmp_path: Path) -> None:
    assert expected in problems(tmp_path, text)


def test_a_rubric_of_another_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "team.yaml"
    path.write_text("schema: 2\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="schema: expected 1, got 2"):
        load(path)
    path.write_text("combine: lowest\n", encoding="utf-8")
    with pytest.raises(DocumentError, match='expected the key "schema", got none'):
        load(path)


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    text = bands((18, 18), (13, 17), (6, 13)) + ROLES.replace("flags", "flag") + CODING.replace("coding\n", "code\n")
    text += QUESTION.replace("communication", "manners").replace("number: 17", "number: 1") + "remove: [nothing]\n"
    found = problems(tmp_path, text)
    assert 6 == len(found)
    assert [4, 12, 15, 27, 37, 43] == [int(problem.partition(":")[0]) for problem in found]


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    plain = yaml.safe_load(areas(*SIX, "curiosity") + bands((19, 21), (14, 18), (7, 13)))
    path = tmp_path / "team.json"
    path.write_text(yaml.safe_dump({"schema": 1, **plain}, default_flow_style=True), encoding="utf-8")
    assert [19, 14, 7] == [band.least for band in load(path).bands]
