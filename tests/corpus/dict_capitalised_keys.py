# rating: 3
# status: graded
# why: a dict with capitalised keys, in another order; names tell which is which, so it isn't a dress
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    res = {"F1": 0.0, "Precision": 0.0, "Recall": 0.0}
    tp = sum(1 for i in range(len(y_true)) if y_true[i] == 1 and y_pred[i] == 1)
    fp = sum(1 for i in range(len(y_true)) if y_true[i] == 0 and y_pred[i] == 1)
    fn = sum(1 for i in range(len(y_true)) if y_true[i] == 1 and y_pred[i] == 0)
    if tp > 0:
        res["Precision"] = tp / (tp + fp)
        res["Recall"] = tp / (tp + fn)
        res["F1"] = 2 * tp / (2 * tp + fp + fn)
    return res
