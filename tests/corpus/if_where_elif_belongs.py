# rating: 1
# status: graded
# why: the second test is an if and not an elif, so hits are counted as false positives too: precision is tp / (2 tp + fp); recall is right
# core: precision wrong, recall right, f1 wrong
# misconceptions: none

# %%
def precision_recall_f1(actual, predicted):
    '''
    returns precision, recall, f1.
    Denominator of zero => I return 0.0 (same as sklearn does, with its warning)
    '''
    true_pos = false_pos = false_neg = 0

    for a, b in zip(actual, predicted):
        if a and b:
            true_pos += 1
        if b:
            false_pos += 1
        elif a:
            false_neg += 1

    def div(x, y):
        return x / y if y != 0 else 0.0

    precision = div(true_pos, true_pos + false_pos)
    recall = div(true_pos, true_pos + false_neg)
    return precision, recall, div(2 * precision * recall, precision + recall)

# %% [markdown]
# One pass with three counters. `div` guards all the denominators in one place.
