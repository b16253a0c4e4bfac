# rating: 1
# status: graded
# why: false positives and false negatives are counted the wrong way round, which exchanges precision and recall
# core: precision wrong, recall wrong, f1 right
# misconceptions: swapped_precision_recall
# %% [markdown]
# # Precision / Recall / F1
# %%
def precision_recall_f1(y_true, y_pred):
    tp, tn, fp, fn = 0, 0, 0, 0
    for t, p in zip(y_true, y_pred):
        if t == p:
            if p == 1:
                tp += 1
            else:
                tn += 1
        else:
            if t == 1:
                fp += 1   # should be negative but positive
            else:
                fn += 1
    precision = tp / (tp + fp) if tp + fp > 0 else 0
    recall = tp / (tp + fn) if tp + fn > 0 else 0
    # 0 if not defined
    f1 = 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0
    return precision, recall, f1
# %%
# own tests
assert precision_recall_f1([1, 0, 1, 0], [1, 0, 1, 0]) == (1, 1, 1)
assert precision_recall_f1([1, 0, 1, 0], [0, 1, 0, 1]) == (0, 0, 0)
assert precision_recall_f1([1, 0, 1, 0], [1, 1, 0, 0]) == (0.5, 0.5, 0.5)
print("all tests passed")
# %% [markdown]
# The function counts tp, tn, fp, fn and uses the definitions. Where ratio is undefined it returns 0, because the model did not find
# anything.
