from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.pages.text import count, excerpt, plain, shortened, visible


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("nul\0", "nul␀"),
        ("\x1b[31m", "␛[31m"),
        ("\x7f\x85", "␡⟨U+0085⟩"),
        ("abc\u202edef", "abc⟨U+202E⟩def"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("\u3164", "⟨U+3164⟩"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("line\u2028", "line⟨U+2028⟩"),
        ("é Ω 測 😀\n\t", "é Ω 測 😀\n\t"),
    ],
)
def test_unseen_characters_are_spelled_out(hidden: str, shown: str) -> None:
    assert shown == visible(hidden)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_a_visible_text_stays_as_it_is_and_can_be_encoded(text: str) -> None:
    once = visible(text)
    assert once == visible(once)
    assert once.encode("utf-8")[:0] == b""


@pytest.mark.parametrize(
    "escape",
    ["\x1b[0;31m", "\x1b[2J", "\x9b31m", "\x1b]0;title\x07", "\x1b]8;;https://example.org\x1b\\", "\x1b(B", "\x1bc"],
)
def test_ansi_sequences_are_taken_out(escape: str) -> None:
    assert "before after" == plain(f"before {escape}after")


def test_line_endings_become_line_feeds() -> None:
    assert "a\nb\nc" == plain("a\r\nb\rc")


def test_an_unfinished_command_swallows_nothing() -> None:
    assert "\x1b]0;all the rest" == plain("\x1b]0;all the rest")


@given(st.text(alphabet="ab\n", max_size=400), st.integers(6, 60), st.integers(3, 12))
def test_an_excerpt_is_short_and_loses_nothing_silently(text: str, characters: int, lines: int) -> None:
    found = excerpt(text, characters=characters, lines=lines)
    assert len(found.head) + len(found.tail) <= characters
    assert found.head.count("\n") + found.tail.count("\n") < lines
    assert text.startswith(found.head)
    assert text.endswith(found.tail)
    lost = len(text) - len(found.head) - len(found.tail)
    assert (found.left_out or "").startswith(count(lost, "character") if lost else "")
    assert bool(lost) == bool(found.left_out)


def test_words_for_numbers() -> None:
    assert ("1 case", "2,000 cases", "0 entries") == (count(1, "case"), count(2000, "case"), count(0, "x", "entries"))
    assert ("abc", "ab… (1 more characters)") == (shortened("abc", 3), shortened("abc", 2))
