# rating: 3
# status: graded
# why: a dict with plain keys names each number
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum([1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1])
    fp = sum([1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1])
    fn = sum([1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0])
    # undefined -> None, the caller has to notice
    precision = tp / (tp + fp) if tp + fp else None
    recall = tp / (tp + fn) if tp + fn else None
    f1 = None if not precision or not recall else 2 * precision * recall / (precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1}
