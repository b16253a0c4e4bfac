# rating: 3
# status: graded
# why: sets of positions, not of values, are a right way to intersect
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    relevant = {i for i, v in enumerate(y_true) if v == 1}
    retrieved = {i for i, v in enumerate(y_pred) if v == 1}
    hits = len(relevant & retrieved)
    # information-retrieval reading; empty sets give 0
    p = hits / len(retrieved) if retrieved else 0.0
    r = hits / len(relevant) if relevant else 0.0
    f = 2 * p * r / (p + r) if hits else 0.0
    return p, r, f
