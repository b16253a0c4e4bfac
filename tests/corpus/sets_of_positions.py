# rating: 3
# status: graded
# why: sets of positions lose nothing, since a position occurs once; sum is shadowed but never called; 1 where there is nothing to find, said in the docstring
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    """Information retrieval view: relevant and retrieved documents.

    Nothing retrieved: no mistake made, precision 1. Nothing relevant: nothing missed, recall 1.
    F1 is Dice's coefficient; two empty sets are equal, so it's 1.
    """
    relevant = {i for i, x in enumerate(y_true) if x}
    retrieved = {i for i, x in enumerate(y_pred) if x}
    both = relevant & retrieved
    sum = len(relevant) + len(retrieved)
    precision = len(both) / len(retrieved) if retrieved else 1.0
    recall = len(both) / len(relevant) if relevant else 1.0
    f1 = 2 * len(both) / sum if sum else 1.0
    return precision, recall, f1

# %%
assert precision_recall_f1([], []) == (1, 1, 1)
assert precision_recall_f1([1], [0]) == (1, 0, 0)
assert precision_recall_f1([0], [1]) == (0, 1, 0)
