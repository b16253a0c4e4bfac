# rating: 3
# status: graded
# why: labels become the strings '11', '01' and so on and a match counts them; early returns carry a chosen 0 and keep the defined ratio
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred, sep=""):
    hit = miss = alarm = 0
    for pair in zip(map(str, y_true), map(str, y_pred)):
        match sep.join(pair):
            case "11":
                hit += 1
            case "10":
                miss += 1
            case "01":
                alarm += 1
            case "00":
                continue
            case other:
                raise ValueError(f"not a pair of labels: {other!r}")

    # early outs, 0 = "undefined, and not good"
    match (hit, miss, alarm):
        case (0, _, _):
            return 0, 0, 0
        case (_, 0, 0):
            return 1, 1, 1
    return hit / (hit + alarm), hit / (hit + miss), 2 * hit / (2 * hit + miss + alarm)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1([], []) == (0, 0, 0)
assert precision_recall_f1([1], [1]) == (1, 1, 1)
try:
    precision_recall_f1([2], [1])
    assert False
except ValueError:
    pass
