"""The words around the failing input on top of a page: what it is called, and what is said before and after it."""

from __future__ import annotations

from grader.pages.counterexample_view import before, inline
from grader.results import Counterexample, FindingEntry, Run, SubmissionResult
from grader.statement import became
from grader.vocabulary import Finding, Status

_PLURAL = {Finding.LISTS_ONLY: "lists", Finding.ARRAYS_ONLY: "NumPy arrays"}


_CONTAINERS = {"list": "lists", "array": "arrays"}


def title(submission: SubmissionResult) -> str:
    """Return what the input is: the smallest only where no smaller one goes wrong; or that there is none."""
    example = submission.counterexample
    if example is not None:
        if example.left is not None:
            return "Answered otherwise the second time"
        if _by_chance_or_memory(submission):
            return "An input that shows it"
        if submission.smaller:
            return "A small input that shows it"
        if _smaller_edge(submission):
            return "The smallest input with a clear answer that shows it"
        return "The smallest input found that shows it" if example.shrunk else "The smallest input that shows it"
    if submission.status is not Status.GRADED:
        return "No input was tried"
    only = _only(submission)
    if any(finding.id is Finding.REVERSED_PARAMETERS for finding in submission.findings):
        return "No failing input, by parameter name"
    return f"No failing input, given {_PLURAL[only.id]}" if only else "No failing input"


def name(submission: SubmissionResult) -> str:
    """Return the title in two or three words."""
    if submission.counterexample is None:
        return title(submission)
    if submission.counterexample.left is not None:
        return "Called twice"
    return "Smallest input" if title(submission).startswith("The smallest") else "Failing input"


def says(submission: SubmissionResult, run: Run) -> str:
    """Return what is to be said before the failing input, or why there is none."""
    example = submission.counterexample
    if example is None:
        if submission.status is not Status.GRADED:
            return "Nothing was tried, for the reason above."
        if only := _only(submission):
            return f"{only.says} One of the two is enough for the rating."
        return "No valid input that was tried gives a wrong answer."
    if submission.status is Status.DOES_NOT_RUN:
        return "Every input with a clear answer fails; this is the smallest."
    if example.left is not None:
        kind = _CONTAINERS.get(example.container, "sequences")
        now = became(example.args, example.left, list(run.parameters))
        return (
            f"The first call is answered rightly. This is a second one with the same {kind}: {now} by then. That costs "
            f"nothing in the rating, as each call that is judged gets new {kind}."
        )
    if example.before is not None:
        first = before(example, run.parameters)
        return f"By itself this input is answered rightly. Here the function was called with {first} first."
    if submission.rule == "delegated":
        return "That a library does the work is seen in the code. This is an input on which the function goes wrong."
    if _by_chance(submission):
        return "Answers change from call to call; this is one of them, and the next may be another."
    if submission.rule == "stateful":
        return "By itself this input is answered rightly. This is what came after many other calls."
    return ""


def note(submission: SubmissionResult, run: Run) -> str:
    """Return which smaller inputs go wrong too: one with a clear answer, and one that leaves a ratio at 0/0."""
    if submission.counterexample is None or _by_chance_or_memory(submission):
        return ""
    smaller, edge = submission.smaller, _smaller_edge(submission)
    told = [f"Smaller, and wrong too: {_sentence(smaller, run)}", smaller.why] if smaller else []
    if edge:
        told.append(f"Where a ratio is 0/0, a smaller one goes wrong: {_sentence(edge, run)}")
    return " ".join(each for each in told if each)


def _sentence(example: Counterexample, run: Run) -> str:
    """Return an input and its answer, which may end in a full stop, with one."""
    return f"{inline(example, run.parameters).removesuffix('.')}."


def _smaller_edge(submission: SubmissionResult) -> Counterexample | None:
    """Return an input of an edge case that goes wrong and is smaller than each with a clear answer that is shown."""
    example = submission.smaller or submission.counterexample
    if example is None or example.undefined:
        return None
    failing = [edge.example for edge in submission.edge_results or () if edge.failed]
    return next((each for each in failing if each and _length(each) < _length(example)), None)


def _by_chance(submission: SubmissionResult) -> bool:
    return any(each.id == Finding.NONDETERMINISTIC for each in submission.findings)


def _by_chance_or_memory(submission: SubmissionResult) -> bool:
    """Whether the answer to an input depends on more than that input."""
    example = submission.counterexample
    before_it = example is not None and example.before is not None
    return before_it or submission.rule == "stateful" or _by_chance(submission)


def _only(submission: SubmissionResult) -> FindingEntry | None:
    """Return the finding that a function works in one container alone."""
    return next((each for each in submission.findings if each.id in _PLURAL), None)


def _length(example: Counterexample) -> int:
    return sum(map(len, example.args))
