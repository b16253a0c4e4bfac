# rating: 2
# status: graded
# why: a bare None for every undefined input hides a recall or precision whose value is 0
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    if tp == 0:
        return None
    precision, recall = tp / sum(y_pred), tp / sum(y_true)
    return precision, recall, 2 * precision * recall / (precision + recall)
