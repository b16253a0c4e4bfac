# rating: 1
# status: graded
# why: false positives are weighted by the inverse class frequency, so precision is that of a balanced sample; recall is right because one weight cancels
# core: precision wrong, recall right, f1 wrong
# misconceptions: none

# %% [markdown]
# Data is nearly always imbalanced, so I use balanced weights from the start (good habit from Kaggle 🙂)

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    """Undefined scores are set to 0."""
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    n = len(y_true)
    n_pos = np.sum(y_true == 1)
    n_neg = n - n_pos
    w_pos = n / (2 * n_pos) if n_pos else 0.0
    w_neg = n / (2 * n_neg) if n_neg else 0.0
    w = np.where(y_true == 1, w_pos, w_neg)

    tp = np.sum(w * (y_true == 1) * (y_pred == 1))
    fp = np.sum(w * (y_true == 0) * (y_pred == 1))
    fn = np.sum(w * (y_true == 1) * (y_pred == 0))

    precision = tp / (tp + fp) if (tp + fp) > 0 else 0.0
    recall = tp / (tp + fn) if (tp + fn) > 0 else 0.0
    f1 = 2 * precision * recall / (precision + recall) if (precision + recall) > 0 else 0.0
    return precision, recall, f1

# %%
# balanced toy: everything fine
print(precision_recall_f1([1, 1, 0, 0], [1, 0, 1, 0]))
