"""What to ask next of a submission, always: the diagnosis's questions, else one that its status or rating calls for.

Call sheets and pages say the same because both take it from here.
"""

from __future__ import annotations

import re

from grader.results import Counterexample, DiagnosisEntry, SubmissionResult
from grader.statement import inside, number
from grader.vocabulary import ASIDE, Finding, Handling, Status

_BY_STATUS: dict[Status, tuple[str, str]] = {
    Status.DOES_NOT_RUN: (
        "Your function stops with an error. Which line does that come from, and how would you mend it?",
        "They find the line from the error's words, and mend it.",
    ),
    Status.TIMEOUT: (
        "Walk me through your function on the smallest input: which line keeps it from coming to an end?",
        "They find the loop or the wait that never ends, and say what should end it.",
    ),
    Status.OUT_OF_MEMORY: (
        "How much does your function keep in memory at once, and does it need to?",
        "A few counts are enough; they see what grows with the input, and how to do without it.",
    ),
    Status.OUTPUT_LIMIT: (
        "What does your function print, how often, and who needs it?",
        "They find what prints without end; a function returns its result and leaves printing to its caller.",
    ),
    Status.KERNEL_DIED: (
        "Which line of your notebook could end Python itself, and what is it for?",
        "They know the line and its purpose, and what would do the same without ending the program.",
    ),
    Status.NO_FUNCTION: (
        "Where in your notebook is the function that answers the question, and what is it called?",
        "They show the code that gives the numbers, which may be a class or a cell without a function: judge that by "
        "hand. Or they say that it was left out.",
    ),
    Status.AMBIGUOUS_FUNCTION: (
        "Your notebook has more than one function that could answer the question: which one do you mean, and why?",
        "They name one, and a case that it handles better.",
    ),
    Status.NOT_ATTEMPTED: (
        "Your notebook came without a filled-in function: did you mean to send another file?",
        "They send it, or say that they didn't get to it. Either way it is no low rating.",
    ),
    Status.MISSING_PACKAGE: (
        "Your notebook needs a package that was not promised. Could you do it without, and what would change?",
        "Yes: counting needs no package. They say which lines would change.",
    ),
    Status.OTHER_LANGUAGE: (
        "Could you send the same in Python, or explain your function line by line?",
        "A Python version, or an explanation that you can follow with the task beside you.",
    ),
    Status.INVALID_NOTEBOOK: (
        "Your file could not be opened as a notebook: could you save it and send it once more?",
        "A file that opens. It is no low rating.",
    ),
    Status.PROTOCOL_VIOLATION: (
        "Your notebook changes something outside your function: which cell does that, and what is it for?",
        "They know the cell and its purpose; it can be an accident.",
    ),
}


def ask_next(submission: SubmissionResult) -> tuple[DiagnosisEntry, ...]:
    """What is wrong, each with its question; where nothing is, one question all the same.

    Only a failure of ours leaves nothing to ask.
    """
    if any(entry.id not in ASIDE for entry in submission.diagnosis):
        return submission.diagnosis
    if submission.status is Status.GRADED:
        return (*submission.diagnosis, _of_convention(submission))
    ask = _BY_STATUS.get(submission.status)
    return (DiagnosisEntry(id=submission.status.value, says="", ask=ask[0], good_answer=ask[1]),) if ask else ()


_IN_WORDS = {"nan": "NaN (“not a number”)", "inf": "infinity"}


def _gives(example: Counterexample) -> str:
    """What an example's answer is, as people say it."""
    if example.got.startswith("raises "):
        return example.got
    values = set(example.got_parts or ())
    if word := _SAME_WORD.fullmatch(example.got):
        return f"gives {word['word']} for each number"
    if len(values) == 1 and not _has_word(example) and len(example.expected) > 1:
        (value,) = values
        told = _IN_WORDS.get(value, value) if isinstance(value, str) else number(value)
        return f"gives {told} for each number"
    return f"returns {example.got}"


_SAME_WORD = re.compile(r"""[(\[]?(?P<word>(?P<quote>['"])[^'"\\]{1,60}(?P=quote))(, (?P=word))*[)\]]?""")
"""One text for all the numbers, as Python writes it."""


def _others(does: str) -> list[str]:
    """The usual choices but for the one that a function makes."""
    usual = {"0": "gives 0 ", "1": "gives 1 ", "NaN": "gives NaN ", "None": " None", "an error": "raises "}
    return [choice for choice, told in usual.items() if told not in f"{does} "]


def _has_word(example: Counterexample) -> bool:
    return "a word" in (example.got_parts or ())


def _quoted(submission: SubmissionResult) -> str | None:
    """The candidate's own sentence about undefined ratios, in quotation marks, shortened."""
    said = next((each.says for each in submission.findings if each.id is Finding.STATES_ITS_CONVENTION), "")
    _, mark, quote = said.partition("“")
    quote = quote.removesuffix("”")
    if not mark or not _VALUE.search(quote.replace("0/0", "")):
        return None
    quote = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED]}…"
    return f"“{quote}”" if quote[-1] in ".!?…" else f"“{quote}”."


_QUOTED = 160
_VALUE = re.compile(r"(?<![\w.])([01](\.0+)?|nan|none|null|zeros?|ones?|errors?|raises?)(?![\w.]\w)", re.IGNORECASE)
"""What a sentence names that says what is returned, and not only when."""


def _of_convention(submission: SubmissionResult) -> DiagnosisEntry:
    """Of a function that is right: why it does what it does where a ratio has no value."""
    chosen = [each for each in submission.edge_results or () if each.example]
    own = [each for each in chosen if each.handling is not Handling.AS_REFERENCE]
    if not chosen:
        return DiagnosisEntry(
            id="right",
            says="",
            ask="How did you convince yourself that your function is right?",
            good_answer="They name inputs that could go wrong, and what they expected of each before they ran it.",
        )
    edge = (own or chosen)[0]
    does = f"your function {_gives(edge.example) if edge.example else 'answers'}"
    quote = _quoted(submission)
    why = f"You wrote {quote} Why that" if quote else "Why that"
    text = (
        " A text among numbers has to be looked for before anybody compares or averages: None and NaN are more usual."
        if edge.example and _has_word(edge.example)
        else " Infinity ranks as the best of all scores, and spoils every average that it enters."
        if edge.example and "inf" in (edge.example.got_parts or ())
        else ""
    )
    return DiagnosisEntry(
        id="right",
        says="",
        ask=f"With {inside(edge.title)}, {does}. {why}, and when would you choose otherwise?",
        good_answer="A ratio is 0/0 there, so no number is right by itself. They give a reason, and name another "
        f"choice for another use ({', '.join(_others(does))}): 0 keeps an average going, 1 calls an empty "
        "case perfect, and NaN, None or an error keeps a missing score from looking like a real one." + text,
    )
