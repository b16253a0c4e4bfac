"""The reference is scikit-learn's, and every misconception is wrong in its own way on the frozen battery."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import precision_recall_fscore_support

from grader import battery, question
from grader.vocabulary import Case, Misconception, Numbers

QUESTION = question.load()
BATTERY = battery.load(QUESTION)
PARTS = [part.id for part in QUESTION.contract.parts]
ORDINARY = np.array([found == battery.ORDINARY for found in BATTERY.classes])
WITH_VARIANTS = [entry for entry in QUESTION.misconceptions if entry.variants]

SAME = {
    (
        "accuracy_everywhere",
        "micro_averaged",
    ): "pooled over both classes, every wrong prediction is a false positive of "
    "one class and a false negative of the other, so that each of the three is the accuracy, on every input",
}
"""Pairs of misconceptions that no case can tell apart, and why."""


def scikit_learn(case: Case) -> tuple[float, float, float]:
    if case == ((), ()):
        return 0.0, 0.0, 0.0  # scikit-learn refuses empty input; every ratio is undefined there
    y_true, y_pred = (np.array(labels, dtype=int) for labels in case)
    p, r, f1, _ = precision_recall_fscore_support(y_true, y_pred, average="binary", zero_division=0)
    return float(p), float(r), float(f1)


def all_pairs(longest: int) -> Iterator[Case]:
    for size in range(longest + 1):
        yield from product(product((0, 1), repeat=size), repeat=2)


def test_reference_is_scikit_learns_on_every_pair_up_to_length_eight() -> None:
    # scikit-learn's answer depends on the confusion counts alone, so it is asked once for each; the reference, always.
    answers: dict[tuple[int, ...], set[tuple[float, ...]]] = defaultdict(set)
    examples: dict[tuple[int, ...], Case] = {}
    for case in all_pairs(8):
        counted = tuple(QUESTION.contract.counts(case).values())
        answers[counted].add(tuple(QUESTION.reference(*case)))
        examples.setdefault(counted, case)
    assert len(examples) == 495
    for counted, found in answers.items():
        assert len(found) == 1, f"one answer for all pairs of counts={counted}"
        assert scikit_learn(examples[counted]) == pytest.approx(next(iter(found)), abs=1e-12)


@settings(database=None, deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=300))
def test_reference_is_scikit_learns_on_longer_pairs(pairs: list[tuple[bool, bool]]) -> None:
    case = (tuple(int(true) for true, _ in pairs), tuple(int(predicted) for _, predicted in pairs))
    assert scikit_learn(case) == pytest.approx(QUESTION.reference(*case), abs=1e-12)


def test_reference_takes_arrays() -> None:
    assert (0.5, 1.0, pytest.approx(2 / 3)) == QUESTION.reference(np.array([1, 0]), np.array([1, 1]))


def test_reference_refuses_sequences_of_different_length() -> None:
    with pytest.raises(ValueError, match="shorter"):
        QUESTION.reference((1, 0), (1,))


def test_every_misconception_of_the_vocabulary_is_there() -> None:
    concepts = (
        "swapped_precision_recall accuracy_as_precision accuracy_everywhere specificity_as_recall "
        "negative_predictive_value_as_precision true_negatives_as_hits set_based constant "
        "arithmetic_mean_f1 geometric_mean_f1 f1_without_factor_two jaccard_as_f1"
    )
    dress = (
        "rounded percent_scale epsilon_fudged negative_class_as_positive macro_averaged micro_averaged "
        "weighted_averaged as_text other_order printed_only"
    )
    found = [(entry.kind, entry.id) for entry in QUESTION.misconceptions]
    assert [("concept", each) for each in concepts.split()] + [("dress", each) for each in dress.split()] == found


@pytest.mark.parametrize("entry", QUESTION.misconceptions, ids=lambda entry: entry.id)
def test_says_is_one_sentence_and_ask_one_question(entry: Misconception) -> None:
    assert entry.says.endswith(".")
    assert ". " not in entry.says
    assert entry.ask.endswith("?")
    assert entry.ask.count("?") == 1


@pytest.mark.parametrize("entry", WITH_VARIANTS, ids=lambda entry: entry.id)
def test_every_variant_is_wrong_on_an_ordinary_case_in_its_parts(entry: Misconception) -> None:
    wrong = [differing(answers, BATTERY.expected, entry.parts) for answers in BATTERY.variants[entry.id]]
    shown = np.stack([variant.any(axis=0) for variant in wrong])  # (variants, parts): does some case show it?
    equal = np.flatnonzero(~shown.any(axis=1)).tolist()
    assert equal == [], f"variants of {entry.id} that the battery takes for right"
    assert shown.any(axis=0).all(), f"a part of {entry.id} that none of its variants gets wrong"


def test_misconceptions_are_told_apart() -> None:
    same = {
        (one.id, other.id)
        for one, other in combinations(WITH_VARIANTS, 2)
        for answers, others in product(BATTERY.variants[one.id], BATTERY.variants[other.id])
        if not differing(answers, others, (*one.parts, *other.parts)).any()
    }
    assert set(SAME) == same


def test_how_a_wrong_answer_comes_about_is_told_by_the_case() -> None:
    shown = {entry.id: entry.shows(((0, 0, 1, 1), (0, 1, 1, 1))) for entry in QUESTION.misconceptions if entry.shows}
    assert {
        "accuracy_as_precision": "Right predictions, positive or negative: 3 of 4.",
        "accuracy_everywhere": "Right predictions, positive or negative: 3 of 4.",
        "specificity_as_recall": "Negative labels that were predicted negative: 1 of 2.",
        "negative_predictive_value_as_precision": "Negative predictions that are right: 1 of 1.",
        "true_negatives_as_hits": "Counted as hits: true positives 2, true negatives 1.",
        "set_based": "As sets, the labels are {0, 1} and the predictions {0, 1}; in common 2, of 2 for precision, "
        "of 2 for recall.",
        "negative_class_as_positive": "Of class 0: right predictions 1 of 1, labels found 1 of 2.",
    } == shown


@pytest.mark.parametrize(
    ("entry", "average"),
    [("macro_averaged", "macro"), ("micro_averaged", "micro"), ("weighted_averaged", "weighted")],
)
def test_averages_are_scikit_learns(entry: str, average: str) -> None:
    answers = BATTERY.variants[entry][0]
    for place in np.flatnonzero(ORDINARY)[::5]:
        y_true, y_pred = BATTERY.cases[place]
        *theirs, _ = precision_recall_fscore_support(y_true, y_pred, average=average, zero_division=0)
        assert theirs == pytest.approx(answers[place].tolist(), abs=1e-12)


def differing(answers: Numbers, others: Numbers, parts: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Where two answers differ, shape (ordinary cases, parts). NaN is no answer, and differs from nothing."""
    columns = [PARTS.index(part) for part in dict.fromkeys(parts)]
    return np.asarray(np.abs(answers - others)[ORDINARY][:, columns] > QUESTION.contract.tolerance)
