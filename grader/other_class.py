"""Answers that are right for another class: which ratios are 0/0 there is another matter, and judged for that class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from grader.battery import LARGE, ORDINARY
from grader.case_results import CaseResults, rejudged
from grader.vocabulary import Case, EdgeClass, Misconception


def judged_for(results: CaseResults, named: Sequence[Misconception]) -> CaseResults:
    """The answers as judged for the class that the function takes for the one asked about; or as they were judged.

    They are the latter where nothing of the kind is named, or where something is wrong for that class, too.
    """
    for entry in named:
        if entry.mirror is not None:
            seen = _mirrored(results, entry.mirror, entry.word.removeprefix("right").strip())
            if all(seen.best.core.values()):
                return seen
    return results


def _mirrored(results: CaseResults, mirror: Callable[[Case], Case], of: str) -> CaseResults:
    battery, contract = results.battery, results.question.contract
    mirrored = [mirror(case) for case in battery.cases]
    changed = {
        edge.id
        for edge in contract.edge_classes
        if any(edge.contains(case) != edge.contains(other) for case, other in zip(battery.cases, mirrored, strict=True))
    }
    edges = tuple(_named(edge, of) if edge.id in changed else edge for edge in contract.edge_classes)
    classes = tuple(
        LARGE if kind == LARGE else next((edge.id for edge in edges if edge.contains(case)), ORDINARY)
        for case, kind in zip(mirrored, battery.classes, strict=True)
    )
    expected = np.array([results.question.reference(*case) for case in mirrored], dtype=np.float64)
    return rejudged(
        results,
        replace(results.question, contract=replace(contract, edge_classes=edges)),
        replace(battery, classes=classes, expected=expected),
        of=of,
    )


def _named(edge: EdgeClass, of: str) -> EdgeClass:
    """A class of inputs with words that say of which class they are told."""
    says = f"{of[:1].upper()}{of[1:]}: {edge.says[:1].lower()}{edge.says[1:]}"
    return replace(edge, title=f"{edge.title}, {of}", says=says)
