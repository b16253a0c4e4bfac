# rating: 3
# status: graded
# why: the decorator's cache is keyed by all labels of both inputs, so no answer depends on earlier calls; undefined is a chosen 0.0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from functools import lru_cache


def memoize_labels(func):
    """lists and arrays aren't hashable, so freeze both of them completely first"""
    cached = lru_cache(maxsize=256)(func)

    def wrapper(*args, **kwargs):
        frozen = [tuple(int(v) for v in a) for a in args]
        kw = {k: tuple(int(v) for v in a) for k, a in kwargs.items()}
        return cached(*frozen, **kw)

    wrapper.cache_info = cached.cache_info
    return wrapper


@memoize_labels
def precision_recall_f1(y_true, y_pred):
    tp = sum(t & p for t, p in zip(y_true, y_pred))
    pp, ap = sum(y_pred), sum(y_true)
    safe = lambda n, d: n / d if d else 0.0   # undefined -> 0.0
    return safe(tp, pp), safe(tp, ap), safe(2 * tp, pp + ap)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
a, b = [1, 0, 1], [1, 1, 1]
first = precision_recall_f1(a, b)
b[0] = 0                       # mutate: must not give the old answer
assert precision_recall_f1(a, b) != first
print(precision_recall_f1.cache_info())
