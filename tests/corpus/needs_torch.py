# rating: null
# status: missing_package
# why: the function needs a package that the kernel doesn't have
# core: not reached
# misconceptions: none

# %%
import torch
import torchmetrics

# %%
def precision_recall_f1(y_true, y_pred):
    t, p = torch.tensor(y_true), torch.tensor(y_pred)
    tp = (t * p).sum().item()
    precision = tp / p.sum().item() if p.sum() else 0.0
    recall = tp / t.sum().item() if t.sum() else 0.0
    return precision, recall, (2 * precision * recall / (precision + recall) if tp else 0.0)
