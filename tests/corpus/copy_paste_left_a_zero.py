# rating: 1
# status: graded
# why: precision was copied from a block about class 0 and is the share of right ones among the predicted zeros; recall is right, F1 is built on the wrong precision
# core: precision wrong, recall right, f1 wrong
# misconceptions: negative_predictive_value_as_precision

# %%
def share(indices, labels, value):
    """Share of labels[i] == value among indices; 0.0 for no indices (my convention for undefined)."""
    if not indices:
        return 0.0
    good = 0
    for i in indices:
        if labels[i] == value:
            good += 1
    return good / len(indices)

# %%
def precision_recall_f1(y_true, y_pred):
    # precision: look at what was predicted
    idx = [i for i, v in enumerate(y_pred) if v == 0]
    precision = share(idx, y_true, 0)
    # recall: look at what is there
    idx = [i for i, v in enumerate(y_true) if v == 1]
    recall = share(idx, y_pred, 1)
    if precision + recall == 0:
        return precision, recall, 0.0
    return precision, recall, 2 * precision * recall / (precision + recall)

# %%
assert share([], [], 1) == 0.0
assert share([0, 1], [1, 0], 1) == 0.5
