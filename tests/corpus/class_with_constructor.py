# rating: null
# status: no_function
# why: only a class whose constructor wants the data; no function of two sequences, and no method that can be called so
# core: not reached
# misconceptions: none

# %%
class Evaluation:
    def __init__(self, y_true, y_pred):
        self.tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
        self.fp = sum(1 for t, p in zip(y_true, y_pred) if t == 0 and p == 1)
        self.fn = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 0)

    @property
    def precision(self):
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self):
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self):
        s = self.precision + self.recall
        return 2 * self.precision * self.recall / s if s else 0.0

# %%
e = Evaluation([1, 0, 1], [1, 1, 0])
e.precision, e.recall, e.f1
