"""Scorecards' files: what a good one becomes, and everything that is wrong with a bad one, at once, with its line."""

from __future__ import annotations

import datetime
import itertools
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import DocumentError, UsageError
from grader.screen import cards, document
from grader.screen.card_checks import is_verdict
from grader.screen.scorecard import CardFile, Scorecard
from tests.screen_cases import SHA256, rubric

NOW = datetime.datetime(2026, 3, 3, 12, tzinfo=datetime.UTC)
RUBRIC = rubric()
CARD = f"""\
schema: 1
candidate: ada
interviewer: RK
date: 2026-03-02
seniority: senior
plan: {{id: senior-60-4-before, sha256: {SHA256}}}
coding: before
version: 1
edit: null
ratings:
- area: fundamentals
  rating: 3
  anchor: fundamentals_3
  evidence:
  - said: "I would look at the data first."
    question: first_steps
    minute: 12
  - did: Drew the confusion matrix.
- area: tools
answers:
- question: first_steps
  rating: 2
  anchor: first_steps_2
- question: too_slow
red_flags:
- question: first_steps
  flag: first_steps_b
  said: "XGBoost, always."
- flag: other
  says: Laughs at the data.
  said: "Who cares?"
deal_breakers:
- id: padding
  said: "I did it all."
interest: yes, very much
salary: 90000
notes: my own
"""


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def problems(tmp_path: Path, text: str | bytes, name: str = "ada.yaml") -> list[str]:
    """What is wrong with one card, with the file's name instead of its path."""
    path = write(tmp_path, {name: text}) / name
    _, told = cards.check([path], RUBRIC, NOW)
    return [line.replace(str(path), name) for line in told]


def warnings(tmp_path: Path, text: str) -> list[str]:
    checked, told = cards.check([write(tmp_path, {"ada.yaml": text}) / "ada.yaml"], RUBRIC, NOW)
    assert () == told
    return [line.replace(f"{tmp_path}/", "") for line in checked.warnings]


# --- good cards -----------------------------------------------------------------------------------------------------


def test_a_card_is_read_without_what_is_private(tmp_path: Path) -> None:
    (card,) = cards.load(write(tmp_path, {"ada.yaml": CARD}), RUBRIC, NOW).by_candidate["ada"]
    assert ("RK", datetime.date(2026, 3, 2), "before", 1, None) == (
        card.interviewer,
        card.date,
        card.coding,
        card.version,
        card.edit,
    )
    assert ["fundamentals", "tools"] == [each.area for each in card.ratings]
    assert ["said", "did"] == ["said" if note.said else "did" for note in card.ratings[0].evidence]
    assert {"first_steps", "too_slow"} == set(card.questions)
    held = msgspec.json.encode(card).decode()
    assert not [word for word in ("90000", "very much", "my own", "salary", "interest", 'notes":"my') if word in held]


def test_json_is_read_by_the_same_way(tmp_path: Path) -> None:
    plain = document.read(CARD, "ada.yaml").value
    folder = write(
        tmp_path, {"ada.json": json.dumps(plain), "b/ada.yml": CARD.replace("interviewer: RK", "interviewer: ML")}
    )
    one, other = cards.load(folder, RUBRIC, NOW).by_candidate["ada"]
    assert one == msgspec.structs.replace(other, interviewer="ML")


def test_the_hash_is_blind_to_what_is_private() -> None:
    held = msgspec.convert(document.read(CARD, "a").value, CardFile)
    richer = msgspec.structs.replace(held, salary="120000")
    assert held.scorecard().sha256 == richer.scorecard().sha256
    assert held.scorecard().sha256 != msgspec.structs.replace(held, interviewer="ML").scorecard().sha256


def test_no_record_of_a_scorecard_has_a_place_for_what_is_private() -> None:
    assert {"interest", "salary", "notes"} == set(CardFile.__struct_fields__) - set(Scorecard.__struct_fields__)
    assert not issubclass(CardFile, Scorecard)


