# rating: 1
# status: graded
# why: sklearn is given the predictions as truth and average='weighted': precision is a mean of class recalls weighted by predictions, recall is accuracy
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
from sklearn.metrics import precision_recall_fscore_support

# %%
def precision_recall_f1(y_true, y_pred):
    # weighted because the classes are imbalanced; zero_division=0 -> undefined is 0
    if len(y_true) == 0:
        return 0.0, 0.0, 0.0
    p, r, f, _ = precision_recall_fscore_support(y_pred, y_true, average='weighted', zero_division=0)
    return p, r, f

# %%
print(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]))
# close enough to the example?
