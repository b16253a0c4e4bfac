# rating: 2
# status: graded
# why: right numbers, but 0/0 runs into an unguarded NaN; only a global np.seterr in another cell keeps the warnings quiet, and nothing says that NaN is wanted
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
import matplotlib.pyplot as plt
np.seterr(all='ignore')
np.set_printoptions(precision=3, suppress=True)

# %%
edges = [-0.5, 0.5, 1.5]

def precision_recall_f1(y_true, y_pred):
    H, _, _ = np.histogram2d(y_true, y_pred, bins=[edges, edges])
    # H[i, j]: i = true bin, j = predicted bin
    tp = H[1, 1]
    prec = tp / H[:, 1].sum()
    rec = tp / H[1, :].sum()
    f1 = 2 * prec * rec / (prec + rec)
    return prec, rec, f1

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
H, _, _ = np.histogram2d([1, 0, 1, 1], [1, 1, 0, 1], bins=[edges, edges])
plt.imshow(H); plt.colorbar()
plt.xlabel('pred'); plt.ylabel('true');
