"""Everything in which a document's data is not what a record's type asks for, at once, in words for people."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Annotated, Any, NamedTuple

import msgspec
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from grader.screen.problem import Place, Value, did_you_mean, one_of, shown

_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "nothing",
    "number": "a number",
    "object": "a mapping of keys to values",
    "string": "text",
}
_FORMATS = {"date": "a date such as 2026-11-20", "date-time": "a time with its zone such as 2026-11-20T14:05:00+01:00"}
_LIMITS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {:,} characters",
    "minItems": "at least {} in the list",
    "maxItems": "at most {} in the list",
    "minProperties": "at least {} keys",
    "maxProperties": "at most {} keys",
    "minimum": "{} or more",
    "maximum": "{} or less",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
}
_ITS_PLACE = re.compile(r" - at (?P<key>`key` in )?`\$(?P<path>[^`]*)`$")
_TIMES = {"date": datetime.date, "date-time": Annotated[datetime.datetime, msgspec.Meta(tz=True)]}
_ODD_KEY = re.compile(r"Invalid enum value '(?P<key>.*)'", re.DOTALL)
_STEP = re.compile(r"\[(?P<index>\d+)\]|\.(?P<key>[^.\[]+)")

Schema = Mapping[str, Any]  # JSON Schema has no narrower type


class Mistake(NamedTuple):
    """A place where data is not what the type asks for. `found` is None where it is simply what stands there."""

    path: Place
    expected: str
    found: str | None = None
    hint: str = ""


def mistakes(value: Value, kind: type) -> Iterator[Mistake]:
    """Every mistake in data that should be a record of this msgspec type, in no order that matters."""
    clean = True
    for error in _validator(kind).iter_errors(value):
        clean = False
        yield from _explained(error)
    if clean:  # what a schema can't say, one at a time
        try:
            msgspec.convert(value, type=kind, strict=True)
        except msgspec.ValidationError as error:
            yield _last_word(str(error))


def _explained(error: ValidationError) -> Iterator[Mistake]:
    """One error of the validator, told as people would; an object with unknown keys has a mistake for each."""
    path: Place = tuple(error.absolute_path)
    rule, bound = str(error.validator), error.validator_value
    schema: Schema = error.schema if isinstance(error.schema, Mapping) else {}
    match rule:
        case "anyOf":
            yield from _nearest_branch(error, path)
        case "additionalProperties":
            yield from _unknown_keys(path, error.instance, schema.get("properties", {}))
        case "required":
            yield Mistake(path, f"the key {shown(error.message)}", "none")
        case _:
            yield Mistake(path, _asked(rule, bound, schema), _kept(rule, error.instance), _hint(rule, bound, error))


def _unknown_keys(path: Place, instance: object, known: Schema) -> Iterator[Mistake]:
    """A mistake for each key that an object may not have."""
    expected = f"one of the keys {one_of(sorted(known))}" if known else "no keys"
    for key in instance if isinstance(instance, dict) else ():
        if key not in known:
            yield Mistake((*path, key), expected, shown(key), did_you_mean(key, known))


def _asked(rule: str, bound: object, schema: Schema) -> str:
    """What a keyword of the schema asks for. A pattern is told by its description, where the type has one."""
    match rule:
        case "type" if isinstance(bound, str):
            return _KINDS[bound]
        case "enum" if isinstance(bound, list):
            return one_of(sorted(bound, key=lambda choice: (str(type(choice)), choice)))
        case "pattern":
            return str(schema.get("description", f"text like {bound}"))
        case "format":
            return _FORMATS[str(bound)]
        case "minLength" if bound == 1:
            return "some text"
    return _LIMITS[rule].format(bound) if rule in _LIMITS else f"what {rule} asks for"


def _kept(rule: str, instance: object) -> str:
    """What was found, counted where the rule counts."""
    if rule in {"minItems", "maxItems"} and isinstance(instance, list):
        return str(len(instance))
    return shown(instance)


def _hint(rule: str, bound: object, error: ValidationError) -> str:
    """What may have been meant: text without its quotes, or a word nearly right."""
    if rule == "type" and bound == "string" and isinstance(error.instance, bool | int | float):
        return "put it in quotes"
    if rule == "enum" and isinstance(bound, list) and isinstance(error.instance, str):
        return did_you_mean(error.instance, [choice for choice in bound if isinstance(choice, str)])
    return ""


def _nearest_branch(error: ValidationError, path: Place) -> Iterator[Mistake]:
    """Of several types that would do, what is wrong by the one that was meant: whose kind of value it is."""
    branches: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    fitting = [inner for inner in branches.values() if not any(_is_other_kind(each) for each in inner)]
    if fitting:
        for inner in fitting[0]:
            yield from _explained(inner)
        return
    yield Mistake(
        path,
        one_of(_asked(str(each[0].validator), each[0].validator_value, {}) for each in branches.values()),
        shown(error.instance),
    )


def _is_other_kind(error: ValidationError) -> bool:
    """Whether the value itself is of another kind than this branch's, and not something inside it."""
    return not error.relative_path and error.validator == "type"


def _last_word(message: str) -> Mistake:
    """A mistake out of msgspec's own message, for what the schema lets pass."""
    place = _ITS_PLACE.search(message)
    steps = _STEP.finditer(place["path"]) if place else ()
    path = tuple(int(step["index"]) if step["index"] else step["key"] for step in steps)
    says = message[: place.start()] if place else message
    if odd := _ODD_KEY.fullmatch(says) if place and place["key"] else None:
        return Mistake((*path, odd["key"]), "a key that is known here", shown(odd["key"]))
    return Mistake(path, "what fits here", says)


def _enum(_: Validator, choices: list[object], instance: object, __: Schema) -> Iterator[ValidationError]:
    """Exactly one of the choices: 2.0 and true are neither 2 nor 1."""
    if not any(instance == choice and type(instance) is type(choice) for choice in choices):
        yield ValidationError("none of the choices")


def _pattern(_: Validator, pattern: str, instance: object, __: Schema) -> Iterator[ValidationError]:
    """The pattern, of which `$` means the very end: not, as in Python, what is before a last line break."""
    if isinstance(instance, str) and (not re.search(pattern, instance) or instance.endswith("\n")):
        yield ValidationError("another pattern")


def _required(_: Validator, names: list[str], instance: object, __: Schema) -> Iterator[ValidationError]:
    """An error for each missing key, with the bare key as its message."""
    if isinstance(instance, dict):
        yield from (ValidationError(name) for name in names if name not in instance)


@cache
def _validator(kind: type) -> Validator:
    """The validator of a type: strict about kinds of number, which JSON Schema is not."""
    formats = FormatChecker(formats=())
    for name, meant in _TIMES.items():
        formats.checks(name, raises=msgspec.ValidationError)(partial(_is_a, meant))
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    rules = {"enum": _enum, "pattern": _pattern, "required": _required}
    strict = extend(Draft202012Validator, rules, type_checker=types)  # type: ignore[no-untyped-call] # its stub has none
    validator: Validator = strict(msgspec.json.schema(kind), format_checker=formats)
    return validator


def _is_a(kind: object, text: object) -> bool:
    """Whether text is a date or a time; other kinds of value are another rule's business. Raises msgspec's error."""
    return not isinstance(text, str) or msgspec.convert(text, type=kind) is not None
