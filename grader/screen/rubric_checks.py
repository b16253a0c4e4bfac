"""What a rubric's parts must have to do with one another, beyond what their types say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.screen.document import Document, Place, Problem, did_you_mean, shown
from grader.screen.rubric import (
    Anchor,
    Area,
    Band,
    BandOutcome,
    CodingPolicy,
    Id,
    Question,
    Role,
    Rubric,
    Section,
    Seniority,
)

RISING: tuple[BandOutcome, ...] = ("decline", "conditional", "strong")
RATINGS = (3, 2, 1)

_TAKES_AWAY = {"area": "areas", "question": "remove"}
_ARTICLE = {"area": "an area", "question": "a question"}


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a part of a rubric is written."""

    document: Document
    place: Place

    def problem(self, steps: Place, expected: str, found: str | None = None, hint: str = "") -> Problem:
        """A problem at a path inside the part."""
        return self.document.problem((*self.place, *steps), expected, found, hint)

    def at(self, *steps: str | int) -> Origin:
        """A part of the part."""
        return Origin(document=self.document, place=(*self.place, *steps))


@dataclass(frozen=True, kw_only=True)
class Origins:
    """Where a rubric is written: its keys, its questions by id, and which document is the team's own, if any."""

    keys: dict[str, Origin]
    roles: dict[tuple[Seniority, str], Origin]
    questions: dict[Id, Origin]
    own: Document | None

    def blamed(self, part: Origin, key: str) -> Origin:
        """The part, unless it is shipped and the team's own file has changed what it relies on: then the key there."""
        mended = self.own is not None and part.document is not self.own and (key,) in self.own.lines
        return Origin(document=self.own, place=(key,)) if mended and self.own else part


def check(rubric: Rubric, origins: Origins) -> Iterator[Problem]:
    """Everything that doesn't fit together."""
    yield from _areas(rubric.areas, origins.keys["areas"])
    yield from _bands(rubric, origins)
    yield from _roles(rubric, origins)
    yield from _coding(rubric.coding, origins.keys["coding"])
    breakers = [breaker.id for breaker in rubric.deal_breakers]
    yield from _once(breakers, origins.keys["deal_breakers"], "deal-breaker", "id")
    questions = [question for section in rubric.sections for question in section.questions]
    for question in questions:
        yield from _question(question, origins.questions[question.id])
    yield from _numbers(questions, origins)
    yield from _references(rubric, origins)


def check_section(section: Section, document: Document, rubric: Rubric) -> Iterator[Problem]:
    """Everything in which a section's file doesn't fit the rubric that it is used with."""
    areas = {area.id for area in rubric.areas}
    taken = {question.id for each in rubric.sections for question in each.questions}
    numbers = {question.number: question.id for each in rubric.sections for question in each.questions}
    whole = Origin(document=document, place=("questions",))
    yield from _once([question.id for question in section.questions], whole, "question", "id")
    yield from _once([question.number for question in section.questions], whole, "number", "number")
    if any(each.id == section.id for each in rubric.sections):
        yield document.problem(("id",), "an id that no section of the rubric has", hint="name that one by its id")
    for place, question in enumerate(section.questions):
        origin = whole.at(place)
        yield from _question(question, origin)
        if question.id in taken:
            yield origin.problem(("id",), "an id that no question of the rubric has")
        if question.number in numbers:
            yield origin.problem(("number",), _own_number(numbers[question.number]))
        for at, area in enumerate(question.areas):
            if area not in areas:
                yield origin.problem(("areas", at), "the id of an area", hint=did_you_mean(area, areas))


# --- each part by itself --------------------------------------------------------------------------------------------


def _once(values: Sequence[object], origin: Origin, what: str, *steps: str) -> Iterator[Problem]:
    """A problem for each value of a list that was there before; `steps` lead from an item to its value."""
    seen: set[object] = set()
    for place, value in enumerate(values):
        if value in seen:
            yield origin.problem((place, *steps), f"each {what} once", f"{shown(value)} again")
        seen.add(value)


