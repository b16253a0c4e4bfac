# rating: 3
# status: graded
# why: it warns in its own words and gives 0.0, which is the reference's value
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import warnings

def _safe(num, den, name):
    if den == 0:
        warnings.warn(f"{name} is ill-defined, setting it to 0.0", RuntimeWarning)
        return 0.0
    return num / den

def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    precision = _safe(tp, sum(1 for p in y_pred if p == 1), "Precision")
    recall = _safe(tp, sum(1 for t in y_true if t == 1), "Recall")
    f1 = _safe(2 * precision * recall, precision + recall, "F1")
    return precision, recall, f1
