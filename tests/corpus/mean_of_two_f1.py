# rating: 2
# status: graded
# why: F1 is the arithmetic mean of precision and recall; those two are right, undefined is 0
# core: precision right, recall right, f1 wrong
# misconceptions: arithmetic_mean_f1
# %% [markdown]
# # Precision, recall and F1
#
# A short coding question for a first conversation: five to fifteen minutes, no more. There is no trick in it.
#
# A binary classifier predicts 0 or 1 for each example, and 1 is the positive class. Write a function that compares the predictions
# with the true labels and returns **precision, recall and F1**, as three numbers and in this order.
# %%
def precision_recall_f1(y_true, y_pred):
    true_positive = 0
    false_positive = 0
    false_negative = 0
    true_negative = 0

    for index in range(0, len(y_true)):
        if y_true[index] == 1 and y_pred[index] == 1:
            true_positive = true_positive + 1
        if y_true[index] == 0 and y_pred[index] == 1:
            false_positive = false_positive + 1
        if y_true[index] == 1 and y_pred[index] == 0:
            false_negative = false_negative + 1
        if y_true[index] == 0 and y_pred[index] == 0:
            true_negative = true_negative + 1

    #print(true_positive, false_positive, false_negative, true_negative)

    # if we can't divide the answer is 0
    if true_positive + false_positive == 0:
        precision = 0
    else:
        precision = true_positive / (true_positive + false_positive)

    if true_positive + false_negative == 0:
        recall = 0
    else:
        recall = true_positive / (true_positive + false_negative)

    # f1 is the average of the two
    f1 = (precision + recall) / 2

    return precision, recall, f1
# %%
print(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]))
# precision and recall correct, f1 0.675 vs 0.667?? close enough maybe rounding
# %% [markdown]
# ## Three examples
#
# Two of lists and one of arrays. None of them leaves a ratio undefined: those inputs are yours to find.
# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %% [markdown]
# ## Your own tests
#
# Which inputs would you try before you trusted this function? Write a few as `assert`s. Two or three that you chose well say more
# than twenty.
# %%
assert precision_recall_f1([1, 1], [1, 1]) == (1, 1, 1)
assert precision_recall_f1([0, 0], [0, 0]) == (0, 0, 0)
# %% [markdown]
# ## In your words
#
# In about two sentences, in the cell below: how does your function work, and what does it do where a ratio is undefined, and why?
# %% [markdown]
# The function compares every element and counts the four possible cases, and the f1 is the mean of precision and recall. When the
# ratio is undefined it gives 0 because we cannot divide by zero.
