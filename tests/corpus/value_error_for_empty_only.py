# rating: 2
# status: graded
# why: empty input gets a ValueError of its own and precision and recall a chosen 0.0, but F1 divides by their sum unguarded: ZeroDivisionError wherever nothing is hit
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
class EmptyInputError(ValueError):
    pass


def precision_recall_f1(y_true: list, y_pred: list) -> tuple:
    """
    :raises EmptyInputError: if there are no examples, there is nothing to measure
    """
    if len(y_true) == 0:
        raise EmptyInputError("y_true is empty: precision, recall and F1 need at least one example")
    if len(y_true) != len(y_pred):
        raise ValueError(f"length mismatch: {len(y_true)} vs {len(y_pred)}")

    tp = len([1 for i in range(len(y_true)) if y_true[i] == 1 and y_pred[i] == 1])
    fp = len([1 for i in range(len(y_true)) if y_true[i] == 0 and y_pred[i] == 1])
    fn = len([1 for i in range(len(y_true)) if y_true[i] == 1 and y_pred[i] == 0])

    precision = tp / (tp + fp) if (tp + fp) != 0 else 0.0
    recall = tp / (tp + fn) if (tp + fn) != 0 else 0.0
    f1_score = 2 * (precision * recall) / (precision + recall)
    return precision, recall, f1_score

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
try:
    precision_recall_f1([], [])
except EmptyInputError as e:
    print("ok:", e)
