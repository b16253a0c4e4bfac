# rating: null
# status: no_function
# why: the right numbers are worked out at the top level for one example; there is no function to call
# core: not reached
# misconceptions: none

# %%
# in R: table(y_true, y_pred)
import pandas as pd
y_true = pd.Series([1, 0, 1, 1, 0, 1, 0, 1])
y_pred = pd.Series([1, 0, 1, 0, 1, 1, 0, 0])
tab = pd.crosstab(y_true, y_pred)
tab

# %%
TP = tab.loc[1, 1]
FP = tab.loc[0, 1]
FN = tab.loc[1, 0]
precision = TP / (TP + FP)
recall = TP / (TP + FN)
f1 = 2 * precision * recall / (precision + recall)
print("precision", precision)
print("recall", recall)
print("f1", f1)

# %% [markdown]
# matches 3/4, 3/5, 2/3. For other data, change `y_true` and `y_pred` in the first cell and run again.
# If there is a zero in the denominator the metric does not exist and one should not report it.
