"""Says what is wrong and why: misconceptions by name where a wrong variant gives the same answers, else the pattern."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from grader.answer import Raised, Returned
from grader.behaviour import Steadiness
from grader.case_results import FAILING, CaseResults, EdgeHandling, always_the_same
from grader.pattern import as_if, describe
from grader.vocabulary import Handling, Misconception, Numbers


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing that is wrong, in words for an interviewer, and what to ask next."""

    id: str
    says: str
    ask: str


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """The misconceptions that the answers show, which wrong parts they explain, and all that there is to say."""

    misconceptions: tuple[Misconception, ...]
    explained: frozenset[str]
    statements: tuple[Statement, ...]

    def all_explained(self, core: dict[str, bool]) -> bool:
        """Whether every wrong part has its explanation."""
        return all(right or part in self.explained for part, right in core.items())


NOTHING = Diagnosis(misconceptions=(), explained=frozenset(), statements=())
"""For a function that never answers: its status says all."""


def diagnose(
    results: CaseResults, told_order: tuple[int, ...] | None = None, steadiness: Steadiness = Steadiness.STEADY
) -> Diagnosis:
    """The fewest misconceptions that explain the wrong parts; where two can't be told apart, both.

    `told_order` is the order in which the function's own names say that it returns the parts: numbers that are right in
    that order are no confusion of one part with another.
    """
    wrong = frozenset(part for part, right in results.best.core.items() if not right)
    matching = [
        (entry, _explains(entry, results)) for entry in results.question.misconceptions if wrong and entry.variants
    ]
    useful = [(entry, parts & wrong) for entry, parts in matching if parts & wrong]
    chosen, explained = _fewest(useful, wrong)
    if wrong and _right_in_other_order(results, told_order, only_told=explained == wrong):
        chosen, explained = _of_form(results, {"other_order"}), wrong
    if wrong and always_the_same(results):
        chosen, explained = _of_form(results, {"constant"}) or chosen, wrong
    forms = {results.best.readings[place].form for place in results.ordinary if results.best.answered[place]}
    named = (*chosen, *(entry for entry in _of_form(results, forms) if entry not in chosen))
    return Diagnosis(
        misconceptions=named,
        explained=explained,
        statements=(
            *_unsteady(steadiness),
            *(Statement(id=entry.id, says=entry.says, ask=entry.ask) for entry in named),
            *_unexplained(results, wrong - explained),
            *_edges(results),
        ),
    )


def _unsteady(steadiness: Steadiness) -> tuple[Statement, ...]:
    """What to say of answers that depend on more than their inputs."""
    match steadiness:
        case Steadiness.STATEFUL:
            says = (
                "Each call alone is judged here, but the answers depend on the calls before: something outside the "
                "function, or a default argument, is kept from call to call."
            )
            return (
                Statement(id="stateful", says=says, ask="What happens when your function is called a second time?"),
            )
        case Steadiness.NONDETERMINISTIC:
            says = "The same input gets another answer each time."
            return (Statement(id="nondeterministic", says=says, ask="What in your function is left to chance?"),)
        case Steadiness.STEADY:
            return ()


def _explains(entry: Misconception, results: CaseResults) -> frozenset[str]:
    """The parts that a variant of `entry` reproduces, if these are all that it gets wrong of the misconception's parts.

    A variant may get fewer wrong than the misconception is about: numbers can be rounded in one part alone.
    """
    for variant in results.battery.variants[entry.id]:
        parts = _reproduced(variant, results)
        if parts.issuperset(_wrong(variant, results) & set(entry.parts)):
            return parts
    return frozenset()


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


