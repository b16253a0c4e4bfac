# rating: 3
# status: graded
# why: boolean masks after np.asarray, three guarded ratios with 0.0 as the stated convention
# core: precision right, recall right, f1 right
# misconceptions: none
# %% [markdown]
# # Precision, recall and F1
#
# A short coding question for a first conversation: five to fifteen minutes, no more. There is no trick in it.
#
# A binary classifier predicts 0 or 1 for each example, and 1 is the positive class. Write a function that compares the predictions
# with the true labels and returns **precision, recall and F1**, as three numbers and in this order.
# %%
import numpy as np


def precision_recall_f1(y_true, y_pred):
    # lists and arrays both welcome
    yt = np.asarray(y_true).astype(bool)
    yp = np.asarray(y_pred).astype(bool)
    if yt.shape != yp.shape:
        raise ValueError(f"shape mismatch: {yt.shape} vs {yp.shape}")

    tp = np.sum(yt & yp)
    fp = np.sum(~yt & yp)
    fn = np.sum(yt & ~yp)

    def _safe_div(num, den):
        # convention: 0/0 := 0
        return float(num / den) if den else 0.0

    prec = _safe_div(tp, tp + fp)
    rec = _safe_div(tp, tp + fn)
    f1 = _safe_div(2 * tp, 2 * tp + fp + fn)
    return prec, rec, f1
# %% [markdown]
# ## Three examples
#
# Two of lists and one of arrays. None of them leaves a ratio undefined: those inputs are yours to find.
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %% [markdown]
# ## Your own tests
#
# Which inputs would you try before you trusted this function? Write a few as `assert`s. Two or three that you chose well say more
# than twenty.
# %%
from sklearn.metrics import precision_recall_fscore_support

rng = np.random.default_rng(0)
for _ in range(50):
    n = rng.integers(1, 30)
    a = rng.integers(0, 2, n)
    b = rng.integers(0, 2, n)
    ref = precision_recall_fscore_support(a, b, average="binary", zero_division=0)[:3]
    assert np.allclose(precision_recall_f1(a, b), ref), (a, b)
print("ok")
# %%
assert precision_recall_f1([], []) == (0, 0, 0)
try:
    precision_recall_f1([1, 0], [1])
except ValueError as e:
    print("good:", e)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# I convert to boolean arrays, count with masks, and divide. 0/0 is set to 0, the conservative option: a model that finds nothing
# shouldn't look good.
