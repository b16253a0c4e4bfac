"""The YAML that we write: our own reader reads it back as it was, whatever a text looks like."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from grader.screen import document, yaml_text
from grader.screen.document import Value

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
KEYS = st.from_regex(r"[a-z][a-z_]{0,9}", fullmatch=True)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def back(text: str) -> Value:
    return document.read(text.encode(), "FILE").value


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_written_is_read_back(value: dict[str, Value]) -> None:
    assert value == back(yaml_text.dump(value))


LOOKALIKES = [
    "",
    " ",
    "1e3",
    "1:30",
    "0x1f",
    "no",
    "null",
    "True",
    "~",
    "-",
    "- a",
    "# a",
    "a: b",
    "&a",
    "*a",
    "!a",
    "'",
    '"',
]
HIDDEN = ["\ufeff", "\u202e", "\u200b", "\x85", "\u2028", "\r\n", "\t", "\x7f", "\x00", "\U0001f600"]


@pytest.mark.parametrize("text", [*LOOKALIKES, *HIDDEN, *(f"a{each}b" for each in HIDDEN)], ids=ascii)
def test_a_text_stays_a_text(text: str) -> None:
    assert {"a": [text]} == back(yaml_text.dump({"a": [text]}))
    assert {"a": text} == back(f"a: {yaml_text.quoted(text)} # more")


@given(TEXTS)
@example("\u202e\U0001f600\n")
def test_a_quoted_text_is_one_visible_line(text: str) -> None:
    quoted = yaml_text.quoted(text)
    assert text == yaml.safe_load(quoted)
    assert quoted.isprintable()


def test_nothing_is_said_by_reference() -> None:
    shared = ["a text that stands twice"]
    assert "- - a text that stands twice\n- - a text that stands twice\n" == yaml_text.dump([shared, shared])
