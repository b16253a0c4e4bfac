"""Says what is wrong and why: misconceptions by name where a wrong variant gives the same answers, else the pattern."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader import constant, dress, mutation, nearly, undefined, unexplained
from grader.answer import Raised
from grader.behaviour import Behaviour, Remembered, Steadiness
from grader.blame import Slip, misspelt, place_of
from grader.case_results import CaseResults, always_the_same, smallest_first
from grader.other_class import judged_for
from grader.pattern import ENOUGH
from grader.plain_errors import plain
from grader.reading import by_part, part_named
from grader.source import Definition, outliving
from grader.statement import Statement, call, inside, listed, number
from grader.vocabulary import Misconception, Numbers, Part


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """The misconceptions that the answers show, which wrong parts they explain, and all that there is to say."""

    misconceptions: tuple[Misconception, ...]
    explained: frozenset[str]
    statements: tuple[Statement, ...]

    def all_explained(self, core: dict[str, bool]) -> bool:
        """Whether every wrong part has its explanation."""
        return all(right or part in self.explained for part, right in core.items())

    def forms(self, core: Mapping[str, bool]) -> dict[str, str]:
        """A word for each part whose right numbers come in another form: as the whole answer does, or that part alone.

        A part that a wrong idea explains is wrong in any form.
        """
        dresses = [entry for entry in self.misconceptions if entry.kind == "dress"]
        ideas = {part for entry in self.misconceptions if entry.kind == "concept" for part in entry.parts}
        found = {}
        for part, right in core.items():
            shown = [entry for entry in dresses if part in entry.parts and (not right or entry.of_whole_answer)]
            if shown and (right or part in self.explained - ideas):
                found[part] = dress.together(shown)
        return found


NOTHING = Diagnosis(misconceptions=(), explained=frozenset(), statements=())
"""For a function that never answers: its status says all."""


def diagnose(
    results: CaseResults,
    told_order: tuple[int, ...] | None = None,
    behaviour: Behaviour | None = None,
    definition: Definition | None = None,
) -> Diagnosis:
    """The fewest misconceptions that explain the wrong parts; where two can't be told apart, both.

    `told_order` is the order in which the function's own names say that it returns the parts: numbers that are right in
    that order are no confusion of one part with another. `behaviour` tells whether they hold over calls, `definition`
    what the line of an error computes.
    """
    steadiness = behaviour.steadiness if behaviour else Steadiness.STEADY
    wrong = frozenset(part for part, right in results.best.core.items() if not right)
    matching = [
        (entry, _explains(entry, results)) for entry in results.question.misconceptions if wrong and entry.variants
    ]
    useful = [(entry, parts & wrong) for entry, parts in matching if parts & wrong]
    chosen, explained = _fewest(useful, wrong)
    order, dressed = _other_order(results, told_order, only_told=explained == wrong) if wrong else (None, ())
    if order:
        chosen, explained = (*_of_form(results, {"other_order"}), *dressed), wrong
    if wrong and always_the_same(results):
        chosen, explained = _of_form(results, {"constant"}) or chosen, wrong
    forms = {results.best.readings[place].form for place in results.ordinary if results.best.answered[place]}
    named = (*chosen, *(entry for entry in _of_form(results, forms) if entry not in chosen))
    inherited = _inherited(results, wrong, named)
    left = wrong - explained - {part.id for part in inherited}
    rest = unexplained.statements(results, left, definition)
    told = any(each.id == "as_if" for each in rest)
    if wrong and not explained and not told and (slight := nearly.statement(results)):
        rest, told = (slight,), True
    if told:
        inherited = ()  # every part is right for that other input, or nearly right
    large = nearly.of_large(results)
    changes = mutation.statement(results)
    return Diagnosis(
        misconceptions=named,
        explained=explained,
        statements=(
            *_unsteady(steadiness, results, behaviour.remembered if behaviour else None, definition),
            *_in_all(named, results, explained == wrong),
            *_all_told(named, results, order, definition),
            *(rest if steadiness is not Steadiness.NONDETERMINISTIC else ()),
            *(_follows(part, wrong, results) for part in inherited if steadiness is not Steadiness.NONDETERMINISTIC),
            *((large,) if large else ()),
            *undefined.statements(judged_for(results, named), definition),
            *((changes,) if changes and steadiness is not Steadiness.NONDETERMINISTIC else ()),
        ),
    )


def _in_all(named: Sequence[Misconception], results: CaseResults, all_explained: bool) -> tuple[Statement, ...]:
    """Before what is to be asked about each: the forms together in which all numbers are right."""
    told = dress.headline(named, results) if all_explained else None
    return (Statement(id="forms", says=told[0], more=told[1]),) if told else ()


def _all_told(
    named: Sequence[Misconception],
    results: CaseResults,
    order: tuple[int, ...] | None,
    definition: Definition | None,
) -> Iterator[Statement]:
    """A statement for each misconception. Of those that give the same numbers the first asks; its answer fits all."""
    for place, entry in enumerate(named):
        told_already = any(_same(entry, other, results) for other in named[:place])
        full = _told(entry, results, order, definition)
        yield replace(full, ask="", good_answer="") if told_already else full


def _same(one: Misconception, other: Misconception, results: CaseResults) -> bool:
    """Whether two misconceptions can't be told apart by any ordinary input."""
    places = list(results.ordinary)
    return any(
        np.array_equal(first[places], second[places], equal_nan=True)
        for first in results.battery.variants.get(one.id, ())
        for second in results.battery.variants.get(other.id, ())
    )


