# rating: 1
# status: graded
# why: it scores a random resample of the pairs, so every call gives other, wrong numbers
# core: precision wrong, recall wrong, f1 wrong
# misconceptions: none

# %%
import random
def precision_recall_f1(y_true, y_pred):
    pairs = list(zip(y_true, y_pred))
    pairs = random.choices(pairs, k=len(pairs)) if pairs else []
    tp = sum(1 for t, p in pairs if t == 1 and p == 1)
    fp = sum(1 for t, p in pairs if t == 0 and p == 1)
    fn = sum(1 for t, p in pairs if t == 1 and p == 0)
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if tp else 0.0
    return precision, recall, f1
