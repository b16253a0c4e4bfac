# rating: 3
# status: graded
# why: exact Fractions are right numbers; undefined ones are None, said so
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from fractions import Fraction

def precision_recall_f1(y_true, y_pred):
    """Exact results. None where the denominator is zero."""
    tp = sum(1 for t, p in zip(y_true, y_pred) if t and p)
    fp = sum(1 for t, p in zip(y_true, y_pred) if p and not t)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t and not p)
    div = lambda a, b: Fraction(a, b) if b else None
    return div(tp, tp + fp), div(tp, tp + fn), div(2 * tp, 2 * tp + fp + fn)

# %%
p, r, f = precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0])
print(p, r, f)
