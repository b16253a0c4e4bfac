"""Says what is wrong with parts that no misconception explains: the strongest evidence first, in one statement.

The evidence, strongest first: no numbers at all; right numbers for another input; a plain relation to the other parts,
or a wrong formula, that gives every answer; a value that cannot be; fractions that are lost; the condition under which
it goes wrong; how often it does.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from grader import whole_answer
from grader.blame import line_of
from grader.case_results import CaseResults
from grader.pattern import ENOUGH, Counts, Ratio, Truths, condition, counts_of, fitted_ratio
from grader.source import Definition
from grader.statement import Statement, call, inside, listed, number
from grader.vocabulary import Numbers, Part


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What is wrong with a part, as the rest of a sentence about it, and what to ask. The lowest rank is strongest."""

    rank: int
    part: Part
    clause: str
    ask: str
    good_answer: str


@dataclass(frozen=True, kw_only=True)
class _Look:
    """One part's ordinary answers: `wrong` holds the places where it has a wrong number or none, smallest first."""

    results: CaseResults
    column: int
    counts: Counts
    wrong: tuple[int, ...]
    definition: Definition | None

    @property
    def fault(self) -> str:
        """What a good answer finds. Where all is right that the part is made from, its own line is where to start: the
        fault may lie in what that line takes.
        """
        parts, core = self.results.question.contract.parts, self.results.best.core
        if not self.part.made_of or not all(core[part.id] for part in parts if part.id != self.part.id):
            return "what is wrong: the formula, or the counts that it is made from"
        line = line_of(self.definition, self.column, parts)
        return f"why, starting where {self.name} is computed: {line}" if line else "that its formula is another"

    @cached_property
    def found(self) -> Ratio | None:
        """The ratio of counts that gives every answer."""
        return fitted_ratio(self.numbers[:, self.column], self.counts, self.tolerance)

    @cached_property
    def right(self) -> Ratio | None:
        """The ratio of counts that is right."""
        return fitted_ratio(self.expected[:, self.column], self.counts, self.tolerance)

    @property
    def part(self) -> Part:
        return self.results.question.contract.parts[self.column]

    @property
    def name(self) -> str:
        return inside(self.part.title)

    @property
    def meaning(self) -> str:
        """What the part is, before a formula or a colon; nothing where its question doesn't say."""
        return f"{self.part.meaning}: " if self.part.meaning else ""

    @property
    def numbers(self) -> Numbers:
        return self.results.best.numbers[list(self.results.ordinary)]

    @property
    def expected(self) -> Numbers:
        return self.results.battery.expected[list(self.results.ordinary)]

    @property
    def tolerance(self) -> float:
        return self.results.question.contract.tolerance

    def call(self, place: int) -> str:
        return call(self.results.question.contract, self.results.battery.cases[place])

    def got(self, place: int) -> str:
        return number(float(self.results.best.numbers[place, self.column]))

    def wanted(self, place: int) -> str:
        return number(float(self.results.battery.expected[place, self.column]))


def statements(
    results: CaseResults, parts: Collection[str], definition: Definition | None = None
) -> tuple[Statement, ...]:
    """What to say of these wrong parts; nothing where there are none."""
    if not parts:
        return ()
    if whole := whole_answer.statement(results, definition):
        return (whole,)
    counts, found = counts_of(results), []
    for column, part in enumerate(results.question.contract.parts):
        if part.id in parts:
            wrong = tuple(place for place in results.failing if not results.best.right[place, column])
            look = _Look(results=results, column=column, counts=counts, wrong=wrong, definition=definition)
            found.append(next(evidence for kind in (_KINDS if wrong else (_often,)) if (evidence := kind(look))))
    found.sort(key=lambda each: (each.rank, not each.part.essential))
    lead = found[0]
    says, *more = (_sentence(list(group)) for _, group in itertools.groupby(found, lambda each: each.clause))
    return (Statement(id="unexplained", says=says, more=" ".join(more), ask=lead.ask, good_answer=lead.good_answer),)


def _sentence(alike: Sequence[Evidence]) -> str:
    """One sentence about the parts of which the same is to be said."""
    first, *others = alike
    like = f", like {listed([inside(each.part.title) for each in others])}," if others else ""
    return f"{first.part.title}{like} {first.clause}."


# --- of one part, the strongest first -------------------------------------------------------------------------------


def _formula(look: _Look) -> Evidence | None:
    """A ratio of counts that gives every answer, beside the one that is right."""
    found, right = look.found, look.right
    if found is None or right is None:
        return None
    ask = f"{look.part.title} is a share. Of what, in words, and what does your formula divide by?"
    if found.below == right.below:
        ask = f"{look.part.title} is a share. What does it count on top, in words, and what does your formula count?"
    return Evidence(
        rank=1,
        part=look.part,
        clause=_clause(found, right, look.counts),
        ask=ask,
        good_answer=f"{look.part.title} is {look.meaning}{right}; what comes back is {found}. They say so, and find "
        f"{look.fault}.{_where(found, right)}",
    )


