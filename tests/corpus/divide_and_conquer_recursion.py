# rating: 3
# status: graded
# why: counts by halving; recursion is deep by the logarithm only
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def _count(t, p):
    n = len(t)
    if n == 0:
        return 0, 0, 0
    if n == 1:
        return int(t[0] == 1 and p[0] == 1), int(t[0] == 0 and p[0] == 1), int(t[0] == 1 and p[0] == 0)
    m = n // 2
    left, right = _count(t[:m], p[:m]), _count(t[m:], p[m:])
    return tuple(a + b for a, b in zip(left, right))

def precision_recall_f1(y_true, y_pred):
    tp, fp, fn = _count(y_true, y_pred)
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0
    return precision, recall, f1
