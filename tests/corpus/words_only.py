# rating: null
# status: not_attempted
# why: prose only, and no code
# core: not reached
# misconceptions: none

# %% [markdown]
# # Precision, recall and F1

# %% [markdown]
# Precision is TP / (TP + FP), recall is TP / (TP + FN), F1 their harmonic mean.
# I ran out of time to type it in, sorry. Happy to do it live!
