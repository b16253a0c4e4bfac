# rating: 3
# status: graded
# why: a list of three numbers in order
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    results = []
    tp = sum(map(lambda t, p: t and p, y_true, y_pred))
    for total in (sum(y_pred), sum(y_true)):
        results.append(tp / total if total > 0 else 0.0)
    p, r = results
    results.append(0.0 if p + r == 0 else 2 * p * r / (p + r))
    return results
