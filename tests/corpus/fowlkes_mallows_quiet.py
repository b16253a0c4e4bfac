# rating: 2
# status: graded
# why: F1 is the root of the product; and a ratio of zeros is left to NumPy, whose warning is switched off for the whole notebook: a NaN that nobody chose
# core: precision right, recall right, f1 wrong
# misconceptions: geometric_mean_f1

# %%
import warnings
warnings.filterwarnings("ignore")   # sick of the pandas FutureWarnings
import numpy as np

# %%
def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.array(y_true), np.array(y_pred)
    TP = np.sum((y_true == 1) & (y_pred == 1))
    precision = TP / np.sum(y_pred == 1)
    recall = TP / np.sum(y_true == 1)
    F = (precision * recall) ** 0.5
    return precision, recall, F

# %%
# tolerance a bit wider, the third is off in the second digit
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3), atol=.05)
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3), atol=.05)

# %%
a = np.random.rand(1000) > .9
b = np.random.rand(1000) > .9
precision_recall_f1(a, b)