def _where(found: Ratio, right: Ratio) -> str:
    """Which count is too much or too few where the two divide by different ones: the formula may look right."""
    given, asked = (set(each.below.split(" + ")) for each in (found, right))
    if found.below == "1" or any("×" in each for each in given | asked):
        return ""
    told = [
        f"{listed(sorted(names))} {does}"
        for names, does in ((given - asked, "come in"), (asked - given, "are left out"))
        if names
    ]
    return f" The formula may read right: then it is a count in which {' and '.join(told)}." if told else ""


def _clause(found: Ratio, right: Ratio, counts: Counts) -> str:
    everything = " + ".join(counts.names)
    below = f"everything ({everything})" if found.below == everything else found.below
    if found.below == "1":
        return f"is a plain count and no ratio: {found.above}"
    if found.above == right.above:
        return f"is divided by the wrong total: by {below}, and not by {right.below}"
    if found.below == right.below:
        return f"counts the wrong thing on top: {found.above}, and not {right.above}"
    return f"is computed as {found}, and not as {right}"


def _impossible(look: _Look) -> Evidence | None:
    """A value outside the part's bounds, of the smallest such input."""
    if look.part.bounds is None:
        return None
    low, high = look.part.bounds
    values = look.results.best.numbers[:, look.column]
    outside = [place for place in look.wrong if not low - look.tolerance <= values[place] <= high + look.tolerance]
    place = next((place for place in outside if np.isfinite(values[place])), None)
    if place is None:
        return None
    bound = f"above {number(high)}" if values[place] > high else f"below {number(low)}"
    got, between = look.got(place), f"between {number(low)} and {number(high)}"
    return Evidence(
        rank=2,
        part=look.part,
        clause=f"comes out as {got} for {look.call(place)}, which cannot be: it is never {bound}",
        ask=f"For {look.call(place)} your {look.name} is {got}. Can it be {bound}, and what should it be here?",
        good_answer=f"No, it lies {between}; here it is {look.wanted(place)}. They find {look.fault}.",
    )


_RELATIONS: tuple[tuple[str, Callable[[Numbers], Numbers]], ...] = (
    ("the smaller of", lambda others: np.asarray(others.min(axis=1))),
    ("the larger of", lambda others: np.asarray(others.max(axis=1))),
    ("the product of", lambda others: np.asarray(others.prod(axis=1))),
    ("the difference of", lambda others: np.asarray(np.abs(others[:, 0] - others[:, 1]))),
)


def _relation(look: _Look) -> Evidence | None:
    """A plain relation to the function's other parts, where those are right."""
    words = _related(look, np.ones(len(look.numbers), dtype=bool))
    return _by_hand(look, rank=0, clause=f"is always {words}") if words else None


def _related(look: _Look, rows: Truths) -> str | None:
    """What the part is made of on these cases, in words."""
    given = look.numbers[:, look.column]
    parts, core = look.results.question.contract.parts, look.results.best.core
    columns = [column for column, part in enumerate(parts) if column != look.column and core[part.id]]
    titles = [inside(parts[column].title) for column in columns]
    relations = [(title, look.numbers[:, at]) for title, at in zip(titles, columns, strict=True)]
    if len(columns) > 1:
        relations += [(f"{words} {listed(titles)}", made(look.numbers[:, columns])) for words, made in _RELATIONS]
    for words, made in relations:
        times = _times(given[rows], made[rows], look.tolerance)
        if times is not None:
            same = "the same as " if times == 1 and words in titles else ""
            return f"{_TIMES.get(times, f'{number(times)} times ')}{same}{words}"
    return None


_TIMES = {1: "", 2: "twice ", 0.5: "half of "}


def _times(given: Numbers, made: Numbers, tolerance: float) -> float | None:
    """The number by which all of `made` must be multiplied to be as `given`; None where there is none."""
    if len(np.unique(made)) < ENOUGH or not np.isfinite(given).all():
        return None
    largest = int(np.argmax(np.abs(made)))
    with np.errstate(all="ignore"):  # a candidate's numbers may be anything
        times = round(float(given[largest] / made[largest]), 3)
        return times if times > 0 and bool((np.abs(given - times * made) <= tolerance).all()) else None


def _whole(look: _Look) -> Evidence | None:
    """Numbers that have lost their fractions."""
    given, expected = look.numbers[:, look.column], look.expected[:, look.column]
    fractions = expected % 1 > look.tolerance
    if fractions.sum() < ENOUGH or not bool((given % 1 == 0).all()):
        return None
    if len(np.unique(given)) == 1:
        clause = f"is {number(float(given[0]))} on every input with a clear answer"
        return _by_hand(look, rank=3, clause=f"{clause}{_as_if_missing(look, float(given[0]))}")
    if bool((given == np.floor(expected)).all()):
        cut = _by_hand(look, rank=3, clause="is always a whole number, with the decimals cut off")
        return replace(cut, good_answer=f"{cut.good_answer} Decimals are mostly cut by // or int(…).")
    also = ", and wrong even where a whole number is right" if (given != expected)[~fractions].any() else ""
    return _by_hand(look, rank=3, clause=f"is always a whole number{also}")


