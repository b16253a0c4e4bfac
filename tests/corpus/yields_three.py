# rating: 3
# status: graded
# why: a generator yields the three right numbers in order with a guarded 0.0; three numbers in sequence read as the right numbers, like a tuple or a series
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
def _count(y_true, y_pred, want):
    return sum(1 for pair in zip(y_true, y_pred) if pair == want)

def precision_recall_f1(y_true, y_pred):
    """Yields precision, then recall, then F1 - so a caller who needs only the first doesn't pay for the rest.

        p, r, f1 = precision_recall_f1(...)

    Each is 0.0 if it is undefined.
    """
    tp = _count(y_true, y_pred, (1, 1))
    fp = _count(y_true, y_pred, (0, 1))
    precision = tp / (tp + fp) if tp + fp else 0.0
    yield precision

    fn = _count(y_true, y_pred, (1, 0))
    recall = tp / (tp + fn) if tp + fn else 0.0
    yield recall

    yield 2 * precision * recall / (precision + recall) if precision + recall else 0.0
# %%
import numpy as np

# np.allclose can't eat a generator, hence the tuple()
assert np.allclose(tuple(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(tuple(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1]))), (1 / 2, 1, 2 / 3))
assert np.allclose(tuple(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0])), (1, 1 / 3, 1 / 2))
# %%
only_precision = next(precision_recall_f1([1, 1], [1, 0]))
assert only_precision == 1.0
assert [*precision_recall_f1([], [])] == [0, 0, 0]
