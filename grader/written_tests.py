"""The tests that a candidate wrote, read from the notebook's text without executing it.

A test is a statement at top level with a check in it that depends on the candidate's function, or a test function. A
check is an `assert`, a call of a function named `assert_…`, or `raises`; in a function that the statement calls, too.
Tests that stand in the assignment are not the candidate's.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from grader.source import parse
from grader.submission import Cell
from grader.trials import Step

MAX_TESTS = 200

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_NotATest = _Function | ast.ClassDef | ast.Import | ast.ImportFrom


@dataclass(frozen=True, kw_only=True)
class WrittenTest:
    """One test: the cell it stands in, counted from 1, and how many checks it makes."""

    cell: int
    checks: int


@dataclass(frozen=True, kw_only=True)
class WrittenTests:
    """All tests, and the steps that execute them: what they depend on, and a step marked as test for each.

    `lenient` are the same steps with asserts that fail nothing, so that all calls are reached.
    """

    tests: tuple[WrittenTest, ...]
    steps: tuple[Step, ...]
    lenient: tuple[Step, ...]

    @property
    def checks(self) -> int:
        """How many checks there are."""
        return sum(test.checks for test in self.tests)

    def only(self, places: Collection[int]) -> tuple[Step, ...]:
        """The steps without the tests that are not at `places`."""
        numbers = iter(range(len(self.tests)))
        return tuple(step for step in self.steps if not step.is_test or next(numbers) in places)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Statement:
    """A statement at top level: the names it binds (or changes what they stand for) and those it reads."""

    node: ast.stmt
    cell: int
    binds: frozenset[str]
    reads: frozenset[str]
    calls: frozenset[str]
    checks: int


def collect(cells: Sequence[Cell], assignment: Sequence[Cell], names: Sequence[str], asked: str) -> WrittenTests:
    """The candidate's tests of the functions `names`; in the assignment, the function goes by the name `asked`."""
    statements = _statements(cells)
    given = _given(tuple(assignment), asked)
    own = [statement for statement in statements if _dump(statement.node, names, asked) not in given]
    reaching = _closure(names, statements, lambda each: each.reads, lambda each: each.binds)
    functions = {
        each.node.name: each
        for each in statements
        if isinstance(each.node, _Function) and each.node.name not in names  # its own asserts are no tests of it
    }
    checking = _closure(
        [name for name, each in functions.items() if each.checks],
        functions.values(),
        lambda each: each.calls,
        lambda each: each.binds,
    )
    relevant = [each for each in own if each.reads & reaching and (each.checks or each.calls & checking)]
    written = [each for each in relevant if not isinstance(each.node, _NotATest) and not each.binds & set(names)]
    called = frozenset().union(*(each.calls for each in written))
    in_functions = [
        (each, call)
        for each in relevant
        if isinstance(each.node, ast.FunctionDef)
        and each.node.name not in called
        and functions[each.node.name] is each
        and (call := _call(each.node))
    ]
    return _assemble(statements, written[:MAX_TESTS], in_functions[:MAX_TESTS], names, functions)


@lru_cache(maxsize=8)
def _given(assignment: tuple[Cell, ...], asked: str) -> frozenset[str]:
    """What the assignment itself says, which is the same for every notebook of a run."""
    return frozenset(_dump(statement.node, (), asked) for statement in _statements(assignment))


def _assemble(
    statements: Sequence[_Statement],
    written: Sequence[_Statement],
    in_functions: Sequence[tuple[_Statement, str]],
    names: Sequence[str],
    functions: dict[str, _Statement],
) -> WrittenTests:
    """The steps in the notebook's order, test functions last, as pytest would call them."""
    tests = frozenset(written)
    roots = [name for each in (*written, *(each for each, _ in in_functions)) for name in (*each.reads, *each.binds)]
    needed = _closure(roots, statements, lambda each: each.binds, lambda each: each.reads) | {"*"}  # may bind any name
    steps, lenient, found = [], [], []
    for each in statements:
        if each not in tests and (not each.binds & needed or each.binds & set(names)):
            continue
        source, soft = _source(each.node), _source(each.node, lenient=True)
        if source is None or soft is None:
            continue
        binds = tuple(sorted(each.binds))
        steps.append(Step(source=source, binds=binds, is_test=each in tests))
        lenient.append(Step(source=soft, binds=binds, is_test=each in tests))
        if each in tests:
            in_called = sum(functions[name].checks for name in sorted(each.calls & functions.keys()))
            found.append(WrittenTest(cell=each.cell, checks=max(1, each.checks + in_called)))
    for each, call in in_functions:
        steps.append(Step(source=call, is_test=True))
        lenient.append(steps[-1])
        found.append(WrittenTest(cell=each.cell, checks=max(1, each.checks)))
    return WrittenTests(tests=tuple(found), steps=tuple(steps), lenient=tuple(lenient))


