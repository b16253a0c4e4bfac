# rating: 3
# status: graded
# why: counts in globals, set to zero at each call's start, so that no call depends on another
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
TP = FP = FN = 0

def precision_recall_f1(y_true, y_pred):
    global TP, FP, FN
    TP = FP = FN = 0
    for yt, yp in zip(y_true, y_pred):
        if yp == 1:
            if yt == 1:
                TP += 1
            else:
                FP += 1
        elif yt == 1:
            FN += 1
    P = TP / (TP + FP) if TP + FP else 0.0
    R = TP / (TP + FN) if TP + FN else 0.0
    F = 2 * P * R / (P + R) if P + R else 0.0
    return P, R, F
