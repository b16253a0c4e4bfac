# rating: 3
# status: graded
# why: the three in a nested tuple, counts beside them in a dict
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    counts = {"tp": 0, "fp": 0, "fn": 0, "tn": 0}
    for t, p in zip(y_true, y_pred):
        key = ("t" if t == p else "f") + ("p" if p == 1 else "n")
        counts[key] += 1
    tp, fp, fn = counts["tp"], counts["fp"], counts["fn"]
    precision = tp / (tp + fp) if (tp + fp) else 0.0
    recall = tp / (tp + fn) if (tp + fn) else 0.0
    f1 = 2 * precision * recall / (precision + recall) if (precision + recall) else 0.0
    return (precision, recall, f1), counts

# %%
(p, r, f), c = precision_recall_f1([1, 0, 1, 1], [1, 1, 1, 0])
c
