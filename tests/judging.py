"""Answers made of Python functions, without a kernel: what a right, a wrong or a hostile function would have sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from grader import battery, question
from grader.answer import Answer, Died, NotReached, Raised, Returned, TooLong
from grader.battery import Battery
from grader.behaviour import Behaviour
from grader.case_results import CaseResults, groups, judge
from grader.coding_grade import CodingGrade, award
from grader.diagnosis import Diagnosis, diagnose
from grader.question import Question
from grader.vocabulary import Case, Container

QUESTION = question.load()
BATTERY = battery.load(QUESTION)

Function = Callable[..., object]


class DeliberateError(ValueError):
    """What a function raises by a statement of its own; every other error counts as one that nobody raised."""


def answer_of(function: Function, case: Case, container: Container) -> Answer:
    """What a call gives: its value, an `Answer` as it is, or its error."""
    arguments = [list(argument) if container == "list" else np.array(argument, dtype=np.int64) for argument in case]
    try:
        value = function(*arguments)
    except Exception as error:
        own = isinstance(error, DeliberateError)
        return Raised(type=type(error).__name__, message=str(error), own=own, line=2)
    if isinstance(value, Returned | Raised | TooLong | Died | NotReached):
        return value
    return Returned(value=value)  # type: ignore[arg-type] # tests return what a decoder would


def answers_of(function: Function, cases: Sequence[Case], container: Container) -> list[Answer]:
    """What a group of calls gives: after a case that takes too long, the rest of the group is not reached."""
    given: list[Answer] = []
    for case in cases:
        late = bool(given) and isinstance(given[-1], TooLong | NotReached)
        given.append(NotReached() if late else answer_of(function, case, container))
    return given


def judged(function: Function, asked: Question = QUESTION, cases: Battery = BATTERY) -> CaseResults:
    """A function's answers to a whole battery, judged."""
    called = groups(asked, cases)
    return judge(called, [answers_of(function, group.cases, group.container) for group, _ in called], asked, cases)


@dataclass(frozen=True, kw_only=True)
class Graded:
    """What is said of a function."""

    results: CaseResults
    diagnosis: Diagnosis
    grade: CodingGrade

    @property
    def named(self) -> list[str]:
        """The ids of the misconceptions that were named."""
        return [entry.id for entry in self.diagnosis.misconceptions]

    @property
    def verdict(self) -> tuple[int | None, str, list[str]]:
        """Rating, rule, misconceptions."""
        return self.grade.rating, self.grade.rule, self.named


def graded(
    function: Function, asked: Question = QUESTION, cases: Battery = BATTERY, *, delegated: bool = False
) -> Graded:
    """A function judged, diagnosed and graded."""
    results = judged(function, asked, cases)
    diagnosis = diagnose(results)
    grade = award(results, diagnosis, Behaviour.steady(results), delegated=delegated)
    return Graded(results=results, diagnosis=diagnosis, grade=grade)


def reference(y_true: Sequence[float], y_pred: Sequence[float]) -> tuple[float, float, float]:
    """The reference's numbers, in the types that a decoder gives."""
    precision, recall, f1 = map(float, QUESTION.reference(tuple(y_true), tuple(y_pred)))
    return precision, recall, f1


def confusion(y_true: Sequence[float], y_pred: Sequence[float]) -> tuple[int, int, int, int]:
    """True positives, false positives, false negatives, true negatives."""
    tp, fp, fn, tn = QUESTION.contract.counts((tuple(y_true), tuple(y_pred))).values()
    return tp, fp, fn, tn


def has_true_positive(y_true: Sequence[float], y_pred: Sequence[float]) -> bool:
    """Whether the case is an ordinary one."""
    return confusion(y_true, y_pred)[0] > 0
