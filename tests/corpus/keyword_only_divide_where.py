# rating: 3
# status: graded
# why: keyword-only options with defaults, and np.divide with out and where leaves the chosen zero_division wherever a denominator is 0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from __future__ import annotations

from typing import Any, Sequence, Union

import numpy as np
import numpy.typing as npt

Labels = Union[Sequence[int], npt.NDArray[Any]]


def precision_recall_f1(
    y_true: Labels,
    y_pred: Labels,
    *,
    pos_label: int = 1,
    zero_division: float = 0.0,
    dtype: npt.DTypeLike = np.float64,
) -> tuple[float, float, float]:
    """Precision, recall, F1 of the positive class.

    Parameters
    ----------
    y_true, y_pred : labels
    pos_label : which label is "positive"
    zero_division : returned for every ratio whose denominator is 0 (default 0.0, as in sklearn)
    """
    t = np.asarray(y_true) == pos_label
    p = np.asarray(y_pred) == pos_label
    tp = np.count_nonzero(t & p)
    # one vectorised division: [tp, tp, 2tp] / [#pred, #true, #pred + #true]
    num = np.array([tp, tp, 2 * tp], dtype=dtype)
    den = np.array([p.sum(), t.sum(), p.sum() + t.sum()], dtype=dtype)
    out = np.full(3, zero_division, dtype=dtype)
    np.divide(num, den, out=out, where=den != 0)
    return tuple(out.tolist())

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1([], []) == (0, 0, 0)
assert precision_recall_f1([], [], zero_division=1.0) == (1, 1, 1)
assert precision_recall_f1([0, 0], [0, 1]) == (0, 0, 0)

# %% [markdown]
# Counts, then a single masked division. Undefined -> `zero_division`, which the caller may change.
