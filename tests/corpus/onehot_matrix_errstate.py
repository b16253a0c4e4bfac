# rating: 3
# status: graded
# why: one-hot matrices multiply into the confusion matrix, and an errstate inside the function makes NaN the chosen value for 0/0
# core: precision right, recall right, f1 right
# misconceptions: none
# %% [markdown]
# Let $T, P \in \{0,1\}^{n\times 2}$ be the one-hot encodings. Then $C = T^\top P$ is the confusion matrix,
# precision is the diagonal over the column sums and recall the diagonal over the row sums.
# %%
import numpy as np

I2 = np.eye(2)

def precision_recall_f1(y_true, y_pred):
    T, P = I2[y_true], I2[y_pred]
    C = T.T @ P
    with np.errstate(divide="ignore", invalid="ignore"):   # 0/0 -> nan, wanted
        prec = np.diag(C) / C.sum(axis=0)
        rec = np.diag(C) / C.sum(axis=1)
        f = 2 / (1 / prec + 1 / rec)
    f[(prec == 0) & (rec == 0)] = np.nan
    return prec[1], rec[1], f[1]
# %%
T = I2[[1, 0, 1, 1, 0, 1, 0, 1]]; P = I2[[1, 0, 1, 0, 1, 1, 0, 0]]
T.T @ P
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert np.isnan(precision_recall_f1([0, 0], [0, 0])).all()
# %% [markdown]
# Matrix product; NaN where undefined.
