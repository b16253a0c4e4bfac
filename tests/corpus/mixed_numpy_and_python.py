# rating: 2
# status: graded
# why: 0/0 and 1/0 of NumPy numbers leak as NaN, with warnings; only where both ratios are 0 does F1 come out as 0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
import numpy as np
def precision_recall_f1(y_true, y_pred):
    conf = np.zeros((2, 2))
    for t, p in zip(y_true, y_pred):
        conf[int(t), int(p)] += 1
    precision = conf[1, 1] / conf[:, 1].sum()
    recall = conf[1, 1] / conf[1].sum()
    f1 = 2.0 / (1.0 / precision + 1.0 / recall)
    return precision, recall, f1
