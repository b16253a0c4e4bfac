"""What a right answer to `precision_recall_f1` means: its contract, its edge classes and the laws that it obeys.

Every draw comes down to coin tosses (`st.booleans`, lists and tuples). Hypothesis mixes constants that it finds in
other imported modules into integers, and through them into `sampled_from` and `one_of`; a battery drawn from those
would depend on what happens to be imported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from grader.vocabulary import Case, Contract, EdgeClass, Numbers, Parameter, Part, Property

TOLERANCE = 1e-6
LONGEST = 200
LARGE = 20_000
T = TypeVar("T")
Labels = tuple[float, ...]
Truths = npt.NDArray[np.bool_]


CELLS: Mapping[str, tuple[float, ...]] = {
    "true positives": (1, 1),
    "false positives": (0, 1),
    "false negatives": (1, 0),
    "true negatives": (0, 0),
}
"""The cells of the confusion matrix: a true label and what was predicted for it."""


def counts(case: Case) -> Mapping[str, int]:
    """The confusion counts of a case, by name."""
    pairs = list(zip(*case, strict=True))
    return {name: pairs.count(cell) for name, cell in CELLS.items()}


def has_true_positive(case: Case) -> bool:
    """Whether every part is defined: then precision, recall and their sum are all above zero."""
    return (1, 1) in zip(*case, strict=True)


# Strategies


def number(coins: int) -> st.SearchStrategy[int]:
    """0 to 2**coins - 1, each as likely as the other, from coin tosses alone."""
    return st.tuples(*[st.booleans()] * coins).map(lambda tosses: sum(toss << i for i, toss in enumerate(tosses)))


@st.composite
def lists(draw: st.DrawFn, entry: st.SearchStrategy[T], shortest: int = 1) -> list[T]:
    """Often some dozen entries, now and then up to LONGEST.

    The least length is drawn first: lists of Hypothesis's own are short. It costs shrinking nothing.
    """
    return draw(st.lists(entry, min_size=shortest + draw(number(5)), max_size=LONGEST))


@st.composite
def pairs(draw: st.DrawFn) -> Case:
    """Labels of any prevalence, and predictions of any sensitivity and false alarm rate, in eighths."""
    prevalence, sensitivity, false_alarms = 1 + draw(number(3)), 1 + draw(number(3)), draw(number(3))
    y_true, y_pred = [], []
    for label, prediction in draw(lists(st.tuples(number(3), number(3)))):
        y_true.append(int(label < prevalence))
        y_pred.append(int(prediction < (sensitivity if y_true[-1] else false_alarms)))
    return tuple(y_true), tuple(y_pred)


ordinary = pairs().filter(has_true_positive)
lengths = number(5).map(lambda n: n + 1)
some_positive = lists(number(1)).filter(any).map(tuple)


def no_positive(labels: Labels) -> Labels:
    """As many labels, none positive."""
    return (0,) * len(labels)


def without_overlap(entries: Sequence[tuple[int, int]]) -> Case:
    """Each entry tells whether it is positive at all, and on which side."""
    y_true = tuple(positive & side for positive, side in entries)
    y_pred = tuple(positive & (1 - side) for positive, side in entries)
    return y_true, y_pred


def reordered(case: Case, keys: Sequence[int]) -> Case:
    """Both sequences in the order of the same keys."""
    order = sorted(range(len(case[0])), key=lambda i: keys[i])
    return tuple(tuple(labels[i] for i in order) for labels in case)


@st.composite
def permuted(draw: st.DrawFn) -> tuple[Case, ...]:
    """A case, and the same pairs of labels in another order."""
    case = draw(ordinary)
    size = len(case[0])
    keys = draw(st.lists(number(6), min_size=size, max_size=size))
    return case, reordered(case, keys)


def repeated(case: Case, times: int) -> Case:
    """Every pair of labels, several times over."""
    return tuple(labels * times for labels in case)


# Laws: `answers` and `expected` hold an array (groups, parts) for each related case.


def close(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> Truths:
    """Equal within the tolerance; a NaN equals nothing."""
    return np.isclose(one, other, rtol=0, atol=TOLERANCE)


def each_row(truths: Truths) -> Truths:
    """Whether a whole row is true."""
    return np.asarray(truths.all(axis=1))


def as_expected(answers: Sequence[Numbers], expected: Sequence[Numbers]) -> Truths:
    """All answers are the reference's."""
    return each_row(np.hstack([close(one, other) for one, other in zip(answers, expected, strict=True)]))