def _closure(
    start: Iterable[str],
    statements: Iterable[_Statement],
    enters: Callable[[_Statement], frozenset[str]],
    leaves: Callable[[_Statement], frozenset[str]],
) -> frozenset[str]:
    """The names that can be reached from `start`, entering a statement by one name and leaving it by another."""
    by_name = defaultdict(list)
    for statement in statements:
        for name in enters(statement):
            by_name[name].append(statement)
    seen, todo = set(start), list(start)
    while todo:
        for statement in by_name.pop(todo.pop(), ()):
            new = leaves(statement) - seen
            seen |= new
            todo.extend(new)
    return frozenset(seen)


# --- one statement --------------------------------------------------------------------------------------------------


def _statements(cells: Sequence[Cell]) -> list[_Statement]:
    trees = [(place, parse(cell.source)) for place, cell in enumerate(cells, start=1) if cell.kind == "code"]
    found = [(place, node) for place, tree in trees if tree for node in tree.body]
    modules = frozenset(name for _, node in found for name in _imports(node))
    return [_statement(node, place, modules) for place, node in found]


def _statement(node: ast.stmt, cell: int, modules: frozenset[str]) -> _Statement:
    inner = list(ast.walk(node))
    calls = [each.func for each in inner if isinstance(each, ast.Call)]
    return _Statement(
        node=node,
        cell=cell,
        binds=_binds(node, inner, modules),
        reads=frozenset(each.id for each in inner if isinstance(each, ast.Name)),
        calls=frozenset(function.id for function in calls if isinstance(function, ast.Name)),
        checks=sum(isinstance(each, ast.Assert) for each in inner) + sum(map(_is_check, calls)),
    )


def _is_check(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name.startswith("assert_") or name == "raises"


def _imports(node: ast.AST) -> list[str]:
    found = [each for each in ast.walk(node) if isinstance(each, ast.alias)]
    return [alias.asname or alias.name.split(".")[0] for alias in found]


def _binds(node: ast.stmt, inner: Sequence[ast.AST], modules: frozenset[str]) -> frozenset[str]:
    """The names that a statement binds; and those of lists and the like that it changes, modules left aside."""
    if isinstance(node, _Function | ast.ClassDef):
        return frozenset({node.name})
    names = set(_imports(node))
    passing = {id(part) for each in inner if isinstance(each, ast.comprehension) for part in ast.walk(each.target)}
    for each in inner:
        match each:
            case ast.Name() if id(each) in passing:
                continue
            case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Subscript(value=changed, ctx=ast.Store()) | ast.Attribute(value=changed, ctx=ast.Store()):
                names.update(_base(changed) - modules)
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=changed, attr=attribute))):
                names.update(_base(changed) - (frozenset() if attribute == "seed" else modules))
    return frozenset(names)


def _base(node: ast.expr) -> frozenset[str]:
    """The name that a chain of attributes and subscripts starts from."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return frozenset({node.id}) if isinstance(node, ast.Name) else frozenset()


def _call(function: ast.FunctionDef) -> str | None:
    """How a test function is called: without arguments, or with each row of a `parametrize` that gives all of them."""
    if not function.name.startswith("test"):
        return None
    required = len(function.args.posonlyargs) + len(function.args.args) - len(function.args.defaults)
    for decorator in function.decorator_list:
        match decorator:
            case ast.Call(func=ast.Attribute(attr="given") | ast.Name(id="given")):
                return f"{function.name}()"
            case ast.Call(func=ast.Attribute(attr="parametrize"), args=[names, values, *_]):
                rows = _source(ast.Expr(values))
                star = "*" if required > 1 else ""
                fits = _number_of_names(names) == required
                return f"for _row in {rows}:\n    {function.name}({star}_row)" if rows and fits else None
    return None if required else f"{function.name}()"


def _number_of_names(names: ast.expr) -> int:
    match names:
        case ast.Constant(value=str(text)):
            return len(text.split(","))
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return len(items)
    return 0


class _Lenient(ast.NodeTransformer):
    """Turns an assert into its condition."""

    def visit_Assert(self, node: ast.Assert) -> ast.Expr:
        return ast.Expr(value=node.test)


def _source(node: ast.stmt, *, lenient: bool = False) -> str | None:
    """The statement's text, or None where it is nested too deeply."""
    try:
        text = ast.unparse(node)
        return ast.unparse(_Lenient().visit(ast.parse(text))) if lenient else text
    except (RecursionError, ValueError, SyntaxError):
        return None


def _dump(node: ast.stmt, names: Sequence[str], asked: str) -> str:
    """What a statement says, whatever its layout, and whatever the function is called."""
    try:
        text = ast.dump(node)
    except RecursionError:
        return ""
    for name in names:
        text = text.replace(f"Name(id={name!r}", f"Name(id={asked!r}")
    return text
