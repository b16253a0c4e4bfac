# rating: 3
# status: graded
# why: a static method with right formulas; zero denominators give 0.0 and empty input meets an assert that the comment explains (bare, but thought of: read as chosen)
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
from typing import Sequence, Tuple


class BinaryClassificationMetrics:
    """Utility class. Not meant to be instantiated."""

    POSITIVE: int = 1

    @staticmethod
    def _ratio(numerator: int, denominator: int) -> float:
        if denominator == 0:
            return 0.0  # design decision: an undefined ratio is reported as 0.0
        return numerator / denominator

    @staticmethod
    def precision_recall_f1(y_true: Sequence[int], y_pred: Sequence[int]) -> Tuple[float, float, float]:
        # precondition: no data means no metrics, that is a bug of the caller
        assert len(y_true) > 0
        truePositives: int = 0
        falsePositives: int = 0
        falseNegatives: int = 0
        for i in range(0, len(y_true)):
            isPositive: bool = y_true[i] == BinaryClassificationMetrics.POSITIVE
            predictedPositive: bool = y_pred[i] == BinaryClassificationMetrics.POSITIVE
            if isPositive and predictedPositive:
                truePositives += 1
            elif predictedPositive:
                falsePositives += 1
            elif isPositive:
                falseNegatives += 1
        precision: float = BinaryClassificationMetrics._ratio(truePositives, truePositives + falsePositives)
        recall: float = BinaryClassificationMetrics._ratio(truePositives, truePositives + falseNegatives)
        f1: float = BinaryClassificationMetrics._ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives)
        return (precision, recall, f1)
# %%
def main() -> None:
    print(BinaryClassificationMetrics.precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]))


if __name__ == "__main__":
    main()
# %%
import numpy as np
m = BinaryClassificationMetrics
assert np.allclose(m.precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(m.precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
# %% [markdown]
# One pass with three counters. A zero denominator gives 0.0; an empty array is refused.