def _told(
    entry: Misconception, results: CaseResults, order: tuple[int, ...] | None, definition: Definition | None
) -> Statement:
    """A misconception; of numbers in each other's places, also which place holds which."""
    if entry.form == "constant":
        return constant.statement(entry, results, definition)
    parts = results.question.contract.parts
    told = f"They come as {listed([inside(parts[place].title) for place in order])}." if order else ""
    more = told if entry.form == "other_order" else ""
    return Statement(id=entry.id, says=entry.says, more=more, ask=entry.ask, good_answer=entry.good_answer)


def _inherited(results: CaseResults, wrong: frozenset[str], named: Sequence[Misconception]) -> tuple[Part, ...]:
    """The wrong parts that are only made from wrong ones: made anew from the function's own numbers, they are the same.

    A misconception that is about such a part has told of it already.
    """
    about = {part for entry in named for part in entry.parts}
    numbers = results.best.numbers[list(results.ordinary)]
    found = []
    for column, part in enumerate(results.question.contract.parts):
        if part.made_of is not None and wrong > {part.id} and part.id not in about:
            with np.errstate(all="ignore"):
                made = np.array([_made(part, row) for row in numbers])
            both = np.isfinite(made) & np.isfinite(numbers[:, column])
            same = np.abs(made - numbers[:, column]) <= results.question.contract.tolerance
            wrongs = both & ~results.best.right[list(results.ordinary), column]
            if wrongs.any() and len(np.unique(made[both])) >= ENOUGH and bool(same[both].all()):
                found.append(part)
    return tuple(found)


def _made(part: Part, numbers: Numbers) -> float:
    """A part made from the others' numbers; NaN where that is no number."""
    try:
        return float(part.made_of(numbers.tolist())) if part.made_of else math.nan
    except ArithmeticError:
        return math.nan


def _follows(part: Part, wrong: frozenset[str], results: CaseResults) -> Statement:
    sources = [each.title for each in results.question.contract.parts if each.id in wrong and each.id != part.id]
    named = listed([inside(title) for title in sources])
    verb, it = ("are", "them") if len(sources) > 1 else ("is", "it")
    says = f"{part.title} is wrong only because {named} {verb}: it follows from {it}, and its own formula is right."
    return Statement(id=f"follows_{part.id}", says=says)


def _unsteady(
    steadiness: Steadiness, results: CaseResults, remembered: Remembered | None, definition: Definition | None
) -> tuple[Statement, ...]:
    """What to say of answers that depend on more than their inputs."""
    match steadiness:
        case Steadiness.STATEFUL:
            return (_stateful(results, remembered, definition),)
        case Steadiness.NONDETERMINISTIC:
            return (
                Statement(
                    id="nondeterministic",
                    says="The same input gets another answer each time: something in the function is left to chance.",
                    ask="Called twice with the same labels, your function answers in two ways. Where is the chance?",
                    good_answer="They find what is drawn at random, and say why counting needs no chance at all.",
                ),
            )
        case Steadiness.STEADY:
            return ()


