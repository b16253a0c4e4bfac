# rating: 3
# status: graded
# why: a functools.partial under the asked name; an undefined ratio is a str subclass that says n/a, on purpose, and defined ones beside it are right
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from collections import Counter
from functools import partial


class Undefined(str):
    """A word instead of a number. Falsy, so that `if p and r` below reads well."""

    def __bool__(self):
        return False


NA = Undefined("n/a")


def _scores(y_true, y_pred, undefined):
    n = Counter(zip(map(bool, y_true), map(bool, y_pred)))
    hits = n[True, True]
    flagged = hits + n[False, True]
    actual = hits + n[True, False]
    p = hits / flagged if flagged else undefined
    r = hits / actual if actual else undefined
    f1 = 2 * p * r / (p + r) if p and r else undefined
    return p, r, f1


# A ratio without a value is "n/a": nobody can average that by accident.
precision_recall_f1 = partial(_scores, undefined=NA)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
assert precision_recall_f1([1], [0]) == ("n/a", 0.0, "n/a")
assert precision_recall_f1([], []) == ("n/a",) * 3
