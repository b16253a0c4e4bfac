"""Cases as results.json shows them: of an edge class, of a property, the smallest that fails."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Sequence

import msgspec

from grader import counterexample
from grader.blame import calls_others
from grader.case_results import CaseResults, PropertyOutcome, evidence
from grader.counterexample import Smallest
from grader.reading import Kind, exactly, read
from grader.results import Counterexample, EdgeResult, PropertyResult
from grader.source import Definition
from grader.undefined import undefined_parts
from grader.vocabulary import Answer, Case, Container, Handling, Misconception


def edges(results: CaseResults, computed: Collection[str], definition: Definition | None) -> tuple[EdgeResult, ...]:
    """How each edge class is handled, with an example; those `computed` have what a wrong formula gives."""
    own_lines = definition is not None and not calls_others(definition)
    told = {each.edge.id: evidence(results.best, each, own_lines=own_lines) for each in results.best.edges}
    return tuple(
        EdgeResult(
            id=handled.edge.id,
            title=handled.edge.title,
            handling=handled.handling,
            parts=handled.parts,
            says=f"{told[handled.edge.id]}{', as its formula does' if handled.edge.id in computed else ''}",
            by_formula=handled.edge.id in computed,
            cases=len(handled.places),
            failed=len(handled.failed),
            example=_at(results, (handled.failed or handled.places)[0]) if handled.places else None,
        )
        for handled in results.best.edges
    )


def properties(
    results: CaseResults, undefined: CaseResults, by_rounding: Collection[str]
) -> tuple[PropertyResult, ...]:
    """Which properties hold, and the edge classes as judged in `undefined`; which fail only `by_rounding`."""
    laws = len(results.question.contract.properties)
    found = [*((each, results) for each in results.properties[:laws])]
    found += ((each, undefined) for each in undefined.properties[laws:])
    return tuple(
        PropertyResult(
            id=each.id,
            title=each.title,
            cases=len(each.checked),
            failed=len(each.failed),
            strip=_strip(each, seen),
            counterexample=_related(seen, each.failed[0]) if each.failed else None,
            by_rounding=each.id in by_rounding,
            unanswered=each.unanswered,
        )
        for each, seen in found
    )


_STRIP = 40
"""At most so many runs of cases are told apart where a property's failures are drawn."""


def _strip(outcome: PropertyOutcome, results: CaseResults) -> tuple[int, ...]:
    """The percentage of failures in each of up to 40 equal runs of a property's cases, the smallest cases first."""
    total = len(outcome.checked)
    runs = min(_STRIP, total)
    if not outcome.failed:
        return (0,) * runs
    ranks, broken = results.battery.ranks, set(outcome.failed)
    ordered = sorted(map(tuple, outcome.checked), key=lambda group: ranks[group[0]])
    bounds = [total * run // runs for run in range(runs + 1)]
    return tuple(
        round(100 * sum(group in broken for group in ordered[start:end]) / (end - start))
        for start, end in itertools.pairwise(bounds)
    )


def _related(results: CaseResults, group: Sequence[int]) -> Counterexample:
    """A failing group of a property: its first case; the related ones are told in `got`."""
    first = _at(results, group[0])
    if len(group) == 1:
        return first
    others = "; ".join(
        f"and for {call_of(results.battery.cases[place])}: {exactly(results.best.answers[place])}"
        for place in group[1:]
    )
    return Counterexample(
        args=first.args,
        container=first.container,
        expected=first.expected,
        got=f"{first.got}; {others}",
        got_parts=None,
        counts=first.counts,
        undefined=first.undefined,
    )


def _at(results: CaseResults, place: int) -> Counterexample:
    return example(counterexample.at(results, place), results)


def _undefined(smallest: Smallest, results: CaseResults) -> dict[str, Handling]:
    """The parts without a value there, where the example is a case of the battery: a shrunk one leaves none out."""
    cases = results.battery.cases
    return undefined_parts(results, cases.index(smallest.case)) if smallest.case in cases else {}


def example(smallest: Smallest, results: CaseResults) -> Counterexample:
    """One case: what goes in, what is expected, what came back."""
    return Counterexample(
        args=smallest.case,
        container=smallest.container,
        expected=_finite(smallest.expected),
        got=exactly(smallest.answer),
        got_parts=_got_parts(smallest, results),
        counts=dict(results.question.contract.counts(smallest.case)),
        undefined=_undefined(smallest, results),
        before=smallest.before,
        left=smallest.left,
        shrunk=smallest.shrunk,
    )


def told_example(
    smallest: Smallest | None, misconceptions: Sequence[Misconception], results: CaseResults
) -> Counterexample | None:
    """The example on top of the page, or the one below it, with what the misconceptions say of it; None of none."""
    if smallest is None:
        return None
    told = [entry.shows(smallest.case) for entry in misconceptions if entry.shows]
    return msgspec.structs.replace(example(smallest, results), why=" ".join(told))


_WORDS = {Kind.NAN: "nan", Kind.INFINITE: "inf", Kind.NONE: "None", Kind.WORD: "a word", Kind.ABSENT: "nothing"}


def _got_parts(smallest: Smallest, results: CaseResults) -> tuple[float | str, ...] | None:
    """What was read for each part; None where the call returned nothing that has parts."""
    found = read(smallest.answer, results.question.contract.parts)
    if found.form in ("none", "single"):
        return None
    return tuple(
        number if kind is Kind.NUMBER else _WORDS[kind] for number, kind in zip(found.numbers, found.kinds, strict=True)
    )


def _finite(numbers: Answer) -> tuple[float | str, ...]:
    return tuple(number if math.isfinite(number) else str(number) for number in numbers)


def call_of(case: Case, container: Container = "list") -> str:
    """The input of a case on one line, as Python writes it, cut where it is long."""
    lists = (str(list(argument)) for argument in case)
    shown = ", ".join(f"np.array({each})" if container == "array" else each for each in lists)
    return shown if len(shown) <= 120 else f"{shown[:117]}..."