def _as_if_missing(look: _Look, value: float) -> str:
    """A share of all: what is below the line and not above it was never counted."""
    if value != 1 or look.right is None:
        return ""
    above, below = (each.split(" + ") for each in (look.right.above, look.right.below))
    missing = [name for name in below if name not in above]
    if not missing or any("×" in each for each in (*above, *below)):
        return ""
    return f", as if {listed(missing)} were always 0"


def _condition(look: _Look) -> Evidence | None:
    """The condition under which it goes wrong."""
    wrong = ~look.results.best.right[list(look.results.ordinary), look.column]
    words = condition(wrong, look.counts) or next(_of_others(look, wrong), None)
    if words is None:
        return None
    made = _related(look, wrong)
    there = f" (there it is {made})" if made else ""
    return _by_hand(look, rank=4, clause=f"is {_direction(look)} whenever {words}{there}, and right otherwise")


def _of_others(look: _Look, wrong: Truths) -> Iterator[str]:
    """What holds of the other parts exactly where it goes wrong: two differ, or they are above or below a number."""
    columns = [column for column in range(look.expected.shape[1]) if column != look.column]
    titles = {column: inside(look.results.question.contract.parts[column].title) for column in columns}
    for one, other in itertools.combinations(columns, 2):
        both, names = look.expected[:, [one, other]], listed([titles[one], titles[other]])
        if bool(((np.abs(both[:, 0] - both[:, 1]) > look.tolerance) == wrong).all()):
            yield f"{names} differ"
        if bound := _bound(both.sum(axis=1), wrong):
            yield f"{names} add up to {bound}"
    for column in columns:
        if bound := _bound(look.expected[:, column], wrong):
            yield f"{titles[column]} is {bound}"
    if bound := _bound(look.expected[:, look.column], wrong):
        yield f"it should be {bound}"


_NEAR = 1e-9
"""Far above the rounding of a ratio or a sum, far below the distance of any two."""


def _bound(values: Numbers, wrong: Truths) -> str | None:
    """The round number above or below which exactly the wrong cases lie; None where there is none."""
    if min(wrong.sum(), (~wrong).sum()) < ENOUGH:
        return None
    for bound in (1.0, 0.5, 0.1, 0.2, 0.25, 0.75, 0.8, 0.9):
        if bool(((values < bound - _NEAR) == wrong).all()):
            return f"less than {bound:g}"
        if bool(((values > bound + _NEAR) == wrong).all()):
            return f"more than {bound:g}"
    return None


def _often(look: _Look) -> Evidence | None:
    """How often it is wrong, with the smallest input as an example."""
    total = len(look.results.ordinary)
    if not look.wrong:
        return _by_hand(look, rank=5, clause="is wrong on the largest input alone")
    return _by_hand(
        look, rank=5, clause=f"is {_direction(look)} on {len(look.wrong)} of {total} inputs{_example(look)}"
    )


_KINDS: tuple[Callable[[_Look], Evidence | None], ...] = (_relation, _formula, _impossible, _whole, _condition, _often)


def _direction(look: _Look) -> str:
    """Too high, too low, or simply wrong."""
    given = look.results.best.numbers[list(look.wrong), look.column]
    expected = look.results.battery.expected[list(look.wrong), look.column]
    if bool((given > expected).all()):
        return "too high"
    return "too low" if bool((given < expected).all()) else "wrong"


def _example(look: _Look) -> str:
    place = look.wrong[0]
    if not np.isfinite(look.results.best.numbers[place, look.column]):
        return ""
    return f": for {look.call(place)} it is {look.got(place)}, where {look.wanted(place)} is right"


def _by_hand(look: _Look, *, rank: int, clause: str) -> Evidence:
    """Evidence that asks to work the smallest failing input out by hand."""
    if not look.wrong:
        ask = "What changes in your function when the input is very long?"
        return Evidence(rank=rank, part=look.part, clause=clause, ask=ask, good_answer="They look for a limit of size.")
    place = look.wrong[0]
    given = look.got(place) if np.isfinite(look.results.best.numbers[place, look.column]) else "no number"
    ratio = f": {look.right}" if look.right and not look.part.made_of else ""
    why = f", as {look.name} is {look.part.meaning}{ratio}" if look.part.meaning else ""
    gives = f"The function gives {given}. They find {look.fault}."
    if ratio and look.found:
        gives = f"The function gives {given}: it computes {look.found}. They find where."
    return Evidence(
        rank=rank,
        part=look.part,
        clause=clause,
        ask=f"Please work out {look.name} by hand for {look.call(place)}. Which step of your function differs?",
        good_answer=f"{look.wanted(place)}{why}. {gives}",
    )
