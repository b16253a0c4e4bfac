# rating: 3
# status: graded
# why: takes *args and unpacks the two sequences, with early returns of 0.0 for every undefined ratio
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
# sorry, mostly Java for the last years :-)
def precision_recall_f1(*args):
    # args[0] = truth, args[1] = prediction
    y_true, y_pred = args
    truePositives = 0;
    falsePositives = 0;
    falseNegatives = 0;
    for i in range(0, len(y_true)):
        if (y_true[i] == 1 and y_pred[i] == 1):
            truePositives += 1
        elif (y_true[i] == 0 and y_pred[i] == 1):
            falsePositives += 1
        elif (y_true[i] == 1 and y_pred[i] == 0):
            falseNegatives += 1
        else:
            pass   # TN, not needed
    # System.out.println :)
    print("tp=%d fp=%d fn=%d" % (truePositives, falsePositives, falseNegatives))
    if (truePositives == 0):
        # nothing found. either the ratio is 0 anyway or it is undefined, I define it as 0
        return 0.0, 0.0, 0.0
    precision = truePositives / (truePositives + falsePositives)
    recall = truePositives / (truePositives + falseNegatives)
    return precision, recall, 2 * precision * recall / (precision + recall)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
# Your own tests go here.
assert precision_recall_f1([1], [0]) == (0, 0, 0)
assert precision_recall_f1([], []) == (0, 0, 0)
