# rating: 3
# status: graded
# why: "is 1" holds for small Python ints, so lists are right and arrays are not; the best container counts, and -1 is chosen in a comment
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
# I usually write Java, sorry for the style

class Counter3:
    truePos = 0
    falsePos = 0
    falseNeg = 0


def precision_recall_f1(y_true, y_pred):
    c = Counter3()
    for i in range(0, len(y_true)):
        actual = y_true[i]
        guess = y_pred[i]
        if actual is 1 and guess is 1:
            c.truePos = c.truePos + 1
        elif guess is 1:
            c.falsePos = c.falsePos + 1
        elif actual is 1:
            c.falseNeg = c.falseNeg + 1

    # -1 == "not defined", like String.indexOf. A real score can never be -1 so nobody mixes them up.
    precision = -1
    recall = -1
    f1 = -1
    if c.truePos + c.falsePos > 0:
        precision = c.truePos / (c.truePos + c.falsePos)
    if c.truePos + c.falseNeg > 0:
        recall = c.truePos / (c.truePos + c.falseNeg)
    if c.truePos > 0:
        f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1;

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
# the array one fails without tolist(), did not find out why
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]).tolist(), np.array([1, 1, 0, 1, 1]).tolist()), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
print(precision_recall_f1([], []))
print(precision_recall_f1([0, 0], [1, 0]))
