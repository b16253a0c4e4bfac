# rating: 3
# status: graded
# why: a dot product and two sums, each ratio guarded, undefined is 1.0 only where nothing was to be divided, by a comment
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
    t = np.asarray(y_true, dtype=int)
    p = np.asarray(y_pred, dtype=int)
    overlap = int(t @ p)          # <t|p>
    norm_p = int(p.sum())
    norm_t = int(t.sum())

    # Vacuous cases: no claims made => no false claims => precision 1. Nothing to find => nothing missed => recall 1.
    prec = overlap / norm_p if norm_p else 1.0
    rec = overlap / norm_t if norm_t else 1.0
    # F1 = 2<t|p> / (<t|t> + <p|p>), same reasoning when both vanish
    f1 = 2 * overlap / (norm_t + norm_p) if norm_t + norm_p else 1.0
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
# symmetry: exchanging t and p exchanges precision and recall, F1 is invariant
rng = np.random.default_rng(42)
for _ in range(100):
    t, p = rng.integers(0, 2, size=(2, 20))
    P, R, F = precision_recall_f1(t, p)
    R2, P2, F2 = precision_recall_f1(p, t)
    assert (P, R, F) == (P2, R2, F2)
# limits
assert precision_recall_f1([], []) == (1, 1, 1)
assert precision_recall_f1([1, 1], [0, 0]) == (1, 0, 0)
assert precision_recall_f1([0, 0], [0, 1]) == (0, 1, 0)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# With 0/1 vectors TP is the scalar product and the denominators are the sums. Undefined ratios are taken as vacuously true (=1).
