# rating: 2
# status: graded
# why: a mutable default keeps the counts of earlier calls
# core: open
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred, counts={"tp": 0, "fp": 0, "fn": 0}):
    for t, p in zip(y_true, y_pred):
        counts["tp"] += t == 1 and p == 1
        counts["fp"] += t == 0 and p == 1
        counts["fn"] += t == 1 and p == 0
    tp, fp, fn = counts.values()
    return (
        tp / (tp + fp) if tp + fp else 0.0,
        tp / (tp + fn) if tp + fn else 0.0,
        2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0,
    )
