# rating: 2
# status: graded
# why: a library computes weighted averages over both classes
# core: open
# misconceptions: weighted_averaged

# %%
from sklearn.metrics import precision_recall_fscore_support

def precision_recall_f1(y_true, y_pred):
    p, r, f1, s = precision_recall_fscore_support(y_true, y_pred, average="weighted", zero_division=0)
    return p, r, f1
