# rating: 2
# status: graded
# why: three functions in place of one, composed by their names; precision and recall are right, F1 is pr/(p+r) and lacks the 2
# core: precision right, recall right, f1 wrong
# misconceptions: f1_without_factor_two

# %% [markdown]
# One function should do one thing, so I split it. (single responsibility)

# %%
def precision(y_true, y_pred):
    """share of the predicted positives that are positive, 0 when none was predicted"""
    chosen = [t for t, p in zip(y_true, y_pred) if p == 1]
    if not chosen:
        return 0
    return sum(chosen) / len(chosen)


def recall(y_true, y_pred):
    """share of the positives that were predicted, 0 when there are none"""
    wanted = [p for t, p in zip(y_true, y_pred) if t == 1]
    if not wanted:
        return 0
    return sum(wanted) / len(wanted)


def f1_score(y_true, y_pred):
    """harmonic mean of the above, 0 when both are 0"""
    p, r = precision(y_true, y_pred), recall(y_true, y_pred)
    if p + r == 0:
        return 0
    return 1 / (1 / p + 1 / r) if p and r else 0

# %%
y_true, y_pred = [1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]
assert precision(y_true, y_pred) == 3 / 4
assert recall(y_true, y_pred) == 3 / 5
f1_score(y_true, y_pred)
