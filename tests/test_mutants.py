"""Mutation adequacy: the battery catches every small change to the reference, or the change is proven to be none.

A mutant is the reference's source with one change of first order: an operator or a comparison exchanged, a constant
moved by one, a condition negated, a branch or a statement taken away, a count taken for another. It is judged as a
candidate's answers are, without a kernel.
"""

from __future__ import annotations

import ast
import copy
import inspect
import textwrap
from collections.abc import Callable, Iterator
from itertools import product

import pytest

from grader import battery, question
from grader.answer import Answer, Raised, Returned
from grader.case_results import groups, judge
from grader.vocabulary import Case, Handling

QUESTION = question.load()
BATTERY = battery.load(QUESTION)
CALLED = groups(QUESTION, BATTERY)
TREE = ast.parse(textwrap.dedent(inspect.getsource(QUESTION.reference)))
FUNCTION = TREE.body[0]
assert isinstance(FUNCTION, ast.FunctionDef)
assert ast.get_docstring(FUNCTION)
del FUNCTION.body[0]

COUNTS = ("true_positives", "false_positives", "false_negatives")
SUMS = ("predicted_positives", "positive_labels")
SCORES = ("precision", "recall", "f1")
LABELS = ("true", "predicted")
ARGUMENTS = ("y_true", "y_pred")
FAMILIES = (COUNTS, SUMS, SCORES, LABELS, ARGUMENTS)
"""Names of one kind, that could be taken for each other."""

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)

SAME_LENGTH = "both sequences have the same length by the contract, so that there is nothing to be strict about"
AT_LEAST_ONE = "of 0 and 1, only 1 is at least 1"
BELOW_ONE = "of 0 and 1, only 0 is below 1, and only 0 is not 1"

EQUIVALENT = {
    "for true, predicted in zip(y_true, y_pred, strict=True): -> "
    "for true, predicted in zip(y_true, y_pred, strict=False):": SAME_LENGTH,
    "true_positives += true == 1 and predicted == 1 -> true_positives += true >= 1 and predicted == 1": AT_LEAST_ONE,
    "true_positives += true == 1 and predicted == 1 -> true_positives += true == 1 and predicted >= 1": AT_LEAST_ONE,
    "false_positives += true != 1 and predicted == 1 -> false_positives += true != 1 and predicted >= 1": AT_LEAST_ONE,
    "false_positives += true != 1 and predicted == 1 -> false_positives += true < 1 and predicted == 1": BELOW_ONE,
    "false_negatives += true == 1 and predicted != 1 -> false_negatives += true >= 1 and predicted != 1": AT_LEAST_ONE,
    "false_negatives += true == 1 and predicted != 1 -> false_negatives += true == 1 and predicted < 1": BELOW_ONE,
}
"""The mutants that nothing can tell from the reference, each with the proof that its answers are the same."""


# --- making mutants -------------------------------------------------------------------------------------------------


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in a node's place."""
    match node:
        case ast.BinOp(op=operator):
            yield from (with_(node, op=other()) for other in ARITHMETIC if not isinstance(operator, other))
        case ast.AugAssign(op=operator):
            yield from (with_(node, op=other()) for other in ARITHMETIC if not isinstance(operator, other))
            yield ast.Assign(targets=[node.target], value=node.value)
        case ast.Compare(ops=[operator]):
            yield from (with_(node, ops=[other()]) for other in COMPARISONS if not isinstance(operator, other))
        case ast.BoolOp(op=operator, values=values):
            yield with_(node, op=ast.Or() if isinstance(operator, ast.And) else ast.And())
            yield from values
        case ast.IfExp(test=condition, body=body, orelse=other):
            yield with_(node, test=ast.UnaryOp(ast.Not(), condition))
            yield from (body, other)
        case ast.Constant(value=bool() as value):
            yield with_(node, value=not value)
        case ast.Constant(value=int() | float() as value):
            yield from (with_(node, value=value + step) for step in (1, -1))
        case ast.Name(id=name, ctx=ast.Load()):
            family = next((family for family in FAMILIES if name in family), ())
            yield from (with_(node, id=other) for other in family if other != name)


def with_(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def mutants() -> dict[str, ast.Module]:
    """Every mutant, by what was changed: the line as it is, and as it is then."""
    found: dict[str, ast.Module] = {}
    for place, node in enumerate(ast.walk(TREE)):
        for change in changes(node):
            add(found, mutated(place, change))
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef | ast.Return):
            add(found, mutated(place, ast.Pass()))
    return found


def add(found: dict[str, ast.Module], mutant: ast.Module) -> None:
    before, after = (ast.unparse(tree).split("\n") for tree in (TREE, mutant))
    changed = [(one.strip(), other.strip()) for one, other in zip(before, after, strict=False) if one != other]
    if changed:  # where a statement is taken away, a later line moves up: the first difference tells
        found[" -> ".join(changed[0])] = mutant


def mutated(place: int, change: ast.AST) -> ast.Module:
    """The tree with the node at `place`, in the order of `ast.walk`, exchanged."""
    tree = copy.deepcopy(TREE)
    wanted = list(ast.walk(tree))[place]

    class Exchange(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return copy.deepcopy(change) if node is wanted else self.generic_visit(node)

    exchanged = Exchange().visit(tree)
    assert isinstance(exchanged, ast.Module)
    return ast.fix_missing_locations(exchanged)


MUTANTS = mutants()


# --- judging them ---------------------------------------------------------------------------------------------------


def function_of(mutant: ast.Module) -> Callable[..., object]:
    namespace: dict[str, Callable[..., object]] = {}
    exec(compile(mutant, "<mutant>", "exec"), namespace)  # a change of our own reference
    return namespace[QUESTION.name]


def answer(function: Callable[..., object], case: Case) -> Answer:
    try:
        value = function(*case)
        assert isinstance(value, tuple)
        return Returned(value=tuple(float(number) for number in value))
    except Exception as error:
        return Raised(type=type(error).__name__, message=str(error), own=False, line=1)


def is_caught(function: Callable[..., object]) -> bool:
    """Whether the grader tells the function from the reference: a wrong answer, or an edge class handled otherwise."""
    known = {case: answer(function, case) for case in BATTERY.cases}
    answers = [[known[case] for case in group.cases] for group, _ in CALLED]
    results = judge(CALLED, answers, QUESTION, BATTERY)
    return bool(results.failing) or any(edge.worst is not Handling.AS_REFERENCE for edge in results.best.edges)


def same_everywhere(function: Callable[..., object]) -> bool:
    """Whether the function gives the reference's answers to all pairs up to length six."""
    for size in range(7):
        labels = list(product((0, 1), repeat=size))
        for case in product(labels, labels):
            if answer(function, case) != answer(QUESTION.reference, case):
                return False
    return True


def test_there_are_many_mutants() -> None:
    assert 150 < len(MUTANTS)


def test_the_reference_itself_is_not_caught() -> None:
    assert not is_caught(QUESTION.reference)


@pytest.mark.parametrize("mutant", [name for name in MUTANTS if name not in EQUIVALENT])
def test_caught(mutant: str) -> None:
    assert is_caught(function_of(MUTANTS[mutant])), f"not told from the reference: {mutant}"


@pytest.mark.parametrize("mutant", EQUIVALENT)
def test_equivalent(mutant: str) -> None:
    function = function_of(MUTANTS[mutant])
    assert not is_caught(function)
    assert same_everywhere(function)
