# rating: 3
# status: graded
# why: asserts with messages of its own refuse empty input and anything but 0/1; elsewhere a chosen -1 marks an undefined ratio
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import logging
logging.basicConfig(level=logging.DEBUG)
log = logging.getLogger("prf")

# %%
UNDEFINED = -1   # can't be confused with a real score

def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = list(y_true), list(y_pred)
    assert len(y_true) == len(y_pred), "y_true and y_pred differ in length"
    assert len(y_true) > 0, "no examples: refuse to compute a score"
    assert set(y_true) | set(y_pred) <= {0, 1}, "labels must be 0 or 1"

    TP = sum([(t, p) == (1, 1) for t, p in zip(y_true, y_pred)])
    FP = sum([(t, p) == (0, 1) for t, p in zip(y_true, y_pred)])
    FN = sum([(t, p) == (1, 0) for t, p in zip(y_true, y_pred)])
    TN = len(y_true) - TP - FP - FN
    log.debug("TP %s FP %s FN %s TN %s", TP, FP, FN, TN)

    P = TP/(TP+FP) if TP+FP else UNDEFINED
    R = TP/(TP+FN) if TP+FN else UNDEFINED
    F1 = 2*P*R/(P+R) if TP else UNDEFINED
    if UNDEFINED in (P, R, F1):
        log.warning("undefined ratio -> -1: %s", (P, R, F1))
    return [P, R, F1]

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1([0, 1], [0, 0]) == [-1, 0, -1]
assert precision_recall_f1([0, 0], [0, 1]) == [0, -1, -1]
assert precision_recall_f1([0, 1], [1, 0]) == [0, 0, -1]
