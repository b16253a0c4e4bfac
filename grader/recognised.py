"""Which misconceptions reproduce the answers, and the order in which right numbers stand in each other's places."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from grader.case_results import CaseResults
from grader.vocabulary import Misconception, Numbers


def explained_by(entry: Misconception, results: CaseResults) -> frozenset[str]:
    """The parts that a variant of `entry` reproduces, if these are all that it gets wrong of the misconception's parts.

    A variant may get fewer wrong than the misconception is about: numbers can be rounded in one part alone.
    """
    found = [(_reproduced(variant, results), variant) for variant in results.battery.variants[entry.id]]
    whole = [parts for parts, variant in found if parts and parts >= _wrong(variant, results) & set(entry.parts)]
    return max(whole, key=len, default=frozenset())


def _wrong(variant: Numbers, results: CaseResults) -> frozenset[str]:
    """The parts in which a variant differs from the reference on some ordinary case."""
    places = list(results.ordinary)
    contract = results.question.contract
    differs = np.abs(variant[places] - results.battery.expected[places]) > contract.tolerance
    return frozenset(part.id for column, part in enumerate(contract.parts) if differs[:, column].any())


def _reproduced(variant: Numbers, results: CaseResults) -> frozenset[str]:
    """The parts on which the answers are the variant's, on each ordinary case where both have a number.

    At least one of those cases must tell the variant from the reference, and on none may the answer be another number.
    Where a variant has none, people differ in what they do, and nothing is compared.
    """
    places = list(results.ordinary)
    contract = results.question.contract
    answers, expected, claimed = results.best.numbers[places], results.battery.expected[places], variant[places]
    same = np.abs(answers - claimed) <= contract.tolerance
    telling = np.abs(claimed - expected) > contract.tolerance
    both = ~np.isnan(answers) & ~np.isnan(claimed)
    fits = np.asarray((same | ~both).all(axis=0) & (same & telling).any(axis=0))
    return frozenset(part.id for part, fit in zip(contract.parts, fits, strict=True) if fit)


def fewest(
    useful: Sequence[tuple[Misconception, frozenset[str]]], wrong: frozenset[str]
) -> tuple[tuple[Misconception, ...], frozenset[str]]:
    """Choose greedily what explains most of what is left; equals are chosen together."""
    chosen: list[Misconception] = []
    left = wrong
    while left and (gains := [(len(parts & left), entry, parts) for entry, parts in useful if parts & left]):
        most = max(gain for gain, _, _ in gains)
        best = [(entry, parts) for gain, entry, parts in gains if gain == most]
        widest = best[0][1]
        chosen.extend(entry for entry, parts in best if parts & left == widest & left)
        left -= widest
    return tuple(chosen), wrong - left


def other_order(
    results: CaseResults, told_order: tuple[int, ...] | None, *, only_told: bool
) -> tuple[tuple[int, ...] | None, tuple[Misconception, ...]]:
    """The order in which the numbers are all right, if they stand in each other's places: the told one, or else any.

    In the told order they may be dressed besides, rounded above all: that comes with it.
    """
    places = list(results.ordinary)
    answers, expected = results.best.numbers[places], results.battery.expected[places]
    tolerance = results.question.contract.tolerance

    def are(numbers: Numbers, order: tuple[int, ...]) -> bool:
        wanted = numbers[:, order]
        return bool((np.isnan(wanted) | (np.abs(answers - wanted) <= tolerance)).all())

    _, *others = itertools.permutations(range(expected.shape[1]))  # the first is the order that is asked for
    told = [order for order in others if order == told_order]
    for order in told if only_told else others:
        if are(expected, order):
            return order, ()
    for order in told:
        for entry in results.question.misconceptions:
            variants = results.battery.variants.get(entry.id, ()) if entry.kind == "dress" else ()
            if any(are(variant[places], order) for variant in variants):
                return order, (entry,)
    return None, ()
