# rating: 2
# status: graded
# why: the first answer is kept in a global and given again: right once, then depending on an earlier call
# core: open
# misconceptions: none

# %%
result = None

def precision_recall_f1(y_true, y_pred):
    global result
    if result is None:
        tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
        pp, ap = sum(y_pred), sum(y_true)
        result = (tp / pp if pp else 0.0, tp / ap if ap else 0.0, 2 * tp / (pp + ap) if pp + ap else 0.0)
    return result