def _stateful(results: CaseResults, remembered: Remembered | None, definition: Definition | None) -> Statement:
    """Of a function that remembers earlier calls: what it keeps, and two calls that show it."""
    kept = outliving(definition) if definition else ()
    names = listed([f"“{name}”" for name in kept]) if kept else ""
    what = f"the variable{'s' if len(kept) > 1 else ''} {names}" if kept else "something"
    right = all(results.best.core.values())
    says = f"{'The first call is right, but later' if right else 'The'} answers change with the calls before"
    mend = f"They see that {what} must start afresh in each call, and where to do that."
    ask = "Your function answers in another way after other calls. What does it keep between two calls?"
    if remembered:
        parts = results.question.contract.parts
        first, then = (call(results.question.contract, case) for case in (remembered.before, remembered.case))
        ask = f"I call your function with {first}, and then with {then}. What does the second call return, and why?"
        alone = results.best.answers[results.battery.cases.index(remembered.case)]
        mend = f"It gives {by_part(remembered.answer, parts)}; by itself, {by_part(alone, parts)}. {mend}"
    keeps = f"{what} {'keep their values' if len(kept) > 1 else 'is kept'} from one call to the next"
    return Statement(id="stateful", says=f"{says}: {keeps}.", ask=ask, good_answer=mend)


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


def _other_order(
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


def _of_form(results: CaseResults, forms: Collection[str]) -> tuple[Misconception, ...]:
    """The question's misconceptions of dress that are recognised by the form of the answers."""
    return tuple(entry for entry in results.question.misconceptions if entry.form in forms)


def of_error(reason: str, results: CaseResults, definition: Definition | None) -> Diagnosis:
    """What to say of a function that stops with an error on every ordinary input; `reason` says which."""
    errors = (results.best.answers[place] for place in results.ordinary)
    error = next((answer for answer in errors if isinstance(answer, Raised)), None)
    more, good = _mended(error, definition) if error else ("", "")
    statement = Statement(
        id="stops",
        says=reason,
        more=f"{more} That alone says nothing about the formulas: have it graded again once it is mended.".strip(),
        ask="Your function stops with an error. Which line does that come from, and how would you mend it?",
        good_answer=good or "They find the line from the error's words, and mend it.",
    )
    return replace(NOTHING, statements=(statement,))


def _mended(error: Raised, definition: Definition | None) -> tuple[str, str]:
    """What an error comes from, in plain words, and what a good answer holds."""
    if slips := misspelt(error, definition):
        return _slipped(*slips)
    known = plain(error)
    more = f"In plain words: it {known.says}." if known else ""
    return more, f"{place_of(error, definition)} {known.mend if known else ''}".strip()


def _slipped(slip: Slip, *others: Slip) -> tuple[str, str]:
    """Which names are missing, all that it is certain of, and what each should be."""
    first = (
        f"It looks like a slip: {slip.meant!r} is defined there, and {slip.name!r} is not."
        if slip.meant
        else f"In plain words: it uses the name {slip.name!r}, which nothing defines."
    )
    missing = listed([f"{each.name!r} (line {each.line})" for each in others if each.certain] or [""])
    more = f"{first} Nothing defines {missing} either." if missing else first
    mend = f"should be {slip.meant!r}" if slip.meant else "must be defined, or is another name"
    told = [f"Line {each.line} has {each.name!r}, {_instead(each)}." for each in others]
    return more, " ".join([f"Line {slip.line}: {slip.name!r} {mend}.", *told])


def _instead(slip: Slip) -> str:
    return f"where {slip.meant!r} may be meant" if slip.meant else "which nothing defines"


def delegation(results: CaseResults, functions: Sequence[str]) -> Statement:
    """What to say of a function that leaves the work to a library; the question is about its smallest telling input."""
    contract = results.question.contract
    places = smallest_first(results.battery, results.ordinary)
    different = [place for place in places if len(set(results.battery.expected[place].tolist())) == len(contract.parts)]
    place = (different or places)[0]
    expected = zip(contract.parts, results.battery.expected[place].tolist(), strict=True)
    values = [f"{inside(part.title)} {number(value)}" for part, value in expected]
    titles = listed([inside(part.title) for part in contract.parts])
    computed = {part_named(name, contract.parts) for name in functions}
    some = [inside(part.title) for column, part in enumerate(contract.parts) if column in computed]
    of = (
        f"computes {listed(some)}"
        if some and None not in computed and len(some) < len(contract.parts)
        else "does the work"
    )
    return Statement(
        id="delegated",
        says=f"A ready-made library function {of}: {', '.join(functions)}.",
        ask=f"Without the library: what are {titles} for {call(contract, results.battery.cases[place])}, and why?",
        good_answer=f"Counted by hand: {listed(values)}. They say how each is made from the counts.",
    )
