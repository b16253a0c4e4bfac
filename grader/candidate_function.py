"""Finds the candidate's function: by the contract's name, else by what it does, else three functions, composed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grader import writing
from grader.answer import FunctionSeen, Survey
from grader.battery import ORDINARY, Battery
from grader.delegation import by_name, reached
from grader.errors import SubmissionError
from grader.execution import Group, Session, Target
from grader.names import used_by
from grader.question import Question
from grader.reading import Kind, part_named, read, words
from grader.source import Definition, definitions, last_definition, parse
from grader.vocabulary import Case, Finding, Status


@dataclass(frozen=True, kw_only=True)
class CandidateFunction:
    """The function that is called, and where it stands in the notebook, with those of the notebook that it uses.

    `findings` tells how it was found.
    """

    target: Target
    name: str
    cell: int | None
    source: str | None
    findings: tuple[tuple[Finding, str], ...]
    told_order: tuple[int, ...] | None = None
    definition: Definition | None = None
    helpers: tuple[Definition, ...] = ()
    named: bool = True

    @property
    def names(self) -> frozenset[str]:
        """The names of the function that is called, or of the three."""
        return frozenset([self.target.name, *(step[1] for step in self.target.steps)])


async def find(session: Session, question: Question, battery: Battery) -> CandidateFunction:
    """The one function to call. Raises SubmissionError where there is none, or more than one."""
    written = definitions(session.submission.cells)
    survey = await session.survey(question.name, [question.name])
    found = await _find(survey, session, question, battery, written)
    if found is None and session.failures():
        await session.define()
        survey = await session.survey(question.name, [question.name])
        found = await _find(survey, session, question, battery, written)
    if found is None:
        raise _why_not(session, question, survey, written)
    return found


async def _find(
    survey: Survey, session: Session, question: Question, battery: Battery, written: Sequence[Definition]
) -> CandidateFunction | None:
    real = [function for function in survey.functions if not _is_stub(function, written)]
    named = [function for function in real if function.name == question.name]
    if len(named) > 1:
        named = [function for function in named if function.owner is None] or named
    if len(named) == 1:
        return _found(named[0], question, written)
    composed = _composed(real, question, written)
    own = by_name(written)
    helpers = reached(composed.names, own) if composed else set()
    others = [function for function in real if function.name not in helpers]
    return await _by_behaviour(others, session, question, battery, written) or composed


def _is_stub(function: FunctionSeen, written: Sequence[Definition]) -> bool:
    definition = last_definition(written, function.name, function.owner)
    return definition is not None and definition.is_stub


# --- by behaviour ---------------------------------------------------------------------------------------------------


async def _by_behaviour(
    functions: Sequence[FunctionSeen],
    session: Session,
    question: Question,
    battery: Battery,
    written: Sequence[Definition],
) -> CandidateFunction | None:
    """The one function of as many required parameters that returns a number a part on the probe.

    One that another of them calls is its helper (it may return counts), and not meant.
    """
    probe = _probe(battery)
    fitting = []
    for function in functions:
        required = [name for name, needed in function.parameters or () if needed]
        if len(required) == len(question.contract.parameters):
            candidate = _found(function, question, written)
            if await _answers(candidate.target, probe, session, question):
                fitting.append(candidate)
    own = by_name(written)
    helpers = {name for candidate in fitting for name in reached(candidate.names, own) - {candidate.target.name}}
    fitting = [candidate for candidate in fitting if candidate.target.name not in helpers] or fitting
    if len(fitting) > 1:
        names = ", ".join(repr(candidate.name) for candidate in fitting)
        raise SubmissionError(
            Status.AMBIGUOUS_FUNCTION,
            f"There is no function {question.name!r}, and more than one could be meant: {names}.",
        )
    return fitting[0] if fitting else None


def _probe(battery: Battery) -> Case:
    """The smallest ordinary case whose parts all differ."""
    for case, kind, expected in zip(battery.cases, battery.classes, battery.expected, strict=True):
        if kind == ORDINARY and len(np.unique(expected)) == len(expected):
            return case
    return battery.cases[battery.classes.index(ORDINARY)]


async def _answers(target: Target, probe: Case, session: Session, question: Question) -> bool:
    contract = question.contract
    groups = [Group(cases=(probe,), container=container) for container in contract.containers]
    answers = await session.call(target, groups, contract.encoding)
    readings = [read(group[0], contract.parts) for group in answers]
    return any(set(reading.kinds) == {Kind.NUMBER} and reading.form != "single" for reading in readings)


def _found(function: FunctionSeen, question: Question, written: Sequence[Definition]) -> CandidateFunction:
    roles = _roles([name for name, _ in function.parameters or ()], question)
    findings: list[tuple[Finding, str]] = []
    shown = f"{function.owner}.{function.name}" if function.owner else function.name
    if function.name != question.name:
        findings.append(
            (Finding.RENAMED_FUNCTION, f"The function is {shown!r}; the assignment asks for {question.name!r}.")
        )
    elif function.owner:
        told = f"It has the name that was asked for, and is a method of the class {function.owner!r}."
        findings.append((Finding.METHOD_OF_CLASS, told))
    if roles != tuple(range(len(roles))):
        findings.append(
            (Finding.REVERSED_PARAMETERS, "The parameters stand in another order; their names tell which is which.")
        )
    definition = last_definition(written, function.name, function.owner)
    return CandidateFunction(
        target=Target(name=function.name, owner=function.owner, roles=roles),
        name=shown,
        cell=definition.cell if definition else None,
        source=definition.source if definition else None,
        findings=tuple(findings),
        told_order=writing.told_order(definition, question.contract.parts, by_name(written)),
        definition=definition,
        helpers=used_by(definition, written) if definition else (),
        named=function.name == question.name,
    )


def _roles(names: Sequence[str], question: Question) -> tuple[int, ...]:
    """For each position the question's parameter that goes there: as the names tell, else in order."""
    parameters = question.contract.parameters
    in_order = tuple(range(len(parameters)))
    told: list[int | None] = []
    for name in names[: len(parameters)]:
        fitting = [place for place, parameter in enumerate(parameters) if words(name) & set(parameter.role_words)]
        told.append(fitting[0] if len(fitting) == 1 else None)
    known = [place for place in told if place is not None]
    if len(told) != len(parameters) or not known or len(set(known)) != len(known):
        return in_order
    rest = iter([place for place in in_order if place not in known])
    return tuple(place if place is not None else next(rest) for place in told)


