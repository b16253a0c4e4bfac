"""Says what is wrong with whole answers: no numbers come back, or right ones for another input."""

from __future__ import annotations

from grader import library_matrix
from grader.answer import Raised, Returned
from grader.blame import extra_of, number_of_line, place_of
from grader.case_results import CaseResults
from grader.pattern import as_if
from grader.plain_errors import plain
from grader.reading import describe
from grader.source import Definition
from grader.statement import Statement, call
from grader.vocabulary import Part


def statement(results: CaseResults, definition: Definition | None) -> Statement | None:
    """What to say of answers that are wrong as a whole; None where only some parts are."""
    return _no_numbers(results, definition) or _other_input(results)


def _no_numbers(results: CaseResults, definition: Definition | None) -> Statement | None:
    """Where every failing call gives no numbers: what it gives instead."""
    failing = results.failing
    if not failing or results.best.answered[list(failing)].any():
        return None
    answer, more = results.best.answers[failing[0]], ""
    called = call(results.question.contract, results.battery.cases[failing[0]])
    asked = len(results.question.contract.parts)
    good = f"{asked} numbers should come back; they find the line that keeps them from it."
    match answer:
        case Raised(type=kind, message=message):
            does = f"stops with an error ({kind}{': ' + message if message else ''}){_fault(results, definition)}"
            ask = f"For {called} your function stops with {kind}. Why there?"
            known, place = plain(answer), place_of(answer, definition)
            more = f"In plain words: it {known.says}." if known else ""
            find = "They find the line from the error's words, and say what that input has that others don't."
            good = f"{place} {known.mend if known else find}".strip()
            if library_matrix.too_small(results, failing, definition):
                more, good = "", f"{place} {library_matrix.GOOD_ANSWER}"
        case Returned(value=None, printed=printed):
            also = f", and does not print {asked} numbers either" if printed else ""
            does = f"returns nothing (None), where {asked} numbers were asked for{also}"
            ask = f"Your function returns nothing for {called}. What should come back, and from which line?"
            good = f"{asked} numbers; the return statement is missing, or is never reached."
        case _:
            does = f"returns something other than {asked} numbers, such as {describe(answer)}"
            ask = f"For {called} your function gives {describe(answer)}. What is that, and what was asked for?"
    total = len(results.ordinary)
    start = "On every input" if len(failing) == total else f"On {len(failing)} of {total} inputs"
    if 2 * len(failing) < total:
        start = f"Right where it answers, but {start[0].lower()}{start[1:]}"
    return Statement(id="unexplained", says=f"{start} the function {does}.", more=more, ask=ask, good_answer=good)


def _fault(results: CaseResults, definition: Definition | None) -> str:
    """Where the errors of the failing calls come from, and why there, as far as that is certain, to end a sentence."""
    answers = [results.best.answers[place] for place in results.failing]
    if extra := extra_of(answers, definition, _parts(results)):
        return extra.not_at_fault(_parts(results))
    line = number_of_line(answers, definition)
    cause = f": {library_matrix.CAUSE}" if library_matrix.too_small(results, results.failing, definition) else ""
    return f", at line {line}{cause}" if line else ""


def _parts(results: CaseResults) -> tuple[Part, ...]:
    return results.question.contract.parts


def _other_input(results: CaseResults) -> Statement | None:
    found = as_if(results)
    if found is None:
        return None
    return Statement(
        id="as_if",
        says=f"The function answers as if {found.clause}: for that, its numbers are right.",
        ask=f"Walk me through {_smallest(results)}, line by line: which labels does your function look at?",
        good_answer=f"They see that {found.seen}.",
    )


def _smallest(results: CaseResults) -> str:
    return call(results.question.contract, results.battery.cases[results.failing[0]])
