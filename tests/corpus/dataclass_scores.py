# rating: 3
# status: graded
# why: a dataclass whose fields name the three numbers
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from dataclasses import dataclass

@dataclass
class Scores:
    precision: float
    recall: float
    f1: float

def precision_recall_f1(y_true, y_pred) -> Scores:
    tp = sum(t * p for t, p in zip(y_true, y_pred))
    pred_pos, true_pos = sum(y_pred), sum(y_true)
    precision = tp / pred_pos if pred_pos else 0.0
    recall = tp / true_pos if true_pos else 0.0
    return Scores(precision, recall, 2 * tp / (pred_pos + true_pos) if pred_pos + true_pos else 0.0)

# %%
precision_recall_f1([1, 1, 0], [1, 0, 1])
