"""The coding grade: a table of rules, read from the top; the first that applies gives the rating."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader import nearly
from grader.answer import Opaque, Raised, Returned
from grader.behaviour import Behaviour, Steadiness
from grader.case_results import FAILING, CaseResults
from grader.diagnosis import Diagnosis
from grader.results import Rating
from grader.vocabulary import Handling, Status


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the rules look at."""

    core: dict[str, bool]
    essential: tuple[str, ...]
    edges: tuple[Handling, ...]
    concepts: frozenset[str]
    dressed: bool
    all_explained: bool
    delegated: bool
    stateful: bool
    unreadable: bool
    right_where_answered: bool
    nearly_right: bool
    right_if_short: bool
    named: bool

    @property
    def core_right(self) -> bool:
        """Whether every part is right on every ordinary case."""
        return all(self.core.values())

    @property
    def essential_right(self) -> bool:
        """Whether the parts that the rating stands on are right, or only dressed otherwise."""
        return all(self.core[part] for part in self.essential)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row of the table: when `applies` holds, the rating is `rating`, because of what `says` says."""

    id: str
    rating: Rating | None
    says: str
    applies: Callable[[Evidence], bool]


@dataclass(frozen=True, kw_only=True)
class CodingGrade:
    """A rating and the row that gave it; None where a person looks."""

    rating: Rating | None
    rule: str


RULES = (
    Rule(
        id="unreadable",
        rating=None,
        says="The function returns objects that no number can be read from: read it, and rate it yourself.",
        applies=lambda evidence: evidence.unreadable,
    ),
    Rule(
        id="concept_misconception",
        rating=1,
        says="A basic number is wrong, in a way that the diagnosis names.",
        applies=lambda evidence: (
            any(part in evidence.concepts for part in evidence.essential) and not evidence.delegated
        ),
    ),
    Rule(
        id="partly_fails",
        rating=2,
        says="Right wherever it answers, which is on most inputs; on some it stops with an error.",
        applies=lambda evidence: evidence.right_where_answered,
    ),
    Rule(
        id="nearly_right",
        rating=2,
        says="Every number is off by so little that the formula is right, and something small is added or lost.",
        applies=lambda evidence: (
            evidence.nearly_right and not evidence.essential_right and not (evidence.dressed and evidence.all_explained)
        ),
    ),
    Rule(
        id="right_if_short",
        rating=None,
        says="All right on short inputs, wrong on some long ones: go through it with the candidate.",
        applies=lambda evidence: (
            evidence.right_if_short and not evidence.essential_right and not evidence.all_explained
        ),
    ),
    Rule(
        id="unsure_function",
        rating=None,
        says="A function of another name gives numbers that nothing explains: ask which function is meant.",
        applies=lambda evidence: not evidence.named and not evidence.essential_right and not evidence.all_explained,
    ),
    Rule(
        id="unexplained",
        rating=1,
        says="A basic number is wrong on plain inputs.",
        applies=lambda evidence: not evidence.essential_right and not (evidence.dressed and evidence.all_explained),
    ),
    Rule(
        id="stateful",
        rating=2,
        says="Right when called for the first time; later answers change with the calls before.",
        applies=lambda evidence: evidence.stateful,
    ),
    Rule(
        id="delegated",
        rating=2,
        says="A ready-made library function does the work, or a part of it that is not the candidate's: a 2 at most.",
        applies=lambda evidence: evidence.delegated,
    ),
    Rule(
        id="other_dress",
        rating=2,
        says="The formulas are right, but used or given in another way than the assignment asks for.",
        applies=lambda evidence: evidence.dressed and evidence.all_explained,
    ),
    Rule(
        id="f1_wrong",
        rating=2,
        says="The basic numbers are right; the one that is made from them is not.",
        applies=lambda evidence: not evidence.core_right,
    ),
    Rule(
        id="edge_wrong",
        rating=2,
        says="Right where every ratio has a value; wrong on an input that leaves one undefined (0/0).",
        applies=lambda evidence: Handling.WRONG in evidence.edges,
    ),
    Rule(
        id="edge_leaks",
        rating=2,
        says="Right where every ratio has a value; on some input that leaves one at 0/0, nobody chose what happens.",
        applies=lambda evidence: any(handling in FAILING for handling in evidence.edges),
    ),
    Rule(
        id="all_right",
        rating=3,
        says="Right where every ratio has a value, and every undefined one (0/0) is handled on purpose.",
        applies=lambda evidence: True,
    ),
)

STATUS_RULES: dict[Status, tuple[Rating | None, str]] = {
    Status.DOES_NOT_RUN: (1, "The candidate's own function stops with an error on every input with a clear answer."),
    Status.TIMEOUT: (1, "The candidate's own function does not end on plain inputs, in two runs."),
    Status.OUT_OF_MEMORY: (
        None,
        "It ran out of memory on plain inputs, in two runs: go through it with the candidate.",
    ),
    Status.OUTPUT_LIMIT: (
        None,
        "It put out more than the limit, in two runs: go through it with the candidate.",
    ),
    Status.KERNEL_DIED: (None, "It ended its kernel, in two runs: go through it with the candidate."),
    Status.NO_FUNCTION: (
        None,
        "There is no function to check: ask for one of the name that was asked for, or read the notebook.",
    ),
    Status.AMBIGUOUS_FUNCTION: (
        None,
        "More than one function could be meant: ask which one, and have that one graded.",
    ),
    Status.NOT_ATTEMPTED: (None, "The question was not attempted: ask whether another file was meant."),
    Status.MISSING_PACKAGE: (None, "A package that the kernel doesn't have is needed: ask for a version without it."),
    Status.OTHER_LANGUAGE: (None, "The notebook is in another language: ask for Python, or read it yourself."),
    Status.INVALID_NOTEBOOK: (None, "The file can't be read as a notebook: ask for it once more."),
    Status.PROTOCOL_VIOLATION: (
        None,
        "The notebook interfered with its checks: let somebody who programs read it first.",
    ),
    Status.GRADER_ERROR: (None, "The grader failed, which says nothing about the candidate; run it again."),
}

SEVERAL = ("several_notebooks", "The candidate handed in more than one notebook: ask which one counts.")


def award(
    results: CaseResults, diagnosis: Diagnosis, behaviour: Behaviour, *, delegated: bool, named: bool = True
) -> CodingGrade:
    """The rating of a function that was called, by the first rule that applies.

    `named` tells whether it has the name that the assignment asks for, or parts' names: else it may be another.
    """
    core = dict(results.best.core)
    evidence = Evidence(
        core=core,
        essential=tuple(part.id for part in results.question.contract.parts if part.essential),
        edges=tuple(handled.worst for handled in results.best.edges),
        concepts=frozenset(
            part for entry in diagnosis.misconceptions if entry.kind == "concept" for part in entry.parts
        ),
        dressed=any(entry.kind == "dress" for entry in diagnosis.misconceptions),
        all_explained=diagnosis.all_explained(core),
        delegated=delegated,
        stateful=behaviour.steadiness is Steadiness.STATEFUL,
        unreadable=_unreadable(results),
        right_where_answered=_right_where_answered(results),
        nearly_right=nearly.off_by(results) is not None,
        right_if_short=any(each.id == "right_if_short" for each in diagnosis.statements),
        named=named,
    )
    rule = next(rule for rule in RULES if rule.applies(evidence))
    return CodingGrade(rating=rule.rating, rule=rule.id)


def _unreadable(results: CaseResults) -> bool:
    """Whether every ordinary answer is an object of a type that no numbers can be read from."""
    answers = [results.best.answers[place] for place in results.ordinary]
    return all(isinstance(answer, Returned) and isinstance(answer.value, Opaque) for answer in answers)


def _right_where_answered(results: CaseResults) -> bool:
    """Whether most ordinary calls return, all of them all right, and each of the others raises, or a very long one."""
    right, places = results.best.ordinary_right, list(results.ordinary)
    raised = sum(isinstance(results.best.answers[place], Raised) for place in places)
    some = raised > 0 or nearly.error_on_large(results) is not None
    return some and right + raised == len(places) and right > raised


def grade_of(status: Status) -> CodingGrade:
    """The rating that a status alone gives."""
    return CodingGrade(rating=STATUS_RULES[status][0], rule=status.value)


def sentences() -> dict[str, str]:
    """Every rule's id, with its sentence."""
    statuses = {status.value: says for status, (_, says) in STATUS_RULES.items()}
    return dict(sorted({**{rule.id: rule.says for rule in RULES}, **statuses, SEVERAL[0]: SEVERAL[1]}.items()))


def rule_sha256() -> str:
    """A hash of the table and of this file: what a rating depends on beside the answers."""
    rows = [[rule.id, rule.rating, rule.says] for rule in RULES]
    statuses = [[status.value, rating, says] for status, (rating, says) in STATUS_RULES.items()]
    table = json.dumps([rows, statuses, SEVERAL]).encode()
    return hashlib.sha256(table + Path(__file__).read_bytes()).hexdigest()
