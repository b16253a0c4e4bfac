# rating: 3
# status: graded
# why: comparing a list with 0.5 raises, arrays are right; max(n, 1) makes 0/1 = 0 out of an empty denominator on purpose and changes no other
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
from numpy import *   # old habit from matlab

# %%
def precision_recall_f1(y_true, y_pred):
    # y_true, y_pred : row vectors!! (np.array) not lists
    T = y_true > 0.5;
    P = y_pred > 0.5;

    nTP = np.sum(T & P);
    nT  = np.sum(T);
    nP  = np.sum(P);

    # max(.,1): if there is nothing to divide by, take 0/1 = 0 .  (a count is never between 0 and 1 so it does no harm else)
    prec = nTP / np.maximum(nP, 1);
    rec  = nTP / np.maximum(nT, 1);
    F    = 2*nTP / np.maximum(nP + nT, 1);
    return prec, rec, F

# %%
precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1]))

# %%
yt = np.array([1, 0, 1, 1, 0, 1, 0, 1]);  yp = np.array([1, 0, 1, 0, 1, 1, 0, 0]);
assert np.allclose(precision_recall_f1(yt, yp), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.zeros(5), np.zeros(5)), (0, 0, 0))

# %%
# example from the task with lists
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
