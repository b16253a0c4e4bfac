# rating: 3
# status: graded
# why: a defaultdict as confusion matrix, each division in its own try
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from collections import defaultdict

def precision_recall_f1(y_true, y_pred):
    cm = defaultdict(int)
    for actual, guess in zip(y_true, y_pred):
        cm[("T" if actual == guess else "F") + ("P" if guess == 1 else "N")] += 1
    try:
        precision = cm["TP"] / (cm["TP"] + cm["FP"])
    except ZeroDivisionError:
        precision = 0.0   # no positive prediction at all
    try:
        recall = cm["TP"] / (cm["TP"] + cm["FN"])
    except ZeroDivisionError:
        recall = 0.0
    try:
        f1 = 2 * precision * recall / (precision + recall)
    except ZeroDivisionError:
        f1 = 0.0
    return precision, recall, f1
