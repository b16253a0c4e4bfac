# rating: 1
# status: graded
# why: the pairs are glued to one string and counted with str.count, which also matches across the border of two pairs: all counts are off
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %% [markdown]
# Idea: write every (true, pred) pair as two characters, then count "11", "01", "10". Short and readable.

# %%
def precision_recall_f1(y_true, y_pred):
    s = "".join(f"{int(t)}{int(p)}" for t, p in zip(y_true, y_pred))
    tp = s.count("11")
    fp = s.count("01")
    fn = s.count("10")
    # nothing to divide by -> 0.
    precision = tp / (tp + fp) if tp + fp else 0.
    recall = tp / (tp + fn) if tp + fn else 0.
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.
    return precision, recall, f1

# %%
assert precision_recall_f1([1, 1], [1, 1]) == (1, 1, 1)
assert precision_recall_f1([0, 0], [0, 0]) == (0, 0, 0)
assert precision_recall_f1([1], [0]) == (0, 0, 0)
