"""What people read of a screen: why it ended so, what is missing, who disagrees, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from grader.results import AreaResult, Evidence, Outcome
from grader.screen.gathered import Gathered
from grader.screen.rubric import Question

FLAGS, COMMUNICATION = "flags", "communication"
"""The areas that rate red flags and how things are said, where a rubric has areas of these ids."""

MOST_LINES = 3
MOST_TO_ASK = 5
_MOST_QUOTED = 200
_SETTLE = "two apart, settle it before deciding"


# --- the outcome ----------------------------------------------------------------------------------------------------


def depends_on(outcome: Outcome, gathered: Gathered) -> tuple[AreaResult, ...]:
    """What a conditional depends on: the areas at most 2 that the role stresses, or else all below 3."""
    if outcome != "conditional":
        return ()
    below = [area for area in gathered.areas.values() if (area.rating or 0) < 3]
    return tuple([area for area in below if area.stressed] or below)


def reason(outcome: Outcome, gathered: Gathered) -> str:
    """Why the screen ended so: a sentence or two."""
    sum_of = f"{gathered.total} of {3 * len(gathered.areas)}"
    match outcome:
        case "stopped_early":
            broken = list(dict.fromkeys(flag.says for flag in gathered.deal_breakers))
            return (
                f"Stopped early: {listed(broken)} {'is a deal-breaker' if len(broken) == 1 else 'are deal-breakers'}."
            )
        case "incomplete":
            return f"Incomplete: {'; '.join(_missing(gathered))}."
        case "strong":
            return f"Strong: {sum_of}, on to the technical round."
        case "conditional":
            depends = depends_on(outcome, gathered)
            which = "which this role stresses" if any(area.stressed for area in depends) else "rated below 3"
            what = f" It depends on {listed(_titles(depends))}, {which}." if depends else ""
            return f"Conditional: {sum_of}.{what}"
        case "decline":
            return f"Decline: {sum_of}.{_short_of(gathered)}"


def _missing(gathered: Gathered) -> Iterator[str]:
    if not gathered.cards:
        yield "there is no scorecard"
        return
    if gathered.unrated:
        yield f"{listed(_titles(gathered.unrated))} {'is' if len(gathered.unrated) == 1 else 'are'} not rated"
    if gathered.coding_waits:
        if gathered.coding:
            yield "the notebook waits for a person"
        else:
            yield (
                "the notebook that was asked for is not there"
                if gathered.due
                else "the coding in the call is not rated"
            )


def _short_of(gathered: Gathered) -> str:
    """How far the sum is from the next band."""
    total = gathered.total or 0
    above = min((band for band in gathered.bands if band.least > total), key=lambda band: band.least, default=None)
    return f" From {above.least} on it would be {above.outcome}." if above else ""


def scale(gathered: Gathered) -> str:
    """Which sums give which outcome, the highest first."""
    most = 3 * len(gathered.areas)
    bands = sorted(gathered.bands, key=lambda band: -band.least)
    told = [f"{each.outcome} {each.sums}{', a 3 in every area' if each.least == most else ''}" for each in bands]
    return f"{'; '.join(told)}.".capitalize()


def why(gathered: Gathered) -> tuple[str, ...]:
    """Three lines at most: what ended the call, the weakest area and the strongest, and the coding question."""
    return tuple([*_deal_breakers(gathered), *_extremes(gathered), *_coding(gathered)][:MOST_LINES])


def _deal_breakers(gathered: Gathered) -> Iterator[str]:
    for flag in gathered.deal_breakers:
        yield f"Deal-breaker: {flag.says}.{_quoted(flag.evidence)}"


def _extremes(gathered: Gathered) -> Iterator[str]:
    """The weakest and the strongest area; of several, one that the role stresses."""
    rated = [area for area in gathered.areas.values() if area.rating is not None]
    weakest = min(rated, key=lambda area: (area.rating, not area.stressed), default=None)
    strongest = max(rated, key=lambda area: (area.rating, area.stressed), default=None)
    if weakest is not None and weakest.rating != 3:
        yield _told("Weakest", weakest)
    if strongest is not None and strongest.rating != 1:
        yield _told("Strongest", strongest)


def _told(which: str, area: AreaResult) -> str:
    source = " (from the notebook)" if area.source == "notebook" else ""
    words = f" {_stopped(area.anchor)}" if area.anchor else ""
    chosen = next((each for each in area.ratings if each.rating == area.rating and each.evidence), None)
    return f"{which}: {area.title}, {area.rating}{source}.{words}{_quoted(chosen.evidence[0]) if chosen else ''}"


def _coding(gathered: Gathered) -> Iterator[str]:
    coding, answers = gathered.coding, gathered.coding_answers
    if not gathered.asked:
        yield "Coding: no notebook was asked for."
    elif coding is not None and coding.rating is not None:
        suggested = [f"{area.title} {area.suggestion}" for area in gathered.areas.values() if area.suggestion]
        suggests = f", which suggests {listed(suggested)}" if suggested else ""
        yield f"Coding: the notebook is rated {coding.rating}{suggests}."
    elif answers:
        yield f"Coding: {_who(answers)}, by the answer in the call."


def _quoted(evidence: Evidence) -> str:
    text = evidence.text if len(evidence.text) <= _MOST_QUOTED else evidence.text[: _MOST_QUOTED - 1] + "…"
    return f" “{text}”" if evidence.kind == "said" else f" They did: {_stopped(text)}"


# --- what is missing ------------------------------------------------------------------------------------------------


def gaps(gathered: Gathered) -> tuple[str, ...]:
    """What nobody rated or reached, a sentence each."""
    return tuple(_gaps(gathered))


def _gaps(gathered: Gathered) -> Iterator[str]:
    if not gathered.cards:
        yield "There is no scorecard: nobody has rated the call."
    else:
        for area in gathered.unrated:
            yield f"{area.title} is not rated."
    if gathered.coding_waits:
        if gathered.coding:
            yield f"The notebook waits for a person: {_stopped(gathered.coding.reason)}"
        elif gathered.due:
            yield "A notebook was asked for, and none was handed in."
        else:
            yield "The coding in the call is not rated."
    for question in unreached(gathered):
        yield f"Question {question.number}, {question.title}, was not reached."
    for question in _flagged(gathered):
        if not any(answer.rating for each in gathered.questions if each.id == question.id for answer in each.answers):
            yield f"A red flag is recorded on question {question.number}, {question.title}; nobody rated that answer."


def unreached(gathered: Gathered) -> tuple[Question, ...]:
    """The questions that the cards name, and that nobody noted anything of; coding has a gap of its own."""
    silent = {each.id for each in gathered.questions if not each.answers} - {gathered.rubric.coding.question}
    return tuple(question for question in _by_number(gathered) if question.id in silent)


def _flagged(gathered: Gathered) -> tuple[Question, ...]:
    """The questions on which a red flag was recorded."""
    flagged = {raised.question for card in gathered.cards for raised in card.red_flags}
    return tuple(question for question in _by_number(gathered) if question.id in flagged)


def _by_number(gathered: Gathered) -> list[Question]:
    return sorted(gathered.pool, key=lambda question: question.number)


# --- who disagrees --------------------------------------------------------------------------------------------------


def disagreements(gathered: Gathered) -> tuple[str, ...]:
    """Where interviewers, the notebook and red flags don't say the same; first what is two levels apart."""
    return tuple(sorted(_disagreements(gathered), key=lambda line: _SETTLE not in line))


