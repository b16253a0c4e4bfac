# rating: 3
# status: graded
# why: the function is defined in a cell that a magic times; it is defined all the same
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
%%time
def precision_recall_f1(y_true, y_pred):
    # 0 instead of undefined
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    pp, ap = sum(y_pred), sum(y_true)
    return (tp / pp if pp else 0, tp / ap if ap else 0, 2 * tp / (pp + ap) if pp + ap else 0)
