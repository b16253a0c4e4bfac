"""The shipped rubric holds what a screen is, and a team's file over it changes just what it says."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml

from grader.errors import DocumentError, UsageError
from grader.screen import rubric_files
from grader.screen.rubric import Anchor, Question, Rubric, Section, Seniority
from grader.screen.rubric_files import DOMAINS, SECTIONS, load, load_domain, sha256

DATA = Path(rubric_files.__file__).parent / "data"
FILES = sorted(DATA.rglob("*.yaml"))
SHIPPED = load()
BANK = [section for section in SHIPPED.sections if not section.domain]
QUESTIONS = [question for section in SHIPPED.sections for question in section.questions]
AREAS = ("fundamentals", "production_experience", "problem_solving", "communication", "tool_knowledge", "flags")


def named(question: Question) -> str:
    return question.id


def by_id(rubric: Rubric) -> dict[str, Question]:
    return {question.id: question for section in rubric.sections for question in section.questions}


def pool(seniority: Seniority) -> list[int]:
    return [question.number for section in BANK for question in section.questions if seniority in question.seniorities]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every so many consecutive words of a text."""
    found = words(text)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def test_the_rubric_in_the_documentation_can_be_used(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "screens.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"(?:^    .*\n)*^    schema: 1\n(?:^    .*\n)+", text, re.MULTILINE)
    path = tmp_path / "team.yaml"
    path.write_text(textwrap.dedent(example))
    own = load(path)
    assert ([16, 12, 6], [15, 11, 6], "evidence") == (
        [band.least for band in own.bands],
        [band.least for band in own.roles[0].bands],
        own.coding.fold,
    )
    assert "spam_classifier" not in by_id(own)


# --- what ships -----------------------------------------------------------------------------------------------------


def test_seven_sections_hold_sixteen_questions_in_their_order() -> None:
    assert SECTIONS == tuple(section.id for section in BANK)
    assert [3, 3, 3, 2, 2, 2, 1] == [len(section.questions) for section in BANK]
    assert [*range(1, 17)] == [question.number for section in BANK for question in section.questions]


def test_two_domains_have_three_questions_each() -> None:
    domains = [section for section in SHIPPED.sections if section.domain]
    assert DOMAINS == tuple(section.id for section in domains)
    assert [3, 3] == [len(section.questions) for section in domains]
    assert all(question.number > 100 for section in domains for question in section.questions)


def test_each_seniority_has_its_pool() -> None:
    assert [1, 2, 3, 4, 5, 6, 12, 13, 16] == pool("junior")
    assert [*range(1, 17)] == pool("mid") == pool("senior")


def test_two_questions_wait_for_a_role_in_deep_learning() -> None:
    assert [10, 11] == [question.number for question in QUESTIONS if question.deep_learning]


def test_seniors_are_asked_about_leading_mentoring_and_architecture() -> None:
    assert {8, 9, 15} <= {question.number for question in QUESTIONS if len(question.senior_follow_ups) == 3}
    assert {7, 8, 9, 15} == {question.number for question in QUESTIONS if question.senior_follow_ups}


def test_the_rubric_has_six_areas_and_an_easier_one_for_juniors() -> None:
    assert AREAS == tuple(area.id for area in SHIPPED.areas)
    assert [("production_experience", ["junior"])] == [
        (area.id, [*area.by_seniority]) for area in SHIPPED.areas if area.by_seniority
    ]


def test_bands_hold_every_sum_of_six_areas() -> None:
    assert [("strong", 18, 18), ("conditional", 14, 17), ("decline", 6, 13)] == [
        (band.outcome, band.least, band.most) for band in SHIPPED.bands
    ]


def test_each_role_has_its_emphasis() -> None:
    numbers = {question.id: question.number for question in QUESTIONS}
    assert {"junior": [2, 4, 1, 3], "mid": [4, 5, 7, 8], "senior": [7, 8, 9, 15, 4]} == {
        role.seniority: [numbers[id] for id in role.emphasis] for role in SHIPPED.roles
    }


def test_six_deal_breakers_may_end_a_call() -> None:
    assert 6 == len(SHIPPED.deal_breakers)


def test_the_notebook_fills_problem_solving_alone_and_informs_three_areas() -> None:
    coding = SHIPPED.coding
    assert ("fill", "coding", "problem_solving") == (coding.fold, coding.question, coding.fills)
    informed = ("fundamentals", "problem_solving", "flags")
    assert {3: (3, 3, 3), 2: (2, 2, 3), 1: (1, 1, 2)} == {
        row.rating: tuple(row.areas[area] for area in informed) for row in coding.suggests
    }
    assert (
        set(informed) == set(by_id(SHIPPED)["coding"].areas) == {area for row in coding.suggests for area in row.areas}
    )


def test_where_interviewers_differ_the_lowest_counts() -> None:
    assert "lowest" == SHIPPED.combine


def test_every_report_says_what_a_screen_is_worth() -> None:
    assert "40 %" in SHIPPED.worth
    assert SHIPPED.cannot_show


# --- that it is well made -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS, ids=named)
def test_a_question_is_complete(question: Question) -> None:
    assert 3 <= len(question.signals) <= 5
    assert 3 <= len(question.strong_answer) <= 6
    assert 1 <= len(question.red_flags) <= 4
    assert 3 <= len(question.follow_ups) <= 4
    assert [3, 2, 1] == [anchor.rating for anchor in question.anchors]
    assert 5 <= question.minutes <= 7  # any plan has that for each
    assert len(question.title) <= 50
    assert question.prompt.rstrip().endswith(("?", "."))


def lines() -> Iterator[str]:
    """Every sentence of the rubric that is neither an id nor a title."""

    def texts(value: object) -> Iterator[str]:
        match value:
            case dict():
                for key, inner in value.items():
                    if key not in {"id", "title", "years"}:
                        yield from texts(inner)
            case list() | tuple():
                for inner in value:
                    yield from texts(inner)
            case str() if " " in value:
                yield value

    yield from texts(msgspec.to_builtins(SHIPPED))


def test_no_line_is_said_twice_or_runs_over_a_line_break() -> None:
    said = list(lines())
    assert len(said) > 400
    assert [] == sorted({line for line in said if said.count(line) > 1})
    assert [] == [line for line in said if line != " ".join(line.split())]


def test_an_anchor_is_a_sentence_and_its_id_says_what_it_is() -> None:
    anchors: list[Anchor] = [anchor for question in QUESTIONS for anchor in question.anchors]
    anchors += [
        anchor for area in SHIPPED.areas for each in (area.anchors, *area.by_seniority.values()) for anchor in each
    ]
    assert [] == [anchor for anchor in anchors if not re.fullmatch(r"[A-Z].{30,}\.", anchor.says)]
    assert [] == [anchor.id for anchor in anchors if len(anchor.id) > 30 or re.search(r"\d", anchor.id)]


def test_topics_give_no_question_away() -> None:
    topics = [section.topic for section in SHIPPED.sections]
    for question in QUESTIONS:
        assert [] == [topic for topic in topics if runs(topic, 5) & runs(question.prompt, 5)]
        assert [] == [topic for topic in topics if question.title.lower() in topic.lower()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_says_on_top_what_it_is_and_reads_well(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "--rubric" in text or "--domain" in text
    assert max(map(len, text.splitlines())) <= 120
    assert text.endswith("\n")
    assert "\t" not in text


def test_every_file_is_loaded() -> None:
    expected = {"rubric.yaml", *(f"{name}.yaml" for name in (*SECTIONS, *DOMAINS))}
    assert expected == {path.name for path in FILES}


def test_any_yaml_reader_sees_the_same() -> None:
    for path in FILES:
        plain = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.name == "rubric.yaml":
            assert SHIPPED == msgspec.convert({**plain, "sections": msgspec.to_builtins(SHIPPED.sections)}, Rubric)
        else:
            assert msgspec.convert(plain, Section) in SHIPPED.sections


# --- a team's own file ----------------------------------------------------------------------------------------------


def team(folder: Path, text: str) -> Path:
    path = folder / "team.yaml"
    path.write_text("schema: 1\n" + text, encoding="utf-8")
    return path


OWN = """
sections:
  - id: {section}
    title: Ours
    topic: What we do here
    questions:
      - id: {id}
        number: {number}
        title: Our question
        prompt: What do you know about us?
        reveals: Interest.
        signals: [Has read about us.]
        strong_answer: [Knows what we make.]
        red_flags: []
        follow_ups: []
        seniorities: [junior, mid, senior]
        areas: [communication]
        minutes: 5
        anchors:
          - {{id: much, rating: 3, says: Knows us well.}}
          - {{id: some, rating: 2, says: Knows what we make.}}
          - {{id: nothing, rating: 1, says: Doesn't know us.}}
"""


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert SHIPPED == load(team(tmp_path, ""))
    assert sha256(SHIPPED) == sha256(load(team(tmp_path, "sections: []\nremove: []\n")))


def test_a_key_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    rubric = load(team(tmp_path, "combine: highest\nworth: Not much.\n"))
    assert ("highest", "Not much.") == (rubric.combine, rubric.worth)
    assert SHIPPED == msgspec.structs.replace(rubric, combine="lowest", worth=SHIPPED.worth)
    assert sha256(SHIPPED) != sha256(rubric)


def test_json_does_as_well(tmp_path: Path) -> None:
    path = tmp_path / "team.json"
    path.write_text('{\n\t"schema": 1,\n\t"combine": "highest"\n}', encoding="utf-8")
    assert "highest" == load(path).combine


def test_a_section_is_added_at_the_end(tmp_path: Path) -> None:
    rubric = load(team(tmp_path, OWN.format(section="ours", id="about_us", number=17)))
    assert (*SHIPPED.sections,) == rubric.sections[:-1]
    assert ("ours", ["about_us"]) == (rubric.sections[-1].id, [each.id for each in rubric.sections[-1].questions])


def test_a_question_is_added_to_a_shipped_section(tmp_path: Path) -> None:
    rubric = load(team(tmp_path, OWN.format(section="metrics", id="about_us", number=17)))
    section = next(section for section in rubric.sections if section.id == "metrics")
    assert ["spam_classifier", "cross_validation", "about_us"] == [question.id for question in section.questions]
    assert ("Ours", "What we do here") == (section.title, section.topic)


def test_a_question_with_a_shipped_id_takes_its_place(tmp_path: Path) -> None:
    rubric = load(team(tmp_path, OWN.format(section="ours", id="overfitting", number=2)))
    assert [*by_id(SHIPPED)] == [*by_id(rubric)]
    assert "Our question" == by_id(rubric)["overfitting"].title
    assert [section.id for section in SHIPPED.sections] == [section.id for section in rubric.sections]


def test_a_question_is_removed_and_an_empty_section_with_it(tmp_path: Path) -> None:
    rubric = load(team(tmp_path, "remove: [batch_or_layer_norm, out_of_memory, missing_data]\n"))
    assert {"batch_or_layer_norm", "out_of_memory", "missing_data"} == {*by_id(SHIPPED)} - {*by_id(rubric)}
    assert "deep_learning" not in {section.id for section in rubric.sections}


def test_a_question_can_move_to_another_section(tmp_path: Path) -> None:
    rubric = load(team(tmp_path, "remove: [missing_data]" + OWN.format(section="ours", id="missing_data", number=6)))
    assert ["missing_data"] == [question.id for question in rubric.sections[-1].questions]


def test_a_team_has_a_domain_of_its_own(tmp_path: Path) -> None:
    text = OWN.format(section="sound", id="noise", number=301).replace("title: Ours", "title: Sound\n    domain: true")
    rubric = load(team(tmp_path, text))
    assert "Sound" == load_domain("sound", rubric).title


def test_the_same_content_has_the_same_hash_however_it_is_written(tmp_path: Path) -> None:
    one = load(team(tmp_path, "worth: Not much.\ncombine: highest\n"))
    other = load(team(tmp_path, "combine: 'highest' # ours\nworth: >-\n  Not\n  much.\n"))
    assert sha256(one) == sha256(other)
    assert re.fullmatch("[0-9a-f]{64}", sha256(one))


# --- domains --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOMAINS)
def test_a_domain_is_had_by_name(name: str) -> None:
    section = load_domain(name, SHIPPED)
    assert (name, True, 3) == (section.id, section.domain, len(section.questions))


def section_file(folder: Path, **own: object) -> Path:
    """A section's file of one question; `own` goes to the question, `section` to the section."""
    plain = yaml.safe_load(OWN.format(section="sound", id="noise", number=301))["sections"][0]
    plain["id"] = own.pop("section", "sound")
    plain["questions"][0].update(own)
    path = folder / "sound.yaml"
    path.write_text(yaml.safe_dump(plain, sort_keys=False), encoding="utf-8")
    return path


def test_a_domain_is_had_from_a_file(tmp_path: Path) -> None:
    section = load_domain(section_file(tmp_path), SHIPPED)
    assert ("sound", True, ["noise"]) == (section.id, section.domain, [question.id for question in section.questions])


def test_a_domains_file_has_to_fit_the_rubric(tmp_path: Path) -> None:
    path = section_file(tmp_path, section="vision", id="coding", number=16, areas=["comunication", "flags", "flags"])
    with pytest.raises(DocumentError) as refused:
        load_domain(path, SHIPPED)
    assert [
        '1: id: expected an id that no section of the rubric has, got "vision"; name that one by its id',
        '5: questions[0].id: expected an id that no question of the rubric has, got "coding"',
        '6: questions[0].number: expected a number of its own, not that of "coding", got 16',
        '21: questions[0].areas[0]: expected the id of an area, got "comunication"; did you mean "communication"?',
        '23: questions[0].areas[2]: expected each area once, got "flags" again',
    ] == [problem.removeprefix(f"{path}:") for problem in refused.value.problems]


def test_an_unknown_domain_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError) as refused:
        load_domain("visoin", SHIPPED)
    expected = (
        'Expected one of the domains language, vision, or a section\'s file; got "visoin". Did you mean "vision"?'
    )
    assert expected == str(refused.value)
    with pytest.raises(UsageError, match=r'or a section\'s file; got "a/b\.yaml"\.$'):
        load_domain("a/b.yaml", SHIPPED)
