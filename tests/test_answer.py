"""The decoder of what a kernel sends: a record or `ProtocolViolation`; and all that is encoded can be read."""

from __future__ import annotations

import collections
import dataclasses
import json
import math
import sys
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple
from unittest.mock import MagicMock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import answer
from grader.answer import Array, FunctionSeen, Named, NotReached, Opaque, Raised, Returned, Survey, TooLong
from grader.errors import ProtocolViolation
from grader.sandbox.inside import load, texts

NONCE = "n0nce"
LIMIT = 8 * 1024 * 1024
VALID: dict[str, Any] = {
    "nonce": NONCE,
    "answers": [
        [
            "r",
            ["t", [["f", "0x1.8p-1"], ["w", "float64", ["f", "nan"]], ["i", "1"]]],
            {"printed": "x", "changed": [["l", [["i", "0"]]], ["l", []]]},
        ],
        ["r", ["d", [["precision", ["m", "0.5"]], ["recall", ["q", "1", "2"]]]], {"warned": [["divide", 3]]}],
        ["e", "ValueError", "empty", 1, 2, {}],
        ["r", ["a", "float64", [["b", 1], ["n"], ["s", "a"]]], {}],
        ["t"],
    ],
    "groups": [[0, 1], [2, 3, 4]],
    "functions": [{"owner": None, "name": "f", "parameters": [["y_true", True]]}],
    "names": ["f"],
}
SIZES = [2, 4]

Json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["r", "t", "f", "n", "d", "w"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)
quiet = settings(database=None, deadline=None)


def check(text: object) -> None:
    """Every reader gives a record or says what is malformed; nothing else is ever raised."""
    try:
        reply = answer.parse_reply(text, NONCE, LIMIT)
    except ProtocolViolation:
        return
    for read in (lambda: answer.read_groups(reply, SIZES), lambda: answer.read_survey(reply)):
        try:
            read()
        except ProtocolViolation:
            continue


# --- whatever comes -------------------------------------------------------------------------------------------------


@quiet
@given(st.text(st.characters()))
def test_any_text(text: str) -> None:
    check(text)
    check(f'{{"nonce": "{NONCE}", "groups": {text}}}')


@quiet
@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    for text in (data.decode("latin-1"), data.decode("utf-8", "surrogateescape")):
        check(text)


@quiet
@given(Json)
def test_any_json(value: object) -> None:
    check(value)
    check(json.dumps(value))
    check(json.dumps({**VALID, "groups": value}))
    check(json.dumps({**VALID, "groups": [[value], [value]], "functions": [value], "names": value}))
    check(json.dumps({**VALID, "answers": value}))
    check(json.dumps({**VALID, "answers": [value] * 5}))
    for read in (answer.read_answer, answer.read_value):
        try:
            read(value)
        except ProtocolViolation:
            continue


def places(value: object) -> list[tuple[Any, Any]]:
    """Every place in a nested value at which something stands."""
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [(value, key) for key, _ in pairs] + [place for _, inner in pairs for place in places(inner)]


@settings(quiet, max_examples=500)
@given(st.data())
def test_a_valid_reply_with_some_parts_exchanged(data: st.DataObject) -> None:
    reply = json.loads(json.dumps(VALID))
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(reply)))
        change = data.draw(st.sampled_from(["replace", "nest", "drop"]))
        if change == "replace":
            holder[key] = data.draw(Json)
        elif change == "nest":
            holder[key] = [holder[key]]
        else:
            del holder[key]
    check(json.dumps(reply))


def test_the_valid_reply_is_read() -> None:
    reply = answer.parse_reply(json.dumps(VALID), NONCE, LIMIT)
    first, second = answer.read_groups(reply, SIZES)
    assert isinstance(first[0], Returned)
    assert isinstance(first[0].value, tuple)
    assert 0.75 == first[0].value[0]
    assert ("x", ((0,), ())) == (first[0].printed, first[0].changed)
    assert Returned(value=Named("dict", (("precision", 0.5), ("recall", 0.5))), warned=(("divide", 3),)) == first[1]
    assert [
        Raised(type="ValueError", message="empty", own=True, line=2),
        Returned(value=Array("float64", (True, None, "a"))),
        TooLong(),
        NotReached(),
    ] == second
    seen = FunctionSeen(name="f", owner=None, parameters=(("y_true", True),))
    assert Survey(functions=(seen,), names=frozenset({"f"})) == answer.read_survey(reply)