def _disagreements(gathered: Gathered) -> Iterator[str]:
    for area in gathered.areas.values():
        given = _given(area)
        if len(set(given.values())) > 1:
            yield f"{area.title}: {_who(given.items())}; the {area.rating} counts{_settled(given.values())}."
        other = {who: rating for who, rating in given.items() if area.suggestion not in (None, rating)}
        if other and area.suggestion is not None:
            settle = _settled([*other.values(), area.suggestion])
            yield f"{area.title}: {_who(other.items())}, and the notebook suggests {area.suggestion}{settle}."
    for question in gathered.questions:
        answered = [(each.interviewer, each.rating) for each in question.answers if each.rating is not None]
        ratings = [rating for _, rating in answered]
        if len(set(ratings)) > 1:
            yield f"Question {question.number}, {question.title}: {_who(answered)}{_settled(ratings)}."
    yield from _about_coding(gathered)
    red = [flag for flag in gathered.flags if not flag.deal_breaker]
    flags = gathered.areas.get(FLAGS)
    if red and flags is not None and flags.rating == 3:
        recorded = "1 red flag is" if len(red) == 1 else f"{len(red)} red flags are"
        yield f"{flags.title} is rated 3, and {recorded} recorded."


def _about_coding(gathered: Gathered) -> Iterator[str]:
    asked = sorted({card.coding for card in gathered.cards})
    if len(asked) > 1:
        given = ", ".join(f"{card.interviewer} {card.coding}" for card in gathered.cards)
        yield f"The cards don't agree on when the coding question was asked: {given}."
    if gathered.coding is None:
        return
    if not gathered.asked:
        yield "By the scorecard no notebook was asked for, and there is one; it counts for nothing."
    rated = gathered.coding.rating if gathered.asked else None
    for interviewer, rating in gathered.coding_answers:
        if rated is not None and rated != rating:
            settle = _settled([rating, rated])
            yield f"Coding: {interviewer} {rating}, and the notebook is rated {rated}{settle}."


