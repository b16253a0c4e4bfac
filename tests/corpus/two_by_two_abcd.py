# rating: 1
# status: graded
# why: precision is d/(c+d), the negative predictive value; recall is right and F1 is made from the wrong precision
# core: precision wrong, recall right, f1 wrong
# misconceptions: negative_predictive_value_as_precision

# %% [markdown]
# |            | disease + | disease - |
# |------------|-----------|-----------|
# | **test +** | a         | b         |
# | **test -** | c         | d         |
#
# sensitivity = a/(a+c) = "recall". Predictive value = d/(c+d) = "precision" (what the test result is worth for the patient).

# %%
def precision_recall_f1(y_true, y_pred):
    a = b = c = d = 0
    for disease, test in zip(y_true, y_pred):
        if test == 1 and disease == 1: a += 1
        if test == 1 and disease == 0: b += 1
        if test == 0 and disease == 1: c += 1
        if test == 0 and disease == 0: d += 1
    # a margin of the table can be 0, then 0 is reported (and the reader sees the table anyway)
    prec = d / (c + d) if c + d > 0 else 0
    sens = a / (a + c) if a + c > 0 else 0
    f1 = 2 / (1 / prec + 1 / sens) if prec > 0 and sens > 0 else 0
    return prec, sens, f1

# %%
y = [1]*30 + [0]*70
t = [1]*24 + [0]*6 + [1]*10 + [0]*60
print(precision_recall_f1(y, t))