# Each of these took minutes, or an error of another type, in some decoder.
HOSTILE = {
    "deep brackets": "[" * 200_000,
    "deep braces": '{"a":' * 200_000,
    "closed deep brackets": "[" * 200_000 + "]" * 200_000,
    "brackets closed before they open": "]" * 200_000 + "[" * 200_000,
    "a string without an end": '"' + '\\"' * 2_000_000,
    "a string that ends in a backslash": '"' + '\\"' * 2_000_000 + "\\",
    "many strings": '"",' * 2_000_000,
    "nine megabytes": json.dumps({"nonce": NONCE, "groups": "x" * 9_000_000}),
    "NaN": f'{{"nonce": "{NONCE}", "groups": NaN}}',
    "Infinity": f'{{"nonce": "{NONCE}", "groups": -Infinity}}',
    "a huge float": f'{{"nonce": "{NONCE}", "groups": 1e999}}',
    "a huge integer": f'{{"nonce": "{NONCE}", "groups": {"9" * 100_000}}}',
    "a lone surrogate": '{"nonce": "\ud800"}',
    "an escaped lone surrogate": f'{{"nonce": "{NONCE}", "groups": "\\ud800"}}',
    "a null byte": "\0",
    "a byte order mark": '\ufeff{"nonce": 1}',
    "nothing": "",
    "a list": "[]",
    "a string": '"nonce"',
    "another's nonce": '{"nonce": "other"}',
    "no nonce": "{}",
    "a list as nonce": '{"nonce": [[]]}',
    "twice": json.dumps(VALID) * 2,
    "a failure": f'{{"nonce": "{NONCE}", "failed": "KeyError: 1"}}',
    "a failure that is no text": f'{{"nonce": "{NONCE}", "failed": [1]}}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_a_violation(text: str) -> None:
    with pytest.raises(ProtocolViolation, match="interfered with its checks"):
        answer.parse_reply(text, NONCE, LIMIT)


@pytest.mark.parametrize("text", [None, 1, b"{}", ["{}"], {"nonce": NONCE}])
def test_what_is_no_text_is_a_violation(text: object) -> None:
    with pytest.raises(ProtocolViolation, match="is missing"):
        answer.parse_reply(text, NONCE, LIMIT)


def test_the_length_is_counted_in_bytes() -> None:
    text = json.dumps({"nonce": NONCE, "a": "é"}, ensure_ascii=False)
    assert NONCE == answer.parse_reply(text, NONCE, len(text.encode()))["nonce"]
    with pytest.raises(ProtocolViolation, match=rf"too long: bytes={len(text) + 1}\)"):
        answer.parse_reply(text, NONCE, len(text))


def test_brackets_in_strings_nest_nothing() -> None:
    text = json.dumps({"nonce": NONCE, "a": '[{"' * 1000 + "\\"})
    assert NONCE == answer.parse_reply(text, NONCE, LIMIT)["nonce"]


BAD_VALUES: list[object] = [
    *(
        [],
        ["f"],
        ["f", 1.0],
        ["f", "one"],
        ["f", "0x1p99999"],
        ["f", "1", "2"],
        ["x", "1"],
        [["f"], "1"],
        "f",
        None,
        {},
    ),
    *(["i", 1], ["i", "1.0"], ["i", "٣"], ["i", " 1"], ["i", "1_0"], ["i", "1" * 201], ["i", ""]),
    *(["b", 2], ["b", True], ["b", 1.0], ["b", "1"], ["b", []], ["n", 1], ["s", 1], ["s", "x" * 4001]),
    *(["m", "1,5"], ["m", "0x1"], ["m", "nan nan"], ["m", "inf"], ["m", 1], ["m", "1" * 200], ["m", "-"], ["m", ""]),
    *(["q", "1", "0"], ["q", "1"], ["q", 1, 2], ["t", 1], ["t", [1]], ["l", None], ["a", "f8", 1], ["a", 1, []]),
    *(["d", {}], ["d", [["a"]]], ["d", [[1, ["n"]]]], ["r", [], []], ["w", "float64", 1], ["w", 1, ["n"]], ["o", 1]),
]


@pytest.mark.parametrize("value", BAD_VALUES, ids=lambda value: repr(value)[:40])
def test_a_bad_value_is_a_violation(value: object) -> None:
    with pytest.raises(ProtocolViolation):
        answer.read_value(value)


BAD_ANSWERS: list[object] = [
    *([], None, "t", ["t", 1], ["x"], ["r", ["n"]], ["r", ["n"], []], ["r", ["n"], {"printed": 1}]),
    *(["r", ["n"], {"printed": "x" * 4001}], ["r", ["n"], {"warned": 1}], ["r", ["n"], {"warned": [["a"]]}]),
    *(["r", ["n"], {"warned": [["a", -1]]}], ["r", ["n"], {"warned": [["a", True]]}]),
    *(["e", "E", "m", 2, 1, {}], ["e", "E", "m", True, 1, {}], ["e", "E", "m", 1, "1", {}], ["e", "E", "m", 1, 1]),
    *(
        ["e", "E", "m", 1, -1, {}],
        ["e", "E", "m", 1, 10**30, {}],
        ["e", "E", "m", 1, True, {}],
        ["e", 1, "m", 1, 1, {}],
    ),
    *(["e", "E" * 4001, "m", 1, 1, {}], ["e", "E", None, 1, 1, {}]),
]


@pytest.mark.parametrize("item", BAD_ANSWERS, ids=lambda item: repr(item)[:40])
def test_a_bad_answer_is_a_violation(item: object) -> None:
    with pytest.raises(ProtocolViolation):
        answer.read_answer(item)


NONE = ["r", ["n"], {}]


@pytest.mark.parametrize(
    ("groups", "sizes", "why"),
    [
        (None, [1], "the reply does not hold the groups that were asked for"),
        ([[0]], [1, 1], "the reply does not hold the groups that were asked for"),
        ([[0], {}], [1, 1], "the reply holds other answers than were asked for"),
        ([[0, 0]], [1], "the reply holds other answers than were asked for"),
        ([[0]], [2], "answers are missing: expected=2, got=1"),
        ([[]], [1], "the reply holds no answer to the first case, which is always called"),
        ([[0], [], [0]], [1, 1, 1], "groups of cases were passed over"),
        *(([[number]], [1], "the reply names an answer that it does not hold") for number in (2, -1, True, 0.0, "0")),
    ],
)
def test_other_answers_than_were_asked_for(groups: object, sizes: list[int], why: str) -> None:
    with pytest.raises(ProtocolViolation) as caught:
        answer.read_groups({"answers": [NONE, NONE], "groups": groups}, sizes)
    assert f"The notebook interfered with its checks; look at it ({why})." == str(caught.value)


def test_groups_may_end_early() -> None:
    read = answer.read_groups({"answers": [NONE, ["t"]], "groups": [[0, 1], [0], []]}, [3, 1, 2])
    assert [[Returned(value=None), TooLong(), NotReached()], [Returned(value=None)], [NotReached()] * 2] == read


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"name": 1, "owner": None, "parameters": None},
        {"name": "f", "owner": "C" * 4001, "parameters": None},
        {"name": "f", "owner": None, "parameters": {}},
        {"name": "f", "owner": None, "parameters": [["a"]]},
        {"name": "f", "owner": None, "parameters": [["a", 1]]},
    ],
)
def test_a_bad_function_is_a_violation(item: object) -> None:
    with pytest.raises(ProtocolViolation, match="malformed"):
        answer.read_survey({"functions": [item], "names": []})


