# rating: 3
# status: graded
# why: statistics.harmonic_mean is the formula of F1 by its name, not a ready-made metric, and gives 0 for a 0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from statistics import harmonic_mean

def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    n_pred = sum(1 for p in y_pred if p == 1)
    n_true = sum(1 for t in y_true if t == 1)
    precision = tp / n_pred if n_pred else 0.0
    recall = tp / n_true if n_true else 0.0
    return precision, recall, harmonic_mean([precision, recall])
