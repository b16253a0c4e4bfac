"""scikit-learn's confusion matrix taken apart as if it were always 2×2: where one class alone occurs, it is 1×1."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from grader.answer import Raised
from grader.blame import line_of_error, nodes_at
from grader.case_results import CaseResults
from grader.names import imported, origin
from grader.source import Definition

_MATRIX = "sklearn.metrics.confusion_matrix"
_TOO_SMALL = re.compile(
    r"not enough values to unpack \(expected \d+, got 1\)|index \d+ is out of bounds for axis \d+ with size 1"
)

CAUSE = "there both lists hold one and the same class, for which scikit-learn's confusion_matrix is 1×1 and not 2×2"

GOOD_ANSWER = (
    "They see that every label and every prediction is of one class there, which makes the matrix 1×1. With "
    "labels=[0, 1], confusion_matrix makes it 2×2; or they count by hand."
)


def too_small(results: CaseResults, places: Sequence[int], definition: Definition | None) -> bool:
    """Whether the errors in these cases are certain to come from such a matrix: by their words, by the cases, which
    have one label alone, and by their line, which takes it apart.
    """
    answers = [results.best.answers[place] for place in places]
    line = line_of_error(answers, definition)
    if line is None or definition is None or results.question.contract.encoding != "bits":
        return False
    words = all(isinstance(each, Raised) and _TOO_SMALL.fullmatch(each.message) for each in answers)
    one_class = all(
        len({label for labels in results.battery.cases[place] for label in labels}) == 1 for place in places
    )
    return words and one_class and any(_takes_apart(node, definition) for node in nodes_at(definition, line.number))


def _takes_apart(node: ast.stmt | ast.expr, definition: Definition) -> bool:
    match node:
        case ast.Assign(targets=[ast.Tuple() | ast.List()], value=value) | ast.Subscript(value=value):
            return _is_matrix(value, definition)
    return False


def _is_matrix(value: ast.expr, definition: Definition) -> bool:
    """Whether it is the matrix, or made of one by methods, without `labels`; through one variable."""
    root = _root(value)
    if isinstance(root, ast.Name):
        root = _assigned(root.id, definition) or root
    if not isinstance(root, ast.Call) or origin(root.func, imported(definition.cells)) != _MATRIX:
        return False
    return len(root.args) == 2 and not any(each.arg in (None, "labels") for each in root.keywords)


def _root(value: ast.expr) -> ast.expr:
    """What a chain of methods and places of an array begins with."""
    match value:
        case ast.Call(func=ast.Attribute(value=inner, attr="ravel" | "flatten" | "tolist" | "reshape" | "astype")):
            return _root(inner)
        case ast.Attribute(value=inner, attr="T") | ast.Subscript(value=inner):
            return _root(inner)
    return value


def _assigned(name: str, definition: Definition) -> ast.expr | None:
    """What the one assignment to a variable stores; None where there is another way for it to get a value."""
    nodes = list(ast.walk(definition.node))
    stores = [
        node for node in nodes if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name and len(stores) == 1:
                return _root(value)
    return None
