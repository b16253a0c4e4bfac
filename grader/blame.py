"""Where in a function something goes wrong, as far as its text is certain: an extra, a line, a name that is missing."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from grader.answer import Answer, Raised
from grader.names import imported, unbound
from grader.reading import part_named
from grader.source import Definition, definitions
from grader.statement import inside, listed
from grader.vocabulary import Part

_ASSIGNMENTS = (ast.Assign, ast.AugAssign, ast.AnnAssign)


@dataclass(frozen=True, kw_only=True)
class Extra:
    """A variable beside the parts, and the line that computes it, counted from the function's first."""

    name: str
    line: int

    def not_at_fault(self, parts: Sequence[Part]) -> str:
        """The end of a sentence about the error."""
        titles = listed([inside(part.title) for part in parts])
        return f", in an extra that nobody asked for (“{self.name}”, line {self.line}); {titles} are not at fault"


def extra_of(answers: Iterable[Answer], definition: Definition | None, parts: Sequence[Part]) -> Extra | None:
    """The extra at whose line every one of the answers is an error; None where that is not certain."""
    line = _one_line(answers)
    name = extra_at(definition, line, parts) if definition and line else None
    return Extra(name=name, line=line) if name and line else None


def _one_line(answers: Iterable[Answer]) -> int | None:
    """The line at which every one of the answers is an error."""
    lines = {answer.line if isinstance(answer, Raised) else None for answer in answers}
    return lines.pop() if len(lines) == 1 else None


def extra_at(definition: Definition, line: int, parts: Sequence[Part]) -> str | None:
    """The variable that a line of a function computes, if no part is made from it; None where that is not certain.

    A line counts from the function's first. It is certain where each part has a variable of its name, and where no
    other function of the notebook is called, whose lines would count from their own first.
    """
    assignments = [node for node in ast.walk(definition.node) if isinstance(node, _ASSIGNMENTS)]
    bound = [(name, node) for node in assignments for name in _bound(node)]
    here = definition.first_line + line - 1
    at_line = {name for name, node in bound if node.lineno <= here <= (node.end_lineno or node.lineno)}
    named = {name: part_named(name, parts) for name, _ in bound}
    if len(at_line) != 1 or set(named.values()) - {None} != set(range(len(parts))) or calls_others(definition):
        return None
    needed = [name for name, place in named.items() if place is not None]
    for name in needed:  # grows while it is walked: what a part is made from, and what that is made from
        used = {each.id for bound_name, node in bound if bound_name == name for each in _names(node)}
        needed.extend(sorted(used - set(needed)))
    (extra,) = at_line
    return None if extra in needed else extra


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a function, counted from its first."""

    number: int
    text: str

    def __str__(self) -> str:
        return f"line {self.number}, “{self.text}”"


_LONGEST_LINE = 100


def line_of(definition: Definition | None, place: int, parts: Sequence[Part]) -> Line | None:
    """The last line that computes a variable named after a part; None where there is none, or no short one."""
    if definition is None:
        return None
    computed = [
        node
        for node in ast.walk(definition.node)
        if isinstance(node, _ASSIGNMENTS)
        and node.value is not None
        and not isinstance(node.value, ast.Constant)
        and [part_named(name, parts) for name in _bound(node)] == [place]
    ]
    if not computed:
        return None
    return _line(definition, max(node.lineno for node in computed) - definition.first_line + 1)


def _line(definition: Definition, number: int) -> Line | None:
    text = (definition.source.split("\n") + [""] * number)[number - 1].strip()
    return Line(number=number, text=text) if 0 < len(text) <= _LONGEST_LINE else None


def number_of_line(answers: Iterable[Answer], definition: Definition | None) -> int | None:
    """The one line at which every one of the answers is an error; None where another function's lines may be meant."""
    return _one_line(answers) if definition and not calls_others(definition) else None


def line_of_error(answers: Iterable[Answer], definition: Definition | None) -> Line | None:
    """The same line with its text; None where that is long."""
    number = number_of_line(answers, definition)
    return _line(definition, number) if definition and number else None


