# rating: 2
# status: graded
# why: the helper computes precision and recall rightly under their names but hands them back as recall, precision, and the caller unpacks the other way: names tell that only the order is another
# core: open
# misconceptions: other_order

# %%
def _rates(tp, fp, fn):
    # 0.0 if undefined
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    return recall, precision


def _f1(a, b):
    return 2 * a * b / (a + b) if a + b > 0 else 0.0


def _counts(y_true, y_pred):
    tp = fp = fn = 0
    for t, p in zip(y_true, y_pred):
        tp += t == 1 and p == 1
        fp += t != 1 and p == 1
        fn += t == 1 and p != 1
    return int(tp), int(fp), int(fn)

# %%
def precision_recall_f1(y_true, y_pred):
    precision, recall = _rates(*_counts(y_true, y_pred))
    return precision, recall, _f1(precision, recall)

# %%
# smoke test
assert precision_recall_f1([1, 0], [1, 0]) == (1.0, 1.0, 1.0)
assert _counts([1, 1, 0, 0], [1, 0, 1, 0]) == (1, 1, 1)