@pytest.mark.parametrize("value", ["{amount: 90000}", "[1, 2]", "1.5", "null", "no", '"90k"'])
def test_what_is_private_may_be_anything(tmp_path: Path, value: str) -> None:
    assert [] == problems(tmp_path, CARD.replace("salary: 90000", f"salary: {value}"))


@pytest.mark.parametrize(
    "salary",
    [
        "*SECRET",
        "&SECRET 1",
        "!SECRET 1",
        "!SECRET!x 1",
        "{SECRET: 1, SECRET: 2}",
        '"SECRET\\udead"',
        "[SECRET, *SECRET]",
        "{[SECRET]: 1}",
    ],
)
def test_what_is_private_is_in_no_message(tmp_path: Path, salary: str) -> None:
    told = problems(tmp_path, CARD.replace("salary: 90000", f"salary: {salary}"))
    assert [] != told
    assert "SECRET" not in "".join(told)
    assert "ada.yaml:36: salary: this key can't be read; is it there twice, or part of another one?" in told


@pytest.mark.parametrize(
    "line",
    ["salary: 1\nsalary: SECRET", "salary SECRET: 1", "Salary_SECRET: 1", '"my salary: SECRET": 1', "notes-SECRET: 1"],
)
def test_a_key_that_holds_what_is_private_is_in_no_message(tmp_path: Path, line: str) -> None:
    (told,) = problems(tmp_path, CARD.replace("salary: 90000", line))
    key = "notes" if "notes" in line else "salary"
    assert told.startswith(("ada.yaml:36: ", "ada.yaml:37: "))
    assert told.endswith(f": {key}: this key can't be read; is it there twice, or part of another one?")
    assert "SECRET" not in told


def test_folders_are_searched_but_for_what_is_hidden(tmp_path: Path) -> None:
    files = {"b/x/1.yaml": CARD, ".hidden/2.yaml": "no card", ".3.yaml": "no card", "readme.txt": "no card"}
    folder = write(tmp_path, {**files, "a.YML": CARD.replace("candidate: ada", "candidate: bob")})
    assert ["ada", "bob"] == list(cards.load(folder, RUBRIC, NOW).by_candidate)


def test_a_folder_without_cards_holds_none(tmp_path: Path) -> None:
    assert {} == cards.load(tmp_path, RUBRIC, NOW).by_candidate
    for path in (tmp_path / "nowhere", write(tmp_path, {"x": CARD}) / "x"):
        with pytest.raises(UsageError, match="expected a folder of scorecards"):
            cards.load(path, RUBRIC, NOW)
    with pytest.raises(UsageError, match="there is no file or folder"):
        cards.check([tmp_path / "nowhere"], RUBRIC, NOW)


def test_a_file_that_is_named_twice_is_one_card(tmp_path: Path) -> None:
    folder = write(tmp_path, {"ada.yaml": CARD})
    checked, told = cards.check([folder, folder / "ada.yaml"], RUBRIC, NOW)
    assert ((), 1) == (told, len(checked.by_candidate["ada"]))


@pytest.mark.parametrize("date", ["2026-03-03", "2026-03-04"])
def test_a_date_that_it_already_is_somewhere_is_no_future(tmp_path: Path, date: str) -> None:
    assert [] == problems(tmp_path, CARD.replace("date: 2026-03-02", f"date: {date}"))


# --- bad ones -------------------------------------------------------------------------------------------------------

