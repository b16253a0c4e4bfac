# rating: 3
# status: graded
# why: a counting class behind the asked function, 0.0 where a denominator is zero, as its comment says
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
from dataclasses import dataclass


@dataclass
class ConfusionCounts:
    truePositives: int = 0
    falsePositives: int = 0
    falseNegatives: int = 0
    trueNegatives: int = 0

    def add(self, actual, predicted):
        if actual == 1:
            if predicted == 1:
                self.truePositives += 1
            else:
                self.falseNegatives += 1
        else:
            if predicted == 1:
                self.falsePositives += 1
            else:
                self.trueNegatives += 1

    def getPrecision(self):
        return self._ratio(self.truePositives, self.truePositives + self.falsePositives)

    def getRecall(self):
        return self._ratio(self.truePositives, self.truePositives + self.falseNegatives)

    def getF1(self):
        p = self.getPrecision()
        r = self.getRecall()
        return self._ratio(2.0 * p * r, p + r)

    @staticmethod
    def _ratio(numerator, denominator):
        # Undefined ratio (denominator 0) -> 0.0 by convention. Never throws.
        if denominator == 0:
            return 0.0
        return numerator / denominator
# %%
def precision_recall_f1(y_true, y_pred):
    if len(y_true) != len(y_pred):
        raise ValueError("y_true and y_pred must have the same length")
    counts = ConfusionCounts()
    for i in range(len(y_true)):
        counts.add(y_true[i], y_pred[i])
    return counts.getPrecision(), counts.getRecall(), counts.getF1()
# %% [markdown]
# ## Three examples
#
# Two of lists and one of arrays. None of them leaves a ratio undefined: those inputs are yours to find.
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
def test_empty():
    assert precision_recall_f1([], []) == (0.0, 0.0, 0.0)

def test_all_correct():
    assert precision_recall_f1([1, 1, 0], [1, 1, 0]) == (1.0, 1.0, 1.0)

def test_different_length():
    try:
        precision_recall_f1([1], [])
        assert False
    except ValueError:
        pass

test_empty(); test_all_correct(); test_different_length()
