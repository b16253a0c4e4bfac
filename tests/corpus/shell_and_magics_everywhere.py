# rating: 3
# status: graded
# why: pip, magics and a shell line do nothing here, and cost nothing
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
!pip install -q numpy pandas
%matplotlib inline
%load_ext autoreload

# %%
!ls -la
files = !ls

# %%
import numpy as np
def precision_recall_f1(y_true, y_pred):
    y_true = np.array(y_true, dtype=int)
    y_pred = np.array(y_pred, dtype=int)
    tp = int(sum(y_true[y_pred == 1]))
    pp = int(y_pred.sum())
    ap = int(y_true.sum())
    return (tp / pp if pp else 0.0, tp / ap if ap else 0.0, 2 * tp / (pp + ap) if pp + ap else 0.0)

# %%
%timeit -n 1 -r 1 precision_recall_f1([1, 0] * 100, [1, 1] * 100)

# %%
%%bash
echo done
