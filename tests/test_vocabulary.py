"""The shared words: closed lists as the contract has them, and records that check themselves."""

from __future__ import annotations

import ast
import dataclasses
from pathlib import Path

import pytest

from grader import vocabulary
from grader.settings import Limits
from grader.vocabulary import Finding, Handling, Misconception, Status


@pytest.mark.parametrize("words", [Status, Handling, Finding])
def test_a_word_is_written_as_its_name_in_lower_case(words: type[Status | Handling | Finding]) -> None:
    assert [word.name.lower() for word in words] == [word.value for word in words]
    assert words.__doc__


def test_the_closed_words() -> None:
    statuses = (
        "graded does_not_run timeout out_of_memory output_limit kernel_died no_function ambiguous_function "
        "not_attempted missing_package other_language invalid_notebook protocol_violation grader_error"
    )
    handlings = "as_reference other_convention leaks wrong mixed not_reached"
    findings = (
        "renamed_function method_of_class reversed_parameters separate_functions cell_errors not_top_to_bottom "
        "mutates_inputs stateful "
        "nondeterministic lists_only arrays_only ignores_length_mismatch slow_on_large delegates_to_library "
        "states_its_convention explains_in_words own_tests"
    )
    for words, kind in ((statuses, Status), (handlings, Handling), (findings, Finding)):
        assert words.split() == list(kind)


def test_it_imports_nothing_of_ours() -> None:
    tree = ast.parse(Path(vocabulary.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
    }
    assert not imported & {"grader", "reference", "property_tests"}


def misconception(**changes: object) -> Misconception:
    whole: dict[str, object] = {"id": "odd", "kind": "dress", "parts": ("f1",), "says": "Odd.", "ask": "Why?"}
    return Misconception(**{**whole, **changes})  # type: ignore[arg-type] # some are wrong on purpose


def test_a_misconception_is_recognised_by_variants_or_by_form() -> None:
    assert "text" == misconception(form="text").form
    assert 1 == len(misconception(variants=(lambda *case: (0.0,),)).variants)
    with pytest.raises(ValueError, match="misconception 'odd' needs variants or a form"):
        misconception()


def test_records_are_frozen_and_made_by_keyword() -> None:
    records = [kind for kind in vars(vocabulary).values() if dataclasses.is_dataclass(kind) and isinstance(kind, type)]
    assert {"Parameter", "Part", "EdgeClass", "Property", "Misconception", "Contract"} == {
        kind.__name__ for kind in records
    }
    for kind in records:
        assert kind.__doc__
        assert all(field.kw_only for field in dataclasses.fields(kind))
    entry = misconception(form="text")
    with pytest.raises(dataclasses.FrozenInstanceError):
        entry.id = "other"  # type: ignore[misc] # that is the point


@pytest.mark.parametrize("value", [0, -1, float("nan")])
@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Limits)])
def test_a_limit_is_positive(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"a limit must be positive: {name}="):
        Limits(**{name: value})  # type: ignore[arg-type] # a name of any limit