def line_beside_ratios(
    answers: Iterable[Answer], definition: Definition | None, parts: Sequence[Part], ready_made: Collection[str]
) -> Line | None:
    """The one line at which every one of the answers is an error, if it computes neither a ratio nor a part."""
    line = line_of_error(answers, definition)
    if line is None or definition is None:
        return None
    here = list(nodes_at(definition, line.number))
    ratios = any(
        (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod))
        or (isinstance(node, ast.Call) and _called(node) in {*_RATIOS, *ready_made})
        for node in here
    )
    named = {part_named(name, parts) for node in here if isinstance(node, _ASSIGNMENTS) for name in _bound(node)}
    return None if ratios or named - {None} else line


_RATIOS = frozenset(
    {"mean", "nanmean", "fmean", "average", "harmonic_mean", "divide", "true_divide", "floor_divide", "Fraction"}
)
"""What computes a ratio without a sign for it."""


def nodes_at(definition: Definition, number: int) -> Iterator[ast.stmt | ast.expr]:
    """What stands in a line of a function, and what begins above it and ends below."""
    here = definition.first_line + number - 1
    for node in ast.walk(definition.node):
        if isinstance(node, ast.stmt | ast.expr) and node.lineno <= here <= (node.end_lineno or node.lineno):
            yield node


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def place_of(error: Raised, definition: Definition | None) -> str:
    """Where an error comes from, in a sentence; nothing where that is not certain."""
    if line := line_of_error([error], definition):
        return f"It comes from {line}."
    wrapper = _wrapper(error, definition)
    return f"It comes from “{wrapper}”, before any line of the function." if wrapper else ""


def _wrapper(error: Raised, definition: Definition | None) -> str | None:
    """What is put around a function (“@cache”), where an error comes from there: from no line that the notebook has."""
    if definition is None or error.line or len(definition.node.decorator_list) != 1:
        return None
    text = f"@{ast.unparse(definition.node.decorator_list[0])}"
    return text if len(text) <= _LONGEST_LINE else None


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A name in a line of a function, counted from its first, that is not defined there, and the one that is nearly it.

    It is `certain` where nothing in the whole notebook defines it; `meant` is empty where no name is near.
    """

    line: int
    name: str
    meant: str
    certain: bool


_NEAR = 0.75


def misspelt(error: Raised, definition: Definition | None) -> tuple[Slip, ...]:
    """The name that an error misses, if the function uses it; then others in it that are missing, or look like it."""
    missing = re.fullmatch(r"name '(\w+)' is not defined", error.message) if error.type == "NameError" else None
    if missing is None or definition is None:
        return ()
    nodes = list(ast.walk(definition.node))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    known = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    known |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    elsewhere = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    elsewhere |= {
        node.value.id for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    certain = {missing[1], *unbound(definition)}
    known |= elsewhere - certain  # what is called, or has attributes, may be the notebook's
    slips: dict[str, Slip] = {}
    for node in sorted(names, key=lambda node: (node.id != missing[1], node.lineno)):
        near = get_close_matches(node.id, sorted(known), n=1, cutoff=_NEAR)
        if node.id not in known and not hasattr(builtins, node.id) and (near or node.id in certain):
            line = node.lineno - definition.first_line + 1
            slip = Slip(line=line, name=node.id, meant=near[0] if near else "", certain=node.id in certain)
            slips.setdefault(node.id, slip)
    return tuple(slips.values()) if missing[1] in slips else ()


def _bound(node: ast.Assign | ast.AugAssign | ast.AnnAssign) -> list[str]:
    """The variables that an assignment binds."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [name.id for target in targets for name in _names(target)]


def _names(node: ast.AST) -> list[ast.Name]:
    return [each for each in ast.walk(node) if isinstance(each, ast.Name)]


def calls_others(definition: Definition) -> bool:
    """Whether a function calls what may be the notebook's own, whose lines would count from their own first."""
    own, libraries = {each.name for each in definitions(definition.cells)}, imported(definition.cells)
    calls = [each.func for each in ast.walk(definition.node) if isinstance(each, ast.Call)]
    if any(isinstance(function, ast.Attribute) and function.attr in own for function in calls):
        return True
    names = {function.id for function in calls if isinstance(function, ast.Name)}
    return any(name in own or not (name in libraries or hasattr(builtins, name)) for name in names)
