# rating: 2
# status: graded
# why: a library computes all three, undefined ones as told
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import sklearn.metrics as skm

def precision_recall_f1(y_true, y_pred):
    if len(y_true) == 0:
        return 0.0, 0.0, 0.0
    p, r, f, _ = skm.precision_recall_fscore_support(
        y_true, y_pred, pos_label=1, average="binary", zero_division=0
    )
    return p, r, f
