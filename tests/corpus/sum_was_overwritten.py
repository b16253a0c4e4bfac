# rating: 1
# status: does_not_run
# why: an earlier cell binds the name sum to a number, and the function calls sum(): TypeError on every input when run from top to bottom
# core: not reached
# misconceptions: none

# %%
# warm up: how many positives are in the first example?
labels = [1, 0, 1, 1, 0, 1, 0, 1]
sum = 0
for l in labels:
    sum = sum + l
print(sum, "of", len(labels))

# %%
def precision_recall_f1(y_true, y_pred):
    # undefined -> 0
    tp = sum([1 for i in range(len(y_true)) if y_true[i] == 1 and y_pred[i] == 1])
    pred_pos = sum([1 for x in y_pred if x == 1])
    true_pos = sum([1 for x in y_true if x == 1])
    prec = 0 if pred_pos == 0 else tp / pred_pos
    rec = 0 if true_pos == 0 else tp / true_pos
    f1 = 0 if prec + rec == 0 else 2 * prec * rec / (prec + rec)
    return prec, rec, f1

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %% [markdown]
# *Counts the ones, then divides. If it would divide by zero it's 0. All three examples passed when I ran them (then I added the warm up).*