# --- what is encoded can be read ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def inside() -> Mapping[str, ModuleType]:
    """The modules that run in a kernel, loaded beside a shell that is none."""
    shell = MagicMock(kernel=SimpleNamespace(get_parent=MagicMock()), user_ns={})
    shell.kernel.get_parent.return_value = {"content": {"grader_order": {"do": "call", "nonce": NONCE}}}
    fake = ModuleType("IPython")
    fake.get_ipython = lambda: shell  # type: ignore[attr-defined] # a module made of one name
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "IPython", fake)
        return load(texts())


def travel(inside: Mapping[str, ModuleType], value: object) -> answer.Value:
    """What arrives of a value, by the way of a reply's text."""
    answers = [["r", inside["values"].encode(value), {}]]
    vars(inside["requests"])["call"] = lambda order: {"answers": answers, "groups": [[0]]}
    reply = answer.parse_reply(inside["requests"].reply().text, NONCE, LIMIT)
    [[returned]] = answer.read_groups(reply, [1])
    assert isinstance(returned, Returned)
    return returned.value


class Scores(NamedTuple):
    precision: object
    recall: object


@dataclasses.dataclass
class Result:
    precision: object
    f1: object


class Half(float):
    """A float of another class."""


class Text(str):
    """Text of another class."""


