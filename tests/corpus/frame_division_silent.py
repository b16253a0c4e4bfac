# rating: 2
# status: graded
# why: pandas columns are divided without a thought of zero, so NaN from 0/0 leaks (pandas only happens to stay silent); no guard and no word says that it was chosen
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import pandas as pd
import numpy as np
# %%
def precision_recall_f1(y_true, y_pred):
    df = pd.DataFrame({'true': list(y_true), 'pred': list(y_pred)})
    res = pd.DataFrame({
        'tp': [((df['true'] == 1) & (df['pred'] == 1)).sum()],
        'fp': [((df['true'] == 0) & (df['pred'] == 1)).sum()],
        'fn': [((df['true'] == 1) & (df['pred'] == 0)).sum()],
    })
    res['precision'] = res['tp'] / (res['tp'] + res['fp'])
    res['recall'] = res['tp'] / (res['tp'] + res['fn'])
    res['f1'] = 2 * res['precision'] * res['recall'] / (res['precision'] + res['recall'])
    return tuple(res.loc[0, ['precision', 'recall', 'f1']])
# %%
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
# %%
assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
# tests
assert precision_recall_f1([1], [1]) == (1, 1, 1)
