# rating: 3
# status: graded
# why: a dict with "f1-score" as the library's report spells it, and support beside; own formulas
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = list(y_true), list(y_pred)
    support = y_true.count(1)
    tp = list(zip(y_true, y_pred)).count((1, 1))
    p = tp / y_pred.count(1) if 1 in y_pred else 0.0
    r = tp / support if support else 0.0
    f = 2 * p * r / (p + r) if tp else 0.0
    return {"precision": p, "recall": r, "f1-score": f, "support": support}