class Liar:
    """Says that it is a float, and raises at everything."""

    @property  # type: ignore[misc] # what a liar does
    def __class__(self) -> type:
        return float

    def __repr__(self) -> str:
        raise RuntimeError("no")

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no")

    __hash__ = None  # type: ignore[assignment] # nor can it be hashed

    def __len__(self) -> int:
        raise RuntimeError("no")

    def __float__(self) -> float:
        raise RuntimeError("no")


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers().map(lambda n: n << 300)
    | st.floats()
    | st.text(st.characters())
    | st.decimals()
    | st.fractions()
    | st.fractions().map(lambda n: n * 7**400)
    | st.floats(width=32).map(np.float32)
    | st.integers(-128, 127).map(np.int8)
    | st.booleans().map(np.bool_)
    | st.text(st.characters(exclude_categories=["Cs"])).map(np.str_)
    | st.builds(Half, st.floats())
    | st.builds(Text, st.text())
    | st.builds(Liar)
    | st.builds(object)
    | st.complex_numbers()
    | st.binary()
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=20)
        | st.lists(inner, max_size=20).map(tuple)
        | st.dictionaries(st.text(st.characters(), max_size=5) | st.integers(), inner, max_size=20)
        | st.dictionaries(st.text(), inner, max_size=3).map(collections.OrderedDict)
        | st.builds(Scores, inner, inner)
        | st.builds(Result, inner, inner)
        | st.lists(st.floats(), max_size=20).map(np.array)
    ),
    max_leaves=12,
)


@settings(quiet, max_examples=300)
@given(value=values)
def test_every_encoded_value_is_readable(inside: Mapping[str, ModuleType], value: object) -> None:
    travel(inside, value)


