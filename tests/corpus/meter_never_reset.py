# rating: 2
# status: graded
# why: a module-level meter accumulates over calls and is never reset, so only the first answer is that of its own input
# core: open
# misconceptions: none
# %%
from dataclasses import dataclass
import numpy as np


@dataclass
class Meter:
    tp: int = 0
    fp: int = 0
    fn: int = 0

    def update(self, y_true, y_pred):
        for t, p in zip(y_true, y_pred):
            self.tp += int(t == 1 and p == 1)
            self.fp += int(t == 0 and p == 1)
            self.fn += int(t == 1 and p == 0)

    def compute(self):
        # undefined -> 0
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return p, r, f


meter = Meter()

def precision_recall_f1(y_true, y_pred):
    meter.update(y_true, y_pred)      # works batch by batch, too
    return meter.compute()
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
# %%
# running value after the second batch
precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1]))
# %% [markdown]
# Streaming, because real validation sets don't fit into memory. Undefined is 0.
