# rating: 2
# status: graded
# why: right numbers rounded to four places in one array
# core: open
# misconceptions: rounded

# %%
import numpy as np
def precision_recall_f1(y_true, y_pred):
    tp = float(np.dot(y_true, y_pred)) if len(y_true) else 0.0
    a, b = float(sum(y_true)), float(sum(y_pred))
    out = [tp / b if b else 0.0, tp / a if a else 0.0, 2 * tp / (a + b) if a + b else 0.0]
    return np.round(out, 4)
