"""NaN from a division that pandas says nothing of: it switches NumPy's warning off, so that a leak looks like a choice.

Taken for a leak only where nothing in the text could be a choice: no condition, no handler, no word about it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from grader.answer import Answer, Returned
from grader.delegation import by_name, reached
from grader.names import imported
from grader.reading import Kind, read
from grader.source import Definition
from grader.submission import Cell
from grader.vocabulary import Part

_CHOOSES = (ast.If, ast.IfExp, ast.Try, ast.With, ast.BoolOp, ast.Match, ast.While, ast.Assert)
_SPEAKS = re.compile(
    r"nan|inf|none|fill|replace|where|mask|clip|eps|errstate|zero|undefined|max|min|guard|empty|0\s*/\s*0",
    re.IGNORECASE,
)


def line_of(names: Collection[str], written: Sequence[Definition], cells: Sequence[Cell]) -> int | None:
    """The line of the first division in the functions `names`, or in those that they call, counted within its function;
    None where there is none, where the notebook has no pandas, or where anything speaks of a ratio without a value.
    """
    own = by_name(written)
    functions = [own[name] for name in sorted(reached(names, own))]
    packages = {origin.partition(".")[0] for origin in imported(cells).values()}
    if "pandas" not in packages or any(map(_may_choose, functions)):
        return None
    return next((line for each in functions if (line := _division(each)) is not None), None)


def _may_choose(function: Definition) -> bool:
    nodes = ast.walk(function.node)
    return bool(_SPEAKS.search(function.source)) or any(isinstance(node, _CHOOSES) for node in nodes)


def _division(function: Definition) -> int | None:
    lines = [
        node.lineno
        for node in ast.walk(function.node)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.FloorDiv)
    ]
    return min(lines) - function.first_line + 1 if lines else None


def noticed(answers: Sequence[Sequence[Answer]], line: int, parts: Sequence[Part]) -> list[list[Answer]]:
    """The answers, with a warning of `line` beside each NaN that came without one, as NumPy itself would have given."""
    return [[_noticed(answer, line, parts) for answer in group] for group in answers]


def _noticed(answer: Answer, line: int, parts: Sequence[Part]) -> Answer:
    if isinstance(answer, Returned) and not answer.warned and Kind.NAN in read(answer, parts).kinds:
        return replace(answer, warned=(("0/0, and pandas gives no warning", line),))
    return answer
