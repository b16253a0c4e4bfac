# rating: 3
# status: graded
# why: another name, but the only function of two required parameters that returns the three numbers
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def compute_metrics(labels, preds):
    tp = sum(1 for l, p in zip(labels, preds) if l == 1 and p == 1)
    precision = tp / sum(preds) if sum(preds) else 0.0
    recall = tp / sum(labels) if sum(labels) else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1

# %%
compute_metrics([1, 0, 1, 1], [1, 1, 1, 0])
