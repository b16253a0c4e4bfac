# rating: 2
# status: graded
# why: the right numbers, times 100 and as strings with a percent sign
# core: open
# misconceptions: percent_scale, as_text

# %%
def pct(a, b):
    # a of b in percent. 0 of 0 counts as 0%
    if b == 0:
        return "0.0%"
    return str(100 * a / b) + "%"

def precision_recall_f1(y_true, y_pred):
    tp = len([1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1])
    fp = len([1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1])
    fn = len([1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0])
    return pct(tp, tp + fp), pct(tp, tp + fn), pct(2 * tp, 2 * tp + fp + fn)

# %%
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])

# %%
assert precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0])[2] == "50.0%"
assert precision_recall_f1([], []) == ("0.0%", "0.0%", "0.0%")
