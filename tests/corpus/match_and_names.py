# rating: 3
# status: graded
# why: pairs become the words TP FP FN TN by pattern matching, a Counter counts them, undefined ratios are the word "undefined" as the docstring says
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
from collections import Counter

def name_of(pair):
    match pair:
        case (1, 1): return "TP"
        case (0, 1): return "FP"
        case (1, 0): return "FN"
        case (0, 0): return "TN"
        case _: raise ValueError(f"labels must be 0 or 1, got {pair!r}")

def precision_recall_f1(y_true, y_pred):
    """Three floats. If one is 0/0 there is no float for it, you get the string "undefined" in its place,
    so nobody computes on with it by accident."""
    n = Counter(map(name_of, zip(y_true, y_pred)))

    def frac(top, *bottom):
        below = sum(n[b] for b in bottom)
        return n[top] / below if below else "undefined"

    # TP twice: F1 = 2TP / (TP + TP + FP + FN), the doubling of the numerator comes after
    half = frac("TP", "TP", "TP", "FP", "FN")
    return frac("TP", "TP", "FP"), frac("TP", "TP", "FN"), half if half == "undefined" else 2 * half
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert precision_recall_f1([0], [0]) == ("undefined",) * 3
assert precision_recall_f1([1], [0]) == ("undefined", 0, 0)
try:
    precision_recall_f1([2], [0])
except ValueError as e:
    print("good:", e)
