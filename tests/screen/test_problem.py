"""A problem tells where, what was expected and what was found, on one line with nothing hidden in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import DocumentError
from grader.screen.problem import MOST_PROBLEMS, Place, Problem, did_you_mean, dotted, one_of, raise_all, shown


def problem(file: str, line: int, path: Place = (), found: str = "b", hint: str = "") -> Problem:
    return Problem(file=file, line=line, path=path, expected="a", found=found, hint=hint)


def test_a_problem_is_one_line() -> None:
    assert "f.yaml:3: expected a, got b" == str(problem("f.yaml", 3))
    assert 'f.yaml:3: x[0].y: expected a, got b; did you mean "c"?' == str(
        problem("f.yaml", 3, ("x", 0, "y"), hint='did you mean "c"?')
    )


@settings(deadline=None)
@given(st.text(), st.text(), st.text(), st.lists(st.text() | st.integers(0, 9), max_size=3))
def test_nothing_hides_in_a_problem(file: str, found: str, hint: str, path: list[str | int]) -> None:
    assert str(problem(file, 1, tuple(path), found, hint)).isprintable()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", 0, "b_c", 12), "a[0].b_c[12]"),
        ((0, "a"), "[0].a"),
        (("a b", "", "c.d"), '["a b"][""]["c.d"]'),
        (("a", "x" * 70), f'a["{"x" * 60}…" (70 characters)]'),
        (("a\u202e",), '["a\\u202e"]'),
    ],
)
def test_a_path_is_written_as_people_do(path: Place, expected: str) -> None:
    assert expected == dotted(path)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "nothing"),
        (True, "true"),
        (4, "4"),
        (2.5, "2.5"),
        ("", '""'),
        ("a\nb\u200b", '"a b\\u200b"'),
        ("x" * 61, f'"{"x" * 60}…" (61 characters)'),
        ([], "an empty list"),
        ([1], "a list"),
        ({}, "an empty mapping"),
        ({"a": 1}, "a mapping"),
    ],
)
def test_a_value_is_shown_in_a_few_words(value: object, expected: str) -> None:
    assert expected == shown(value)


def test_choices_read_as_a_list() -> None:
    assert ["", "a", "a or b", "1, 2 or 3"] == [one_of(each) for each in ([], ["a"], ["a", "b"], [1, 2, 3])]


def test_a_near_word_is_offered() -> None:
    known = ["evidence", "anchor", "area"]
    assert 'did you mean "evidence"?' == did_you_mean("evidnce", known)
    assert ["", ""] == [did_you_mean(word, known) for word in ("salary", "e" * 1_000_000)]


def test_no_problem_raises_nothing() -> None:
    raise_all([])


def test_all_are_raised_by_file_and_line() -> None:
    with pytest.raises(DocumentError) as raised:
        raise_all([problem("b", 1), problem("a", 10), problem("a", 9), problem("a", 9, found="c")])
    expected = ("a:9: expected a, got b", "a:9: expected a, got c", "a:10: expected a, got b", "b:1: expected a, got b")
    assert expected == raised.value.problems
    assert "\n".join(expected) == str(raised.value)


def test_beyond_a_hundred_the_rest_waits() -> None:
    with pytest.raises(DocumentError) as raised:
        raise_all(problem("a", line) for line in range(1000))
    assert MOST_PROBLEMS + 1 == len(raised.value.problems)
    assert "and more: mend these first" == raised.value.problems[-1]
