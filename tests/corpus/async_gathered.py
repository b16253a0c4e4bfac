# rating: 3
# status: graded
# why: a coroutine that gathers right counts and divides with a guard to None; awaited it returns the three numbers
# core: precision right, recall right, f1 right
# misconceptions: none
# %%
import asyncio

async def count(y_true, y_pred, a, b):
    n = 0
    for t, p in zip(y_true, y_pred):
        if (t, p) == (a, b):
            n += 1
    await asyncio.sleep(0)      # be nice to the event loop
    return n

async def precision_recall_f1(y_true, y_pred):
    tp, fp, fn = await asyncio.gather(
        count(y_true, y_pred, 1, 1),
        count(y_true, y_pred, 0, 1),
        count(y_true, y_pred, 1, 0),
    )
    # undefined => None (JSON null, our frontend shows it as a dash)
    precision = tp / (tp + fp) if (tp + fp) else None
    recall = tp / (tp + fn) if (tp + fn) else None
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else None
    return precision, recall, f1
# %% [markdown]
# Backend habit: everything in our service is `async`, notebooks can `await` at the top level.
# %%
import numpy as np

assert np.allclose(await precision_recall_f1([1, 0, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 1, 1, 0, 0]), (3 / 4, 3 / 5, 2 / 3))
assert np.allclose(await precision_recall_f1(np.array([0, 1, 0, 0, 1]), np.array([1, 1, 0, 1, 1])), (1 / 2, 1, 2 / 3))
assert np.allclose(await precision_recall_f1([1, 1, 1, 0], [1, 0, 0, 0]), (1, 1 / 3, 1 / 2))
# %%
assert await precision_recall_f1([], []) == (None, None, None)
assert await precision_recall_f1([1, 0], [0, 1]) == (0.0, 0.0, None)
