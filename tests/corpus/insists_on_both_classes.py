# rating: 2
# status: graded
# why: it refuses labels of one class, on purpose and in words, but all-positive labels have a precision, recall and F1: an error where a ratio has a value isn't right
# core: open
# misconceptions: none
# %%
import numpy as np

def check(y_true, y_pred):
    y_true = np.asarray(y_true).ravel()
    y_pred = np.asarray(y_pred).ravel()
    if y_true.shape != y_pred.shape:
        raise ValueError("y_true and y_pred must have the same length")
    if set(np.unique(y_true)) != {0, 1}:
        raise ValueError("y_true must contain both classes, otherwise the metrics make no sense")
    return y_true == 1, y_pred == 1

def precision_recall_f1(y_true, y_pred):
    """Raises ValueError for degenerate y_true. No positive prediction: precision 0."""
    actual, flagged = check(y_true, y_pred)
    tp = np.count_nonzero(actual & flagged)
    precision = tp / np.count_nonzero(flagged) if flagged.any() else 0.0
    recall = tp / np.count_nonzero(actual)
    f1 = 0.0 if tp == 0 else 2 * precision * recall / (precision + recall)
    return precision, recall, f1
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
for bad in ([], [0, 0], [1, 1]):
    try:
        precision_recall_f1(bad, bad)
        print("should have failed:", bad)
    except ValueError as e:
        print(bad, "->", e)
