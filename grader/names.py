"""Which names a notebook binds, and what imported ones stand for: read from its text, as far as that is certain."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator, Sequence

from grader.source import Definition, last_definition, parse
from grader.submission import Cell

_OPEN = frozenset({"exec", "eval", "globals", "locals", "vars", "setattr", "builtins", "__import__", "get_ipython"})
"""With these, a notebook can bind names that its text doesn't show."""

_MAGIC = re.compile(r"^\s*%(?!%?(?:matplotlib|time|timeit|capture)\b)|^[^#'\"]*=\s*[%!]", re.MULTILINE)
"""A magic that may bind names: %run and %pylab do, and what is assigned from one."""

_GIVEN = frozenset({"In", "Out", "display", "exit", "quit"})
"""Names that a notebook has from the start."""


def imported(cells: Sequence[Cell]) -> dict[str, str]:
    """The names that imports alone bind, each with what it stands for: {"cm": "sklearn.metrics.confusion_matrix"}."""
    nodes = list(_nodes(cells))
    others = {name for node in nodes if not isinstance(node, ast.Import | ast.ImportFrom) for name in _bound(node)}
    found: dict[str, str] = {}
    for node in nodes:
        match node:
            case ast.Import(names=aliases):
                found |= {each.asname or each.name.split(".")[0]: _whole(each) for each in aliases}
            case ast.ImportFrom(module=str(module), names=aliases, level=0):
                found |= {each.asname or each.name: f"{module}.{each.name}" for each in aliases}
    return {name: origin for name, origin in found.items() if name not in others}


def _whole(alias: ast.alias) -> str:
    return alias.name if alias.asname else alias.name.split(".")[0]


def unbound(definition: Definition) -> dict[str, int]:
    """The names that a function uses and nothing in the notebook binds, each with its first line, counted from the
    function's first; nothing where the text doesn't show all names that there are.
    """
    if _may_bind_others(definition.cells):
        return {}
    known = {name for node in _nodes(definition.cells) for name in _bound(node)} | _GIVEN
    found: dict[str, int] = {}
    used = [node for node in ast.walk(definition.node) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    for node in sorted(used, key=lambda node: (node.lineno, node.col_offset)):
        if node.id not in known and not hasattr(builtins, node.id) and not node.id.startswith("_"):
            found.setdefault(node.id, node.lineno - definition.first_line + 1)
    return found


def _may_bind_others(cells: Sequence[Cell]) -> bool:
    code = [cell.source for cell in cells if cell.kind == "code"]
    if any(parse(source) is None or _MAGIC.search(source) for source in code):
        return True
    nodes = list(_nodes(cells))
    return any(
        (isinstance(node, ast.Name) and node.id in _OPEN)
        or (isinstance(node, ast.alias) and node.name in ("*", *_OPEN))
        for node in nodes
    )


def origin(node: ast.expr, names: dict[str, str]) -> str:
    """What an expression such as `metrics.f1_score` stands for, in full, as imports tell; "" where they don't."""
    match node:
        case ast.Name(id=name):
            return names.get(name, "")
        case ast.Attribute(value=value, attr=attr):
            whole = origin(value, names)
            return f"{whole}.{attr}" if whole else ""
    return ""


def used_by(definition: Definition, written: Sequence[Definition]) -> tuple[Definition, ...]:
    """The notebook's own functions and methods that a function uses, and those that these use, in their order."""
    todo, found = [definition], {(definition.owner, definition.name)}
    reached: list[Definition] = []
    while todo:
        for owner, name in sorted(_used(todo.pop()), key=str):
            other = last_definition(written, name, owner)
            if other is not None and (owner, name) not in found:
                found.add((owner, name))
                reached.append(other)
                todo.append(other)
    return tuple(sorted(reached, key=lambda each: (each.cell, each.first_line)))


def _used(definition: Definition) -> set[tuple[str | None, str]]:
    """The owner and name of each function that may be the notebook's: names that the function doesn't bind itself, and
    attributes of itself or of its class.
    """
    nodes = list(ast.walk(definition.node))
    own = {name for node in nodes if node is not definition.node for name in _bound(node)}
    free = {node.id for node in nodes if isinstance(node, ast.Name)} - own
    through = {"self", "cls", definition.owner} if definition.owner else set()
    methods = {
        (definition.owner, node.attr)
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in through
    }
    return {(None, name) for name in free} | methods


def _nodes(cells: Sequence[Cell]) -> Iterator[ast.AST]:
    for cell in cells:
        tree = parse(cell.source) if cell.kind == "code" else None
        yield from ast.walk(tree) if tree else ()


def _bound(node: ast.AST) -> tuple[str, ...]:
    """The names that a node binds by itself, without what is inside it."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            return (name,)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return (name,)
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            return tuple((each.asname or each.name).split(".")[0] for each in aliases)
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return (name,)
        case ast.MatchMapping(rest=str(name)):
            return (name,)
    return ()
