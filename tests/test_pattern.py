from __future__ import annotations

import numpy as np
import pytest

from grader import battery, pattern, question
from grader.pattern import Counts
from grader.vocabulary import Numbers

QUESTION = question.load()
BATTERY = battery.load(QUESTION)
CASES = [case for case, kind in zip(BATTERY.cases, BATTERY.classes, strict=True) if kind == battery.ORDINARY]
COUNTED = [QUESTION.contract.counts(case) for case in CASES]
COUNTS = Counts(
    names=tuple(COUNTED[0]),
    table=np.array([list(each.values()) for each in COUNTED], dtype=np.float64),
    lengths=np.array([len(case[0]) for case in CASES], dtype=np.float64),
)
TP, FP, FN, TN = COUNTS.table.T
P, N = "true positives", "true negatives"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (TP / (TP + FP + FN), f"{P} / ({P} + false positives + false negatives)"),
        (2 * TP / (2 * TP + FP + FN), f"(2 × {P}) / (2 × {P} + false positives + false negatives)"),
        (TP / (TP + FP + FN + TN), f"{P} / ({P} + false positives + false negatives + {N})"),
        ((TP + TN) / (TP + FP + TN), f"({P} + {N}) / ({P} + false positives + {N})"),
        (TP + FP, f"{P} + false positives"),
        (np.divide(TP, FP + TN, out=np.zeros(len(TP)), where=FP + TN > 0), f"{P} / (false positives + {N})"),
        (np.divide(TP, FP + TN, out=np.ones(len(TP)), where=FP + TN > 0), None),
        (TP / (TP + FP + 1), None),
        (TP**2 / (TP + FP), None),
        (np.random.default_rng(0).random(len(CASES)), None),
        (np.full(len(CASES), np.nan), None),
        (np.ones(len(CASES)), None),
    ],
)
def test_a_ratio_of_sums_of_counts_is_found_where_there_is_one(answers: Numbers, expected: str | None) -> None:
    found = pattern.fitted_ratio(answers, COUNTS, 1e-6)
    assert expected == (None if found is None else str(found))


def test_a_ratio_that_a_few_answers_contradict_is_none() -> None:
    answers = TP / (TP + FP + FN)
    answers[7] += 0.01
    assert pattern.fitted_ratio(answers, COUNTS, 1e-6) is None


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (TN == 0, "there are no true negatives"),
        (FP > 0, "there are false positives"),
        (COUNTS.lengths > 100, "the input is longer than 100"),
        (COUNTS.lengths <= 1, "the input is no longer than 1"),
        (np.zeros(len(CASES), dtype=bool), None),
        (np.ones(len(CASES), dtype=bool), None),
        (np.arange(len(CASES)) % 2 == 0, None),
    ],
)
def test_a_condition_that_holds_for_all_wrong_cases_alone(wrong: pattern.Truths, expected: str | None) -> None:
    assert expected == pattern.condition(wrong, COUNTS)
