# rating: 3
# status: graded
# why: filters a DataFrame and counts rows; max(1, n) keeps a zero denominator from dividing
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import pandas as pd

def precision_recall_f1(y_true, y_pred):
    df = pd.DataFrame({"t": list(y_true), "p": list(y_pred)})
    tp = len(df[(df.t == 1) & (df.p == 1)])
    fp = len(df[(df.t == 0) & (df.p == 1)])
    fn = len(df[(df.t == 1) & (df.p == 0)])
    precision = tp / max(1, tp + fp)
    recall = tp / max(1, tp + fn)
    f1 = 2 * tp / max(1, 2 * tp + fp + fn)
    return precision, recall, f1

# %%
pd.DataFrame({"t": [1, 0, 1], "p": [1, 1, 1]}).head()
