# rating: 2
# status: graded
# why: a library's report computes all three; absent keys are taken as 0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from sklearn import metrics

def precision_recall_f1(y_true, y_pred):
    if len(y_true) == 0:
        return 0.0, 0.0, 0.0
    rep = metrics.classification_report(y_true, y_pred, output_dict=True, zero_division=0)
    row = rep.get("1", {"precision": 0.0, "recall": 0.0, "f1-score": 0.0})
    return row["precision"], row["recall"], row["f1-score"]
