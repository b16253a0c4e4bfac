# rating: 2
# status: graded
# why: unguarded divisions raise Python's ZeroDivisionError on the undefined inputs; formulas right
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
def precision_recall_f1(y_true, y_pred):
    tp = fp = fn = 0
    for i in range(len(y_true)):
        if y_pred[i] == 1:
            if y_true[i] == 1: tp += 1
            else: fp += 1
        elif y_true[i] == 1:
            fn += 1
    prec = tp/(tp+fp)
    rec = tp/(tp+fn)
    return prec, rec, 2*prec*rec/(prec+rec)
# %% [markdown]
# ## Three examples
#
# Two of lists and one of arrays. None of them leaves a ratio undefined: those inputs are yours to find.
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
# quick check
print(precision_recall_f1([1,1,0,0],[1,0,1,0]))
assert precision_recall_f1([1,1,0,0],[1,1,0,0]) == (1,1,1)
# %% [markdown]
# Loops once & counts tp/fp/fn. TODO handle zero division
