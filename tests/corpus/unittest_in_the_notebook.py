# rating: 3
# status: graded
# why: own tests as a unittest class, zeros except for empty input, which raises in its own words
# core: precision right, recall right, f1 right
# misconceptions: none

# %%
def precision_recall_f1(y_true, y_pred):
    if len(y_true) == 0:
        raise ValueError("cannot score an empty sample")
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == 1 and p == 1)
    pp = sum(1 for p in y_pred if p == 1)
    ap = sum(1 for t in y_true if t == 1)
    precision = tp / pp if pp else 0.0
    recall = tp / ap if ap else 0.0
    f1 = 2 * tp / (pp + ap) if pp + ap else 0.0
    return precision, recall, f1

# %%
import unittest

class TestIt(unittest.TestCase):
    def test_perfect(self):
        self.assertEqual(precision_recall_f1([1, 0], [1, 0]), (1, 1, 1))

    def test_empty(self):
        with self.assertRaises(ValueError):
            precision_recall_f1([], [])

unittest.main(argv=[""], exit=False)
