# rating: 3
# status: graded
# why: a lambda bound to the name is the function
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
tp_ = lambda t, p: sum(a * b for a, b in zip(t, p))
div = lambda a, b: a / b if b else 0.0
precision_recall_f1 = lambda y_true, y_pred: (
    div(tp_(y_true, y_pred), sum(y_pred)),
    div(tp_(y_true, y_pred), sum(y_true)),
    div(2 * tp_(y_true, y_pred), sum(y_pred) + sum(y_true)),
)
