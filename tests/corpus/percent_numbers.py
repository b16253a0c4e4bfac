# rating: 2
# status: graded
# why: right numbers as percentages
# core: open
# misconceptions: percent_scale

# %%
def precision_recall_f1(y_true, y_pred):
    """Precision, recall and F1 in percent; 0 when undefined."""
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    pp = sum(1 for p in y_pred if p == 1)
    ap = sum(1 for t in y_true if t == 1)
    precision = 100 * tp / pp if pp else 0
    recall = 100 * tp / ap if ap else 0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
    return precision, recall, f1
