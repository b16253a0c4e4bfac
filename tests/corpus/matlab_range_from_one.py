# rating: 1
# status: graded
# why: the loop runs from 1 as in Matlab, so the first pair is never counted and every number is wrong where it matters
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %% [markdown]
# # PRF
# (mostly Matlab until now, please forgive the style)

# %%
def precision_recall_f1(y_true, y_pred):
    """NaN where the ratio is 0/0, as Matlab would do it. I check for it by hand."""
    N = len(y_true)
    TP = 0
    FP = 0
    FN = 0
    for k in range(1, N):          # k = 1..N
        if y_true[k] == 1 and y_pred[k] == 1:
            TP = TP + 1
        elif y_true[k] == 0 and y_pred[k] == 1:
            FP = FP + 1
        elif y_true[k] == 1 and y_pred[k] == 0:
            FN = FN + 1
    P = float('nan')
    R = float('nan')
    F = float('nan')
    if TP + FP > 0:
        P = TP / (TP + FP)
    if TP + FN > 0:
        R = TP / (TP + FN)
    if 2 * TP + FP + FN > 0:
        F = 2 * TP / (2 * TP + FP + FN)
    return P, R, F

# %%
disp = print
disp(precision_recall_f1([0, 1, 1, 0], [0, 1, 0, 1]))   # 0.5 0.5 0.5 ok

# %% [markdown]
# I count the four cells in a loop and divide. NaN marks 0/0, so that nobody averages it by accident.