# --- three functions ------------------------------------------------------------------------------------------------


def _composed(
    functions: Sequence[FunctionSeen], question: Question, written: Sequence[Definition]
) -> CandidateFunction | None:
    """A function for each part, recognised by its name; one may take the results of others."""
    parts = question.contract.parts
    chosen: dict[int, FunctionSeen] = {}
    for function in functions:
        place = part_named(function.name, parts)
        if place is not None and function.owner is None and function.parameters is not None:
            chosen[place] = function
    if len(chosen) < len(parts):
        return None
    takes = {place: _takes(function, question) for place, function in chosen.items()}
    order = sorted(chosen, key=lambda place: (any(isinstance(taken, str) for taken in takes[place]), place))
    steps = tuple((parts[place].id, chosen[place].name, takes[place]) for place in order)
    if order != list(range(len(parts))):
        return None
    sources = [last_definition(written, chosen[place].name) for place in order]
    known = [definition for definition in sources if definition is not None]
    names = ", ".join(chosen[place].name for place in order)
    roles = tuple(range(len(question.contract.parameters)))
    return CandidateFunction(
        target=Target(name=names, roles=roles, steps=steps),
        name=names,
        cell=known[-1].cell if known else None,
        source="\n\n".join(definition.source for definition in known) or None,
        helpers=tuple(dict.fromkeys(each for one in known for each in used_by(one, written) if each not in known)),
        findings=((Finding.SEPARATE_FUNCTIONS, f"The parts are computed by separate functions: {names}."),),
    )


def _takes(function: FunctionSeen, question: Question) -> tuple[int | str, ...]:
    """What goes to a function's required parameters: results of other parts where they are named so, else arguments."""
    required = [name for name, needed in function.parameters or () if needed]
    parts = question.contract.parts
    own = part_named(function.name, parts)
    named = [part_named(name, parts) for name in required]
    if required and all(place is not None and place != own for place in named):
        return tuple(parts[place].id for place in named if place is not None)
    return tuple(_roles(required, question))


# --- nothing found --------------------------------------------------------------------------------------------------


def _why_not(session: Session, question: Question, survey: Survey, written: Sequence[Definition]) -> SubmissionError:
    """Why there is no function to call: a stub, prose, a missing package, or code that is something else."""
    code = [cell for cell in session.submission.cells if cell.kind == "code" and _has_code(cell.source)]
    stub = last_definition(written, question.name)
    if not code:
        return SubmissionError(Status.NOT_ATTEMPTED, "The notebook holds no code.")
    if stub is not None and stub.is_stub:
        return SubmissionError(Status.NOT_ATTEMPTED, f"The function {question.name!r} is still the empty stub.")
    missing = [failure.message for failure in session.failures() if failure.name == "ModuleNotFoundError"]
    if stub is None and missing:
        return SubmissionError(
            Status.MISSING_PACKAGE, f"A package that the kernel doesn't have stopped the notebook: {missing[0]}."
        )
    names = ", ".join(sorted({repr(function.name) for function in survey.functions})) or "none"
    classes = ", ".join(sorted({repr(each.owner) for each in written if each.owner is not None}))
    also = f" Classes: {classes}; only one that is made without arguments is called." if classes else ""
    return SubmissionError(
        Status.NO_FUNCTION,
        f"No function {question.name!r} was found, nor another that does its work. Functions that are there: {names}."
        f"{also}",
    )


def _has_code(source: str) -> bool:
    tree = parse(source)
    return bool(tree.body) if tree else bool(source.strip())
