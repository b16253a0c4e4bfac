# rating: 3
# status: graded
# why: the requested name is a tuple subclass whose constructor computes the three right numbers, undefined ones 0.0 as documented
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
from operator import itemgetter


class precision_recall_f1(tuple):
    """A tuple (precision, recall, f1) with names, built from labels.

    >>> precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]).recall
    0.3333333333333333

    Undefined ratios are 0.0 (see __new__).
    """

    __slots__ = ()

    def __new__(cls, y_true, y_pred):
        tp = fp = fn = 0
        for t, p in zip(y_true, y_pred, strict=True):
            if p:
                if t: tp += 1
                else: fp += 1
            elif t:
                fn += 1
        if not tp:
            return super().__new__(cls, (0.0, 0.0, 0.0))  # no hit: everything that is defined is 0, so is the rest
        p, r = tp / (tp + fp), tp / (tp + fn)
        return super().__new__(cls, (p, r, 2 / (1 / p + 1 / r)))

    precision = property(itemgetter(0))
    recall = property(itemgetter(1))
    f1 = property(itemgetter(2))

    def __repr__(self):
        return "precision={:.3f} recall={:.3f} f1={:.3f}".format(*self)
# %%
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
# %%
import doctest, numpy as np
print(doctest.testmod())
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
