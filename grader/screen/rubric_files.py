"""Loads what a screen asks and how it is rated: the shipped files, and a team's own file over them.

`data/rubric.yaml` holds areas, bands, roles and policies. Each section of the question bank is a file beside it;
`data/domains/` has questions for a domain. A team's file has the keys of rubric.yaml, all optional: one that is given
takes the place of the shipped one; of `roles`, each key of a seniority does. Its `sections` add questions, and a
question with a shipped id takes that one's place; `remove` lists questions to leave out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from grader.errors import UsageError
from grader.screen.document import Document, convert, did_you_mean, raise_all, read_file, shown
from grader.screen.problem import Problem
from grader.screen.rubric import (
    Areas,
    Band,
    CodingPolicy,
    Combine,
    DealBreaker,
    DomainPlaces,
    Emphasis,
    Id,
    Line,
    OwnBands,
    Question,
    Role,
    Rubric,
    Section,
    Seniority,
    Stresses,
)
from grader.screen.rubric_checks import Origin, Origins, check, check_section

SECTIONS = ("foundation", "experience", "systems", "deep_learning", "metrics", "communication", "coding")
DOMAINS = ("language", "vision")

_DATA = Path(__file__).parent / "data"


class RoleFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a team wants otherwise for a seniority. What is left out is as shipped, and so are other seniorities."""

    seniority: Seniority
    title: Line | UnsetType = UNSET
    years: Line | UnsetType = UNSET
    emphasis: Emphasis | UnsetType = UNSET
    domain_places: DomainPlaces | UnsetType = UNSET
    stresses: Stresses | UnsetType = UNSET
    bands: OwnBands | UnsetType = UNSET


class RubricFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A team's rubric file. A key that is left out is as shipped."""

    schema: Literal[1]
    areas: Areas | UnsetType = UNSET
    bands: tuple[Band, ...] | UnsetType = UNSET
    roles: tuple[RoleFile, ...] = ()
    deal_breakers: tuple[DealBreaker, ...] | UnsetType = UNSET
    coding: CodingPolicy | UnsetType = UNSET
    combine: Combine | UnsetType = UNSET
    conduct: tuple[Line, ...] | UnsetType = UNSET
    worth: Line | UnsetType = UNSET
    cannot_show: Line | UnsetType = UNSET
    sections: tuple[Section, ...] = ()
    remove: tuple[Id, ...] = ()

    @property
    def given(self) -> dict[str, object]:
        """The keys that take the place of shipped ones."""
        return {
            name: value for name, value in _given(self).items() if name not in {"schema", "roles", "sections", "remove"}
        }


def _given(own: msgspec.Struct) -> dict[str, object]:
    return {name: value for name in own.__struct_fields__ if (value := getattr(own, name)) is not UNSET}


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """A question in the bank: which section it is in, and where it is written."""

    section: Id
    question: Question
    origin: Origin


@dataclass(frozen=True, kw_only=True)
class _Loaded:
    """A rubric, and where each part of it is written."""

    rubric: Rubric
    bank: tuple[_Entry, ...]
    keys: dict[str, Origin]
    roles: dict[tuple[Seniority, str], Origin]

    def problems(self, own: Document | None = None) -> Iterator[Problem]:
        """What doesn't fit together."""
        questions = {entry.question.id: entry.origin for entry in self.bank}
        return check(self.rubric, Origins(keys=self.keys, roles=self.roles, questions=questions, own=own))


def load(path: Path | None = None) -> Rubric:
    """The shipped rubric, or with `path` a team's file over it.

    Raises DocumentError, which names everything that is wrong with the file, each with its line.
    """
    shipped = _shipped()
    if path is None:
        return shipped.rubric
    document = read_file(path)
    own = convert(document, RubricFile)
    merged = _over(shipped, own, document)
    raise_all([*_loose_ends(own, document, shipped), *merged.problems(document)])
    return merged.rubric


def load_domain(name_or_path: str | Path, rubric: Rubric) -> Section:
    """The questions of a domain: one of the rubric's, by its id, or a section's file of your own.

    Raises UsageError where there is neither, DocumentError where the file is broken or doesn't fit the rubric.
    """
    known = {section.id: section for section in rubric.sections if section.domain}
    if str(name_or_path) in known:
        return known[str(name_or_path)]
    path = Path(name_or_path)
    if not path.exists():
        expected = f"one of the domains {', '.join(known)}, or a section's file"
        hint = did_you_mean(str(name_or_path), known)
        raise UsageError(f"Expected {expected}; got {shown(str(name_or_path))}. {hint.capitalize()}".rstrip())
    document = read_file(path)
    section = msgspec.structs.replace(convert(document, Section), domain=True)
    raise_all(check_section(section, document, rubric))
    return section


