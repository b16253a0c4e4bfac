# rating: 2
# status: graded
# why: the matrix is indexed by label, so its first corner holds the zeros; read as true positives, it gives the right numbers for class 0
# core: open
# misconceptions: negative_class_as_positive

# %% [markdown]
# Confusion matrix as in my lecture notes:
#
# |  | predicted pos. | predicted neg. |
# |---|---|---|
# | **actual pos.** | TP | FN |
# | **actual neg.** | FP | TN |

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    C = np.zeros((2, 2))
    for t, p in zip(y_true, y_pred):
        C[int(t), int(p)] += 1
    TP, FN = C[0]
    FP, TN = C[1]
    # zero denominators: result 0 (as the lecturer did)
    prec = TP / (TP + FP) if TP + FP > 0 else 0.
    rec = TP / (TP + FN) if TP + FN > 0 else 0.
    f1 = 2 * TP / (2 * TP + FP + FN) if TP + FP + FN > 0 else 0.
    return prec, rec, f1

# %%
y = np.array([1, 1, 0, 0]); yhat = np.array([1, 0, 1, 0])
assert precision_recall_f1(y, yhat) == (.5, .5, .5)
assert precision_recall_f1(y, y) == (1, 1, 1)
assert precision_recall_f1([], []) == (0, 0, 0)
