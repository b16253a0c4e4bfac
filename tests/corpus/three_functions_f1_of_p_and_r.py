# rating: 3
# status: graded
# why: three functions, of which F1 takes precision and recall; composed
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def get_precision(y_true, y_pred):
    """Out of all examples that we called positive, how many were."""
    called = [t for t, p in zip(y_true, y_pred) if p == 1]
    return sum(called) / len(called) if called else 0.0

def get_recall(y_true, y_pred):
    """Out of all true positives out there, how many did we get."""
    wanted = [p for t, p in zip(y_true, y_pred) if t == 1]
    return sum(wanted) / len(wanted) if wanted else 0.0

def get_f1(precision, recall):
    if precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall)

# %%
p = get_precision([1, 1, 0], [1, 0, 1])
r = get_recall([1, 1, 0], [1, 0, 1])
get_f1(p, r)
