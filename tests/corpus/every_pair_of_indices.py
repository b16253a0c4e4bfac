# rating: 3
# status: graded
# why: it runs over all n*n index pairs and keeps the diagonal, which is slow and right; speed isn't rated; undefined is None, each ratio alone
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    """
    Compares every label with every prediction and looks only at those that belong together.
    If a score can not be computed it is None.
    """
    n = len(y_true)
    tp = 0
    fp = 0
    fn = 0
    for i in range(n):
        for j in range(n):
            if i == j:
                if y_true[i] == 1 and y_pred[j] == 1:
                    tp += 1
                if y_true[i] == 0 and y_pred[j] == 1:
                    fp += 1
                if y_true[i] == 1 and y_pred[j] == 0:
                    fn += 1

    p = None
    r = None
    f = None
    if tp + fp != 0:
        p = tp / (tp + fp)
    if tp + fn != 0:
        r = tp / (tp + fn)
    if p and r:
        f = 2 * (p * r) / (p + r)
    return p, r, f

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
# Your own tests go here.
print(precision_recall_f1([1], [1]), precision_recall_f1([1], [0]), precision_recall_f1([0], [1]), precision_recall_f1([0], [0]))
