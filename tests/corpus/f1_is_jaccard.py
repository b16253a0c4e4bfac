# rating: 2
# status: graded
# why: F1 is intersection over union
# core: precision right, recall right, f1 wrong
# misconceptions: jaccard_as_f1

# %%
def precision_recall_f1(y_true, y_pred):
    A = {i for i, t in enumerate(y_true) if t == 1}
    B = {i for i, p in enumerate(y_pred) if p == 1}
    both, either = A & B, A | B
    return (
        len(both) / len(B) if B else 0.0,
        len(both) / len(A) if A else 0.0,
        len(both) / len(either) if either else 0.0,   # overlap of the two sets
    )
