# rating: 2
# status: graded
# why: the except waits for a ZeroDivisionError, but the counts are NumPy integers, so 0/0 leaks as NaN with a (silenced) warning; the 0 it meant never comes
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
import warnings
warnings.filterwarnings('ignore')
%matplotlib inline
# %%
def precision_recall_f1(y_true, y_pred):
    y_true, y_pred = np.array(y_true), np.array(y_pred)
    tp = np.sum((y_true == 1) & (y_pred == 1))
    fp = np.sum((y_true == 0) & (y_pred == 1))
    fn = np.sum((y_true == 1) & (y_pred == 0))
    try:
        precision = tp / (tp + fp)
    except ZeroDivisionError:
        precision = 0
    try:
        recall = tp / (tp + fn)
    except ZeroDivisionError:
        recall = 0
    try:
        f1 = 2 * (precision * recall) / (precision + recall)
    except ZeroDivisionError:
        f1 = 0
    return precision, recall, f1
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
df = pd.DataFrame({'y': [1, 0, 1, 1], 'yhat': [1, 1, 1, 0]})
df.head()
# %%
precision_recall_f1(df.y, df.yhat)
# %% [markdown]
# Formulas from the Kaggle course. If there is a division by zero the metric is 0.
