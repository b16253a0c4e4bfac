# rating: 3
# status: graded
# why: an exception of its own with a message names the ratio that is undefined, and no overlap is a defined 0 by 2TP/(2TP+FP+FN); an error of one's own is a convention
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
class UndefinedMetricError(ValueError):
    """Raised when a denominator is zero."""


def _validated(name, labels):
    values = [int(v) for v in labels]
    bad = sorted(set(values) - {0, 1})
    if bad:
        raise ValueError(f"{name} holds {bad}, expected only 0 and 1")
    return values


def precision_recall_f1(y_true, y_pred):
    """
    Raises
    ------
    UndefinedMetricError
        no example is predicted positive (precision) or none is positive (recall). I raise on purpose: whoever
        evaluates a model on such data should notice, not get a number.
    """
    t, p = _validated("y_true", y_true), _validated("y_pred", y_pred)
    if len(t) != len(p):
        raise ValueError(f"{len(t)} true labels but {len(p)} predictions")
    if not any(p):
        raise UndefinedMetricError("precision is undefined: no positive predictions")
    if not any(t):
        raise UndefinedMetricError("recall is undefined: no positive labels")
    tp = sum(x & y for x, y in zip(t, p))
    fp = sum(y & ~x for x, y in zip(t, p))
    fn = sum(x & ~y for x, y in zip(t, p))
    return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)
# %%
import numpy as np
import pytest

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
with pytest.raises(UndefinedMetricError, match="precision"):
    precision_recall_f1([1, 0], [0, 0])
with pytest.raises(UndefinedMetricError, match="recall"):
    precision_recall_f1([0, 0], [0, 1])
with pytest.raises(ValueError):
    precision_recall_f1([1, 0], [1])