def in_bounds(answers: Sequence[Numbers], expected: Sequence[Numbers]) -> Truths:
    """Each number lies in [0, 1]."""
    return each_row((answers[0] >= -TOLERANCE) & (answers[0] <= 1 + TOLERANCE))


def all_ones(answers: Sequence[Numbers], expected: Sequence[Numbers]) -> Truths:
    """Each number is 1."""
    return each_row(close(answers[0], np.ones_like(answers[0])))


def f1_is_harmonic_mean(answers: Sequence[Numbers], expected: Sequence[Numbers]) -> Truths:
    """F1 is 2pr / (p + r) of the precision and recall that came with it, or 0 where both are."""
    p, r, f1 = answers[0].T
    with np.errstate(all="ignore"):  # wrong answers may be anything; NaN and infinity fail the comparison
        return close(f1, np.where((p == 0) & (r == 0), 0, 2 * p * r / (p + r)))


def precision_and_recall_trade(answers: Sequence[Numbers], expected: Sequence[Numbers]) -> Truths:
    """With the arguments swapped, precision and recall have swapped."""
    one, other = answers
    return each_row(close(one[:, [1, 0]], other[:, :2]))


def f1_stays(answers: Sequence[Numbers], expected: Sequence[Numbers]) -> Truths:
    """With the arguments swapped, F1 is as before."""
    one, other = answers
    return close(one[:, 2], other[:, 2])


def unchanged(answers: Sequence[Numbers], expected: Sequence[Numbers]) -> Truths:
    """The second answer is the first."""
    one, other = answers
    return each_row(close(one, other))


# What the question asks for

PARAMETERS = (
    Parameter(
        name="y_true",
        title="true labels",
        role_words=(
            *("true", "truth", "truths", "ytrue", "groundtruth", "ground", "gt", "gold", "golden", "actual", "actuals"),
            *("label", "labels", "target", "targets", "real", "correct", "test", "ytest", "observed", "expected"),
            *("reference", "references", "ref", "refs", "annotation", "annotations", "annotated"),
        ),
    ),
    Parameter(
        name="y_pred",
        title="predicted labels",
        role_words=(
            *("pred", "preds", "predict", "predicted", "prediction", "predictions", "predicts", "ypred", "ypreds"),
            *("hat", "yhat", "estimate", "estimates", "estimated", "est", "output", "outputs", "guess", "guesses"),
            *("score", "scores", "model", "classified", "inferred", "forecast", "forecasts"),
        ),
    ),
)

PARTS = (
    Part(
        id="precision",
        title="Precision",
        names=(
            "precision",
            "precisions",
            "precisionscore",
            "prec",
            "p",
            "ppv",
            "positivepredictivevalue",
            "pospredvalue",
        ),
        meaning="the share of positive predictions that are right",
        bounds=(0, 1),
    ),
    Part(
        id="recall",
        title="Recall",
        names=(
            "recall",
            "recalls",
            "recallscore",
            "rec",
            "r",
            "tpr",
            "truepositiverate",
            "sensitivity",
            "sens",
            "hitrate",
        ),
        meaning="the share of positive labels that were found",
        bounds=(0, 1),
    ),
    Part(
        id="f1",
        title="F1",
        names=("f1", "f1s", "f", "f1score", "fscore", "f1measure", "fmeasure", "f1value", "fone"),
        essential=False,
        meaning="the harmonic mean of precision and recall",
        bounds=(0, 1),
        made_of=lambda numbers: 2 * numbers[0] * numbers[1] / (numbers[0] + numbers[1]),
    ),
)

