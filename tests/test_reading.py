"""Numbers are found in whatever dress they come, and nothing is found where there is none."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import question, reading
from grader.answer import Answer, Array, Died, Named, NotReached, Opaque, Raised, Returned, TooLong, Value
from grader.reading import Form, Kind, describe, exactly, part_named, words
from grader.statement import brief

PARTS = question.load().contract.parts
NUMBERS = (0.25, 0.5, 0.75)
NAN = math.nan
P, R, F = NUMBERS


def named(kind: str = "dict", /, **items: Value) -> Named:
    return Named(kind, tuple(items.items()))


def keyed(*keys: str, kind: str = "dict") -> Named:
    return Named(kind, tuple(zip(keys, NUMBERS, strict=False)))


RIGHT: dict[str, tuple[Value, Form]] = {
    "tuple": (NUMBERS, "sequence"),
    "array": (Array("float64", NUMBERS), "sequence"),
    "with support": ((*NUMBERS, None), "sequence"),
    "with counts": ((*NUMBERS, 1, 2, 3, 4), "sequence"),
    "nested": ((NUMBERS,), "sequence"),
    "nested array": ((Array("float64", NUMBERS),), "sequence"),
    "nested dictionary": ((keyed("precision", "recall", "f1"),), "named"),
    "each in a list": (((P,), (R,), (F,)), "sequence"),
    "each in an array": (tuple(Array("float64", (number,)) for number in NUMBERS), "sequence"),
    "named tuple": (keyed("precision", "recall", "f1", kind="Scores"), "named"),
    "short field names": (keyed("p", "r", "f", kind="Scores"), "named"),
    "fields without meaning": (keyed("a", "b", "c", kind="Triple"), "named"),
    "dictionary in another order": (named(f1=F, recall=R, precision=P), "named"),
    "fields in another order": (named("Scores", f1=F, recall=R, precision=P), "other_order"),
    "dictionary with more": (named(accuracy=0.9, precision=P, recall=R, f1=F, support=3), "named"),
    "texts": (("0.25", "0.5", "0.75"), "text"),
    "percent texts": (("0.25%", " 0.5 %", "0.75"), "text"),
    "dictionary of texts": (named(precision="0.25", recall="0.50", f1="0.75"), "text"),
    "one text": ("0.25, 0.5, 0.75", "text"),
    "text of a tuple": ("(0.25, 0.5, 0.75)", "text"),
    "text of NumPy's": ("(np.float64(0.25), np.float64(0.5), np.float64(0.75))", "text"),
    "labelled": ("Precision: 0.25, Recall: 0.5, F1: 0.75", "text"),
    "labelled in another order": ("F1 score = 0.75\nRecall = 0.50\nPrecision = 0.25", "text"),
    "labelled with spaces": ("precision  :  0.25\trecall\t=\t0.5   f1-score: .75", "text"),
    "labelled with percent signs": ("Precision: 0.25%; Recall: 0.5 %; F1: 0.75%", "text"),
    "labelled with brackets": ("Precision (class 1): 0.25\nRecall (class 1): 0.5\nF1 (harmonic mean): 0.75", "text"),
    "labelled, last counts": ("precision: 0.9\nprecision: 0.25\nrecall: 0.5\nF1: 0.75", "text"),
    "labelled among counts": ("TP: 3, FP: 9, FN: 3\nPrecision=0.25 Recall=0.5 F1=0.75", "text"),
    "text of a dictionary": ("{'f1': 0.75, 'precision': 0.25, 'recall': 0.5}", "text"),
    "text of JSON": ('{"f1": 0.75, "precision": 0.25, "recall": 0.5}', "text"),
    "Markdown": ("**Precision**: 0.25\n**Recall**: 0.5\n**F1**: 0.75", "text"),
    "without a sign between": ("Precision 0.25 Recall 0.5 F1 0.75", "text"),
    "arrows": ("precision -> 0.25\nrecall -> 0.5\nf1 -> 0.75", "text"),
    "scientific": ("2.5e-01 5e-1 7.5E-1", "text"),
}


@pytest.mark.parametrize(("value", "form"), RIGHT.values(), ids=RIGHT.keys())
def test_numbers_are_found_in_their_dress(value: Value, form: Form) -> None:
    found = reading.read(Returned(value=value), PARTS)
    assert (NUMBERS, form) == (found.numbers, found.form)
    assert (Kind.NUMBER,) * 3 == found.kinds


@pytest.mark.parametrize("text", [value for value, _ in RIGHT.values() if isinstance(value, str)])
def test_what_is_printed_counts_where_nothing_is_returned(text: str) -> None:
    found = reading.read(Returned(value=None, printed=f"{text}\n"), PARTS)
    assert (NUMBERS, "printed") == (found.numbers, found.form)
    kept = reading.read(Returned(value=(1.0, 1.0, 1.0), printed=text), PARTS)
    assert ((1.0, 1.0, 1.0), "sequence") == (kept.numbers, kept.form)


KEYS = [
    ("precision", "recall", "f1"),
    ("Precision", "Recall", "F1"),
    ("PRECISION", "RECALL", "F1"),
    ("precision_score", "recall_score", "f1_score"),
    ("precisionScore", "recallScore", "f1Score"),
    ("Precision Score", "Recall Score", "F1 Score"),
    ("prec", "rec", "f1-score"),
    ("p", "r", "f1"),
    ("P", "R", "F"),
    ("ppv", "sensitivity", "f_measure"),
    ("PPV", "TPR", "F-score"),
    ("positive predictive value", "true positive rate", "F1-measure"),
    ("test_precision", "test_recall", "test_f1"),
    ("precision (class 1)", "recall (class 1)", "f1 (class 1)"),
    ("precision%", "recall%", "f1%"),
    ("précision_p", "rappel_r", "f1"),
]


@pytest.mark.parametrize("keys", KEYS, ids=lambda keys: keys[0])
def test_keys_are_recognised_in_any_order(keys: tuple[str, str, str]) -> None:
    value = Named("dict", tuple(zip(keys, NUMBERS, strict=True))[::-1])
    found = reading.read(Returned(value=value), PARTS)
    assert (NUMBERS, "named") == (found.numbers, found.form)


ABSENT: dict[str, Value] = {
    "too few": (P, R),
    "empty": (),
    "too few in an array": Array("float64", (P, R)),
    "unknown keys and more": Named("dict", (("a", P), ("b", R), ("c", F), ("d", 1.0))),
    "a part twice": Named("dict", (("precision", P), ("recall", R), ("f1", F), ("f_score", F))),
    "a part missing": Named("dict", (("precision", P), ("recall", R))),
    "a report by class": Named("dict", (("0", Named("dict", ())), ("1", Named("dict", ())))),
    "another type": Opaque("pandas.Series"),
}


@pytest.mark.parametrize("value", ABSENT.values(), ids=ABSENT.keys())
def test_nothing_is_found_where_nothing_can_be_read(value: Value) -> None:
    found = reading.read(Returned(value=value), PARTS)
    assert ("none", (Kind.ABSENT,) * 3) == (found.form, found.kinds)
    assert all(map(math.isnan, found.numbers))


@pytest.mark.parametrize("answer", [Raised(type="E", message="", own=False, line=None), TooLong(), NotReached()])
def test_no_answer_has_no_numbers(answer: Answer) -> None:
    assert ("none", (Kind.ABSENT,) * 3) == (reading.read(answer, PARTS).form, reading.read(answer, PARTS).kinds)


@pytest.mark.parametrize(
    ("value", "number", "kind"),
    [
        (0.5, 0.5, Kind.NUMBER),
        (0, 0.0, Kind.NUMBER),
        (True, 1.0, Kind.NUMBER),
        (None, NAN, Kind.NONE),
        (NAN, NAN, Kind.NAN),
        ("0.5", 0.5, Kind.NUMBER),
        ("undefined", NAN, Kind.WORD),
        ("", NAN, Kind.WORD),
    ],
)
def test_one_value_stands_for_all_parts(value: Value, number: float, kind: Kind) -> None:
    found = reading.read(Returned(value=value), PARTS)
    assert ("single", (kind,) * 3) == (found.form, found.kinds)
    assert repr((number,) * 3) == repr(found.numbers)


@pytest.mark.parametrize(
    ("value", "kind", "form"),
    [
        (NAN, Kind.NAN, "sequence"),
        (None, Kind.NONE, "sequence"),
        (math.inf, Kind.INFINITE, "sequence"),
        (10**400, Kind.INFINITE, "sequence"),
        ("nan", Kind.NAN, "text"),
        ("None", Kind.NONE, "text"),
        ("-inf", Kind.INFINITE, "text"),
        ("1e999", Kind.INFINITE, "text"),
        ("9" * 4000, Kind.INFINITE, "text"),
        ("undefined", Kind.WORD, "sequence"),
        ("ınf", Kind.WORD, "sequence"),
        ("٣", Kind.WORD, "sequence"),
        (Opaque("Label"), Kind.ABSENT, "sequence"),
        ((1.0, 2.0), Kind.ABSENT, "sequence"),
    ],
    ids=repr,
)
def test_what_stands_in_a_parts_place(value: Value, kind: Kind, form: Form) -> None:
    found = reading.read(Returned(value=(0.5, value, 0.5)), PARTS)
    assert ((Kind.NUMBER, kind, Kind.NUMBER), form) == (found.kinds, found.form)
    assert math.isnan(found.numbers[1])


@pytest.mark.parametrize(
    "text",
    ["precision: 0.5", "0.5 0.25", "0.1 0.2 0.3 0.4", "f1 f2 f3", "v1.2.3", "1a 2b 3c", "0.5e 0.5x", "warming up", " "],
)
def test_a_text_without_exactly_the_parts_gives_none(text: str) -> None:
    assert "single" == reading.read(Returned(value=text), PARTS).form
    assert "single" == reading.read(Returned(value=None, printed=text), PARTS).form


# Each of these took seconds to minutes with a pattern that tries again.
SLOW = [
    "a" + " " * 3999,
    "a" * 4000,
    "1" * 3999 + "a",
    "a 1" * 1333,
    ":" * 4000,
    "f1: " * 1000,
    "1e" * 2000,
    "p(" * 2000,
]


@pytest.mark.parametrize("text", SLOW, ids=lambda text: repr(text[:4]))
def test_a_text_made_to_be_slow_is_read_like_any_other(text: str) -> None:
    for _ in range(200):
        assert "single" == reading.read(Returned(value=None, printed=text), PARTS).form


scalars: st.SearchStrategy[Value] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.builds(Opaque, st.text())
)
pairs = st.tuples(st.text() | st.sampled_from(["precision", "recall", "f1"]), scalars)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=5).map(tuple)
        | st.lists(inner, max_size=5).map(lambda items: Array("float64", tuple(items)))
        | st.lists(pairs, max_size=5).map(lambda items: Named("dict", tuple(items)))
    ),
)


@settings(database=None, deadline=None, max_examples=300)
@given(values, st.text(st.characters()))
def test_anything_is_read_and_described(value: Value, printed: str) -> None:
    answer = Returned(value=value, printed=printed)
    found = reading.read(answer, PARTS)
    assert (3, 3) == (len(found.numbers), len(found.kinds))
    assert [kind is Kind.NUMBER for kind in found.kinds] == [math.isfinite(number) for number in found.numbers]
    assert 0 < len(reading.describe(answer)) <= reading.MAX_SHOWN


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("precision", {"precision"}),
        ("precision_score", {"precision", "score", "precisionscore"}),
        ("f1Score", {"f1", "score", "f1score"}),
        ("F1-Score", {"f1", "score", "f1score"}),
        ("true positive rate", {"true", "positive", "rate", "truepositiverate"}),
        ("y_hat", {"y", "hat", "yhat"}),
        ("TPR", {"tpr"}),
        ("", {""}),
        ("é", {""}),
    ],
)
def test_the_words_of_a_name(name: str, found: set[str]) -> None:
    assert found == words(name)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        *(("precision", 0), ("compute_precision", 0), ("calcPrecision", 0), ("P", 0), ("ppv", 0), ("precision_fn", 0)),
        *(("recall", 1), ("get_recall", 1), ("sensitivity", 1), ("TPR", 1)),
        *(("f1", 2), ("f1_score", 2), ("F1Score", 2), ("f_score", 2), ("compute_f1", 2), ("F-1", 2)),
        *(("precision_recall", None), ("accuracy", None), ("", None), ("tp", None), ("fp", None), ("fpr", None)),
        *(("imprecision", None), ("precision_recall_f1", None)),
    ],
)
def test_the_part_that_a_name_means(name: str, part: int | None) -> None:
    assert part == part_named(name, PARTS)


DESCRIBED: list[tuple[Answer, str]] = [
    (Returned(value=NUMBERS), "(0.25, 0.5, 0.75)"),
    (Returned(value=()), "()"),
    (Returned(value=(0.5,)), "(0.5,)"),
    (Returned(value=((0.5, 1), None)), "((0.5, 1), None)"),
    (Returned(value=0.1), "0.1"),
    (Returned(value=-0.0), "-0.0"),
    (Returned(value=NAN), "nan"),
    (Returned(value=None), "None"),
    (Returned(value=True), "True"),
    (Returned(value="it's"), '"it\'s"'),
    (Returned(value="x" * 200), f"'{'x' * 117}...'"),
    (Returned(value=Array("float64", NUMBERS)), "array([0.25, 0.5, 0.75])"),
    (Returned(value=named(precision=P, recall=R)), "dict(precision=0.25, recall=0.5)"),
    (Returned(value=named("Scores", f1=F)), "Scores(f1=0.75)"),
    (Returned(value=Opaque("pandas.Series")), "a value of type pandas.Series"),
    (Returned(value=("y" * 120,) * 9), "(" + ", ".join([repr("y" * 120)] * 9)[:496] + "..."),
    (Returned(value=None, printed="P: 1\n"), r"None, and prints 'P: 1\n'"),
    (Returned(value=1.0, printed="P: 1\n"), "1.0"),
    (Raised(type="ValueError", message="empty", own=True, line=3), "raises ValueError: empty"),
    (Raised(type="KeyError", message="", own=False, line=None), "raises KeyError"),
    (TooLong(), "runs past its time limit"),
    (Died(how="timeout"), "ends the kernel"),
    (NotReached(), "was not called"),
]


@pytest.mark.parametrize(("answer", "says"), DESCRIBED, ids=lambda value: str(value)[:40])
def test_an_answer_in_a_few_words(answer: Answer, says: str) -> None:
    assert says == reading.describe(answer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(0.6666666666666666, 1.0, 0.8)", "(0.6666…, 1.0, 0.8)"),
        ("0.00012345678901", "0.0001234…"),
        ("12.3456789012", "12.3456…"),
        ("1.2345678901e-07", "1.2345…e-07"),
        ("0.666667 1.0000000000000002", "0.666667 1.0000…"),
        ("1234567890 and 0.000000", "1234567890 and 0.000000"),
    ],
)
def test_long_numbers_are_cut_for_people(text: str, expected: str) -> None:
    assert expected == brief(text)


def test_an_answer_can_be_told_exactly_too() -> None:
    answer = Returned(value=(2 / 3, 1.0))
    assert ("(0.6666…, 1.0)", "(0.6666666666666666, 1.0)") == (describe(answer), exactly(answer))
