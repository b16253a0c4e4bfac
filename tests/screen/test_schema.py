"""Every way in which data can miss its record, told in words, all at once."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta

from grader.screen.document import Document, Value
from grader.screen.schema import mistakes

Id = Annotated[str, Meta(pattern="^[a-z]+$", description="lower-case letters")]


class Inner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record inside the record."""

    id: Id
    size: Annotated[int, Meta(ge=1, le=9)] | None = None


class Outer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record with one field of each kind."""

    pair: Annotated[str, Meta(min_length=2)] = "ab"
    some: Annotated[tuple[int, ...], Meta(min_length=1)] = (1,)
    word: Annotated[str, Meta(min_length=1, max_length=5)] = "a"
    code: Annotated[str, Meta(pattern="^x")] = "x"
    rating: Literal[1, 2, 3] = 1
    maybe: Literal[1, 2, 3] | None = None
    kind: Literal["said", "did"] = "said"
    share: float = 0.5
    flag: bool = False
    date: datetime.date | None = None
    time: Annotated[datetime.datetime, Meta(tz=True)] | None = None
    inner: Inner | None = None
    items: Annotated[tuple[Inner, ...], Meta(max_length=2)] = ()
    by_id: dict[Id, Literal[1, 2]] = {}
    by_kind: dict[Literal["said", "did"], int] = {}
    by_number: dict[int, int] = {}
    either: int | str = 0


class Empty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record without fields."""


def told(value: Value, kind: type = Outer) -> list[str]:
    """The mistakes as they are told, without file and line."""
    document = Document(name="f", value=value, lines={(): 1})
    return [str(document.problem(*mistake)).removeprefix("f:1: ") for mistake in mistakes(value, kind)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"word": ""}, 'word: expected some text, got ""'),
        ({"pair": "a"}, 'pair: expected at least 2 characters, got "a"'),
        ({"some": []}, "some: expected at least 1 in the list, got 0"),
        ({"word": "abcdef"}, 'word: expected at most 5 characters, got "abcdef"'),
        ({"word": 12}, "word: expected text, got 12; put it in quotes"),
        ({"word": True}, "word: expected text, got true; put it in quotes"),
        ({"word": None}, "word: expected text, got nothing"),
        ({"word": ["a"]}, "word: expected text, got a list"),
        ({"code": "y"}, 'code: expected text like ^x, got "y"'),
        ({"rating": 0}, "rating: expected 1, 2 or 3, got 0"),
        ({"rating": 4}, "rating: expected 1, 2 or 3, got 4"),
        ({"rating": 2.5}, "rating: expected 1, 2 or 3, got 2.5"),
        ({"rating": 2.0}, "rating: expected 1, 2 or 3, got 2.0"),
        ({"rating": True}, "rating: expected 1, 2 or 3, got true"),
        ({"rating": "strong"}, 'rating: expected 1, 2 or 3, got "strong"'),
        ({"maybe": "3"}, 'maybe: expected 1, 2 or 3, got "3"'),
        ({"kind": "sayd"}, 'kind: expected did or said, got "sayd"; did you mean "said"?'),
        ({"share": "half"}, 'share: expected a number, got "half"'),
        ({"flag": "no"}, 'flag: expected true or false, got "no"'),
        ({"date": "20.11.2026"}, 'date: expected a date such as 2026-11-20, got "20.11.2026"'),
        ({"date": "2026-02-30"}, 'date: expected a date such as 2026-11-20, got "2026-02-30"'),
        ({"date": 20261120}, "date: expected text or nothing, got 20261120"),
        (
            {"time": "noon"},
            'time: expected a time with its zone such as 2026-11-20T14:05:00+01:00, got "noon"',
        ),
        (
            {"time": "2026-11-20T14:05:00"},
            'time: expected a time with its zone such as 2026-11-20T14:05:00+01:00, got "2026-11-20T14:05:00"',
        ),
        ({"inner": "x"}, 'inner: expected a mapping of keys to values or nothing, got "x"'),
        ({"inner": {"id": "A1"}}, 'inner.id: expected lower-case letters, got "A1"'),
        ({"inner": {"id": "a\n"}}, 'inner.id: expected lower-case letters, got "a "'),
        ({"inner": {"id": "a", "size": 0}}, "inner.size: expected 1 or more, got 0"),
        ({"inner": {"id": "a", "size": 10}}, "inner.size: expected 9 or less, got 10"),
        ({"inner": {"id": "a", "size": 1.5}}, "inner.size: expected a whole number or nothing, got 1.5"),
        ({"inner": {}}, 'inner: expected the key "id", got none'),
        ({"items": {}}, "items: expected a list, got an empty mapping"),
        ({"items": [{"id": "a"}] * 3}, "items: expected at most 2 in the list, got 3"),
        (
            {"items": [{"id": "a", "sise": 1}]},
            'items[0].sise: expected one of the keys id or size, got "sise"; did you mean "size"?',
        ),
        ({"by_id": {"a": 3}}, "by_id.a: expected 1 or 2, got 3"),
        ({"by_id": {"A": 1}}, 'by_id: expected lower-case letters, got "A"'),
        ({"by_kind": {"thought": 1}}, 'by_kind.thought: expected a key that is known here, got "thought"'),
        ({"by_number": {"x": 1}}, "by_number: expected what fits here, got Expected `int`, got `str`"),
        ({"either": []}, "either: expected a whole number or text, got an empty list"),
        ("text", 'expected a mapping of keys to values, got "text"'),
        (None, "expected a mapping of keys to values, got nothing"),
        ([], "expected a mapping of keys to values, got an empty list"),
    ],
)
def test_each_mistake_says_what_was_expected(value: Value, expected: str) -> None:
    assert [expected] == told(value)


def test_a_record_without_fields_has_no_keys() -> None:
    assert ['a: expected no keys, got "a"'] == told({"a": 1}, Empty)


def test_all_mistakes_are_told_at_once() -> None:
    value: Value = {"word": 1, "rating": 9, "items": [{"id": "a", "size": 0}, {"size": "x", "y": 1}], "nope": {}}
    assert {
        "word: expected text, got 1; put it in quotes",
        "rating: expected 1, 2 or 3, got 9",
        "items[0].size: expected 1 or more, got 0",
        'items[1]: expected the key "id", got none',
        'items[1].size: expected a whole number or nothing, got "x"',
        'items[1].y: expected one of the keys id or size, got "y"',
    } < set(told(value))
    assert 7 == len(told(value))


def test_what_fits_has_no_mistake() -> None:
    value: Value = {
        "word": "abc",
        "maybe": None,
        "share": 1,
        "date": "2026-11-20",
        "time": "2026-11-20T14:05:00Z",
        "inner": {"id": "a", "size": None},
        "items": [{"id": "a"}],
        "by_kind": {"said": 1},
    }
    assert [] == told(value)
    assert "a" == msgspec.convert(value, Outer).items[0].id
