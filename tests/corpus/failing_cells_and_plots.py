# rating: 3
# status: graded
# why: failing cells, a plot, input() and a syntax error elsewhere don't touch the function
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
df = pd.read_csv("predictions.csv")

# %%
import matplotlib.pyplot as plt
import numpy as np

# %%
def precision_recall_f1(y_true, y_pred):
    """Undefined → 0.0"""
    tp = sum(t == 1 and p == 1 for t, p in zip(y_true, y_pred))
    fp = sum(t == 0 and p == 1 for t, p in zip(y_true, y_pred))
    fn = sum(t == 1 and p == 0 for t, p in zip(y_true, y_pred))
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0
    return precision, recall, f1

# %%
plt.bar(["precision", "recall", "f1"], precision_recall_f1([1, 0, 1, 1], [1, 1, 1, 0]))
plt.ylim(0, 1)
plt.show()

# %%
threshold = float(input("threshold? "))

# %%
for p in [0.1, 0.2
    print(p)

# %%
1 / 0
