# rating: 2
# status: graded
# why: global counts go on from call to call: right on the first call, then depending on earlier ones
# core: open
# misconceptions: none

# %%
tp = 0
fp = 0
fn = 0

def precision_recall_f1(y_true, y_pred):
    global tp, fp, fn
    for t, p in zip(y_true, y_pred):
        if t == 1 and p == 1:
            tp += 1
        if t == 0 and p == 1:
            fp += 1
        if t == 1 and p == 0:
            fn += 1
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