AREAS = "fundamentals, production, problem_solving, communication, tools or flags"
BAD: list[tuple[str, str, str, list[str]]] = [
    (
        "unknown area",
        "area: fundamentals",
        "area: fundamentls",
        [f'ada.yaml:11: ratings[0].area: expected {AREAS}, got "fundamentls"; did you mean "fundamentals"?'],
    ),
    (
        "unknown question",
        "- question: too_slow",
        "- question: to_slow",
        [
            'ada.yaml:24: answers[1].question: expected a question of the rubric, got "to_slow"; '
            'did you mean "too_slow"?'
        ],
    ),
    (
        "unknown question in evidence",
        "    question: first_steps\n    minute",
        "    question: First steps\n    minute",
        [
            'ada.yaml:16: ratings[0].evidence[0].question: expected a question of the rubric, got "First steps"; '
            'did you mean "first_steps"?',
            "ada.yaml:21: answers[0].evidence: expected at least one thing that was said or done, here or in a rating "
            "that names the question, got none",
        ],
    ),
    (
        "unknown anchor",
        "anchor: fundamentals_3",
        "anchor: clear",
        ['ada.yaml:13: ratings[0].anchor: expected fundamentals_3, fundamentals_2 or fundamentals_1, got "clear"'],
    ),
    (
        "the anchor of another rating",
        "anchor: fundamentals_3",
        "anchor: fundamentals_2",
        [
            'ada.yaml:13: ratings[0].anchor: expected the anchor of rating 3, "fundamentals_3", '
            'got "fundamentals_2", which is that of 2'
        ],
    ),
    (
        "the anchor of a better rating",
        "rating: 2\n  anchor: first_steps_2",
        "rating: 2\n  anchor: first_steps_3",
        [
            'ada.yaml:23: answers[0].anchor: expected the anchor of rating 2, "first_steps_2", '
            'got "first_steps_3", which is that of 3'
        ],
    ),
    (
        "no anchor",
        "  anchor: first_steps_2\n",
        "",
        ['ada.yaml:21: answers[0].anchor: expected the anchor of rating 2, "first_steps_2", got none'],
    ),
    (
        "an anchor without its rating",
        "  rating: 3\n",
        "",
        ["ada.yaml:11: ratings[0].rating: expected 3, the rating of this anchor, got none"],
    ),
    (
        "evidence without a rating",
        "  rating: 3\n  anchor: fundamentals_3\n",
        "",
        ["ada.yaml:11: ratings[0].rating: expected a rating with its anchor, for the evidence below it, got none"],
    ),
    ("rating 0", "rating: 3", "rating: 0", ["ada.yaml:12: ratings[0].rating: expected 1, 2 or 3, got 0"]),
    ("rating 4", "rating: 3", "rating: 4", ["ada.yaml:12: ratings[0].rating: expected 1, 2 or 3, got 4"]),
    ("rating 2.5", "rating: 3", "rating: 2.5", ["ada.yaml:12: ratings[0].rating: expected 1, 2 or 3, got 2.5"]),
    ("rating 3.0", "rating: 3", "rating: 3.0", ["ada.yaml:12: ratings[0].rating: expected 1, 2 or 3, got 3.0"]),
    (
        "rating strong",
        "rating: 3",
        'rating: "strong"',
        ['ada.yaml:12: ratings[0].rating: expected 1, 2 or 3, got "strong"'],
    ),
    (
        "missing evidence",
        "- area: tools",
        "- area: tools\n  rating: 2\n  anchor: tools_2",
        ["ada.yaml:19: ratings[1].evidence: expected at least one thing that was said or done, got none"],
    ),
    (
        "an empty list of evidence",
        "- area: tools",
        "- area: tools\n  rating: 2\n  anchor: tools_2\n  evidence: []",
        ["ada.yaml:22: ratings[1].evidence: expected at least one thing that was said or done, got none"],
    ),
    (
        "blank evidence",
        "did: Drew the confusion matrix.",
        'did: "   "',
        ['ada.yaml:18: ratings[0].evidence[1].did: expected what was said or done, got "   "'],
    ),
    (
        "empty evidence",
        "did: Drew the confusion matrix.",
        'did: ""',
        ['ada.yaml:18: ratings[0].evidence[1].did: expected what was said or done, got ""'],
    ),
    (
        "evidence that is neither",
        "- did: Drew the confusion matrix.",
        "- minute: 3",
        ["ada.yaml:18: ratings[0].evidence[1]: expected said or did, one of the two, got neither"],
    ),
    (
        "evidence that is both",
        "- did: Drew the confusion matrix.",
        "- {said: Yes, did: Nodded at it}",
        ["ada.yaml:18: ratings[0].evidence[1]: expected said or did, one of the two, got both"],
    ),
    (
        "an area twice",
        "- area: tools",
        "- area: fundamentals",
        ['ada.yaml:19: ratings[1].area: expected each area once, got "fundamentals" again'],
    ),
    (
        "a question twice",
        "- question: too_slow",
        "- question: first_steps",
        ['ada.yaml:24: answers[1].question: expected each question once, got "first_steps" again'],
    ),
    (
        "duplicate keys",
        "seniority: senior",
        "seniority: senior\nseniority: senior",
        ['ada.yaml:6: seniority: expected each key once, got "seniority" again, first on line 5'],
    ),
    (
        "an unknown key",
        "answers:",
        "anwers:",
        [
            "ada.yaml:20: anwers: expected one of the keys answers, candidate, coding, date, deal_breakers, edit, "
            "interest, interviewer, notes, plan, ratings, red_flags, salary, schema, seniority or version, "
            'got "anwers"; did you mean "answers"?'
        ],
    ),
    (
        "an unknown red flag",
        "flag: first_steps_b",
        "flag: first_steps_c",
        [
            "ada.yaml:27: red_flags[0].flag: expected first_steps_a, first_steps_b or other, "
            'got "first_steps_c"; did you mean "first_steps_b"?'
        ],
    ),
    (
        "a red flag without a question",
        "- question: first_steps\n  flag",
        "- flag",
        ["ada.yaml:26: red_flags[0].question: expected the question that this flag is of, or flag: other, got none"],
    ),
    (
        "a red flag without a quote",
        '  said: "XGBoost, always."\n',
        "",
        ['ada.yaml:26: red_flags[0]: expected the key "said", got none'],
    ),
    (
        "a red flag with a blank quote",
        '"XGBoost, always."',
        '" "',
        ['ada.yaml:28: red_flags[0].said: expected the words that show it, got " "'],
    ),
    (
        "another red flag that isn't told",
        "  says: Laughs at the data.\n",
        "",
        ["ada.yaml:29: red_flags[1].says: expected what the red flag is, as it is on no list, got none"],
    ),
    (
        "a red flag with a quote that nobody can see",
        '"XGBoost, always."',
        '"\\u200b\\u2800"',
        ['ada.yaml:28: red_flags[0].said: expected the words that show it, got "\\u200b\u2800"'],
    ),
    (
        "the seniority of another plan",
        "id: senior-60-4-before",
        "id: mid-60-4-before-dl-language",
        [
            'ada.yaml:5: seniority: expected "mid", as its plan "mid-60-4-before-dl-language" has it, got "senior"',
        ],
    ),
    (
        "the coding question of another plan",
        "coding: before",
        "coding: none",
        ['ada.yaml:7: coding: expected "before", as its plan "senior-60-4-before" has it, got "none"'],
    ),
    (
        "an edit before the call",
        "version: 1\nedit: null",
        "version: 2\nedit: {author: RK, time: 2026-03-01T23:00:00+01:00, reason: Typo}",
        [
            "ada.yaml:9: edit.time: expected a time that is not before the call, 2026-03-02, "
            'got "2026-03-01T23:00:00+01:00"'
        ],
    ),
    (
        "more evidence than anybody reads",
        "  - did: Drew the confusion matrix.",
        "  - did: Drew the confusion matrix.\n" * 12,
        ["ada.yaml:14: ratings[0].evidence: expected at most 12 in the list, got 13"],
    ),
    (
        "an unknown deal-breaker",
        "id: padding",
        "id: paddings",
        ['ada.yaml:33: deal_breakers[0].id: expected padding or no_ground, got "paddings"; did you mean "padding"?'],
    ),
    (
        "a deal-breaker without a quote",
        '- id: padding\n  said: "I did it all."',
        "- id: padding",
        ['ada.yaml:33: deal_breakers[0]: expected the key "said", got none'],
    ),
    (
        "a date in the future",
        "date: 2026-03-02",
        "date: 2026-03-05",
        ['ada.yaml:4: date: expected a date that is not in the future, got "2026-03-05"'],
    ),
    (
        "no date",
        "date: 2026-03-02",
        "date: 2026-02-30",
        ['ada.yaml:4: date: expected a date such as 2026-11-20, got "2026-02-30"'],
    ),
    (
        "a blank candidate",
        "candidate: ada",
        'candidate: " "',
        ['ada.yaml:2: candidate: expected a name, got " "'],
    ),
    (
        "a later version without its edit",
        "version: 1",
        "version: 2",
        [
            "ada.yaml:9: edit: expected who changed the card, when and why, in a version after the first, got nothing",
        ],
    ),
    (
        "a first version with an edit",
        "edit: null",
        "edit: {author: RK, time: 2026-03-03T10:00:00+01:00, reason: Typo}",
        ["ada.yaml:9: edit: expected nothing in version 1, got a mapping; is this version 2?"],
    ),
    (
        "an edit in the future, and nobody's",
        "version: 1\nedit: null",
        'version: 2\nedit: {author: " ", time: 2026-03-03T12:00:01Z, reason: ""}',
        [
            'ada.yaml:9: edit.time: expected a time that is not in the future, got "2026-03-03T12:00:01Z"',
            'ada.yaml:9: edit.author: expected words, got " "',
            'ada.yaml:9: edit.reason: expected words, got ""',
        ],
    ),
    (
        "a time without its zone",
        "version: 1\nedit: null",
        "version: 2\nedit: {author: RK, time: 2026-03-03T11:00:00, reason: Typo}",
        [
            "ada.yaml:9: edit.time: expected a time with its zone such as 2026-11-20T14:05:00+01:00, "
            'got "2026-03-03T11:00:00"'
        ],
    ),
    (
        "a number of a quote",
        '"Who cares?"',
        "17",
        ["ada.yaml:31: red_flags[1].said: expected text, got 17; put it in quotes"],
    ),
    (
        "an alias",
        "deal_breakers:\n- id: padding",
        "deal_breakers: *a\n- id: padding",
        ['ada.yaml:32: deal_breakers: expected a value, got the alias "a": write the value out'],
    ),
]


