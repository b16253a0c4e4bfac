"""Three questions to ask about a candidate's notebook: always three, whatever it is worth.

They come from what was found, in this order: what is wrong, what happens where a ratio is undefined, the candidate's
own tests, what they wrote; and then from a list that fits any notebook. Where nothing was judged, another list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.results import EdgeResult, OwnTests, SubmissionResult
from grader.vocabulary import Finding, Handling, Status

THREE = 3
_MOST = 160


@dataclass(frozen=True, kw_only=True)
class CodingAsk:
    """A question, why it is asked (nothing where the diagnosis tells), and what a good answer holds, where known."""

    ask: str
    because: str
    good_answer: str = ""


EDGES: dict[Handling, tuple[str, str]] = {
    Handling.LEAKS: (
        "What does your function do for such an input: {title}? What should it do?",
        "Nobody decided it: an error or a NaN falls through.",
    ),
    Handling.WRONG: (
        "What would you expect for such an input: {title}? And what does your function return?",
        "It returns a number that is wrong.",
    ),
    Handling.MIXED: (
        "Your function doesn't treat all inputs of one kind alike: {title}. Did you mean that?",
        "Some are handled, and some are not.",
    ),
    Handling.OTHER_CONVENTION: (
        "For such an input you chose a value of your own: {title}. Why that one, and who has to know of it?",
        "It is a choice of their own, and as good as ours.",
    ),
    Handling.AS_REFERENCE: (
        "For such an input you return 0: {title}. Whom could that mislead?",
        "It is handled; the reason tells whether it was understood.",
    ),
}
"""What to ask of an edge class, by how it is handled; the first kind that occurs is asked."""

NO_TESTS = CodingAsk(
    ask="How would you test this function? Which input comes first, and why?",
    because="The notebook has no tests of its own.",
)
MISSED = CodingAsk(
    ask="Which mistake could somebody make here that your tests would not notice?",
    because="Their own tests let a wrong function pass.",
)
CAUGHT = CodingAsk(
    ask="How did you choose your tests, and what did you leave out?", because="Their own tests catch what we tried."
)
WRONG_TESTS = CodingAsk(
    ask="One of your tests refuses a right answer. Can you find it?",
    because="Their own tests refuse ours.",
)

CONVENTION = "You wrote down what your function does there. When would you decide otherwise?"
EXPLANATION = "You explained it in words. Which sentence is the point, and which would you take back?"

ANY = (
    CodingAsk(
        ask="Which of the two would you watch for a filter that must not lose a real message, and why?",
        because="It shows whether the words mean something to them.",
    ),
    CodingAsk(
        ask="One label in a thousand is positive. What do these numbers tell you then, and what does accuracy?",
        because="It goes one step beyond the code.",
    ),
    CodingAsk(ask="What changes in your function for three classes?", because="It goes one step beyond the code."),
)
"""What can be asked of any notebook that answers the question."""

UNJUDGED = (
    CodingAsk(
        ask="How far did you get, and what stood in the way?",
        because="The notebook has no verdict, which is no low one.",
    ),
    CodingAsk(
        ask="There are three true positives, one false positive and two misses. What are precision and recall, and how "
        "do you get there?",
        because="It is the question in a line, without a notebook.",
        good_answer="Precision 3/4, of what was flagged; recall 3/5, of what was there.",
    ),
    CodingAsk(
        ask="Which inputs would you try first, before you trusted such a function?",
        because="Thinking of the awkward input is what the question measures.",
        good_answer="No positive label, no positive prediction, no labels at all.",
    ),
)
"""What is asked where nothing was judged."""


def three_questions(submission: SubmissionResult) -> tuple[CodingAsk, CodingAsk, CodingAsk]:
    """The three questions to ask of a submission, the most telling first, no two alike."""
    found: dict[str, CodingAsk] = {}
    for each in _wished(submission):
        found.setdefault(each.ask, each)
    first, second, third = list(found.values())[:THREE]
    return first, second, third


def _wished(submission: SubmissionResult) -> Iterator[CodingAsk]:
    yield from _wrong(submission)
    if submission.status is not Status.GRADED:
        yield from UNJUDGED
        return
    asked = {entry.id for entry in submission.diagnosis if entry.ask}
    if "edge_cases" not in asked:
        yield from _edges(submission.edge_results or ())
    yield _tests(submission.own_tests)
    yield from _written(submission)
    yield from ANY


def _wrong(submission: SubmissionResult) -> Iterator[CodingAsk]:
    for entry in submission.diagnosis:
        if entry.ask:
            yield CodingAsk(ask=entry.ask, because="", good_answer=entry.good_answer)


def _edges(edges: Sequence[EdgeResult]) -> Iterator[CodingAsk]:
    """One question on the awkward inputs: about the worst handling that there is."""
    for handling, (ask, because) in EDGES.items():
        for edge in edges:
            if edge.handling is handling and not edge.by_formula:
                yield CodingAsk(ask=ask.format(title=_short(_lowered(edge.title))), because=because)
                return


def _tests(tests: OwnTests | None) -> CodingAsk:
    if tests is None or tests.asserts == 0:
        return NO_TESTS
    if tests.accept_reference is False:
        return WRONG_TESTS
    return MISSED if tests.missed else CAUGHT


def _written(submission: SubmissionResult) -> Iterator[CodingAsk]:
    asks = {Finding.STATES_ITS_CONVENTION: CONVENTION, Finding.EXPLAINS_IN_WORDS: EXPLANATION}
    for finding in submission.findings:
        if finding.id in asks:
            yield CodingAsk(ask=asks[finding.id], because=_short(finding.says))


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
