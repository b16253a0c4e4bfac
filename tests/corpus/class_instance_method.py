# rating: 3
# status: graded
# why: a method of a class without constructor arguments is called as the function
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
class BinaryMetrics:
    """Counts once, divides safely."""

    def _ratio(self, a, b):
        return a / b if b != 0 else 0.0

    def precision_recall_f1(self, y_true, y_pred):
        tp = sum(1 for a, b in zip(y_true, y_pred) if a and b)
        p = self._ratio(tp, sum(1 for b in y_pred if b))
        r = self._ratio(tp, sum(1 for a in y_true if a))
        return p, r, self._ratio(2 * p * r, p + r)

# %%
BinaryMetrics().precision_recall_f1([1, 0], [1, 1])