@pytest.mark.parametrize(("good", "bad", "told"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, good: str, bad: str, told: list[str]) -> None:
    assert CARD.count(good) == 1 or good in ("- area: tools", "rating: 3")
    assert sorted(told) == sorted(problems(tmp_path, CARD.replace(good, bad, 1)))


def test_everything_is_told_at_once_by_line(tmp_path: Path) -> None:
    bad, names = CARD, {"an area twice", "unknown question", "unknown anchor", "rating 4", "duplicate keys"}
    names |= {"an unknown deal-breaker", "a red flag without a quote", "a date in the future", "blank evidence"}
    for _, good, changed, _ in (row for row in BAD if row[0] in names):
        bad = bad.replace(good, changed, 1)
    told = problems(tmp_path, bad)
    assert len(names) == len(told)
    lines = [int(line.split(":")[1]) for line in told]
    assert sorted(lines) == lines


def test_anchors_are_those_of_the_seniority(tmp_path: Path) -> None:
    shipped = CARD.replace(
        "- area: tools", "- {area: production, rating: 2, anchor: shipped_2, evidence: [{did: Shipped one}]}"
    )
    assert [] == problems(
        tmp_path, shipped.replace("seniority: senior", "seniority: junior").replace("id: senior", "id: j")
    )
    assert [
        'ada.yaml:19: ratings[1].anchor: expected production_3, production_2 or production_1, got "shipped_2"'
    ] == problems(tmp_path, shipped)


def test_a_seniority_without_a_role_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, {"ada.yaml": CARD}) / "ada.yaml"
    two = msgspec.structs.replace(RUBRIC, roles=RUBRIC.roles[:2])
    assert (
        f'{path}:5: seniority: expected a seniority that the rubric has a role for, junior or mid, got "senior"',
    ) == cards.check([path], two, NOW)[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", ["ada.yaml:1: expected a document, got an empty file"]),
        ("- a list", ["ada.yaml:1: expected a mapping of keys to values, got a list"]),
        (b"candidate: \xff", ["ada.yaml:1: expected UTF-8, got the byte 0xff"]),
        (CARD + "x" * 10 * 1024 * 1024, ["ada.yaml:1: expected a file of at most 1,048,576 bytes, got more"]),
        (CARD + "a: &a [1]\nb: &b [*a, *a]\n", None),
        (CARD.replace("my own", "[" * 10_000), None),
    ],
    ids=["nothing", "a list", "bytes", "10 MB of notes", "an alias bomb", "nested"],
)
def test_what_is_no_card_is_a_message(tmp_path: Path, text: str | bytes, told: list[str] | None) -> None:
    found = problems(tmp_path, text)
    assert found == told if told is not None else found


