"""The reader of files that people write: what it takes, what it refuses, and that every refusal says where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import DocumentError
from grader.screen import document
from grader.screen.document import MOST_BYTES, Value, convert, read, read_file

NAME = "card.yaml"


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of a small record."""

    area: str
    rating: Literal[1, 2, 3]
    minute: int | None = None


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A small record."""

    candidate: Annotated[str, msgspec.Meta(min_length=1)]
    ratings: tuple[Entry, ...] = ()


def value(text: str | bytes) -> Value:
    """What a text holds, where nothing at all is wrong with it."""
    found = read(text, NAME)
    assert () == found.problems
    return found.value


def refusal(text: str | bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        read(text, NAME)
    return "\n".join(refused.value.problems)


def noted(text: str) -> list[str]:
    return [str(problem) for problem in read(text, NAME).problems]


# --- what is read ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1", {"a": 1}),
        ("a: -12", {"a": -12}),
        ("a: 2.5", {"a": 2.5}),
        ("a: 1e3", {"a": 1000.0}),
        ("a: true\nb: false\nc: null\nd:", {"a": True, "b": False, "c": None, "d": None}),
        ("a: no\nb: yes\nc: on\nd: True\ne: ~", {"a": "no", "b": "yes", "c": "on", "d": "True", "e": "~"}),
        ("a: 2026-11-20\nb: 1:30\nc: 1_000", {"a": "2026-11-20", "b": "1:30", "c": "1_000"}),
        ("a: 0x10\nb: 010\nc: +1\nd: .5\ne: 1.", {"a": "0x10", "b": "010", "c": "+1", "d": ".5", "e": "1."}),
        ("a: NaN\nb: .nan\nc: -.inf\nd: Infinity", {"a": "NaN", "b": ".nan", "c": "-.inf", "d": "Infinity"}),
        ("a: 1e999\nb: " + "9" * 5000, {"a": "1e999", "b": "9" * 5000}),
        ("a: '1'\nb: \"null\"", {"a": "1", "b": "null"}),
        ("a: >-\n  one\n  line\nb: |\n  two\n  lines\n", {"a": "one line", "b": "two\nlines\n"}),
        ("1: one\nnull: none\ntrue: yes", {"1": "one", "null": "none", "true": "yes"}),
        ("<<: {a: 1}", {"<<": {"a": 1}}),
        ("---\n- a\n- [b, {c: d}]\n...\n", ["a", ["b", {"c": "d"}]]),
        ("word", "word"),
    ],
)
def test_words_are_what_they_are_in_json_and_else_text(text: str, expected: Value) -> None:
    assert expected == value(text)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_and_foreign_line_breaks_change_nothing(mark: str) -> None:
    text = mark + "a: 1\r\nb:\r  - c\n"
    assert {"a": 1, "b": ["c"]} == value(text) == value(text.encode())
    assert 3 == read(text, NAME).line(("b", 0))


def test_json_indented_with_tabs_is_read() -> None:
    plain: Value = {"a": [1, {"b": "c\td"}], "e": None}
    assert plain == value(json.dumps(plain, indent="\t"))


def test_a_rare_character_that_json_writes_in_two_halves_is_whole() -> None:
    assert {"a": "😀 👩🏽"} == value(json.dumps({"a": "😀 👩🏽"}))


leaves = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(max_size=12)
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(trees, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_what_json_writes_is_read_back(tree: Value, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(tree, ensure_ascii=ascii_only, indent=indent)
    plain = json.dumps(tree)
    if not any(0x7F <= ord(c) < 0xA0 or c in "\ufffe\uffff" for c in text):  # YAML has no such raw characters
        assert plain == json.dumps(value(text))


@settings(deadline=None)
@given(st.dictionaries(st.text("abc", min_size=1), st.text() | st.integers(-999, 999) | st.none(), max_size=5))
def test_what_yaml_writes_is_read_back(tree: dict[str, Value]) -> None:
    assert tree == value(yaml.safe_dump(tree))


@settings(deadline=None)
@given(st.text() | st.text("[]{}:,-&*!|>'\"#%@`?~ \n\tab01.\\uU") | st.binary())
def test_any_input_is_a_document_or_a_message(text: str | bytes) -> None:
    try:
        told = [str(problem) for problem in read(text, NAME).problems]
    except DocumentError as error:
        told = [*error.problems, *([] if error.problems else ["refused without a reason"])]
    assert [] == [each for each in told if not (each.startswith(f"{NAME}:") and each.isprintable())]


# --- where things are -----------------------------------------------------------------------------------------------

TEXT = """\
# a comment
candidate: ada

