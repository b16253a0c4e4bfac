# rating: 3
# status: graded
# why: Decimal numbers are right numbers; zero denominators give Decimal(0)
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from decimal import Decimal

def precision_recall_f1(y_true, y_pred):
    tp = Decimal(sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1))
    pp = Decimal(sum(1 for p in y_pred if p == 1))
    ap = Decimal(sum(1 for t in y_true if t == 1))
    zero = Decimal(0)
    return (
        tp / pp if pp else zero,
        tp / ap if ap else zero,
        2 * tp / (pp + ap) if pp + ap else zero,
    )
