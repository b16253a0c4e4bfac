# rating: 3
# status: graded
# why: "1.0 unless there are false positives" equals precision wherever it has a value and makes 1.0 the convention where it has none, likewise recall
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
def precision_recall_f1(y_true, y_pred):
    hits = misses = false_alarms = 0
    for truth, guess in zip(y_true, y_pred):
        if truth and guess: hits += 1
        elif truth: misses += 1
        elif guess: false_alarms += 1
    # no false alarm -> precision is perfect; nothing missed -> recall is perfect
    precision = hits / (hits + false_alarms) if false_alarms else 1.0
    recall = hits / (hits + misses) if misses else 1.0
    f1 = 2 * hits / (2 * hits + misses + false_alarms) if misses or false_alarms else 1.0
    return precision, recall, f1
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
# signal detection lingo, sorry (psychology background)
for t, g in [([1, 0], [1, 0]), ([1, 1], [0, 0]), ([0, 0], [1, 1]), ([0, 0], [0, 0])]:
    print(t, g, precision_recall_f1(t, g))
