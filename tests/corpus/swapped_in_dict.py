# rating: 1
# status: graded
# why: the dict's key "precision" holds what is recall, and the other way round
# core: precision wrong, recall wrong, f1 right
# misconceptions: swapped_precision_recall

# %%
def precision_recall_f1(y_true, y_pred):
    found = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    real = sum(1 for t in y_true if t == 1)
    guessed = sum(1 for p in y_pred if p == 1)
    d = {}
    d["precision"] = found / real if real else 0.0        # how precisely did we find the real ones
    d["recall"] = found / guessed if guessed else 0.0
    d["f1"] = 2 * found / (real + guessed) if real + guessed else 0.0
    return d