ratings:
  - area: flags
    rating: 3
  - {area: tools,
     rating: 2}
notes: >-
  on
  two lines
last: 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("candidate",), 2),
        (("ratings",), 4),
        (("ratings", 0), 5),
        (("ratings", 0, "rating"), 6),
        (("ratings", 1), 7),
        (("ratings", 1, "rating"), 8),
        (("notes",), 9),
        (("last",), 12),
        (("ratings", 1, "nothing", "here"), 7),
        (("nowhere",), 2),
    ],
)
def test_every_path_has_its_line(path: document.Place, line: int) -> None:
    assert line == read(TEXT, NAME).line(path)


def test_separators_that_no_editor_counts_as_lines_move_no_line() -> None:
    assert 2 == read("a: 'x\u2028\u2029\x85y'\nb: 1", NAME).line(("b",))


def test_a_path_leads_to_what_is_there() -> None:
    found = read(TEXT, NAME)
    assert 2 == found.at(("ratings", 1, "rating"))
    assert [None] * 4 == [found.at(path) for path in (("x",), ("ratings", 9), ("ratings", "x"), ("candidate", 0))]


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "card.yaml:1: expected a document, got an empty file"),
        (b"", "card.yaml:1: expected a document, got an empty file"),
        ("# nothing\n", "card.yaml:2: expected a document, got an empty file"),
        ("a: 1\n---\nb: 2\n", "card.yaml:2: expected one document, got a second one"),
        (b"a: 1\nb: \xff\n", "card.yaml:2: expected UTF-8, got the byte 0xff"),
        ("a: ä".encode("latin-1"), "card.yaml:1: expected UTF-8, got the byte 0xe4"),
        ("a: 1".encode("utf-16"), "card.yaml:1: expected UTF-8, got UTF-16: save the file as UTF-8"),
        ("a: 1".encode("utf-16-be"), "card.yaml:1: expected text, got the control character \\u0000"),
        ("a: 1\nb: \0", "card.yaml:2: expected text, got the control character \\u0000"),
        ("a: \x1b[31m", "card.yaml:1: expected text, got the control character \\u001b"),
        ("a: \ud800", "card.yaml:1: expected text, got the control character \\ud800"),
        (
            "a: b: c",
            "card.yaml:1: expected readable YAML or JSON, got mapping values are not allowed here; "
            'put text that holds ": " in quotes',
        ),
        (
            "a:\n\t- b",
            "card.yaml:2: a: expected readable YAML or JSON, got character '\\t' that cannot start any token; "
            "indent with spaces",
        ),
        (
            "a: 1\nb: 'never closed",
            "card.yaml:2: b: expected readable YAML or JSON, got unexpected end of stream; "
            "is a quote or a bracket missing?",
        ),
        (
            '"\\UFFFFFFFF"',
            "card.yaml:1: expected readable YAML or JSON, got an escape or a version that is no number we know",
        ),
        (
            "%YAML 1." + "9" * 5000 + "\n---\na",
            "card.yaml:1: expected readable YAML or JSON, got an escape or a version that is no number we know",
        ),
        ("? [a, b]\n: c", "card.yaml:1: expected text as a key, got a list or a mapping"),
        ("a: 1\n" + "b" * MOST_BYTES, "card.yaml:1: expected a file of at most 1,048,576 bytes, got more"),
        (b"notes: " + b"x" * 10_000_000, "card.yaml:1: expected a file of at most 1,048,576 bytes, got more"),
        ("- 1\n" * 50_001, "card.yaml:50000: [49999]: expected at most 50,000 values, got more"),
    ],
    ids=range(20),
)
def test_what_is_no_document_is_refused_with_its_line(text: str | bytes, message: str) -> None:
    assert message == refusal(text)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "[" * 400_000 + "]" * 400_000])
