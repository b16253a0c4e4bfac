# rating: 1
# status: graded
# why: recall is TN/(TN+FP), the specificity; precision is right and F1 is the harmonic mean with the wrong recall
# core: precision right, recall wrong, f1 wrong
# misconceptions: specificity_as_recall

# %%
# caret::confusionMatrix gives Sensitivity, Specificity, Pos Pred Value, Neg Pred Value. I translate by hand
import numpy as np

def precision_recall_f1(y_true, y_pred):
    obs = np.asarray(y_true)
    pred = np.asarray(y_pred)
    TP = int(np.sum((obs == 1) * (pred == 1)))
    TN = int(np.sum((obs == 0) * (pred == 0)))
    FP = int(np.sum((obs == 0) * (pred == 1)))
    FN = int(np.sum((obs == 1) * (pred == 0)))
    ifelse = lambda cond, a, b: a() if cond else b
    # NA-like cases are set to 0 so that the average over folds works
    ppv = ifelse(TP + FP > 0, lambda: TP / (TP + FP), 0.0)           # = precision
    spec = ifelse(TN + FP > 0, lambda: TN / (TN + FP), 0.0)          # = recall
    f1 = ifelse(ppv + spec > 0, lambda: 2 * ppv * spec / (ppv + spec), 0.0)
    return ppv, spec, f1

# %%
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
