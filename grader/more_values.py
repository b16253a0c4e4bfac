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
    every = [_items(results.best.answers[place]) for place in results.ordinary]
    numbers = {None if items is None else len(items) for items in every}
    if len(numbers) != 1:
        return None
    (number,) = numbers
    if number is None or number <= len(parts):
        return None
    titles = listed([inside(part.title) for part in parts])
    return Statement(
        id=MORE_VALUES,
        says=f"It returns {number} values, {len(parts)} of which were asked for: {titles} were taken from them.",
        more=_left_aside(results, definition) if number == len(parts) + 1 else "The others were left aside.",
        ask="",
        good_answer="",
    )


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


_ORDINALS = {0: "first", 2: "third", 3: "fourth", 4: "fifth"}
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
