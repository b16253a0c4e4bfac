"""The empty scorecard of a plan: YAML that an interviewer fills in by taking comment signs away."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from grader.screen.plan import Plan
from grader.screen.rubric import Anchor, Rubric
from grader.screen.yaml_text import quoted
from grader.visible import visible

_WIDTH = 100

_HOW = (
    "Fill in who and when. Lines that begin with one # wait for you: take the sign and the space behind it away in "
    "front of what you use, and leave or delete the others. Lines that begin with two are for reading.",
    "A rating is chosen by its anchor: of the three pairs, keep the one that fits best. It needs evidence, which is "
    'what the candidate said, in their words, or did; "good" and "solid" are none. What you learnt nothing about stays '
    "as it is. A piece of evidence may tell the question and the minute, too:",
    '    - {said: "…", question: …, minute: 12}',
    '    - {did: "…"}',
    "To change the card after you handed it in, keep it, and write a second file with the next version and",
    "    edit: {author: …, time: 2026-11-20T15:00:00+01:00, reason: …}",
    "What is missing, or doesn't fit, is told by: grader check-scorecard FILE",
)


def text(plan: Plan, rubric: Rubric, candidate: str = "") -> str:
    """The text of an empty scorecard.

    It names every area of the rubric, unrated, and every question of the plan, not reached. `candidate` is the id as
    the report has it, where it is known already.
    """
    blocks = (
        _paragraphs(f"Scorecard for {plan.id}", *_HOW),
        _head(plan, candidate),
        _answers(plan),
        _red_flags(plan),
        _deal_breakers(rubric),
        _ratings(plan, rubric),
        _private(),
    )
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(plan: Plan, candidate: str) -> Iterator[str]:
    yield "schema: 1"
    yield f"candidate: {quoted(candidate)} # the id, as the report has it"
    yield 'interviewer: "" # your name or initials'
    yield 'date: "" # the day of the call: 2026-11-20'
    yield f"seniority: {plan.seniority}"
    yield f"plan: {{id: {plan.id}, sha256: {quoted(plan.sha256)}}}"
    yield f"coding: {plan.coding}"
    yield "version: 1"
    yield "edit: null"


def _answers(plan: Plan) -> Iterator[str]:
    yield from _paragraphs("The questions. The rating of an answer is yours to give or not.")
    yield "answers:"
    for item in plan.items:
        yield ""
        yield from _told(f"{item.question.title} ({item.minutes} minutes): {item.question.prompt}")
        yield f"- question: {item.question.id}"
        yield from _rating(item.question.anchors)
        yield '#   notes: ""'
    yield ""
    spares = ", ".join(spare.question.id for spare in plan.spares)
    yield from _told(f"Did you ask another one? Add it in the same way. Spares: {spares or 'none'}.")


def _red_flags(plan: Plan) -> Iterator[str]:
    yield from _paragraphs(
        "Red flags that came up, each with the words that show it. One that isn't listed is:",
        '    - {flag: other, says: "what it is", said: "…"}',
    )
    yield "# red_flags:"
    for item in plan.items:
        yield ""
        yield from _told(item.question.title)
        for flag in item.question.red_flags:
            yield from _told(f"* {flag.says} Why: {flag.why}")
            yield f'# - {{question: {item.question.id}, flag: {flag.id}, said: ""}}'


def _deal_breakers(rubric: Rubric) -> Iterator[str]:
    yield from _paragraphs("Deal-breakers: each may end the call early. Again with the words that show it.")
    yield "# deal_breakers:"
    for breaker in rubric.deal_breakers:
        yield from _told(f"{breaker.title}: {breaker.says}")
        yield f'# - {{id: {breaker.id}, said: ""}}'


def _ratings(plan: Plan, rubric: Rubric) -> Iterator[str]:
    yield from _paragraphs("The areas, after the call. Rate each one before you think of the whole.")
    yield "ratings:"
    for area in rubric.areas:
        informed = "; ".join(item.question.title for item in plan.items if area.id in item.question.areas)
        yield ""
        yield from _told(f"{area.title}. Look at: {informed}.")
        yield f"- area: {area.id}"
        yield from _rating(area.anchors_for(plan.seniority))


def _private() -> Iterator[str]:
    yield from _paragraphs("For you alone: no report shows what stands below.")
    yield '# interest: ""'
    yield '# salary: ""'
    yield '# notes: ""'


def _rating(anchors: Iterable[Anchor]) -> Iterator[str]:
    """The anchors, strongest first, to keep one of, and room for evidence."""
    for anchor in sorted(anchors, key=lambda anchor: -anchor.rating):
        yield from _told(f"{anchor.rating}: {anchor.says}")
        yield f"#   rating: {anchor.rating}"
        yield f"#   anchor: {anchor.id}"
    yield "#   evidence:"
    yield '#   - said: ""'


def _paragraphs(*texts: str) -> Iterator[str]:
    """Text to read, with an empty line between paragraphs."""
    for number, each in enumerate(texts):
        if number and not each.startswith(" "):
            yield "##"
        yield from _told(each)


def _told(line: str) -> Iterator[str]:
    """A text to read, wrapped unless it begins with a space; a line break in it can't end the comment."""
    parts = [visible(line)] if line.startswith(" ") else textwrap.wrap(visible(line), _WIDTH)
    return (f"## {part}" for part in parts)
