# rating: 1
# status: graded
# why: & binds tighter than ==, so fp is always 0 and fn counts true negatives: precision is 1, recall is tp / (tp + tn)
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    # If a denominator is 0 the score is 0.0, chosen so that the result is always a number
    TP = FP = FN = TN = 0
    for yt, yp in zip(y_true, y_pred):
        if yt == 1 & yp == 1:
            TP += 1
        if yt == 0 & yp == 1:
            FP += 1
        if yt == 1 & yp == 0:
            FN += 1
        if yt == 0 & yp == 0:
            TN += 1
    if TP + FP == 0:
        prec = 0.0
    else:
        prec = TP / (TP + FP)
    if TP + FN == 0:
        rec = 0.0
    else:
        rec = TP / (TP + FN)
    if prec + rec == 0:
        f1 = 0.0
    else:
        f1 = 2 * prec * rec / (prec + rec)
    return prec, rec, f1

# %%
precision_recall_f1([1, 1, 1], [1, 1, 1])