def _given(area: AreaResult) -> dict[str, int]:
    """Each interviewer's rating of an area."""
    return {each.interviewer: each.rating for each in area.ratings}


def _settled(ratings: Iterable[int]) -> str:
    """What is to be done about ratings, where they are two apart."""
    return f"; {_SETTLE}" if {1, 3} <= set(ratings) else ""


# --- what to ask next -----------------------------------------------------------------------------------------------


def ask_next(outcome: Outcome, gathered: Gathered) -> tuple[str, ...]:
    """What to ask next; each question once.

    First for gaps, then for what the outcome depends on or the role stresses, then where interviewers are two apart,
    then after red flags. Nothing where a deal-breaker ended the call, or where there was none yet.
    """
    if outcome == "stopped_early" or not gathered.cards:
        return ()
    asked: dict[str, str] = {}
    for because, question, area in _wishes(outcome, gathered):
        if question is not None:
            asked.setdefault(question.id, f"{because}: {_words_for(question, area, gathered)}")
    return tuple(asked.values())[:MOST_TO_ASK]


def _wishes(outcome: Outcome, gathered: Gathered) -> Iterator[tuple[str, Question | None, AreaResult | None]]:
    """Why to ask, what, and for which area; None where the bank has nothing for it, or it is for none."""
    for area in gathered.unrated:
        yield f"{area.title} is not rated", _question_on(area, gathered), area
    if gathered.coding_waits:
        yield "Coding is not rated", _coding_question(gathered), None
    for question in unreached(gathered):
        yield "Not reached", question, None
    stressed = [area for area in gathered.areas.values() if area.stressed and (area.rating or 3) < 3]
    for area in sorted(depends_on(outcome, gathered) or stressed, key=lambda area: area.rating or 0):
        because = "this role stresses it" if area.stressed else "the outcome depends on it"
        yield f"{area.title} is {area.rating}, and {because}", _question_on(area, gathered), area
    for area in gathered.areas.values():
        if _settled(_given(area).values()):
            yield f"Interviewers are two apart on {area.title}", _question_on(area, gathered), area
    for question in _flagged(gathered):
        yield "After the red flag", question, None


def _coding_question(gathered: Gathered) -> Question | None:
    return next((each for each in gathered.pool if each.id == gathered.rubric.coding.question), None)


def _question_on(area: AreaResult, gathered: Gathered) -> Question | None:
    """A question that informs an area: one that was not answered yet, if there is any; coding is asked otherwise."""
    coding = gathered.rubric.coding.question
    informing = [each for each in gathered.pool if area.id in each.areas and each.id != coding]
    answered = {each.id for each in gathered.questions if each.answers}
    return min(informing, key=lambda each: each.id in answered, default=None)


def _words_for(question: Question, area: AreaResult | None, gathered: Gathered) -> str:
    """The words to ask with: the question's own, or where it was answered, a follow-up.

    A senior's follow-ups are on leading and mentoring: they come first only where it is about communication. The task
    of the coding question is not read out once more.
    """
    if question == _coding_question(gathered) and gathered.coding_waits:
        first = "read" if gathered.coding else "open"
        return f"{first} the notebook with them, and rate the answer (question {question.number})"
    answered = any(each.answers for each in gathered.questions if each.id == question.id)
    senior = question.senior_follow_ups if gathered.role and gathered.role.seniority == "senior" else ()
    leading = area is not None and area.id == COMMUNICATION
    follow_ups = [*senior, *question.follow_ups] if leading else [*question.follow_ups, *senior]
    words = follow_ups[0] if answered and follow_ups else question.prompt
    return f"“{words}” (question {question.number})"


# --- words ----------------------------------------------------------------------------------------------------------


def listed(words: Sequence[str]) -> str:
    """Words as people list them: `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _titles(areas: Sequence[AreaResult]) -> list[str]:
    return [area.title for area in areas]


def _who(given: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{interviewer} {rating}" for interviewer, rating in given)


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