def _anchors(anchors: Sequence[Anchor], origin: Origin) -> Iterator[Problem]:
    """Exactly one anchor for each rating, each with an id of its own."""
    ratings = [anchor.rating for anchor in anchors]
    yield from _once(ratings, origin, "rating", "rating")
    yield from _once([anchor.id for anchor in anchors], origin, "anchor", "id")
    for rating in RATINGS:
        if rating not in ratings:
            yield origin.problem((), f"an anchor for the rating {rating}", "none")


def _areas(areas: Sequence[Area], origin: Origin) -> Iterator[Problem]:
    yield from _once([area.id for area in areas], origin, "area", "id")
    for place, area in enumerate(areas):
        yield from _anchors(area.anchors, origin.at(place, "anchors"))
        for seniority, anchors in area.by_seniority.items():
            yield from _anchors(anchors, origin.at(place, "by_seniority", seniority))


def _question(question: Question, origin: Origin) -> Iterator[Problem]:
    yield from _anchors(question.anchors, origin.at("anchors"))
    yield from _once([flag.id for flag in question.red_flags], origin.at("red_flags"), "red flag", "id")
    yield from _once(question.areas, origin.at("areas"), "area")
    yield from _once(question.seniorities, origin.at("seniorities"), "seniority")


def _numbers(questions: Iterable[Question], origins: Origins) -> Iterator[Problem]:
    """No two questions have one number; a team's is to blame before a shipped one."""
    ordered = sorted(questions, key=lambda question: origins.questions[question.id].document is origins.own)
    taken: dict[int, Id] = {}
    for question in ordered:
        other = taken.setdefault(question.number, question.id)
        if other != question.id:
            yield origins.questions[question.id].problem(("number",), _own_number(other))


def _own_number(other: Id) -> str:
    return f"a number of its own, not that of {shown(other)}"


def _coding(coding: CodingPolicy, origin: Origin) -> Iterator[Problem]:
    ratings = [row.rating for row in coding.suggests]
    yield from _once(ratings, origin.at("suggests"), "rating", "rating")
    for rating in RATINGS:
        if rating not in ratings:
            yield origin.problem(("suggests",), f"a row for the rating {rating}", "none")


# --- bands ----------------------------------------------------------------------------------------------------------


def _bands(rubric: Rubric, origins: Origins) -> Iterator[Problem]:
    """Every sum of ratings is in one band: the rubric's, and those of each role that has its own."""
    yield from _fitting(rubric.bands, len(rubric.areas), origins.keys["bands"], origins)
    for role in rubric.roles:
        if role.bands:
            yield from _fitting(role.bands, len(rubric.areas), origins.roles[role.seniority, "bands"], origins)


def _fitting(bands: Sequence[Band], areas: int, origin: Origin, origins: Origins) -> Iterator[Problem]:
    """Bands for so many areas. Shipped ones that no longer fit are told as what they are: not given."""
    problems = [*_each_outcome(bands, origin)] or [*_joined(bands, areas, origin)]
    blamed = origins.blamed(origin, "areas")
    if problems and blamed is not origin:
        these = "this area" if areas == 1 else f"these {areas} areas"
        expected = f"bands for {these} too, from {areas} to {3 * areas}"
        yield blamed.problem((), expected, f"the shipped ones, from {bands[-1].least} to {bands[0].most}")
    else:
        yield from problems


def _each_outcome(bands: Sequence[Band], origin: Origin) -> Iterator[Problem]:
    outcomes = [band.outcome for band in bands]
    yield from _once(outcomes, origin, "outcome", "outcome")
    for outcome in RISING:
        if outcome not in outcomes:
            yield origin.problem((), f"a band for {shown(outcome)}", "none")


def _joined(bands: Sequence[Band], areas: int, origin: Origin) -> Iterator[Problem]:
    """From the lowest sum there is to the highest, band beside band, the better outcome above."""
    places = {band.outcome: place for place, band in enumerate(bands)}
    start, reason = areas, f"the sum of {_number(areas)} rated 1"
    for outcome in RISING:
        place = places[outcome]
        band = bands[place]
        if band.least != start:
            wrong = "no sum is that low" if band.least < areas else _between(start, band.least)
            yield origin.problem((place, "least"), f"{start}, {reason}", f"{band.least}: {wrong}")
        if band.most < band.least:
            yield origin.problem((place, "most"), f"{band.least} or more, as that is the least")
        start, reason = band.most + 1, f"right above {shown(outcome)}"
    if start != 3 * areas + 1:
        yield origin.problem((places["strong"], "most"), f"{3 * areas}, the sum of {_number(areas)} rated 3")


