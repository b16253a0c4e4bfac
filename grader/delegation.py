"""Which ready-made library functions do a function's work: read from its text, never from what the kernel says."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence

from grader.source import Definition, imported_as
from grader.submission import Cell

_SHOWS = frozenset({"print", "display", "warn", "debug", "info", "warning"})
"""Functions that show something, and give nothing back that is used."""


def delegates(
    names: Collection[str], written: Sequence[Definition], cells: Sequence[Cell], library: Collection[str]
) -> tuple[str, ...]:
    """The functions of `library` that are called, for the sake of their results, in the notebook's functions `names`
    or in those that they call. Names that the notebook defines itself are no library's.
    """
    own, aliases = by_name(written), imported_as(cells)
    called = {name for each in reached(names, own) for name in _called(_working(own[each].node))} - set(own)
    return tuple(sorted({aliases.get(name, name) for name in called} & set(library)))


def by_name(written: Sequence[Definition]) -> dict[str, Definition]:
    """The notebook's functions by name, of each the last definition."""
    return {definition.name: definition for definition in written}


def reached(names: Collection[str], own: Mapping[str, Definition]) -> set[str]:
    """The names of the notebook's functions that do the work: those of `names`, and all that they call."""
    todo = set(names) & set(own)
    found: set[str] = set()
    while todo:
        name = todo.pop()
        found.add(name)
        todo |= _called(ast.walk(own[name].node)) & set(own) - found
    return found


def _called(nodes: Iterator[ast.AST]) -> set[str]:
    functions = [node.func for node in nodes if isinstance(node, ast.Call)]
    names = {function.id for function in functions if isinstance(function, ast.Name)}
    return names | {function.attr for function in functions if isinstance(function, ast.Attribute)}


def _working(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those that only check or show: assertions, conditions of an error, what is
    printed, and what is assigned for the sake of these alone.
    """
    left_out = {id(node) for node in ast.walk(function) if _only_checks(node)}
    while unused := {id(node) for node in _unused(list(_without(function, left_out)))} - left_out:
        left_out |= unused
    return _without(function, left_out)


def _without(node: ast.AST, left_out: Collection[int]) -> Iterator[ast.AST]:
    if id(node) not in left_out:
        yield node
        for child in ast.iter_child_nodes(node):
            yield from _without(child, left_out)


def _only_checks(node: ast.AST) -> bool:
    match node:
        case ast.Assert():
            return True
        case ast.If(body=body, orelse=[]):
            return all(isinstance(statement, ast.Raise) for statement in body)
        case ast.Expr(value=ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name))):
            return name in _SHOWS
    return False


def _unused(nodes: Sequence[ast.AST]) -> Iterator[ast.Assign]:
    """The assignments to plain names of which none is read."""
    read = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    for node in nodes:
        if isinstance(node, ast.Assign):
            names = {name.id for target in node.targets for name in _plain(target)}
            if names and not names & read and all(map(_is_plain, node.targets)):
                yield node


def _is_plain(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) or (
        isinstance(target, ast.Tuple | ast.List) and all(map(_is_plain, target.elts))
    )


def _plain(target: ast.expr) -> Iterator[ast.Name]:
    return (node for node in ast.walk(target) if isinstance(node, ast.Name))