def test_a_long_line_is_refused_and_shortened(tmp_path: Path) -> None:
    (told,) = problems(tmp_path, CARD.replace("Who cares?", "x" * 1_000_000))
    assert told == (
        f'ada.yaml:31: red_flags[1].said: expected at most 1,000 characters, got "{"x" * 60}…" (1,000,000 characters)'
    )


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\u202eb", "</script>", "\u200b::error::"])
def test_messages_hide_nothing(tmp_path: Path, text: str) -> None:
    raw = json.loads(json.dumps(document.read(CARD, "a").value))
    raw["ratings"][0]["area"] = text
    (told,) = problems(tmp_path, json.dumps(raw), "ada.json")
    assert told.isprintable()


# --- warnings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "good",
        "Solid.",
        "ok",
        "STRONG!",
        "Very good answer",
        "She was really quite good",
        "10/10",
        "👍",
        "n/a",
        "-",
        "weak",
    ],
)
def test_praise_alone_is_questioned(tmp_path: Path, text: str) -> None:
    assert [
        "ada.yaml:18: ratings[0].evidence[1].did: expected what was said or done, so that others can judge it, "
        f'got "{text}"'
    ] == warnings(tmp_path, CARD.replace("Drew the confusion matrix.", json.dumps(text, ensure_ascii=False)))


