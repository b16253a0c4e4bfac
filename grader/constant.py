"""A function that gives the same numbers for every input: which numbers, and why, as far as its text is certain."""

from __future__ import annotations

import ast
import re

from grader.answer import Returned
from grader.case_results import CaseResults
from grader.reading import by_part
from grader.source import Definition
from grader.statement import Statement, call, listed
from grader.vocabulary import Misconception


def statement(entry: Misconception, results: CaseResults, definition: Definition | None) -> Statement:
    """The misconception, with the numbers that come back and what the text shows of their cause."""
    contract, shown = results.question.contract, results.best.answers[results.ordinary[0]]
    says, ask, more, good = entry.says, entry.ask, "", entry.good_answer
    if results.best.answered[results.ordinary[0]]:
        numbers = by_part(shown, contract.parts)
        says = f"{entry.says.removesuffix('.')}: {numbers}."
        if not bool((results.best.numbers == results.best.numbers[results.ordinary[0]]).all()):
            says = f"On every input with a clear answer the function returns the same numbers: {numbers}."
            ask = f"Whatever the clear answer is, your function returns {numbers}. Which line makes them the same?"
    if definition and (texts := compared_with_text(definition)):
        where = f"ine{'s' if len(texts) > 1 else ''} {listed([str(line) for line in texts])}"
        words = listed(sorted({f"“{text}”" for found in texts.values() for text in found}))
        does = f"compare{'' if len(texts) > 1 else 's'} with the text {words}"
        more = f"L{where} {does}; the labels are numbers, which no text equals."
        good = f"They find l{where}, and compare with numbers there, without quotation marks. {_by_hand(results)}"
    elif definition and (unread := _unread(definition)):
        more = f"Nothing in it reads {' or '.join(unread)}: it may be unfinished."
        good = (
            f"They see that it never reads {' or '.join(unread)}, and say whether it is unfinished. {_by_hand(results)}"
        )
    return Statement(id=entry.id, says=says, more=more, ask=ask, good_answer=good)


def _by_hand(results: CaseResults) -> str:
    contract, place = results.question.contract, (results.failing or results.ordinary)[0]
    expected = by_part(Returned(value=tuple(results.battery.expected[place].tolist())), contract.parts)
    return f"Then they work out {call(contract, results.battery.cases[place])} by hand: {expected}."


_NUMBER = re.compile(r"\s{0,4}[-+]?\d{1,4}(\.\d{0,4})?\s{0,4}")
_MAKES_TEXT = frozenset({"str", "repr", "format", "chr", "astype", "join", "decode"})


def compared_with_text(definition: Definition) -> dict[int, tuple[str, ...]]:
    """The lines, counted from the function's first, that compare with the text of a number, each with these texts.

    Nothing where the function makes text itself: then it may be what it compares.
    """
    nodes = list(ast.walk(definition.node))
    if any(isinstance(node, ast.JoinedStr) or _name(node) in _MAKES_TEXT for node in nodes):
        return {}
    found: dict[int, list[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Compare) and all(isinstance(sign, ast.Eq | ast.NotEq) for sign in node.ops):
            sides = [node.left, *node.comparators]
            texts = [text for side in sides if (text := _text_of_number(side)) is not None]
            if texts and all(isinstance(side, ast.Name | ast.Subscript | ast.Constant) for side in sides):
                found.setdefault(node.lineno - definition.first_line + 1, []).extend(texts)
    return {line: tuple(texts) for line, texts in sorted(found.items())}


def _name(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _text_of_number(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)) if _NUMBER.fullmatch(text):
            return text
    return None


def _unread(definition: Definition) -> tuple[str, ...]:
    """The parameters, where the function reads none of them."""
    arguments = definition.node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    names = [each.arg for each in every if each is not None and each.arg not in ("self", "cls")]
    read = {node.id for statement in definition.node.body for node in ast.walk(statement) if isinstance(node, ast.Name)}
    return () if read & {*names, "locals", "vars"} else tuple(names)
