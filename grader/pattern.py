"""Describes wrong numbers that no misconception explains: the counts they behave like, or where they are wrong."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grader.case_results import CaseResults
from grader.vocabulary import Case, Numbers

COEFFICIENTS = (0, 1, 2)
LENGTHS = (1, 2, 3, 5, 10, 20, 50, 100)
ENOUGH = 5
"""Fewer telling cases than this would let a formula fit by chance."""

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What a question counts in each ordinary case, by name: `table` has shape (cases, names)."""

    names: tuple[str, ...]
    table: Numbers
    lengths: Numbers


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of the input, as a clause; and what a candidate sees who finds it, with the usual reason."""

    clause: str
    seen: str
    apply: Callable[[Case], Case]


def as_if(results: CaseResults) -> Change | None:
    """The change of the input for which every answer would be right, or None where there is none."""
    return next((change for change in _CHANGES if _fits(change, results)), None)


def _fits(change: Change, results: CaseResults) -> bool:
    """Whether each answer is that to the changed input, and enough of them tell this from the right answer.

    Where the changed input leaves a part undefined, the answer is the function's own choice: the one that it gave for
    that input, where the battery holds it.
    """
    contract, best, telling = results.question.contract, results.best, 0
    places = {case: place for place, case in enumerate(results.battery.cases)}
    for place in results.ordinary:
        changed = change.apply(results.battery.cases[place])
        if not all(changed):
            continue
        if any(edge.contains(changed) for edge in contract.edge_classes):
            known = places.get(changed)
            expected = None if known is None else best.numbers[known]
        else:
            expected = np.array(results.question.reference(*changed), dtype=np.float64)
        if expected is None:
            continue
        if not _close(best.numbers[place], expected, contract.tolerance):
            return False
        telling += not _close(results.battery.expected[place], expected, contract.tolerance)
    return telling >= ENOUGH


def _close(numbers: Numbers, expected: Numbers, tolerance: float) -> bool:
    return bool(np.allclose(numbers, expected, rtol=0, atol=tolerance, equal_nan=True))


def _sliced(start: int | None, end: int | None) -> Callable[[Case], Case]:
    return lambda case: tuple(argument[start:end] for argument in case)


_CHANGES = (
    Change(
        clause="the first label of each list were missing",
        seen="the first pair is never looked at: mostly the loop starts at 1",
        apply=_sliced(1, None),
    ),
    Change(
        clause="the last label of each list were missing",
        seen="the last pair is never looked at: mostly the loop ends one too early",
        apply=_sliced(None, -1),
    ),
    Change(
        clause="each list were sorted on its own",
        seen="sorting parts a prediction from its label",
        apply=lambda case: tuple(tuple(sorted(argument)) for argument in case),
    ),
    Change(
        clause="there were only the first label of each list",
        seen="only the first pair is looked at: mostly a return stands inside the loop",
        apply=_sliced(None, 1),
    ),
    Change(
        clause="there were only the last label of each list",
        seen="only the last pair counts: mostly the counts start at 0 again inside the loop",
        apply=_sliced(-1, None),
    ),
    Change(
        clause="there were only the first ten labels",
        seen="nothing after the tenth pair is looked at: mostly a limit was left from trying things out",
        apply=_sliced(None, 10),
    ),
    Change(
        clause="there were only the first hundred labels",
        seen="nothing after the hundredth pair is looked at: mostly a limit was left from trying things out",
        apply=_sliced(None, 100),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """A ratio of sums of counts, in words; `below` is "1" where the answers are plain counts."""

    above: str
    below: str

    def __str__(self) -> str:
        if self.below == "1":
            return self.above
        return " / ".join(f"({each})" if " + " in each or "×" in each else each for each in (self.above, self.below))


def counts_of(results: CaseResults) -> Counts:
    """The counts of the ordinary cases."""
    cases = [results.battery.cases[place] for place in results.ordinary]
    counted = [results.question.contract.counts(case) for case in cases]
    names = tuple(counted[0]) if counted else ()
    table = np.array([[each[name] for name in names] for each in counted], dtype=np.float64)
    return Counts(names=names, table=table, lengths=np.array([len(case[0]) for case in cases], dtype=np.float64))


def fitted_ratio(answers: Numbers, counts: Counts, tolerance: float) -> Ratio | None:
    """The simplest ratio of sums of counts that gives every finite answer; None where none does.

    Each count stands in either sum 0, 1 or 2 times. The simplest has the smallest coefficients in all. Where the lower
    sum is 0, the answer is 0, as a guard would have it.
    """
    known = np.isfinite(answers)
    if known.sum() < ENOUGH or len(np.unique(answers[known])) < ENOUGH or not counts.names:
        return None
    weights = np.array(list(itertools.product(COEFFICIENTS, repeat=len(counts.names))), dtype=np.float64)
    sums = counts.table[known] @ weights.T
    for plain in range(1, len(weights)):
        if bool((np.abs(sums[:, plain] - answers[known]) <= tolerance).all()):
            return Ratio(above=_sum(weights[plain], counts.names), below="1")
    best: tuple[float, int, int] | None = None
    for below in range(1, len(weights)):
        # answer = above / below exactly where above = answer * below: one comparison with every candidate for above
        with np.errstate(over="ignore"):  # a candidate's numbers may be anything
            product = answers[known] * sums[:, below]
        has_value = sums[:, below] > 0
        if has_value.sum() < ENOUGH or answers[known][~has_value].any():
            continue  # without a value, people return 0
        near = np.abs(sums - product[:, None]) <= tolerance * np.maximum(sums[:, [below]], 1)
        for above in np.flatnonzero(near[has_value].all(axis=0)):
            candidate = (float(weights[above].sum() + weights[below].sum()), int(above), below)
            best = candidate if above and (best is None or candidate < best) else best
    if best is None:
        return None
    return Ratio(above=_sum(weights[best[1]], counts.names), below=_sum(weights[best[2]], counts.names))


def _sum(weights: Sequence[float] | Numbers, names: Sequence[str]) -> str:
    terms = [name if weight == 1 else f"2 × {name}" for weight, name in zip(weights, names, strict=True) if weight]
    return " + ".join(terms)


def condition(wrong: Truths, counts: Counts) -> str | None:
    """The simplest condition under which all wrong cases fall and no right one, in words; None where there is none."""
    if not wrong.any() or wrong.all():
        return None
    for words, holds in _conditions(counts):
        if bool((holds == wrong).all()):
            return words
    return None


def _conditions(counts: Counts) -> list[tuple[str, Truths]]:
    found: list[tuple[str, Truths]] = []
    for name, column in zip(counts.names, counts.table.T, strict=True):
        found.append((f"there are no {name}", np.asarray(column == 0)))
        found.append((f"there are {name}", np.asarray(column > 0)))
        found.append((f"there is more than one of the {name}", np.asarray(column > 1)))
    for length in LENGTHS:
        found.append((f"the input is longer than {length}", np.asarray(counts.lengths > length)))
        found.append((f"the input is no longer than {length}", np.asarray(counts.lengths <= length)))
    return found
