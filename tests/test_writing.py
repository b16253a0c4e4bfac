from __future__ import annotations

import pytest

from grader import question, writing
from grader.source import Definition, definitions
from grader.submission import Cell

PARTS = question.load().contract.parts


def function(source: str) -> Definition:
    return definitions([Cell(kind="code", source=source)])[-1]


@pytest.mark.parametrize(
    ("returned", "order"),
    [
        ("precision, recall, f1", (0, 1, 2)),
        ("recall, precision, f1", (1, 0, 2)),
        ("f1_score, prec, rec", (2, 0, 1)),
        ("p, r, f", (0, 1, 2)),
        ("a, b, c", None),
        ("precision, recall", None),
        ("precision, recall, f1, support", None),
        ("precision, precision, f1", None),
        ("(recall, precision, 2 * precision)", (1, 0, 2)),
        ("recall, 2 * a, 3 * b", None),
        ("round(f1, 2), round(precision, 2), round(recall, 2)", (2, 0, 1)),
        ("recall * 100, precision, f1", (1, 0, 2)),
        ("float(r), float(p), 2 * p * r / (p + r)", (1, 0, 2)),
        ("round(precision, 2), round(precision, 3), f1", None),
        ("[recall, precision, f1]", None),
        ("{'recall': recall}", None),
    ],
)
def test_the_order_that_a_return_tells(returned: str, order: tuple[int, ...] | None) -> None:
    assert order == writing.told_order(function(f"def f(y_true, y_pred):\n    return {returned}"), PARTS)


@pytest.mark.parametrize(
    ("helper", "taken", "order"),
    [
        ("return recall, precision", "precision, recall", (1, 0, 2)),
        ("return precision, recall", "precision, recall", (0, 1, 2)),
        ("return precision, recall", "recall, precision", (1, 0, 2)),
        ("return r, tp / n", "precision, recall", (0, 1, 2)),
        ("return recall, precision, n", "precision, recall, n", (1, 0, 2)),
        ("return 0, 0\n    return recall, precision", "precision, recall", (0, 1, 2)),
    ],
)
def test_what_a_helper_hands_back_keeps_the_name_it_was_computed_under(
    helper: str, taken: str, order: tuple[int, ...]
) -> None:
    own = function(f"def both(y_true, y_pred):\n    {helper}")
    source = f"def f(y_true, y_pred):\n    {taken} = both(y_true, y_pred)\n    return precision, recall, f1"
    assert order == writing.told_order(function(source), PARTS, {"both": own})


def test_returns_of_inner_functions_tell_nothing() -> None:
    source = "def f(a, b):\n    def g():\n        return recall, precision, f1\n    return precision, recall, f1"
    assert (0, 1, 2) == writing.told_order(function(source), PARTS)


def test_returns_that_disagree_tell_nothing() -> None:
    source = "def f(a, b):\n    if a:\n        return recall, precision, f1\n    return precision, recall, f1"
    assert writing.told_order(function(source), PARTS) is None


def test_a_guard_that_returns_numbers_takes_nothing_from_what_names_tell() -> None:
    source = "def f(a, b):\n    if not a:\n        return 0, 0, 0\n    return recall, precision, f1"
    assert (1, 0, 2) == writing.told_order(function(source), PARTS)


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ('"""Scores. Undefined ratios are 0.0."""', "Undefined ratios are 0.0."),
        ('"""Scores."""\n    # NaN where nothing is predicted', "NaN where nothing is predicted"),
        ('"""Scores of two sequences."""', None),
        ("# avoid division by zero", "avoid division by zero"),
        ("x = '# nan'", None),
    ],
)
def test_a_stated_convention_is_quoted(body: str, quote: str | None) -> None:
    assert quote == writing.convention(function(f"def f(a, b):\n    {body}\n    return 1, 2, 3"))


def test_what_leads_over_to_code_explains_nothing() -> None:
    lead = Cell(kind="markdown", source="That is not right, I mixed up prevalence with precision. Once again:")
    assert writing.explanation([lead], []) is None


def test_an_explanation_is_what_the_assignment_does_not_hold() -> None:
    assignment = [Cell(kind="markdown", source="## Explain\nTwo sentences: how does your solution work, and why?")]
    own = Cell(
        kind="markdown", source="## Explain\nI count the four cells in one pass. Ratios without a base are zero."
    )
    expected = "I count the four cells in one pass. Ratios without a base are zero."
    assert expected == writing.explanation([own], assignment)
    assert writing.explanation(assignment, assignment) is None
    assert writing.explanation([Cell(kind="markdown", source="Done.")], assignment) is None


def test_quotes_are_short() -> None:
    long = writing.explanation([Cell(kind="markdown", source="word " * 500)], [])
    assert long is not None
    assert writing.QUOTED == len(long)