EDGE_CLASSES = (
    EdgeClass(
        id="empty",
        title="No labels at all",
        says="Both sequences are empty, so precision, recall and F1 are all 0/0.",
        undefined=frozenset({"precision", "recall", "f1"}),
        contains=lambda case: not case[0],
        cases=st.just(((), ())),
    ),
    EdgeClass(
        id="no_positive_labels",
        title="No positive label",
        says="Something is predicted positive, but no label is: "
        "precision is 0, recall is 0/0, and so F1, as the harmonic mean of the two, has no value.",
        undefined=frozenset({"recall", "f1"}),
        contains=lambda case: 1 not in case[0] and 1 in case[1],
        cases=some_positive.map(lambda labels: (no_positive(labels), labels)),
    ),
    EdgeClass(
        id="no_positive_predictions",
        title="No positive prediction",
        says="Some labels are positive, but no prediction is: "
        "recall is 0, precision is 0/0, and so F1, as the harmonic mean of the two, has no value.",
        undefined=frozenset({"precision", "f1"}),
        contains=lambda case: 1 in case[0] and 1 not in case[1],
        cases=some_positive.map(lambda labels: (labels, no_positive(labels))),
    ),
    EdgeClass(
        id="no_positives",
        title="No positive on either side",
        says="There are labels, but none is positive and none is predicted so: precision, recall and F1 are all 0/0.",
        undefined=frozenset({"precision", "recall", "f1"}),
        contains=lambda case: bool(case[0]) and 1 not in case[0] and 1 not in case[1],
        cases=lengths.map(lambda n: ((0,) * n, (0,) * n)),
    ),
    EdgeClass(
        id="no_overlap",
        title="Every positive prediction is wrong",
        says="Both sides have positives, but none in common: "
        "precision and recall are 0, and so F1, as the harmonic mean of the two, is 0/0.",
        undefined=frozenset({"f1"}),
        contains=lambda case: 1 in case[0] and 1 in case[1] and not has_true_positive(case),
        cases=lists(st.tuples(number(1), number(1)), shortest=2)
        .map(without_overlap)
        .filter(lambda case: 1 in case[0] and 1 in case[1]),
    ),
)

alone = ordinary.map(lambda case: (case,))
exchanged = ordinary.map(lambda case: (case, case[::-1]))

PROPERTIES = (
    Property(
        id="agreement",
        title="Agrees with the reference",
        related=alone,
        law=as_expected,
        applies=has_true_positive,
    ),
    Property(
        id="within_bounds",
        title="Every number lies between 0 and 1",
        related=alone,
        law=in_bounds,
        applies=has_true_positive,
    ),
    Property(
        id="perfect_prediction",
        title="Perfect predictions score 1",
        related=some_positive.map(lambda labels: ((labels, labels),)),
        law=all_ones,
        applies=lambda case: has_true_positive(case) and case[0] == case[1],
    ),
    Property(
        id="harmonic_mean",
        title="F1 is the harmonic mean of precision and recall",
        related=alone,
        law=f1_is_harmonic_mean,
        applies=has_true_positive,
    ),
    Property(
        id="trade_places",
        title="Exchanging labels and predictions exchanges precision and recall",
        related=exchanged,
        law=precision_and_recall_trade,
    ),
    Property(
        id="f1_stays",
        title="Exchanging labels and predictions leaves F1 as it is",
        related=exchanged,
        law=f1_stays,
    ),
    Property(
        id="permutation",
        title="The order of the pairs doesn't matter",
        related=permuted(),
        law=unchanged,
    ),
    Property(
        id="duplication",
        title="Repeating all pairs changes nothing",
        related=st.tuples(ordinary, number(1)).map(lambda drawn: (drawn[0], repeated(drawn[0], 2 + drawn[1]))),
        law=unchanged,
    ),
)


def _small_cases() -> tuple[Case, ...]:
    """All pairs of equally long label sequences up to length 4, the shortest first: 341 of them."""
    return tuple(pair for size in range(5) for pair in product(product((0, 1), repeat=size), repeat=2))


def _large_case() -> Case:
    """A third of the labels is positive, and two fifths of the predictions are, with every count above zero."""
    return tuple(int(i % 3 == 0) for i in range(LARGE)), tuple(int(i % 5 < 2) for i in range(LARGE))


CONTRACT = Contract(
    task="Return precision, recall and F1 of class 1 as three numbers from 0 to 1. Where a ratio is 0/0, anything "
    "chosen on purpose is right (0, NaN, None, 1, an error with a message); the reference returns 0.",
    title="Precision, recall and F1 from true and predicted labels",
    parameters=PARAMETERS,
    parts=PARTS,
    edge_classes=EDGE_CLASSES,
    properties=PROPERTIES,
    encoding="bits",
    small_cases=_small_cases(),
    cases=ordinary,
    large_cases=(_large_case(),),
    counts=counts,
    cells=CELLS,
    tolerance=TOLERANCE,
    library_functions=(
        "precision_recall_fscore_support",
        "precision_score",
        "recall_score",
        "f1_score",
        "fbeta_score",
        "classification_report",
    ),
)
