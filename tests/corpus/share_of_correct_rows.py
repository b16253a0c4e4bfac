# rating: 1
# status: graded
# why: precision is the share of all rows that are right, which is accuracy; recall is right, F1 is made from the wrong precision
# core: precision wrong, recall right, f1 wrong
# misconceptions: accuracy_as_precision

# %%
import pandas as pd
import numpy as np

def precision_recall_f1(y_true, y_pred):
    df = pd.DataFrame({"y": list(y_true), "yhat": list(y_pred)})
    df["correct"] = df["y"] == df["yhat"]
    if len(df) == 0:
        return 0, 0, 0     # empty
    # precision = how precise is the model = how often is it correct
    precision = df["correct"].mean()
    # recall = how often is it correct on the positives
    pos = df.query("y == 1")
    recall = pos["correct"].mean() if len(pos) else 0    # no positives: 0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0
    return precision, recall, f1

# %%
precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0])

# %%
# expected 0.75 but i get 0.625, recall is ok. Guess the example is for another definition (macro?)
assert np.allclose(precision_recall_f1([1, 1, 1, 1], [1, 1, 1, 0]), (3/4, 3/4, 3/4))
