# rating: 3
# status: graded
# why: an async function is awaited
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
async def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    pp, ap = sum(1 for p in y_pred if p == 1), sum(1 for t in y_true if t == 1)
    prec = tp / pp if pp else 0.0
    rec = tp / ap if ap else 0.0
    return prec, rec, (2 * prec * rec / (prec + rec) if tp else 0.0)

# %%
await precision_recall_f1([1, 0, 1], [1, 1, 0])