@pytest.mark.parametrize(
    "text", ["Good: names leakage unasked", "He did not answer", "It was not the data", "précision", "solid state"]
)
def test_words_that_tell_something_are_not_questioned(text: str) -> None:
    assert not is_verdict(text)


# --- cards beside one another ---------------------------------------------------------------------------------------

SECOND = CARD.replace(
    "version: 1\nedit: null", "version: 2\nedit: {author: RK, time: 2026-03-03T10:00:00+01:00, reason: Typo}"
)


def among(tmp_path: Path, files: dict[str, str | bytes]) -> list[str]:
    _, told = cards.check([write(tmp_path, files)], RUBRIC, NOW)
    return [line.replace(f"{tmp_path}/", "") for line in told]


def test_versions_stay_beside_one_another(tmp_path: Path) -> None:
    loaded = cards.load(write(tmp_path, {"b.yaml": CARD, "a.yaml": SECOND}), RUBRIC, NOW)
    assert [1, 2] == [card.version for card in loaded.by_candidate["ada"]]
    assert [None, "Typo"] == [card.edit and card.edit.reason for card in loaded.by_candidate["ada"]]


@pytest.mark.parametrize("name", ["' rk'", "RK\u200b", "ＲＫ", "\u2066RK\u2069"])
def test_two_cards_of_one_interviewer_name_both_files(tmp_path: Path, name: str) -> None:
    again = CARD.replace("interviewer: RK", f"interviewer: {name}")
    assert [
        "b.yaml:8: version: expected a version of its own, "
        "got 1, as a.yaml has it for the same candidate and interviewer; "
        "where one changes the other, raise its version, and say who, when and why under edit"
    ] == among(tmp_path, {"a.yaml": CARD, "b.yaml": again})


