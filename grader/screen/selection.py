"""Chooses the questions for a role: what it stresses first, so that together they inform every area of the rubric."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from grader.errors import UsageError
from grader.screen.rubric import Id, Line, Question, Role, Rubric, Section, Seniority

Coding = Literal["before", "live", "none"]
"""The coding question: a notebook before the call, code written in it, or not at all."""

FIRST = 4
"""One of so many questions at the front of a role's emphasis is asked, if that can be."""

_DEEP_LEARNING = "a question on deep learning"
_DOMAIN = "a question on the domain"
_EMPHASIS = "a question that the role stresses"


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a team chooses for a role. Raises `UsageError` where a length or a number is out of range."""

    seniority: Seniority
    deep_learning: bool = False
    domain: Section | None = None
    minutes: int = 60
    deep_dives: int = 4
    coding: Coding = "before"

    def __post_init__(self) -> None:
        if not 45 <= self.minutes <= 60:
            raise UsageError(f"Expected a screen of 45 to 60 minutes, got minutes={self.minutes}.")
        if self.deep_dives not in (3, 4):
            raise UsageError(f"Expected 3 or 4 deep dives, got deep_dives={self.deep_dives}: few and deep tells more.")

    @property
    def id(self) -> str:
        """A readable name for a plan of these choices."""
        parts = [self.seniority, str(self.minutes), str(self.deep_dives), self.coding]
        parts += ["dl"] if self.deep_learning else []
        parts += [self.domain.id] if self.domain else []
        return "-".join(parts)


class PoolQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that may be asked, the section it is from, and whether it is one of the domain's."""

    section: Id
    domain: bool
    question: Question


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The questions of a role: `deep_dives` in the order in which they are asked, `spares` as they would be missed.

    `topics` tells in general terms what they are about.
    """

    deep_dives: tuple[PoolQuestion, ...]
    coding: PoolQuestion | None
    spares: tuple[PoolQuestion, ...]
    topics: tuple[Line, ...]


def select(rubric: Rubric, choices: Choices) -> Selection:
    """Choose a role's questions.

    The questions that a role stresses come first, the domain's at the places that the role has for them. Every area
    of the rubric is informed by one question at least; where a role is about deep learning or a domain, so is one of
    the questions. Where that leaves room, so is one of the first that the role stresses. Raises `UsageError` where no
    questions do that.
    """
    role = _role(rubric, choices.seniority)
    coding = _coding(rubric, choices)
    order = _order(rubric, role, choices)
    chosen = _choose(rubric, choices, order, coding, role.emphasis[:FIRST])
    asked = _asked(role, chosen)
    topics = {section.id: section.topic for section in (*_bank(rubric), *_domain(choices))}
    told = dict.fromkeys(pooled.section for pooled in (*asked, *([coding] if coding else [])))
    return Selection(
        deep_dives=asked,
        coding=coding,
        spares=tuple(pooled for pooled in order if pooled not in chosen),
        topics=tuple(topics[section] for section in told),
    )


def _role(rubric: Rubric, seniority: Seniority) -> Role:
    for role in rubric.roles:
        if role.seniority == seniority:
            return role
    known = ", ".join(role.seniority for role in rubric.roles)
    raise UsageError(f"Expected a seniority that the rubric has a role for ({known}), got seniority={seniority}.")


def _bank(rubric: Rubric) -> tuple[Section, ...]:
    """The sections for everybody; those of a domain are asked only where that is chosen."""
    return tuple(section for section in rubric.sections if not section.domain)


def _domain(choices: Choices) -> tuple[Section, ...]:
    return (choices.domain,) if choices.domain else ()


def _pool(sections: Iterable[Section], choices: Choices, *, domain: bool) -> Iterator[PoolQuestion]:
    """The questions of some sections that this role can be asked, by number."""
    every = ((question, section.id) for section in sections for question in section.questions)
    for question, section in sorted(every, key=lambda pair: (pair[0].number, pair[0].id)):
        if choices.seniority in question.seniorities and (choices.deep_learning or not question.deep_learning):
            yield PoolQuestion(section=section, domain=domain, question=_for_role(question, choices.seniority))


def _for_role(question: Question, seniority: Seniority) -> Question:
    """The question as this role gets it: follow-ups on leading and architecture are for seniors."""
    return question if seniority == "senior" else msgspec.structs.replace(question, senior_follow_ups=())


def _coding(rubric: Rubric, choices: Choices) -> PoolQuestion | None:
    """The coding question, unless the role does without."""
    if choices.coding == "none":
        return None
    for pooled in _pool(_bank(rubric), choices, domain=False):
        if pooled.question.id == rubric.coding.question:
            return pooled
    raise UsageError(
        f"Expected the coding question {rubric.coding.question!r} in the pool of seniority={choices.seniority}, "
        f"got none there, with coding={choices.coding}."
    )


def _order(rubric: Rubric, role: Role, choices: Choices) -> tuple[PoolQuestion, ...]:
    """The pool but for the coding question, most wanted first."""
    pool = {pooled.question.id: pooled for pooled in _pool(_bank(rubric), choices, domain=False)}
    pool.pop(rubric.coding.question, None)
    own = list(_pool(_domain(choices), choices, domain=True))
    if choices.domain and not own:
        raise UsageError(
            f"Expected a question for seniority={choices.seniority} in domain={choices.domain.id}, found none."
        )
    over = own[len(role.domain_places) :]
    stressed = [pool.pop(each) for each in role.emphasis if each in pool]
    return _placed(role, own, [*stressed, *over, *pool.values()])


def _placed(role: Role, own: Sequence[PoolQuestion], others: Sequence[PoolQuestion]) -> tuple[PoolQuestion, ...]:
    """Questions in order, with the domain's at the places that the role has for them, counted from 1."""
    order = list(others)
    for place, pooled in zip(sorted(role.domain_places), own, strict=False):
        order.insert(place - 1, pooled)
    return tuple(order)


