# rating: 3
# status: graded
# why: it empties the caller's lists and can't take arrays, which are findings only; on lists the numbers are right and undefined ones are 0
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
def precision_recall_f1(y_true, y_pred):
    tp, fp, fn = 0, 0, 0
    while y_true:
        actual = y_true.pop()
        predicted = y_pred.pop()
        if predicted == 1:
            if actual == 1:
                tp += 1
            else:
                fp += 1
        else:
            if actual == 1:
                fn += 1
    if tp == 0:
        # nothing found. precision and recall are 0 (or undefined, then I also say 0) and f1 is 0
        return 0, 0, 0
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    f1 = (2 * precision * recall) / (precision + recall)
    return precision, recall, f1
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
# this one doesn't work for me?? ValueError ambiguous truth value
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
# %%
x = [1, 1, 0]
print(precision_recall_f1(x, [1, 0, 0]))
print(x)
