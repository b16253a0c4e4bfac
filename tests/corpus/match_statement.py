# rating: 3
# status: graded
# why: structural matching on the pair; NaN named as the convention
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import math

def precision_recall_f1(y_true, y_pred):
    tp = fp = fn = 0
    for pair in zip(y_true, y_pred):
        match pair:
            case (1, 1): tp += 1
            case (0, 1): fp += 1
            case (1, 0): fn += 1
    p = tp / (tp + fp) if (tp + fp) else math.nan
    r = tp / (tp + fn) if (tp + fn) else math.nan
    # p or r could be nan here, then so is f1
    f1 = 2 * p * r / (p + r) if p + r else math.nan
    return p, r, f1
