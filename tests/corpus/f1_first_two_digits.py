# rating: 2
# status: graded
# why: the right numbers, rounded to two digits, and F1 stands first
# core: open
# misconceptions: rounded, other_order

# %%
def precision_recall_f1(y_true, y_pred):
    tp = fp = fn = tn = 0
    for i in range(len(y_true)):
        if   y_true[i] == 1 and y_pred[i] == 1: tp += 1
        elif y_true[i] == 0 and y_pred[i] == 1: fp += 1
        elif y_true[i] == 1 and y_pred[i] == 0: fn += 1
        else:                                   tn += 1

    precision, recall, f1 = 0, 0, 0    # default if it can't be computed
    if (tp + fp) > 0:
        precision = tp / (tp + fp)
    if (tp + fn) > 0:
        recall = tp / (tp + fn)
    if (precision + recall) > 0:
        f1 = (2 * precision * recall) / (precision + recall)

    # f1 first bc that's the one the leaderboard uses
    return round(f1, 2), round(precision, 2), round(recall, 2)

# %%
f1, p, r = precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
assert (f1, p, r) == (0.67, 0.75, 0.6)

# %%
print("F1 %.2f  P %.2f  R %.2f" % precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]))
