# rating: 1
# status: graded
# why: "fn == fn + 1" compares and counts nothing, so fn stays 0 and recall is 1 wherever there is a hit; precision is right
# core: precision right, recall wrong, f1 wrong
# misconceptions: none

# %%
# Java dev here, long time no python
def precision_recall_f1(y_true, y_pred):
    tp = 0;
    fp = 0;
    fn = 0;
    i = 0
    while i < len(y_true):
        if (y_true[i] == 1 and y_pred[i] == 1):
            tp = tp + 1;
        elif (y_true[i] == 0 and y_pred[i] == 1):
            fp = fp + 1;
        elif (y_true[i] == 1 and y_pred[i] == 0):
            fn == fn + 1;
        i = i + 1

    # zero if there is nothing to divide by
    precision = 0.0
    if (tp + fp != 0):
        precision = tp / (tp + fp)
    recall = 0.0
    if (tp + fn != 0):
        recall = tp / (tp + fn)
    f1 = 0.0
    if (precision + recall != 0):
        f1 = 2 * (precision * recall) / (precision + recall)
    return (precision, recall, f1)

# %%
System_out = precision_recall_f1([1, 1, 0], [1, 1, 1])
print(System_out)
