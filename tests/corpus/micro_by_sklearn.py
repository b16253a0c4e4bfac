# rating: 2
# status: graded
# why: sklearn's micro average, called as such: equal to accuracy, but the vocabulary calls averages dress, and a library computes it (read by the code, not by the bare outputs)
# core: open
# misconceptions: micro_averaged

# %%
from sklearn.metrics import precision_recall_fscore_support as prfs

# %%
def precision_recall_f1(y_true, y_pred):
    # average=None gives arrays, 'binary' complained in my last project -> micro
    # zero_division=0: undefined is zero
    p, r, f, _ = prfs(y_true, y_pred, average="micro", labels=[0, 1], zero_division=0)
    return p, r, f

# %%
print(*precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), sep="\n")
