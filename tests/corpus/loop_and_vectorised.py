# rating: null
# status: ambiguous_function
# why: two functions of other names, each of two parameters and three numbers (one with a wrong F1): which one was handed in, a person has to say
# core: not reached
# misconceptions: none

# %% [markdown]
# I did it two ways, readable and fast. (The empty function I have deleted.)

# %%
def evaluate_loop(truth, guess):
    tp = fp = fn = 0
    for a, b in zip(truth, guess):
        if b and a:
            tp += 1
        elif b:
            fp += 1
        elif a:
            fn += 1
    # undefined => 0
    p = tp / (tp + fp) if tp + fp else 0
    r = tp / (tp + fn) if tp + fn else 0
    f = 2 * p * r / (p + r) if p + r else 0
    return p, r, f

# %%
import numpy as np

def evaluate_fast(truth, guess):
    truth, guess = np.asarray(truth, bool), np.asarray(guess, bool)
    hits = (truth & guess).sum()
    p = hits / max(guess.sum(), 1)
    r = hits / max(truth.sum(), 1)
    return p, r, (p + r) / 2

# %%
yt = [1, 0, 1, 1, 0, 1, 0, 1]
yp = [1, 0, 1, 0, 1, 1, 0, 0]
print(evaluate_loop(yt, yp))
print(evaluate_fast(yt, yp))   # last number differs a little, float precision I guess
