# rating: 3
# status: graded
# why: masked division and filled(0): every undefined ratio is a chosen 0.0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
import numpy.ma as ma

# astronomer here, I mask first and ask later

def precision_recall_f1(truth, prediction):
    truth = np.asarray(truth).astype(bool)
    prediction = np.asarray(prediction).astype(bool)
    ntp = np.logical_and(truth, prediction).sum()
    nfp = np.logical_and(~truth, prediction).sum()
    nfn = np.logical_and(truth, np.logical_not(prediction)).sum()
    numer = ma.array([ntp, ntp, 2*ntp], dtype=float)
    denom = ma.masked_equal(np.array([ntp+nfp, ntp+nfn, 2*ntp+nfp+nfn], dtype=float), 0.)
    # masked = undefined; fill value 0 (a classifier which predicts nothing gets no credit)
    return (numer/denom).filled(0.)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
%timeit precision_recall_f1(np.random.randint(0, 2, 10000), np.random.randint(0, 2, 10000))
print(precision_recall_f1([0, 0, 0], [1, 0, 0]))
