"""Says what happens where a ratio is undefined, and whether that can be blamed on the parts at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grader.answer import Answer, Died, NotReached, Raised, Returned, TooLong
from grader.blame import Line, extra_of, line_beside_ratios, line_of_error, lines_of_parts
from grader.case_results import FAILING, CaseResults, EdgeHandling, handle, smallest_first
from grader.plain_errors import plain
from grader.reading import Reading, describe
from grader.source import Definition
from grader.statement import Statement, call, inside, listed, number
from grader.vocabulary import Handling, Misconception, Numbers, Part


def statements(results: CaseResults, definition: Definition | None) -> tuple[Statement, ...]:
    """What to say of the edge classes that fail: at once, and of the smallest input among them in full.

    Wrong numbers beside a wrong part follow from it; they are in the table, and not said again.
    """
    right = all(results.best.core.values())
    failing = [each for each in results.best.edges if each.worst in FAILING and (right or set(each.parts) & _STOPS)]
    if not failing:
        return ()
    places = smallest_first(results.battery, [place for each in failing for place in each.failed])
    told = [place for place in places if right or not _follows(results, place)]
    place = told[0]
    shown = next(each for each in failing if place in each.failed)
    does, why = _does(results, shown, place)
    called = call(results.question.contract, results.battery.cases[place])
    if len({_how(results.best.answers[each]) for each in told}) > 1:
        does = f"goes wrong: for {called} it {does}"
    blame = _blame(results, failing, places, definition)
    kinds = _kinds(failing, results.best.edges)
    of = f" {results.of}" if results.of and len(failing) > 1 else ""
    where = f"with {kinds}" if blame.line and len(failing) == 1 else f"where a ratio is 0/0{of} ({kinds})"
    says = f"the formulas are right, but {where}" if right else where
    return (
        Statement(
            id="edge_cases",
            says=f"{says[0].upper()}{says[1:]}, the function {does}{blame.fault}.",
            more=f"For {inside(blame.part.title)} nothing catches that: it is Python's own error."
            if blame.part
            else why,
            ask=f"What does your function do for {called}, and what should it do there?",
            good_answer=_good_answer(results, shown, place, blame),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _Blame:
    """Where errors come from: the end of a sentence, what a good answer finds, and the `line`, if it is no ratio, or
    the one `part` whose ratio it is.
    """

    fault: str = ""
    find: str = ""
    line: Line | None = None
    part: Part | None = None


def _blame(
    results: CaseResults, failing: Sequence[EdgeHandling], places: Sequence[int], definition: Definition | None
) -> _Blame:
    """An extra that nobody asked for, or another line that computes no ratio: the first that is certain."""
    contract, failed = results.question.contract, [results.best.answers[place] for place in places]
    if extra := extra_of(failed, definition, contract.parts):
        return _Blame(
            fault=extra.not_at_fault(contract.parts),
            find="They find the line that fails, see that it is an extra, and guard it. ",
        )
    if alone := _of_one_ratio(failed, failing, definition, contract.parts):
        return alone
    line = line_beside_ratios(failed, definition, contract.parts, contract.library_functions)
    if line is None or any(isinstance(each, Raised) and each.type == "ZeroDivisionError" for each in failed):
        return _Blame()
    if not _guarded(results, failing):
        return _Blame(fault=f", at line {line.number}", find=f"They find {line}, and guard it. ", line=line)
    titles = listed([inside(part.title) for part in contract.parts])
    return _Blame(
        fault=f", at {line}; {titles} are not at fault",
        find=f"They find {line}, see that no ratio is at fault, and guard it. ",
        line=line,
    )


def _of_one_ratio(
    failed: Sequence[Answer], failing: Sequence[EdgeHandling], definition: Definition | None, parts: Sequence[Part]
) -> _Blame | None:
    """The one part whose division fails, where those before it got past: they have no value there either."""
    lines, stopped = lines_of_parts(definition, parts), line_of_error(failed, definition)
    place = next((place for place, line in lines.items() if line == stopped), None)
    if place is None or not all(isinstance(each, Raised) and each.type == "ZeroDivisionError" for each in failed):
        return None
    undefined = frozenset().union(*(each.edge.undefined for each in failing))
    passed = [part for at, part in enumerate(parts) if lines[at].number < lines[place].number]
    guarded = [inside(part.title) for part in passed if part.id in undefined]
    if not guarded:
        return None
    title, verb = inside(parts[place].title), "are" if len(guarded) > 1 else "is"
    return _Blame(
        fault=f", at {lines[place]}; {listed(guarded)}, computed before it, {verb} not at fault",
        find=f"They find {lines[place]}: for {title} alone nothing asks whether the total is 0. ",
        part=parts[place],
    )


def _guarded(results: CaseResults, failing: Sequence[EdgeHandling]) -> bool:
    """Whether all is right, and each part that is undefined where it fails is handled on purpose somewhere else."""
    fine = [each for each in results.best.edges if each not in failing]
    handled = frozenset().union(*(each.edge.undefined for each in fine))
    return all(results.best.core.values()) and all(each.edge.undefined <= handled for each in failing)


def _how(answer: Answer) -> tuple[str, str, str]:
    """What is told of an answer that fails: answers that differ in it are not told as one."""
    match answer:
        case Raised(type=kind):
            known = plain(answer)
            return "raises", kind, known.says if known else ""
        case Returned(warned=warned):
            return "returns", "warned" if warned else "", ""
    return type(answer).__name__, "", ""


def of_formula(results: CaseResults, named: Sequence[Misconception]) -> frozenset[str]:
    """The edge classes in which every unusual answer is what a wrong formula that is named gives: nobody chose it."""
    return frozenset(
        handled.edge.id
        for handled in results.best.edges
        if handled.handling is Handling.OTHER_CONVENTION
        and any(_computed(variant, entry, handled, results) for entry in named for variant in _variants(entry, results))
    )


def _variants(entry: Misconception, results: CaseResults) -> tuple[Numbers, ...]:
    return results.battery.variants.get(entry.id, ())


def _computed(variant: Numbers, entry: Misconception, handled: EdgeHandling, results: CaseResults) -> bool:
    """Whether each number for a part without a value, of those that a misconception is about, is its variant's."""
    columns = [
        column
        for column, part in enumerate(_parts(results))
        if part.id in handled.edge.undefined and part.id in entry.parts
    ]
    chosen = np.ix_(list(handled.places), columns)
    near = np.abs(results.best.numbers[chosen] - variant[chosen]) <= results.question.contract.tolerance
    return bool(columns) and bool(near.all())