def _number(areas: int) -> str:
    return "1 area" if areas == 1 else f"{areas} areas"


def _between(start: int, least: int) -> str:
    """What is wrong with a band that begins at `least` and should at `start`."""
    if least < start:
        return "the bands overlap"
    return f"{start} is in no band" if least == start + 1 else f"{start} to {least - 1} are in no band"


# --- what names something else --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Reference:
    """An id that names an area or a question: where, who, and the key of a team's file that can take that away."""

    id: Id
    kind: Literal["area", "question"]
    origin: Origin
    by: str


def _references(rubric: Rubric, origins: Origins) -> Iterator[Problem]:
    """Every id that names nothing. Shipped ones that a team has cut off are told once, where it did so."""
    known = {"area": {area.id for area in rubric.areas}, "question": set(origins.questions)}
    cut: dict[tuple[str, Id], list[str]] = {}
    for each in _named(rubric, origins):
        if each.id in known[each.kind]:
            continue
        if origins.blamed(each.origin, _TAKES_AWAY[each.kind]) is each.origin:
            hint = did_you_mean(each.id, known[each.kind])
            yield each.origin.problem((), f"the id of {_ARTICLE[each.kind]}", shown(each.id), hint)
        else:
            cut.setdefault((each.kind, each.id), []).append(each.by)
    for (kind, id), by in cut.items():
        if origins.own is not None:
            names = ", ".join(dict.fromkeys(by))
            expected = f"the {kind} {shown(id)} to be kept, as it is named by the shipped {names}"
            yield origins.own.problem((_TAKES_AWAY[kind],), expected, "none", "keep it, or give those anew too")


def _named(rubric: Rubric, origins: Origins) -> Iterator[_Reference]:
    """Every id that names an area or a question."""
    for section in rubric.sections:
        for question in section.questions:
            origin = origins.questions[question.id].at("areas")
            yield from _each("area", question.areas, origin, question.id)
    for role in rubric.roles:
        yield from _each("area", role.stresses, origins.roles[role.seniority, "stresses"], "roles")
        yield from _each("question", role.emphasis, origins.roles[role.seniority, "emphasis"], "roles")
    origin = origins.keys["coding"]
    yield _Reference(id=rubric.coding.question, kind="question", origin=origin.at("question"), by="coding")
    yield _Reference(id=rubric.coding.fills, kind="area", origin=origin.at("fills"), by="coding")
    for place, row in enumerate(rubric.coding.suggests):
        for id in row.areas:
            yield _Reference(id=id, kind="area", origin=origin.at("suggests", place, "areas", id), by="coding")


def _each(kind: Literal["area", "question"], ids: Sequence[Id], origin: Origin, by: str) -> Iterator[_Reference]:
    for place, id in enumerate(ids):
        yield _Reference(id=id, kind=kind, origin=origin.at(place), by=by)


def _roles(rubric: Rubric, origins: Origins) -> Iterator[Problem]:
    """Nothing twice in a role, and what it stresses is in its pool."""
    questions = {question.id: question for section in rubric.sections for question in section.questions}
    for role in rubric.roles:
        emphasis = origins.roles[role.seniority, "emphasis"]
        yield from _once(role.emphasis, emphasis, "question")
        yield from _once(role.stresses, origins.roles[role.seniority, "stresses"], "area")
        yield from _once(role.domain_places, origins.roles[role.seniority, "domain_places"], "place")
        for place, id in enumerate(role.emphasis):
            if id in questions and role.seniority not in questions[id].seniorities:
                yield from _out_of_pool(role, id, emphasis.at(place), origins)


def _out_of_pool(role: Role, id: Id, origin: Origin, origins: Origins) -> Iterator[Problem]:
    """A question that a role stresses and isn't asked: told where the team wrote, in its role or in its question."""
    question = origins.questions[id]
    if origin.document is not origins.own and question.document is origins.own:
        expected = f"{shown(role.seniority)} among them, as that role's emphasis names {shown(id)}"
        yield question.problem(("seniorities",), expected, "none")
    else:
        yield origin.problem((), f"a question that {shown(role.seniority)} is asked")
