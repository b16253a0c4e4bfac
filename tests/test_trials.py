"""The decoder of what a kernel says of own tests: `Trials`, or `ProtocolViolation`; nothing else is ever raised."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.answer import Raised, Returned
from grader.errors import ProtocolViolation
from grader.trials import MAX_ASKED, MAX_NUMBER, MAX_NUMBERS, Asked, Step, Tables, Trials, order_of, read_trials

ANSWER = ["r", ["t", [["f", "0x1p-1"]]], {}]
VALID: dict[str, Any] = {
    "nonce": "n0nce",
    "outcomes": ["pf", "uu"],
    "asked": [[[[1, 0], [0.5, 1]], ANSWER], [[[], []], ["e", "ZeroDivisionError", "", 0, 2, {}]]],
}
quiet = settings(database=None, deadline=None)
Json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["pf", "r", "t"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["late", "asked"]), inner, max_size=2),
    max_leaves=12,
)


def read(reply: Mapping[str, object]) -> Trials:
    return read_trials(reply, tables=2, tests=2, parameters=2)


def test_a_valid_reply() -> None:
    asked = (
        Asked(arguments=((1, 0), (0.5, 1)), answer=Returned(value=(0.5,))),
        Asked(arguments=((), ()), answer=Raised(type="ZeroDivisionError", message="", own=False, line=2)),
    )
    assert Trials(outcomes=("pf", "uu"), asked=asked) == read(VALID)


def test_late_holds_nothing() -> None:
    assert Trials(outcomes=(), asked=(), late=True) == read({"late": 1})


def calling(*arguments: object, answer: object = ANSWER) -> dict[str, object]:
    return {**VALID, "asked": [[list(arguments), answer]]}


MALFORMED: dict[str, Mapping[str, object]] = {
    "nothing": {},
    "interrupted": {"interrupted": 1},
    "late, perhaps": {"late": 2},
    "a table too few": {**VALID, "outcomes": ["pf"]},
    "a table too many": {**VALID, "outcomes": ["pf", "pf", "pf"]},
    "a test too few": {**VALID, "outcomes": ["pf", "p"]},
    "a test too many": {**VALID, "outcomes": ["pf", "ppp"]},
    "another letter": {**VALID, "outcomes": ["pf", "px"]},
    "a newline": {**VALID, "outcomes": ["pf", "p\n"]},
    "no text": {**VALID, "outcomes": ["pf", ["p", "f"]]},
    "no calls": {"outcomes": ["pf", "pf"]},
    "too many calls": {**VALID, "asked": [VALID["asked"][0]] * (MAX_ASKED + 1)},
    "a call too short": {**VALID, "asked": [[[[1], [1]]]]},
    "an argument too few": calling([1]),
    "an argument too many": calling([1], [1], [1]),
    "a text": calling([1], "1"),
    "a text inside": calling([1], ["1"]),
    "a truth value": calling([1], [True]),
    "nothing inside": calling([1], [None]),
    "NaN": calling([1], [float("nan")]),
    "an infinity": calling([1], [float("inf")]),
    "a long integer": calling([1], [MAX_NUMBER + 1]),
    "nested": calling([1], [[1]]),
    "long": calling([1], [1] * (MAX_NUMBERS + 1)),
    "an answer that is none": calling([1], [1], answer=["x"]),
    "an answer that never came": calling([1], [1], answer=["t"]),
}


@pytest.mark.parametrize("reply", MALFORMED.values(), ids=MALFORMED)
def test_malformed(reply: Mapping[str, object]) -> None:
    with pytest.raises(ProtocolViolation):
        read(reply)


@quiet
@given(Json, Json)
def test_any_json(one: object, other: object) -> None:
    call = [[[1], [one]], other]
    for reply in ({"late": one}, {**VALID, "outcomes": one}, {**VALID, "asked": one}, {**VALID, "asked": [call]}):
        try:
            trials = read(reply)
        except ProtocolViolation:
            continue
        assert trials.late or all(len(outcome) == 2 for outcome in trials.outcomes)


numbers = st.integers(-MAX_NUMBER, MAX_NUMBER) | st.floats(-MAX_NUMBER, MAX_NUMBER)
arguments = st.lists(numbers, max_size=5).map(tuple)


@quiet
@given(st.lists(st.tuples(arguments, arguments), max_size=5))
def test_arguments_arrive_as_they_were_sent(calls: list[tuple[tuple[float, ...], tuple[float, ...]]]) -> None:
    reply = json.loads(json.dumps({**VALID, "asked": [[call, ANSWER] for call in calls]}))
    assert calls == [each.arguments for each in read(reply).asked]


def test_order_of() -> None:
    step = Step(source="x = 1", binds=("x",))
    tables = Tables(asked=(((1,), (0,)),), rows=(((0.5, 1.0),), (None,)), names=("p", "r"), example=0)
    assert {
        "steps": [{"source": "x = 1", "binds": ("x",), "test": False}],
        "asked": (((1,), (0,)),),
        "tables": (((0.5, 1.0),), (None,)),
        "names": ("p", "r"),
        "example": 0,
        "brief": False,
    } == order_of([step], tables)
