# rating: 3
# status: graded
# why: the Keras recipe with epsilon 1e-7 stays within 1e-6 of the right numbers and gives 0.0 on all undefined cases; arrays only
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
# no tensorflow in here so a mini backend. the recipe is the one everybody copies from stackoverflow
import numpy as np

class K:
    sum, round, clip = np.sum, np.round, np.clip
    @staticmethod
    def epsilon():
        return 1e-7

# %%
def recall_m(y_true, y_pred):
    true_positives = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
    possible_positives = K.sum(K.round(K.clip(y_true, 0, 1)))
    recall = true_positives / (possible_positives + K.epsilon())
    return recall

def precision_m(y_true, y_pred):
    true_positives = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
    predicted_positives = K.sum(K.round(K.clip(y_pred, 0, 1)))
    precision = true_positives / (predicted_positives + K.epsilon())
    return precision

def f1_m(y_true, y_pred):
    precision = precision_m(y_true, y_pred)
    recall = recall_m(y_true, y_pred)
    return 2*((precision*recall)/(precision+recall+K.epsilon()))

def precision_recall_f1(y_true, y_pred):
    # epsilon => 0/0 comes out as 0
    return precision_m(y_true, y_pred), recall_m(y_true, y_pred), f1_m(y_true, y_pred)
# %%
y_true = np.array([1, 0, 1, 1, 0, 1, 0, 1]); y_pred = np.array([1, 0, 1, 0, 1, 1, 0, 0])
precision_recall_f1(y_true, y_pred)
# %%
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([1, 1, 1, 0]), np.array([1, 0, 0, 0])), (1, 1 / 3, 1 / 2))
