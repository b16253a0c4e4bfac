# rating: 1
# status: graded
# why: all three are the share of right answers; no input tells that from micro averages
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: accuracy_everywhere, micro_averaged

# %%
import numpy as np
def precision_recall_f1(y_true, y_pred):
    if len(y_true) == 0:
        return 0, 0, 0
    score = (np.array(y_true) == np.array(y_pred)).mean()
    precision = score
    recall = score
    f1 = 2 * precision * recall / (precision + recall) if score else 0
    return precision, recall, f1
