"""What a right answer to the tests' own question means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from grader.vocabulary import Case, Contract, EdgeClass, Numbers, Parameter, Part, Property

Truths = npt.NDArray[np.bool_]


def _not_empty(case: Case) -> bool:
    return len(case[0]) > 0


def _counts(case: Case) -> Mapping[str, int]:
    return {
        "numbers": len(case[0]),
        "exact predictions": sum(true == predicted for true, predicted in zip(*case, strict=True)),
    }


def _as_expected(answers: Sequence[Numbers], expected: Sequence[Numbers]) -> Truths:
    return np.asarray(np.isclose(answers[0], expected[0], rtol=0, atol=1e-6).all(axis=1))


def _same(answers: Sequence[Numbers], expected: Sequence[Numbers]) -> Truths:
    return np.asarray(np.isclose(answers[0], answers[1], rtol=0, atol=1e-6).all(axis=1))


# Quarters from -16 to 15.75, from coin tosses alone.
_quarters = st.tuples(*[st.booleans()] * 7).map(lambda coins: sum(coin << i for i, coin in enumerate(coins)) / 4 - 16)
_cases = st.lists(st.tuples(_quarters, _quarters), min_size=1, max_size=30).map(
    lambda pairs: (tuple(true for true, _ in pairs), tuple(predicted for _, predicted in pairs))
)

CONTRACT = Contract(
    task="Return the mean absolute error and the root mean squared error.",
    title="Mean absolute and root mean squared error",
    parameters=(
        Parameter(name="y_true", title="true numbers", role_words=("true", "actual")),
        Parameter(name="y_pred", title="predicted numbers", role_words=("pred", "predicted", "hat")),
    ),
    parts=(
        Part(id="mean_absolute_error", title="Mean absolute error", names=("mae",)),
        Part(id="root_mean_squared_error", title="Root mean squared error", names=("rmse",)),
    ),
    edge_classes=(
        EdgeClass(
            id="empty",
            title="No numbers at all",
            says="Both sequences are empty, so both means are 0/0.",
            undefined=frozenset({"mean_absolute_error", "root_mean_squared_error"}),
            contains=lambda case: not _not_empty(case),
            cases=st.just(((), ())),
        ),
    ),
    properties=(
        Property(
            id="agreement",
            title="Agrees with the reference",
            related=_cases.map(lambda case: (case,)),
            law=_as_expected,
            applies=_not_empty,
        ),
        Property(
            id="symmetry",
            title="Both errors stay the same when truth and prediction trade places",
            related=_cases.map(lambda case: (case, case[::-1])),
            law=_same,
        ),
    ),
    encoding="numbers",
    small_cases=tuple(pair for size in range(3) for pair in product(product((0, 1, 2.5), repeat=size), repeat=2)),
    cases=_cases,
    large_cases=(((0.5,) * 1000, tuple(float(i % 7) for i in range(1000))),),
    counts=_counts,
)
