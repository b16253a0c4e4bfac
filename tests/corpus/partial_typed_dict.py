# rating: 3
# status: graded
# why: a partial over a general function returns a typed dict of the right numbers with support beside them, 0.0 by an explicit zero_division
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
from functools import partial
from typing import TypedDict


class Scores(TypedDict):
    precision: float
    recall: float
    f1: float
    support: int


def _scores(zero_division: float, y_true, y_pred) -> Scores:
    pairs = [(int(a), int(b)) for a, b in zip(y_true, y_pred)]
    tp, fp, fn = pairs.count((1, 1)), pairs.count((0, 1)), pairs.count((1, 0))
    precision = zero_division if tp + fp == 0 else tp / (tp + fp)
    recall = zero_division if tp + fn == 0 else tp / (tp + fn)
    f1 = zero_division if precision + recall == 0 else 2 * precision * recall / (precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, "support": tp + fn}


# zero_division=0.0: pessimistic on purpose (a model that never says yes shouldn't get a good precision)
precision_recall_f1 = partial(_scores, 0.0)
# %%
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
# %%
import numpy as np
# the examples, adapted since I return a dict (easier to read for the caller than a tuple)
def first3(d): return d["precision"], d["recall"], d["f1"]
assert np.allclose(first3(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(first3(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1]))), (1 / 2, 1, 2 / 3))
assert np.allclose(first3(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0])), (1, 1 / 3, 1 / 2))
assert first3(precision_recall_f1([], [])) == (0, 0, 0)
