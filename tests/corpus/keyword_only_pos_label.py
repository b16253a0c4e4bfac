# rating: 3
# status: graded
# why: keyword-only extras with defaults, full type hints
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from __future__ import annotations
from collections.abc import Sequence

def precision_recall_f1(
    y_true: Sequence[int], y_pred: Sequence[int], *, pos_label: int = 1, undefined: float = 0.0
) -> tuple[float, float, float]:
    """Binary precision, recall and F1.

    Args:
        y_true: the true labels.
        y_pred: the predicted labels.
        pos_label: which label counts as positive.
        undefined: what to return for 0/0.
    """
    tp: int = sum(t == pos_label and p == pos_label for t, p in zip(y_true, y_pred))
    predicted: int = sum(p == pos_label for p in y_pred)
    actual: int = sum(t == pos_label for t in y_true)
    precision = tp / predicted if predicted else undefined
    recall = tp / actual if actual else undefined
    f1 = 2 * tp / (predicted + actual) if predicted + actual else undefined
    return precision, recall, f1
