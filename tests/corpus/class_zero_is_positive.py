# rating: 2
# status: graded
# why: right numbers of the wrong class: 0 is counted as the positive one
# core: open
# misconceptions: negative_class_as_positive

# %%
def precision_recall_f1(y_true, y_pred):
    # spam = 0, ham = 1
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 0)
    fp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)
    fn = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
