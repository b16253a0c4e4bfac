# rating: 1
# status: graded
# why: the sets hold the values 0 and 1 and not positions, so at most two things are counted
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: set_based

# %%
"""
Precision and recall as in Manning/Raghavan/Schuetze:

    P = |relevant ∩ retrieved| / |retrieved|
    R = |relevant ∩ retrieved| / |relevant|
"""

def precision_recall_f1(y_true, y_pred):
    relevant = frozenset(map(int, y_true))
    retrieved = frozenset(map(int, y_pred))
    inter = relevant.intersection(retrieved)
    try:
        p = len(inter) / len(retrieved)
        r = len(inter) / len(relevant)
        f = 2 * p * r / (p + r)
    except ZeroDivisionError:
        # empty query or no overlap, nothing to score
        return 0.0, 0.0, 0.0
    return p, r, f

# %%
print(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]))
print(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]))
# all ones, a perfect model!
