# rating: 3
# status: graded
# why: a static method, found as the function
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
class Scorer:
    @staticmethod
    def precision_recall_f1(y_true, y_pred):
        tp = fp = fn = 0
        for t, p in zip(y_true, y_pred):
            tp += int(t == p == 1)
            fp += int(t < p)
            fn += int(t > p)
        precision = tp / (tp + fp) if tp or fp else 0.0
        recall = tp / (tp + fn) if tp or fn else 0.0
        f1 = 2 * tp / (2 * tp + fp + fn) if tp or fp or fn else 0.0
        return precision, recall, f1