def test_a_hundred_thousand_levels_end_in_a_message(text: str) -> None:
    assert refusal(text).endswith(": expected at most 20 levels, got more")
    assert 1 == refusal(text).count("\n") + 1


def test_twenty_levels_are_fine() -> None:
    assert [] == noted("- " * 20 + "x")
    assert "at most 20 levels" in refusal("- " * 21 + "x")


def test_an_alias_bomb_ends_at_its_first_alias() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert [
        'card.yaml:1: a: expected no anchor, got "a"',
        'card.yaml:2: b: expected no anchor, got "b"',
        'card.yaml:2: b[0]: expected a value, got the alias "a": write the value out',
    ] == refusal(bomb).splitlines()


def test_what_keeps_no_file_from_being_read_is_noted_all_at_once() -> None:
    text = "a: 1\nb: !!python/object/apply:os.system [ls]\nc: !x y\na: 2\nd: &d 1\ne: \"\\ud800\"\n'a': 3\n"
    assert [
        'card.yaml:2: b: expected no tag, got "tag:yaml.org,2002:python/object/apply:os.system"',
        'card.yaml:3: c: expected no tag, got "!x"',
        'card.yaml:4: a: expected each key once, got "a" again, first on line 1',
        'card.yaml:5: d: expected no anchor, got "d"',
        'card.yaml:6: e: expected whole characters, got half of one in "\\ud800"',
        'card.yaml:7: a: expected each key once, got "a" again, first on line 1',
    ] == noted(text)


def test_what_is_noted_is_refused_with_everything_else() -> None:
    text = "candidate: ada\nratings:\n  - {area: tools, rating: 4}\ncandidate: bob\n"
    with pytest.raises(DocumentError) as refused:
        convert(read(text, NAME), Card)
    assert (
        "card.yaml:3: ratings[0].rating: expected 1, 2 or 3, got 4",
        'card.yaml:4: candidate: expected each key once, got "candidate" again, first on line 1',
    ) == refused.value.problems


def test_what_hides_in_a_key_is_visible() -> None:
    with pytest.raises(DocumentError) as refused:
        convert(read("candidate: a\n\u202erating\u200b: 1\n'\\e[31m': 2\n\"\\e[31m\": 3\n", NAME), Card)
    assert (
        'card.yaml:2: ["\\u202erating\\u200b"]: expected one of the keys candidate or ratings, '
        'got "\\u202erating\\u200b"; did you mean "ratings"?',
        'card.yaml:3: ["\\e[31m"]: expected one of the keys candidate or ratings, got "\\e[31m"',
        'card.yaml:4: ["\\u001b[31m"]: expected one of the keys candidate or ratings, got "\\u001b[31m"',
    ) == refused.value.problems


def test_a_million_characters_are_told_in_a_few() -> None:
    with pytest.raises(DocumentError) as refused:
        convert(read("candidate: [1]\n? " + "x" * 1_000_000 + "\n: 1\n", NAME), Card)
    assert all(len(problem) < 400 for problem in refused.value.problems)
    assert "(1,000,000 characters)" in refused.value.problems[1]


def test_a_document_that_fits_becomes_its_record() -> None:
    text = "candidate: ada\nratings:\n  - {area: tools, rating: 2, minute: 12}\n"
    assert Card(candidate="ada", ratings=(Entry(area="tools", rating=2, minute=12),)) == convert(read(text, NAME), Card)


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_file_is_read_under_its_path(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text("a: 1\n", encoding="utf-8")
    found = read_file(path)
    assert (str(path), {"a": 1}) == (found.name, found.value)


def test_of_a_long_file_only_the_beginning_is_read(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with path.open("wb") as file:
        file.truncate(10**12)  # sparse: it takes no room
    with pytest.raises(DocumentError, match="expected a file of at most 1,048,576 bytes, got more"):
        read_file(path)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("missing.yaml", "No such file or directory"),
        (".", "a folder, or what is no ordinary file"),
        ("a\0b", "embedded null byte"),
    ],
)
def test_what_can_not_be_opened_is_named(name: str, found: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        read_file(tmp_path / name)
    assert f"expected a file that can be read, got {found}" in refused.value.problems[0]
    assert refused.value.problems[0].isprintable()
