# rating: 3
# status: graded
# why: the pairs are popped off the caller's lists, which empties them but counts each once and rightly; an undefined ratio is None on purpose
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    if isinstance(y_true, np.ndarray):
        y_true = y_true.tolist()
    if isinstance(y_pred, np.ndarray):
        y_pred = y_pred.tolist()
    cells = [[0, 0], [0, 0]]
    while y_true and y_pred:
        cells[y_true.pop()][y_pred.pop()] += 1
    (tn, fp), (fn, tp) = cells
    # None = no such number. A zero would look like a bad model
    precision = tp / (tp + fp) if tp + fp else None
    recall = tp / (tp + fn) if tp + fn else None
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else None
    return precision, recall, f1

# %%
a = [1, 0, 1]
b = [1, 1, 0]
print(precision_recall_f1(a, b))
print(a, b)   # empty now, ok
