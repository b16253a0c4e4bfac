"""An answer that holds more values than were asked for: the others were left aside, and the page says so."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from grader.answer import Answer, Array, Named, Returned
from grader.case_results import CaseResults
from grader.reading import part_named, read
from grader.source import Definition
from grader.statement import Statement, inside, listed
from grader.vocabulary import MORE_VALUES


def statement(results: CaseResults, definition: Definition | None = None) -> Statement | None:
    """What to say of it; None where no more came back, or not always as many."""
    parts = results.question.contract.parts
    if nested := _nested(results):
        return nested
    every = [_items(results.best.answers[place]) for place in results.ordinary]
    numbers = {None if items is None else len(items) for items in every}
    if len(numbers) != 1:
        return None
    (number,) = numbers
    titles = listed([inside(part.title) for part in parts])
    if number == len(parts) and (kind := _kind(results)):
        says = f"It returns {kind} in which {titles} are found by their names: that counts as the numbers asked for."
        return Statement(id=MORE_VALUES, says=says)
    if number is None or number <= len(parts):
        return None
    return Statement(
        id=MORE_VALUES,
        says=f"It returns {number} values, {len(parts)} of which were asked for: {titles} were taken from them.",
        more=_left_aside(results, definition) if number == len(parts) + 1 else "The others were left aside.",
        ask="",
        good_answer="",
    )


def _kind(results: CaseResults) -> str | None:
    """What holds the numbers by their names, where all answers do and they can't be unpacked; None of others."""
    values = [getattr(results.best.answers[place], "value", None) for place in results.ordinary]
    kinds = {value.type if isinstance(value, Named) else "" for value in values}
    kind = kinds.pop() if len(kinds) == 1 else ""
    forms = {results.best.readings[place].form for place in results.ordinary}
    if not kind or forms != {"named"} or len(kind) > _LONGEST_NAME:
        return None
    return "a dict" if kind == "dict" else f"an object of type {kind}"


def _nested(results: CaseResults) -> Statement | None:
    """What to say of a tuple that holds the sequence that was asked for as one of its items, always the same one."""
    parts = results.question.contract.parts
    answers = [results.best.answers[place] for place in results.ordinary]
    values = [answer.value if isinstance(answer, Returned) else None for answer in answers]
    shapes = {tuple(_width(item) for item in value) if isinstance(value, tuple) else () for value in values}
    shape = shapes.pop() if len(shapes) == 1 else ()
    if len(shape) < 2 or shape.count(len(parts)) != 1:
        return None
    titles = listed([inside(part.title) for part in parts])
    place = _ORDINALS.get(shape.index(len(parts)), "last")
    left = "the other was" if len(shape) == 2 else "the others were"
    return Statement(
        id=MORE_VALUES,
        says=f"It returns {len(shape)} things: {titles} were taken from the {place} of them, and {left} left aside.",
    )


def _width(item: object) -> int:
    """How many values an item holds; 0 where it is one value."""
    return len(item.items) if isinstance(item, Named | Array) else len(item) if isinstance(item, tuple) else 0


def _left_aside(results: CaseResults, definition: Definition | None) -> str:
    """Which one value was left aside, where that is certain: by its key, or as the first or the last."""
    answers = [results.best.answers[place] for place in results.ordinary]
    if key := _key(answers, results):
        return f"“{key}” was left aside."
    parts = results.question.contract.parts
    first, last = ([read(answer, parts, at).numbers for answer in answers] for at in (0, 1))
    taken = [results.best.readings[place].numbers for place in results.ordinary]
    if first == last or taken not in (first, last):
        return "The other one was left aside."
    aside = len(parts) if taken == first else 0
    name = _variable(definition, aside, len(parts) + 1)
    place = _ORDINALS.get(aside, "last")
    return f"The {place} value, “{name}”, was left aside." if name else f"The {place} value was left aside."


_ORDINALS = {0: "first", 1: "second", 2: "third", 3: "fourth", 4: "fifth"}
_LONGEST_NAME = 40


def _key(answers: Sequence[Answer], results: CaseResults) -> str | None:
    """The one key, in all answers the same, that names no part."""
    parts = results.question.contract.parts
    values = [answer.value for answer in answers if isinstance(answer, Returned) and isinstance(answer.value, Named)]
    keys = {name for value in values for name, _ in value.items if part_named(name, parts) is None}
    name = keys.pop() if len(keys) == 1 and len(values) == len(answers) else ""
    return name if 0 < len(name) <= _LONGEST_NAME else None


def _variable(definition: Definition | None, aside: int, width: int) -> str | None:
    """The variable that stands in a place of every tuple that a function returns, but for fixed values."""
    returns = [node.value for node in ast.walk(definition.node) if isinstance(node, ast.Return)] if definition else []
    found = [value.elts[aside] for value in returns if isinstance(value, ast.Tuple) and len(value.elts) == width]
    names = {each.id if isinstance(each, ast.Name) else "" for each in found if not isinstance(each, ast.Constant)}
    name = names.pop() if len(names) == 1 else ""
    return name if 0 < len(name) <= _LONGEST_NAME else None


def _items(answer: object) -> Sequence[object] | None:
    """The values that came back."""
    match answer:
        case Returned(value=(Named() | Array()) as held):
            return held.items
        case Returned(value=tuple(held)):
            return held
    return None