def test_a_version_without_the_one_before_is_refused(tmp_path: Path) -> None:
    assert [
        "a.yaml:8: version: expected version 1 of this card beside it, got none; an earlier version stays where it is"
    ] == among(tmp_path, {"a.yaml": SECOND})


def test_a_version_that_could_not_be_read_is_not_called_missing(tmp_path: Path) -> None:
    assert ["b.yaml:12: ratings[0].rating: expected 1, 2 or 3, got 7"] == among(
        tmp_path, {"a.yaml": SECOND, "b.yaml": CARD.replace("rating: 3", "rating: 7", 1)}
    )


def test_interviewers_of_one_candidate_rate_one_role_by_one_plan(tmp_path: Path) -> None:
    other = CARD.replace("interviewer: RK", "interviewer: ML").replace("seniority: senior", "seniority: mid")
    other = other.replace("id: senior-", "id: mid-")
    assert [
        'b.yaml:5: seniority: expected "mid", as a.yaml has it for the same candidate, got "senior"',
        'b.yaml:6: plan.sha256: expected the plan that a.yaml names for the same candidate, "mid-60-4-before", '
        'got another one, "senior-60-4-before"',
    ] == among(tmp_path, {"a.yaml": other, "b.yaml": CARD.replace("5a5a", "6b6b", 1)})


def test_another_role_may_be_mended_by_an_edit(tmp_path: Path) -> None:
    wrong = CARD.replace("seniority: senior", "seniority: mid").replace("id: senior-", "id: mid-")
    other = CARD.replace("interviewer: RK", "interviewer: ML")
    assert [] == among(tmp_path, {"a.yaml": wrong, "b.yaml": SECOND, "c.yaml": other})


def test_candidates_with_other_questions_under_one_name_are_a_warning(tmp_path: Path) -> None:
    other = CARD.replace("candidate: ada", "candidate: bob").replace("5a5a", "6b6b", 1)
    checked, told = cards.check([write(tmp_path, {"a.yaml": CARD, "b.yaml": other})], RUBRIC, NOW)
    assert ((), 1) == (told, len(checked.warnings))
    assert 'expected the questions that candidate "ada" was asked by a plan of this name' in checked.warnings[0]


def test_the_order_of_files_is_irrelevant(tmp_path: Path) -> None:
    files = [
        CARD,
        SECOND,
        CARD.replace("interviewer: RK", "interviewer: ML"),
        CARD.replace("candidate: ada", "candidate: bob"),
    ]
    loaded = [
        cards.load(write(tmp_path / str(number), dict(zip("abcd", order, strict=True))), RUBRIC, NOW)
        for number, order in enumerate(itertools.permutations(files))
    ]
    assert all(each == loaded[0] for each in loaded)


def test_all_files_are_told_of_at_once(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a.yaml": b"", "b.yaml": CARD.replace("rating: 3", "rating: 0", 1)})
    with pytest.raises(DocumentError) as caught:
        cards.load(folder, RUBRIC, NOW)
    assert ["a.yaml", "b.yaml"] == [Path(line.split(":")[0]).name for line in caught.value.problems]


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("area", "rating", "said", "x")), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(key=st.sampled_from(CardFile.__struct_fields__), value=values)
def test_whatever_stands_anywhere_is_a_card_or_a_message(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: object
) -> None:
    plain = document.read(CARD, "a").value
    assert isinstance(plain, dict)
    path = tmp_path_factory.mktemp("cards") / "ada.json"
    path.write_text(json.dumps({**plain, key: value}))
    checked, told = cards.check([path], RUBRIC, NOW)
    assert bool(told) != bool(checked.by_candidate)
    assert key not in ("interest", "salary", "notes") or not told
