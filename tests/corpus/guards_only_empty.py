# rating: 2
# status: graded
# why: empty input was thought of, the other zero denominators raise
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    if len(y_true) == 0:
        return 0.0, 0.0, 0.0
    hits = sum(t * p for t, p in zip(y_true, y_pred))
    precision = hits / float(sum(y_pred))
    recall = hits / float(sum(y_true))
    return precision, recall, (2 * precision * recall) / (precision + recall)
