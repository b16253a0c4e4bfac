"""The records of results.json check themselves."""

from __future__ import annotations

import json

import msgspec
import pytest

from grader import results
from grader.vocabulary import Finding, Handling, Status

EDGE = {
    "id": "empty",
    "title": "no labels",
    "handling": "leaks",
    "parts": ["as_reference", "leaks"],
    "says": "Divides by zero.",
    "cases": 2,
    "failed": 1,
    "example": {
        "args": [[], []],
        "container": "list",
        "expected": [0, 0.5, "nan"],
        "got": "None",
        "got_parts": None,
        "counts": {"tp": 0},
        "undefined": {"f1": "leaks"},
        "before": None,
        "why": "",
        "shrunk": False,
        "left": None,
    },
}


def test_a_record_is_made_from_plain_data_and_gives_it_back() -> None:
    record = msgspec.convert(EDGE, results.EdgeResult)
    assert Handling.LEAKS is record.handling
    assert json.loads(json.dumps(EDGE | {"by_formula": False})) == json.loads(msgspec.json.encode(record))


def test_a_record_is_frozen() -> None:
    finding = results.FindingEntry(id=Finding.STATEFUL, says="Changes its answers.")
    for name in finding.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(finding, name, "else")


@pytest.mark.parametrize(
    "change",
    [
        {"handling": "fine"},
        {"cases": 2.5},
        {"cases": "2"},
        {"more": 1},
        {"example": {"args": []}},
    ],
)
def test_a_record_refuses_what_it_does_not_know(change: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(EDGE | change, results.EdgeResult)


def test_every_key_is_required() -> None:
    for key in EDGE:
        with pytest.raises(msgspec.ValidationError, match=f"missing required field `{key}`"):
            msgspec.convert({k: v for k, v in EDGE.items() if k != key}, results.EdgeResult)


@pytest.mark.parametrize("schema", [0, results.SCHEMA + 1])
def test_another_schema_number_is_refused(schema: int) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.schema"):
        msgspec.convert({"schema": schema, "run": {}, "submissions": []}, results.Results)


def test_no_status_is_a_rating() -> None:
    assert not {str(status) for status in Status} & {"0", "1", "2", "3"}
    for rating in (0, 4, True, "3"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(rating, results.Rating)
