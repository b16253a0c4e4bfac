# rating: 1
# status: graded
# why: the true positives are counted as all places where label and prediction agree, true negatives among them
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: true_negatives_as_hits

# %%
import numpy as np

# branchless :)
def precision_recall_f1(y_true, y_pred):
    d = np.subtract(y_pred, y_true, dtype=float)
    tp = np.count_nonzero(d == 0)     # correct
    fp = np.count_nonzero(d > 0)      # said 1, was 0
    fn = np.count_nonzero(d < 0)      # said 0, was 1
    if tp == 0:
        return 0.0, 0.0, 0.0          # no correct answer at all (or empty): zero on all counts
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    f1 = tp / (tp + .5 * (fp + fn))
    return precision, recall, f1

# %%
assert precision_recall_f1([], []) == (0, 0, 0)
assert precision_recall_f1([1, 0], [1, 0]) == (1, 1, 1)
assert precision_recall_f1([1, 0], [0, 1]) == (0, 0, 0)

# %%
# FIXME first example gives 0.833, 0.714, 0.769 instead of 0.75, 0.6, 0.667 ???
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
