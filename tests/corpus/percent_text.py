# rating: 2
# status: graded
# why: the right numbers as text, in percent with one place
# core: open
# misconceptions: as_text, percent_scale, rounded

# %%
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    pp = sum(1 for p in y_pred if p == 1)
    ap = sum(1 for t in y_true if t == 1)
    precision = tp / pp if pp else 0.0
    recall = tp / ap if ap else 0.0
    f1 = 2 * tp / (pp + ap) if pp + ap else 0.0
    return f"{precision:.1%}", f"{recall:.1%}", f"{f1:.1%}"
