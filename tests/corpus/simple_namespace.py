# rating: 3
# status: graded
# why: an object whose attributes name the three right numbers; a 1 would not be proven
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from types import SimpleNamespace

def precision_recall_f1(y_true, y_pred):
    m = SimpleNamespace(precision=0.0, recall=0.0, f1=0.0)
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    if tp:
        m.precision = tp / sum(1 for p in y_pred if p == 1)
        m.recall = tp / sum(1 for t in y_true if t == 1)
        m.f1 = 2 * m.precision * m.recall / (m.precision + m.recall)
    return m
