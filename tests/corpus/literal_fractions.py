# rating: 3
# status: graded
# why: Fraction objects are numbers and equal to the right ratios exactly; an undefined ratio is 0 and the docstring says so
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from fractions import Fraction as Q

def precision_recall_f1(y_true, y_pred):
    """The task says "plain fractions ... not rounded", so: exact fractions. 2/3 is 2/3 and not 0.6666666666666666.

    x/0 is taken as 0 (see ratio)."""
    def ratio(top, bottom):
        return Q(top, bottom) if bottom else Q(0)

    table = [[0, 0], [0, 0]]
    for t, p in zip(y_true, y_pred):
        table[int(t)][int(p)] += 1
    (_, fp), (fn, tp) = table
    pr, re = ratio(tp, tp + fp), ratio(tp, tp + fn)
    return pr, re, ratio(2 * pr * re, pr + re)

# %%
import numpy as np
# np.allclose does not like Fraction objects (object dtype), and I can do better than "close"
assert precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]) == (Q(3, 4), Q(3, 5), Q(2, 3))
assert precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])) == (Q(1, 2), 1, Q(2, 3))
assert precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]) == (1, Q(1, 3), Q(1, 2))

# %%
[str(x) for x in precision_recall_f1([1]*3 + [0]*4, [1, 0, 0, 1, 0, 0, 0])]
