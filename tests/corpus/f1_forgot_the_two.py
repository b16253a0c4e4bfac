# rating: 2
# status: graded
# why: F1 lacks its factor 2
# core: precision right, recall right, f1 wrong
# misconceptions: f1_without_factor_two

# %%
def precision_recall_f1(y_true, y_pred):
    tp, fp, fn = 0, 0, 0
    for true, pred in zip(y_true, y_pred):
        if pred == 1 and true == 1:
            tp += 1
        elif pred == 1:
            fp += 1
        elif true == 1:
            fn += 1
    precision = tp / (tp + fp) if tp + fp > 0 else 0
    recall = tp / (tp + fn) if tp + fn > 0 else 0
    try:
        f1 = (precision * recall) / (precision + recall)
    except ZeroDivisionError:
        f1 = 0
    return precision, recall, f1
