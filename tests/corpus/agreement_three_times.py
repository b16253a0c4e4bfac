# rating: 1
# status: graded
# why: all three numbers are the share of agreement, written in three ways: accuracy under three names
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: accuracy_everywhere

# %% [markdown]
# Let $A$ be the event "prediction agrees with label".

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    y = np.array(y_true, dtype=int)
    z = np.array(y_pred, dtype=int)
    n = y.size
    if n == 0:
        return np.nan, np.nan, np.nan   # no data, no estimate
    # precision: proportion of predictions that are right
    precision = (y == z).sum() / n
    # recall: one minus proportion of labels that were missed
    recall = 1 - np.abs(y - z).mean()
    # f1: harmonic mean (0 if both are 0)
    s = precision + recall
    f1 = 2 * precision * recall / s if s > 0 else 0.0
    return precision, recall, f1

# %%
for _ in range(3):
    print(precision_recall_f1(np.random.binomial(1, .3, 50), np.random.binomial(1, .3, 50)))
# interesting: always identical. Makes sense for binary data, every error is both a FP for one class and a FN for the other