def sha256(rubric: Rubric) -> str:
    """The hash of everything that a rubric holds, in whichever files it is written."""
    return hashlib.sha256(msgspec.json.encode(rubric, order="deterministic")).hexdigest()


@cache
def _shipped() -> _Loaded:
    """What comes with the package."""
    document = read_file(_DATA / "rubric.yaml")
    assert isinstance(document.value, dict)
    core = convert(replace(document, value={**document.value, "sections": []}), Rubric)
    paths = [_DATA / f"{name}.yaml" for name in SECTIONS] + [_DATA / "domains" / f"{name}.yaml" for name in DOMAINS]
    sections = [(convert(read, Section), read) for read in map(read_file, paths)]
    loaded = _Loaded(
        rubric=msgspec.structs.replace(core, sections=tuple(section for section, _ in sections)),
        bank=tuple(
            _Entry(section=section.id, question=question, origin=Origin(document=read, place=("questions", place)))
            for section, read in sections
            for place, question in enumerate(section.questions)
        ),
        keys={key: Origin(document=document, place=(key,)) for key in document.value},
        roles=_places(core.roles, document),
    )
    raise_all(loaded.problems())
    return loaded


def _over(shipped: _Loaded, own: RubricFile, document: Document) -> _Loaded:
    """A team's file over the shipped ones."""
    bank = [entry for entry in shipped.bank if entry.question.id not in own.remove]
    for entry in _entries(own, document):
        place = next((at for at, each in enumerate(bank) if each.question.id == entry.question.id), None)
        if place is None:
            bank.append(entry)
        else:
            bank[place] = replace(entry, section=bank[place].section)
    titles = {section.id: section for section in (*shipped.rubric.sections, *own.sections)}
    sections = (
        msgspec.structs.replace(title, questions=tuple(entry.question for entry in bank if entry.section == id))
        for id, title in titles.items()
    )
    return _Loaded(
        rubric=msgspec.structs.replace(
            shipped.rubric,
            **own.given,
            roles=tuple(_merged(role, own) for role in shipped.rubric.roles),
            sections=tuple(section for section in sections if section.questions),
        ),
        bank=tuple(bank),
        keys={**shipped.keys, **{key: Origin(document=document, place=(key,)) for key in own.given}},
        roles={**shipped.roles, **_places(own.roles, document)},
    )


def _merged(role: Role, own: RubricFile) -> Role:
    """A shipped role with what a team wants otherwise."""
    for each in own.roles:
        role = msgspec.structs.replace(role, **_given(each)) if each.seniority == role.seniority else role
    return role


def _places(roles: Sequence[Role | RoleFile], document: Document) -> dict[tuple[Seniority, str], Origin]:
    """Where each key of each role is written."""
    return {
        (role.seniority, key): Origin(document=document, place=("roles", place, key))
        for place, role in enumerate(roles)
        for key in _given(role)
    }


def _entries(own: RubricFile, document: Document) -> Iterator[_Entry]:
    """The questions of a team's file, with their places."""
    for at, section in enumerate(own.sections):
        for place, question in enumerate(section.questions):
            origin = Origin(document=document, place=("sections", at, "questions", place))
            yield _Entry(section=section.id, question=question, origin=origin)


def _loose_ends(own: RubricFile, document: Document, shipped: _Loaded) -> Iterator[Problem]:
    """What is wrong with a team's file by itself: something twice, or a question removed that there isn't."""
    known = {entry.question.id for entry in shipped.bank}
    for place, id in enumerate(own.remove):
        if id not in known:
            yield document.problem(("remove", place), "the id of a shipped question", hint=did_you_mean(id, known))
    seen: Counter[str] = Counter()
    for entry in _entries(own, document):
        seen[entry.question.id] += 1
        if seen[entry.question.id] == 2:
            yield entry.origin.problem(("id",), "each question once", f"{shown(entry.question.id)} again")
    seniorities: Counter[str] = Counter()
    for place, role in enumerate(own.roles):
        seniorities[role.seniority] += 1
        if seniorities[role.seniority] == 2:
            yield document.problem(
                ("roles", place, "seniority"), "each seniority once", f"{shown(role.seniority)} again"
            )
    sections = Counter(section.id for section in own.sections)
    for place, section in enumerate(own.sections):
        if sections[section.id] > 1:
            yield document.problem(("sections", place, "id"), "each section once", f"{shown(section.id)} again")
