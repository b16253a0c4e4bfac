# rating: 3
# status: graded
# why: a dict of the right numbers under their names with counts beside them; undefined is None by the docstring
# core: precision right, recall right, f1 right
# misconceptions: none
# %% [markdown]
# # Precision, recall and F1
#
# A short coding question for a first conversation: five to fifteen minutes, no more. There is no trick in it.
#
# A binary classifier predicts 0 or 1 for each example, and 1 is the positive class. Write a function that compares the predictions
# with the true labels and returns **precision, recall and F1**, as three numbers and in this order.
# %%
from typing import Dict, Optional, Sequence, Union


def _ratio(num: float, den: float) -> Optional[float]:
    return None if den == 0 else num / den


def precision_recall_f1(y_true: Sequence[int], y_pred: Sequence[int]) -> Dict[str, Union[int, float, None]]:
    """Compute precision, recall and F1 for the positive class (1).

    A metric whose denominator is zero is None, so that the caller must handle it explicitly.
    F1 is computed from the counts, 2TP / (2TP + FP + FN), and is None only if there are no
    positives anywhere.
    """
    if len(y_true) != len(y_pred):
        raise ValueError("length mismatch")
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    n_pred = sum(1 for p in y_pred if p == 1)
    n_true = sum(1 for t in y_true if t == 1)
    return {
        "precision": _ratio(tp, n_pred),
        "recall": _ratio(tp, n_true),
        "f1": _ratio(2 * tp, n_pred + n_true),
        "support": n_true,
    }
# %%
res = precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
assert res["precision"] == 3 / 4
assert res["recall"] == 3 / 5
assert abs(res["f1"] - 2 / 3) < 1e-12
# %%
assert precision_recall_f1([], [])["f1"] is None
assert precision_recall_f1([1, 1], [0, 0]) == {"precision": None, "recall": 0.0, "f1": 0.0, "support": 2}
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# I return a dict rather than a tuple because nobody remembers the order of three floats (I changed the examples accordingly).
# Undefined metrics are `None`: explicit is better than implicit.
