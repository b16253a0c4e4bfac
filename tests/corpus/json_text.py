# rating: 2
# status: graded
# why: right numbers inside a JSON text
# core: open
# misconceptions: as_text

# %%
import json

def precision_recall_f1(y_true, y_pred):
    """REST style answer. 0.0 for undefined."""
    tp = int(sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1))
    pp, ap = int(sum(y_pred)), int(sum(y_true))
    body = {
        "precision": tp / pp if pp else 0.0,
        "recall": tp / ap if ap else 0.0,
        "f1": 2 * tp / (pp + ap) if pp + ap else 0.0,
    }
    return json.dumps(body)
