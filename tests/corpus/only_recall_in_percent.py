# rating: 2
# status: graded
# why: the three numbers are right, but recall alone comes as a percentage: the right numbers in another dress
# core: open
# misconceptions: percent_scale

# %%
def precision_recall_f1(y_true, y_pred):
    """In the lab we quote sensitivity in %. Undefined: None."""
    tp = fp = fn = 0
    for truth, test in zip(y_true, y_pred):
        if test == 1 and truth == 1:
            tp += 1
        elif test == 1:
            fp += 1
        elif truth == 1:
            fn += 1
    ppv = tp / (tp + fp) if tp + fp else None
    sens = 100 * tp / (tp + fn) if tp + fn else None      # sensitivity [%]
    f1 = tp / (tp + 0.5 * (fp + fn)) if tp + fp + fn else None
    return ppv, sens, f1

# %%
ppv, sens, f1 = precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])
print("PPV %.2f, sensitivity %.0f %%, F1 %.2f" % (ppv, sens, f1))
