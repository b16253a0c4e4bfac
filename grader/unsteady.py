"""Says what is wrong with answers that depend on more than their inputs."""

from __future__ import annotations

from grader.behaviour import Remembered, Steadiness
from grader.case_results import CaseResults
from grader.reading import by_part
from grader.source import Definition, outliving
from grader.statement import Statement, call, listed


def statements(
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
