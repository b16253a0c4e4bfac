"""How the notebook was written, read without executing it: the order that names tell, conventions, explanations."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.reading import part_named
from grader.source import Definition
from grader.submission import Cell
from grader.vocabulary import Part

QUOTED = 240
ENOUGH_WORDS = 8
_STATED = re.compile(
    r"undefined|zero[ _-]?division|divi\w+ by (zero|0)|0\s*/\s*0|\bno (positive|label|prediction|true|predicted)"
    r"|\bempty\b|\bconvention\b|\bnan\b|\bzero_division\b|nothing (is |was )?predicted",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Written:
    """What the candidate put into words, quoted: what happens to an undefined ratio, and how the solution works."""

    convention: str | None
    explanation: str | None


def read(definition: Definition | None, cells: Sequence[Cell], assignment: Sequence[Cell]) -> Written:
    """The words around a function: those of `assignment` are not the candidate's."""
    return Written(convention=convention(definition), explanation=explanation(cells, assignment))


def told_order(
    definition: Definition | None, parts: Sequence[Part], own: Mapping[str, Definition] | None = None
) -> tuple[int, ...] | None:
    """The order in which every `return` names the parts, where it names all of them and always alike; else None.

    `order[i]` is the part that stands in place `i`. What one of the notebook's `own` functions hands back under other
    names than it is taken by keeps the name that it was computed under.
    """
    if definition is None:
        return None
    orders = {_order(node.value, parts) for node in _own_returns(definition.node) if isinstance(node.value, ast.Tuple)}
    told = {order for order in orders if order is not None}
    if len(told) != 1:
        return None
    renamed = _renamed(definition, parts, own or {})
    return tuple(renamed.get(place, place) for place in told.pop())


def _renamed(definition: Definition, parts: Sequence[Part], own: Mapping[str, Definition]) -> dict[int, int]:
    """The parts that a function takes from another one under each other's names: the name taken, and the name given."""
    renamed: dict[int, int] = {}
    for node in ast.walk(definition.node):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=taken)], value=ast.Call(func=ast.Name(id=name))) if name in own:
                returns = [each.value for each in _own_returns(own[name].node) if isinstance(each.value, ast.Tuple)]
                given = {tuple(_places(each.elts, parts)) for each in returns}
                names = _places(taken, parts)
                if len(given) == 1 and sorted(names) == sorted(*given) and len(set(names)) == len(names) > 1:
                    renamed.update(zip(names, *given, strict=True))
    return renamed


def _places(items: Sequence[ast.expr], parts: Sequence[Part]) -> list[int]:
    """The parts that items are named after; -1 where one is not."""
    found = [part_named(item.id, parts) if isinstance(item, ast.Name) else None for item in items]
    return [-1 if place is None else place for place in found]


def _own_returns(node: ast.AST) -> Iterator[ast.Return]:
    """The returns of a function itself, not those of functions inside it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Return):
            yield child
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield from _own_returns(child)


def _order(value: ast.expr | None, parts: Sequence[Part]) -> tuple[int, ...] | None:
    if not isinstance(value, ast.Tuple):
        return None
    named = [part_named(item.id, parts) if isinstance(item, ast.Name) else None for item in value.elts]
    named = [
        _named_within(item, parts, named) if part is None else part
        for item, part in zip(value.elts, named, strict=True)
    ]
    left = set(range(len(parts))) - set(named)
    if named.count(None) == len(left) == 1:  # the one without a name is the one that no other is
        named[named.index(None)] = left.pop()
    places = [place for place in named if place is not None]
    return tuple(places) if sorted(places) == list(range(len(parts))) == list(range(len(named))) else None


def _named_within(item: ast.expr, parts: Sequence[Part], others: Collection[int | None]) -> int | None:
    """The one part that is named in an item, as in `round(recall, 2)`, and is none of the others."""
    names = {node.id for node in ast.walk(item) if isinstance(node, ast.Name)}
    found = {place for name in names if (place := part_named(name, parts)) is not None}
    return found.pop() if len(found) == 1 and not found & set(others) else None


def convention(definition: Definition | None) -> str | None:
    """The sentence in a docstring or comment of the function that says what it does with an undefined ratio, quoted."""
    if definition is None:
        return None
    docstring = ast.get_docstring(definition.node) or ""
    for text in (*re.split(r"(?<=[.!?])\s+|\n\s*\n", docstring), *_comments(definition.source)):
        if _STATED.search(text):
            return _shortened(" ".join(text.split()))
    return None


def _comments(source: str) -> list[str]:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return []
    return [token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT]


def explanation(cells: Sequence[Cell], assignment: Sequence[Cell]) -> str | None:
    """What the candidate wrote in Markdown that the assignment doesn't hold, quoted; None where that is too short.

    A text that ends in a colon leads over to code, and explains nothing by itself.
    """
    given = {_normal(line) for cell in assignment if cell.kind == "markdown" for line in cell.source.split("\n")}
    said = [cell.source for cell in cells if cell.kind == "markdown" and not cell.source.rstrip().endswith(":")]
    lines = [line for source in said for line in source.split("\n")]
    own = " ".join(line.strip("#> *-") for line in lines if _normal(line) and _normal(line) not in given)
    return _shortened(own.strip()) if len(own.split()) >= ENOUGH_WORDS else None


def _normal(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.lower()))


def _shortened(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"
