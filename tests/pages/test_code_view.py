from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.pages.code_view import MOST_CHARACTERS, CodeView, Token, code_view


def written(view: CodeView) -> str:
    return "\n".join("".join(token.text for token in line) for line in view.head)


def test_tokens_have_a_class_and_a_text() -> None:
    expected = ((Token(kind="k", text="return"), Token(kind="", text=" x "), Token(kind="c", text="# why")),)
    assert expected == code_view("return x # why").head


def test_a_docstring_is_split_at_its_lines() -> None:
    assert ['"""One', "", 'two."""'] == [
        "".join(token.text for token in line) for line in code_view('"""One\n\ntwo."""').head
    ]


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)).filter(str.strip))
def test_every_character_of_the_source_is_shown(source: str) -> None:
    assert source == written(code_view(source))


def test_long_lines_are_shown_plain() -> None:
    assert {""} == {token.kind for line in code_view("return " + "x" * 500).head for token in line}


def test_very_long_sources_say_what_they_left_out() -> None:
    view = code_view("x" * 10**6)
    assert "character" in (view.left_out or "")
    assert MOST_CHARACTERS >= len(written(view))
    assert view.tail


def test_unseen_characters_in_code_are_spelled_out() -> None:
    assert "x = '⟨U+202E⟩'" == written(code_view("x = '\u202e'"))