def _asked(role: Role, chosen: Sequence[PoolQuestion]) -> tuple[PoolQuestion, ...]:
    """The deep dives in the order in which they are asked: where one made room, the domain keeps its places."""
    own = [pooled for pooled in chosen if pooled.domain]
    over = own[len(role.domain_places) :]
    return _placed(role, own, [*(pooled for pooled in chosen if not pooled.domain), *over])


def _choose(
    rubric: Rubric,
    choices: Choices,
    order: Sequence[PoolQuestion],
    coding: PoolQuestion | None,
    stressed: Collection[Id],
) -> tuple[PoolQuestion, ...]:
    """The first deep dives in order that inform together what must be informed.

    Choices come with the most wanted questions first, and the last question changes first: so one that can be spared
    makes room for the first that informs what is missing.
    """
    # An area that no question of the bank informs is the team's own to rate: nothing that is asked could help it.
    informed = {area for section in rubric.sections for question in section.questions for area in question.areas}
    needs = {area.id: f"the area {area.title!r}" for area in rubric.areas if area.id in informed}
    needs |= {_DEEP_LEARNING: _DEEP_LEARNING} if any(pooled.question.deep_learning for pooled in order) else {}
    needs |= {_DOMAIN: _DOMAIN} if choices.domain else {}
    wanted = frozenset(needs.keys() - (_meets(coding, ()) if coding else set()))
    met = [_meets(pooled, stressed) for pooled in order]
    for all_wanted in (wanted | {_EMPHASIS}, wanted):
        if (places := first_that_meet(all_wanted, met, choices.deep_dives)) is not None:
            return tuple(order[place] for place in places)
    raise UsageError(_uncovered(choices, order, [says for need, says in needs.items() if need in wanted]))


def first_that_meet(wanted: frozenset[str], met: Sequence[Collection[str]], number: int) -> tuple[int, ...] | None:
    """The first places, in the order of `itertools.combinations`, that meet together all that is wanted.

    What was found of a rest is kept: trying every combination of a long bank would take minutes.
    """

    @cache
    def rest(start: int, number: int, missing: frozenset[str]) -> tuple[int, ...] | None:
        if not number:
            return None if missing else ()
        for place in range(start, len(met) - number + 1):
            if (found := rest(place + 1, number - 1, missing.difference(met[place]))) is not None:
                return (place, *found)
        return None

    return rest(0, number, wanted)


def _meets(pooled: PoolQuestion, stressed: Collection[Id]) -> set[str]:
    meets = {*pooled.question.areas}
    meets |= {_DEEP_LEARNING} if pooled.question.deep_learning else set()
    meets |= {_EMPHASIS} if pooled.question.id in stressed else set()
    return meets | ({_DOMAIN} if pooled.domain else set())


def _uncovered(choices: Choices, order: Sequence[PoolQuestion], wanted: Collection[str]) -> str:
    if len(order) < choices.deep_dives:
        return f"Expected {choices.deep_dives} deep dives, got {len(order)} questions for {choices.seniority}."
    return (
        f"Expected {choices.deep_dives} deep dives for {choices.seniority} that inform {', '.join(wanted)}; "
        f"no {choices.deep_dives} of its {len(order)} questions do."
    )
