# rating: 3
# status: graded
# why: the term added to each denominator is machine epsilon, far below 1e-6, so every number is right, and 0/eps = 0 is the convention it was put there for
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
EPS = np.finfo(np.float64).eps      # 2.2e-16
print(EPS)

# %% [markdown]
# regularise the 0/0 : $P = \lim \frac{TP}{TP+FP+\epsilon}$ and so on. With the machine epsilon $1+\epsilon$ is the next
# number after 1, so in practice this is invisible.

# %%
def precision_recall_f1(y_true, y_pred):
    t = np.asarray(y_true, dtype=float)
    p = np.asarray(y_pred, dtype=float)
    tp = t @ p
    P = tp / (p.sum() + EPS)     # 0/(0+eps)=0 -> convention: undefined = 0
    R = tp / (t.sum() + EPS)
    F = 2*P*R / (P + R + EPS)
    return P, R, F

# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
%timeit precision_recall_f1([1, 0, 1]*100, [1, 1, 0]*100)

# %%
# error of the regularisation
N = 20
errs = []
rng = np.random.default_rng(3)
for k in range(50):
    a, b = rng.integers(0, 2, N), rng.integers(0, 2, N)
    if (a*b).sum() > 0:
        errs.append(abs(precision_recall_f1(a, b)[0] - (a*b).sum()/b.sum()))
max(errs)
