# rating: 3
# status: graded
# why: anything but lists is refused with a message; lists are right everywhere
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true: list, y_pred: list) -> tuple:
    if not isinstance(y_true, list) or not isinstance(y_pred, list):
        raise TypeError("y_true and y_pred should be lists")
    if len(y_true) != len(y_pred):
        raise ValueError("lists should have the same length")
    tp = [*zip(y_true, y_pred)].count((1, 1))
    precision = 0.0 if y_pred.count(1) == 0 else tp / y_pred.count(1)
    recall = 0.0 if y_true.count(1) == 0 else tp / y_true.count(1)
    f1 = 0.0 if precision + recall == 0 else 2 * precision * recall / (precision + recall)
    return precision, recall, f1
