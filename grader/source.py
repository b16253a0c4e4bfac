"""What the notebook's text says, read without executing it: where functions are defined, and which are still stubs."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from grader.submission import Cell


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A function as it stands in the notebook, which has these `cells`. `cell` counts from 1; `owner` is the class of a
    method.
    """

    name: str
    owner: str | None
    cell: int
    first_line: int
    source: str
    node: ast.FunctionDef | ast.AsyncFunctionDef
    cells: tuple[Cell, ...] = field(default=(), repr=False)

    @property
    def shown(self) -> str:
        """Its name, as people tell it from others of the notebook."""
        return f"{self.owner}.{self.name}" if self.owner else self.name

    @property
    def is_stub(self) -> bool:
        """Whether the body does nothing yet: only a docstring, `pass`, `...`, a bare return or NotImplementedError."""
        return all(_does_nothing(statement) for statement in self.node.body)


def _does_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant()) | ast.Return(value=None | ast.Constant(value=None)):
            return True
        case ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError"))):
            return True
    return False


@lru_cache(maxsize=16)
def parse(source: str) -> ast.Module | None:
    """A code cell's syntax tree with its magics taken out (line numbers kept), or None where it isn't Python.

    Asked for several times a notebook, and always for the assignment's cells: nobody changes what is returned.
    """
    stripped = source.lstrip()
    if stripped.startswith("%%"):
        first, _, rest = stripped.partition("\n")
        if not re.match(r"%%(time|timeit|capture)\b", first):
            return None
        source = "\n" * (source[: -len(stripped)].count("\n") + 1) + rest
    for text in (source, "\n".join(map(_without_magic, source.split("\n")))):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what Python thinks of a stranger's style is not ours to tell
                return ast.parse(text)
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            continue
    return None


def _without_magic(line: str) -> str:
    """The line, or `pass` where it is a magic, a shell command, a question to IPython, or assigns a result of these."""
    code = line.strip()
    assigned = code.partition("=")[2].lstrip()
    asks = code.endswith("?") and not set(code) & set("#'\"")
    if asks or code.startswith(("%", "!", "?")) or assigned.startswith(("%", "!")):
        return line[: len(line) - len(line.lstrip())] + "pass"
    return line


def outliving(definition: Definition) -> tuple[str, ...]:
    """The names in a function whose values outlive a call, as far as it says so: global ones, changeable defaults."""
    outside = [name for node in ast.walk(definition.node) if isinstance(node, ast.Global) for name in node.names]
    arguments = definition.node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = list(zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True))
    defaults += [
        (name, value) for name, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if value
    ]
    changeable = (ast.List, ast.Dict, ast.Set, ast.Call, ast.ListComp, ast.DictComp, ast.SetComp)
    return tuple(dict.fromkeys([*outside, *(name.arg for name, value in defaults if isinstance(value, changeable))]))


def definitions(cells: Sequence[Cell]) -> tuple[Definition, ...]:
    """The functions and methods that the code cells define at top level, in the notebook's order."""
    found: list[Definition] = []
    for position, cell in enumerate(cells, start=1):
        tree = parse(cell.source) if cell.kind == "code" else None
        for node in tree.body if tree else ():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.append(_definition(node, None, position, cells))
            elif isinstance(node, ast.ClassDef):
                methods = [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]
                found.extend(_definition(method, node.name, position, cells) for method in methods)
    return tuple(found)


def imported_as(cells: Sequence[Cell]) -> dict[str, str]:
    """The names that imports give to things, each with the thing's own name: {"f1s": "f1_score"}."""
    trees = [tree for cell in cells if cell.kind == "code" and (tree := parse(cell.source))]
    imports = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return {alias.asname: alias.name for node in imports for alias in node.names if alias.asname}


def defined_after(name: str, cell: int, cells: Sequence[Cell]) -> int | None:
    """The first cell after `cell` (both count from 1) that binds a name at top level, or None where none does."""
    for position, later in enumerate(cells[cell:], start=cell + 1):
        tree = parse(later.source) if later.kind == "code" else None
        if tree and name in {bound for statement in tree.body for bound in _bound(statement)}:
            return position
    return None


def _bound(statement: ast.stmt) -> set[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {(alias.asname or alias.name).split(".")[0] for alias in names}
    nodes = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
    return {node.id for node in nodes if isinstance(node.ctx, ast.Store)}


def last_definition(found: Sequence[Definition], name: str, owner: str | None = None) -> Definition | None:
    """The definition that wins where a name is defined more than once."""
    matching = [definition for definition in found if (definition.name, definition.owner) == (name, owner)]
    return matching[-1] if matching else None


def _definition(
    node: ast.FunctionDef | ast.AsyncFunctionDef, owner: str | None, cell: int, cells: Sequence[Cell]
) -> Definition:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    text = "\n".join(cells[cell - 1].source.split("\n")[first - 1 : node.end_lineno])
    return Definition(
        name=node.name, owner=owner, cell=cell, first_line=first, source=text, node=node, cells=tuple(cells)
    )
