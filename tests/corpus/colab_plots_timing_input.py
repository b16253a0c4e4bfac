# rating: 3
# status: graded
# why: Colab boilerplate, plots, timing and an input() fail on their own; the function is right, and max(..., 1) is a chosen 0 that changes no defined ratio
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
from google.colab import drive
drive.mount('/content/drive')

# %%
!pip install -q scikit-learn==1.3.0
!nvidia-smi
%matplotlib inline
%load_ext autoreload
%autoreload 2

# %%
import os, time
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
for dirname, _, filenames in os.walk('/kaggle/input'):
    for filename in filenames:
        print(os.path.join(dirname, filename))

# %%
def precision_recall_f1(y_true, y_pred, threshold=0.5, plot=False):
    y_true = np.asarray(y_true) > threshold
    y_pred = np.asarray(y_pred) > threshold
    tp = int(np.logical_and(y_true, y_pred).sum())
    n_pred = int(np.count_nonzero(y_pred))
    n_true = int(np.count_nonzero(y_true))
    if plot:
        plt.bar(['pred', 'true', 'both'], [n_pred, n_true, tp])
        plt.show()
    # max(.., 1): no div by zero, undefined scores come out as 0
    return tp / max(n_pred, 1), tp / max(n_true, 1), 2 * tp / max(n_pred + n_true, 1)

# %% [markdown]
# ## Three examples

# %%
import numpy as np

assert np.allclose(precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))

# %%
name = input("Your name? ")
print("hi", name)

# %%
%%time
t0 = time.time()
for n in (10, 100, 1000):
    precision_recall_f1(np.random.randint(0, 2, n), np.random.randint(0, 2, n))
print(time.time() - t0)

# %%
fig, ax = plt.subplots()
ax.plot([precision_recall_f1([1]*5 + [0]*5, [1]*k + [0]*(10-k))[2] for k in range(11)], 'o-')
ax.set_title('F1 vs number of predicted positives');

# %%
train = pd.read_csv('/content/drive/MyDrive/titanic/train.csv')
train.groupby('Survived').size()