_STOPS = {Handling.LEAKS, Handling.NOT_REACHED}


def _follows(results: CaseResults, place: int) -> bool:
    """Whether an answer is plain numbers, which are wrong as those of any other input are."""
    answer = results.best.answers[place]
    return isinstance(answer, Returned) and not answer.warned


def undefined_parts(results: CaseResults, place: int) -> dict[str, Handling]:
    """The parts that have no value in a case of the battery, each with what was done about it."""
    handled = next((each for each in results.best.edges if place in each.places), None)
    if handled is None:
        return {}
    best, found = results.best, {}
    for column, part in enumerate(results.question.contract.parts):
        if part.id in handled.edge.undefined:
            given = best.numbers[list(handled.places), column]
            fixed = bool((np.isnan(given) | (given == given[0])).all())
            alone = _of_one_part(best.readings[place], column)
            right = best.right[place, [column]]
            found[part.id] = handle(best.answers[place], alone, right, [True], [fixed])
    return found


def _of_one_part(reading: Reading, column: int) -> Reading:
    return Reading((reading.numbers[column],), (reading.kinds[column],), reading.form)


def _kinds(failing: Sequence[EdgeHandling], edges: Sequence[EdgeHandling]) -> str:
    """Which kinds of input: named where it is one, counted where there are more."""
    if len(failing) == 1:
        return inside(failing[0].edge.title)
    share = "all" if len(failing) == len(edges) else f"{len(failing)} of"
    some = "some inputs of " if any(len(each.parts) > 1 for each in failing) else ""
    return f"{some}{share} {len(edges)} kinds{'' if some else ' of input'}"


def _does(results: CaseResults, handled: EdgeHandling, place: int) -> tuple[str, str]:
    """What the function does with a case, and why that is no choice."""
    answer = results.best.answers[place]
    match answer:
        case Raised(type="ZeroDivisionError"):
            return (
                "stops with a division by zero",
                "Nothing in it catches that: it is Python's own error, not a choice.",
            )
        case Raised(type=kind):
            known = plain(answer)
            words = f"In plain words: it {known.says}. " if known else ""
            return (
                f"stops with an error ({kind})",
                f"{words}The error is not one that the function itself raises, so nobody chose it.",
            )
        case TooLong() | Died():
            return "does not end", ""
        case NotReached():
            return "was not reached in time", ""
        case Returned(warned=warned) if warned:
            chance = "That would be fine, had it been chosen; here nothing guards the division."
            return "returns NaN (“not a number”) by accident", chance
    return _wrong(results, handled, place), ""


def _wrong(results: CaseResults, handled: EdgeHandling, place: int) -> str:
    """What is wrong with the numbers: a part that has a value gets another, or one that has none gets a stray one."""
    found = _wrong_part(results, handled, place)
    told = describe(results.best.answers[place])
    called = call(results.question.contract, results.battery.cases[place])
    if found is None:
        stray = listed([inside(part.title) for part in _parts(results) if part.id in handled.edge.undefined])
        return f"gives a stray number: for {called} it returns {told}, which nobody would choose for {stray}"
    part, expected = found
    value = f"{inside(part.title)} does have a value there, {number(expected)}"
    return f"goes wrong: for {called} it returns {told}, though {value}"


def _wrong_part(results: CaseResults, handled: EdgeHandling, place: int) -> tuple[Part, float] | None:
    """The first part that has a value in a case and gets another one."""
    for column, part in enumerate(_parts(results)):
        if part.id not in handled.edge.undefined and not results.best.right[place, column]:
            return part, float(results.battery.expected[place, column])
    return None


def _good_answer(results: CaseResults, handled: EdgeHandling, place: int, blame: _Blame) -> str:
    open_parts = [blame.part] if blame.part else [p for p in _parts(results) if p.id in handled.edge.undefined]
    titles = [inside(part.title) for part in open_parts]
    each = listed(titles) if len(titles) < len(_parts(results)) else "each"
    choice = f"For {each} the function has to choose: 0, 1, NaN, None, or an error with a message of its own."
    wrong = _wrong_part(results, handled, place) if isinstance(results.best.answers[place], Returned) else None
    warned = getattr(results.best.answers[place], "warned", ())
    if wrong and not warned:
        part, expected = wrong
        return f"{handled.edge.says} So {inside(part.title)} must be {number(expected)}. {choice}"
    return f"{blame.find}{handled.edge.says} {choice}"


def _parts(results: CaseResults) -> tuple[Part, ...]:
    return results.question.contract.parts
