# rating: 2
# status: graded
# why: predictions are cut at >= their mean, which is right as soon as there is a 1 among them; if all are 0 every one becomes positive and recall is 1 instead of 0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

# %%
def binarise(scores):
    """Works for labels and for scores: everything at or above the average counts as positive."""
    scores = np.asarray(scores, dtype=float)
    return scores >= scores.mean()

def precision_recall_f1(y_true, y_pred):
    if len(y_pred) == 0:
        return 0.0, 0.0, 0.0      # nothing there: zeros by convention
    truth = np.asarray(y_true) == 1
    positive = binarise(y_pred)
    tp = np.sum(truth & positive)
    fp = np.sum(~truth & positive)
    fn = np.sum(truth & ~positive)
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if 2 * tp + fp + fn else 0.0
    return float(precision), float(recall), float(f1)

# %%
print(binarise([0.1, 0.9, 0.4]), binarise([0, 1, 1]))
precision_recall_f1([1, 0, 1], [0.1, 0.2, 0.9])
