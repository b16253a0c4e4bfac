# rating: 3
# status: graded
# why: it raises ZeroDivisionError itself, with a message of its own: chosen, not leaked
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def _div(numerator, denominator, what):
    if denominator == 0:
        raise ZeroDivisionError(f"{what} is undefined for this input, check your data first")
    return numerator / denominator

def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == p == 1)
    precision = _div(tp, sum(y_pred), "precision")
    recall = _div(tp, sum(y_true), "recall")
    return precision, recall, _div(2 * precision * recall, precision + recall, "F1")
