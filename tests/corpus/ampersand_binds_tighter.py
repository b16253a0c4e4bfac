# rating: 1
# status: graded
# why: & binds tighter than ==, so no false positive is ever counted and true negatives are counted as false negatives (other: operator precedence)
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = 0
    fp = 0
    fn = 0
    for t, p in zip(y_true, y_pred):
        if t == 1 & p == 1:
            tp += 1
        if t == 0 & p == 1:
            fp += 1
        if t == 1 & p == 0:
            fn += 1
    # if nothing was found, everything is 0
    if tp == 0:
        return 0, 0, 0
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1

# %%
precision_recall_f1([1, 1, 1], [1, 1, 1])

# %%
precision_recall_f1([0, 0, 1], [0, 0, 0])

# %% [markdown]
# *it counts tp, fp and fn in one pass. 0 when there is no true positive*
