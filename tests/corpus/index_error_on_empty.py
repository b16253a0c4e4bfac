# rating: 2
# status: graded
# why: it looks at the first label, so empty input raises IndexError
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    # make sure these are labels and not probabilities
    if isinstance(y_pred[0], float):
        y_pred = [int(p > 0.5) for p in y_pred]
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    npos = sum(1 for p in y_pred if p == 1)
    nrel = sum(1 for t in y_true if t == 1)
    precision = tp / npos if npos else 0.0
    recall = tp / nrel if nrel else 0.0
    f1 = 2 * precision * recall / (precision + recall) if tp else 0.0
    return precision, recall, f1