ARRIVES: list[tuple[object, answer.Value]] = [
    (0.1, 0.1),
    (math.inf, math.inf),
    (-0.0, -0.0),
    (5e-324, 5e-324),
    (True, True),
    (None, None),
    (-(2**255), -(2**255)),
    (2**256, Opaque("int")),
    ("é\ud800", "é?"),
    ("x" * 300, "x" * 200),
    ((1, [2.0, (3,)]), (1, (2.0, (3,)))),
    ([0] * 17, Opaque("list")),
    ({"p": 1, 2: 3}, Named("dict", (("p", 1), ("2", 3)))),
    (collections.OrderedDict(p=0.5), Named("dict", (("p", 0.5),))),
    (collections.defaultdict(float, p=0.5), Named("dict", (("p", 0.5),))),
    (dict.fromkeys(range(17)), Opaque("dict")),
    (np.float32(0.5), 0.5),
    (np.longdouble(0.5), 0.5),
    (np.int64(3), 3),
    (np.bool_(True), True),
    (np.str_("0.5"), "0.5"),
    (np.datetime64("2020-01-01"), Opaque("datetime64")),
    (np.array([0.5, 1]), Array("float64", (0.5, 1.0))),
    (np.array(0.5), Array("float64", (0.5,))),
    (np.zeros((2, 2), dtype=int), Array("int64", (0, 0, 0, 0))),
    (np.array([None, "a"], dtype=object), Array("object", (None, "a"))),
    (np.zeros(17), Opaque("numpy.ndarray")),
    (Decimal("0.5"), 0.5),
    (Decimal.from_float(0.1), 0.1),
    (Decimal("-Infinity"), -math.inf),
    (Decimal("1E+999"), math.inf),
    (Decimal("-1E+999999"), -math.inf),
    (Decimal("1E-999999"), 0.0),
    (Decimal(1) / 10**5, 1e-5),
    (Decimal("1" * 101), Opaque("decimal.Decimal")),
    (Fraction(-1, 2), -0.5),
    (Fraction(1, 7**400), Opaque("fractions.Fraction")),
    (Half(0.5), Opaque("test_answer.Half")),
    (1j, Opaque("complex")),
    ({1.0}, Opaque("set")),
    (float, Opaque("type")),
]


def without_module(value: answer.Value) -> answer.Value:
    return Opaque(value.type.replace(f"{__name__}.", "test_answer.")) if isinstance(value, Opaque) else value


@pytest.mark.parametrize(("value", "arrives"), ARRIVES, ids=lambda value: f"{type(value).__name__}")
def test_what_arrives_of_a_value(inside: Mapping[str, ModuleType], value: object, arrives: answer.Value) -> None:
    assert repr(arrives) == repr(without_module(travel(inside, value)))


@pytest.mark.parametrize("text", ["NaN", "-NaN", "sNaN", "-sNaN12", "NaN7"])
def test_a_decimal_that_is_no_number_arrives_as_nan(inside: Mapping[str, ModuleType], text: str) -> None:
    value = travel(inside, Decimal(text))
    assert isinstance(value, float)
    assert math.isnan(value)


def test_records_arrive_with_their_names(inside: Mapping[str, ModuleType]) -> None:
    for value in (Scores(0.5, 1), Result(0.5, 1)):
        arrived = travel(inside, value)
        assert isinstance(arrived, Named)
        assert arrived.type.endswith(type(value).__name__)
        assert [0.5, 1] == [item for _, item in arrived.items]


def test_a_liar_arrives_as_its_type(inside: Mapping[str, ModuleType]) -> None:
    value = travel(inside, (Liar(), 0.5))
    assert isinstance(value, tuple)
    assert isinstance(value[0], Opaque)
    assert value[0].type.endswith("Liar")


def test_a_value_that_holds_itself_arrives(inside: Mapping[str, ModuleType]) -> None:
    value: list[object] = []
    value.append(value)
    assert ((((Opaque("list"),),),),) == travel(inside, value)


def test_a_property_that_raises_is_the_functions_error(inside: Mapping[str, ModuleType]) -> None:
    def look(self: object) -> float:
        raise ValueError("don't look")

    kind = dataclasses.make_dataclass("Raising", [("precision", float)])
    value = kind(0.5)
    setattr(kind, "precision", property(look))  # noqa: B010 - nor does a class that was made
    with pytest.raises(ValueError, match="don't look"):
        inside["values"].encode(value)


def test_each_different_answer_travels_once(inside: Mapping[str, ModuleType]) -> None:
    different = inside["outcomes"].Different()
    answers = [["r", inside["values"].encode(value), {}] for value in (0.0, -0.0, 0, False, 0.0, (0.0,), [0.0], 0.0)]
    assert [0, 1, 2, 3, 0, 4, 5, 0] == [different.number(answer) for answer in answers]
    assert answers[:4] + answers[5:7] == different.answers