def _fewest(
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


def _right_in_other_order(results: CaseResults, told_order: tuple[int, ...] | None, *, only_told: bool) -> bool:
    """Whether the numbers are all right, but stand in each other's places: in the told order, or else in any."""
    places = list(results.ordinary)
    answers, expected = results.best.numbers[places], results.battery.expected[places]
    tolerance = results.question.contract.tolerance
    _, *others = itertools.permutations(range(expected.shape[1]))  # the first is the order that is asked for
    orders = [order for order in others if order == told_order] if only_told else others
    return any(bool((np.abs(answers - expected[:, order]) <= tolerance).all()) for order in orders)


def _of_form(results: CaseResults, forms: Collection[str]) -> tuple[Misconception, ...]:
    """The question's misconceptions of dress that are recognised by the form of the answers."""
    return tuple(entry for entry in results.question.misconceptions if entry.form in forms)


def _unexplained(results: CaseResults, parts: frozenset[str]) -> tuple[Statement, ...]:
    """What to say of wrong parts that no misconception explains: of each with a pattern, then of the rest at once."""
    if not parts:
        return ()
    other_input = as_if(results)
    if other_input:
        says = f"The answers are right for another input: as if {other_input}."
        return (
            Statement(
                id="as_if",
                says=says,
                ask="Walk me through the smallest failing input, line by line: what happens to it first?",
            ),
        )
    told, rest = [], []
    for column, part in enumerate(results.question.contract.parts):
        if part.id in parts:
            pattern, where = _pattern(results, column)
            if pattern:
                says = f"{part.title} is wrong {where}: it {pattern}."
                ask = f"Work out {part.title} for the smallest failing input by hand: which line differs?"
                told.append(Statement(id=f"unexplained_{part.id}", says=says, ask=ask))
            else:
                rest.append(f"{part.title} {where}")
    if rest:
        says = f"Wrong in a way that has no name here: {_listed(rest)}."
        ask = "Work out the smallest failing input by hand: which line of your function differs?"
        told.append(Statement(id="unexplained", says=says, ask=ask))
    return tuple(told)


def _pattern(results: CaseResults, column: int) -> tuple[str | None, str]:
    """The pattern of a part's wrong numbers, if there is one, and how many ordinary inputs they are of."""
    wrong = [place for place in results.ordinary if not results.best.right[place, column]]
    if not wrong:
        return None, "is wrong on the largest input alone"
    where = f"on {len(wrong)} of {len(results.ordinary)} ordinary inputs"
    if np.isnan(results.best.numbers[wrong, column]).all():
        return None, f"is missing {where}"
    pattern = describe(results, column)
    return pattern, where if pattern else f"is wrong {where}"


def _listed(items: Sequence[str]) -> str:
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def _edges(results: CaseResults) -> tuple[Statement, ...]:
    """What to say of the edge classes that leak or are wrong: at once, with the first of them told in full.

    Wrong numbers beside a wrong part follow from it; they are in the table, and not said again.
    """
    right = all(results.best.core.values())
    failing = [each for each in results.best.edges if each.worst in FAILING and (right or each.worst != Handling.WRONG)]
    if not failing:
        return ()
    first = failing[0]
    case = results.battery.cases[first.failed[0]]
    called = ", ".join(
        f"{parameter.name}={list(argument)}"
        for parameter, argument in zip(results.question.contract.parameters, case, strict=True)
    )
    titles = "; ".join(handled.edge.title.lower() for handled in failing)
    kinds = f"{len(failing)} kinds of input" if len(failing) > 1 else "one kind of input"
    says = f"With an undefined ratio, {kinds} {'are' if len(failing) > 1 else 'is'} not handled: {titles}."
    return (
        Statement(
            id="edge_cases",
            says=f"{says} For example, {called}: the function {first.evidence}.{_not_chosen(results, first)}",
            ask=f"What should your function return for {called}, and what does it do?",
        ),
    )


def _not_chosen(results: CaseResults, handled: EdgeHandling) -> str:
    """Why an answer that could have been chosen on purpose was not."""
    match results.best.answers[handled.failed[0]]:
        case Raised():
            return " That is Python's own error, not one that the function chose to raise."
        case Returned(warned=warned) if warned:
            return " That would be fine, had the function chosen it; here nothing guards the division."
    return ""
