# rating: 2
# status: graded
# why: F1 is intersection over union; and without a hit all three become NaN, which hides a precision or recall of 0
# core: precision right, recall right, f1 wrong
# misconceptions: jaccard_as_f1

# %%
import numpy as np

def precision_recall_f1(y_true, y_pred):
    gt = np.asarray(y_true).astype(bool).ravel()
    mask = np.asarray(y_pred).astype(bool).ravel()
    inter = np.logical_and(gt, mask).sum()
    union = np.logical_or(gt, mask).sum()
    if inter == 0:
        # no intersection -> image is skipped in nanmean, that is what we do in our eval script
        return (np.nan,) * 3
    precision = inter / mask.sum()
    recall = inter / gt.sum()
    f1 = inter / union          # F1 = IoU = overlap
    return precision, recall, f1

# %%
gt   = np.zeros((4, 4), int); gt[1:3, 1:3] = 1
mask = np.zeros((4, 4), int); mask[1:4, 1:4] = 1
print(gt); print(mask)
print(precision_recall_f1(gt.ravel(), mask.ravel()))   # 4/9, 1, 4/9 ok

# %%
assert np.isnan(precision_recall_f1([], [])).all()
