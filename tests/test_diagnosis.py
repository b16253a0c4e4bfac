"""What is wrong is named where a wrong variant gives the same answers, and told by its pattern where none does."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pytest

from grader.answer import Named, Opaque, Raised, Returned
from grader.diagnosis import delegation, diagnose, of_error
from grader.source import Definition, definitions
from grader.submission import Cell
from grader.undefined import undefined_parts
from grader.vocabulary import Answer, Handling, Misconception
from tests.judging import (
    BATTERY,
    QUESTION,
    Function,
    Graded,
    confusion,
    graded,
    has_true_positive,
    judged,
    reference,
)

Labels = Sequence[float]
Scores = Callable[[Labels, Labels], tuple[float, float, float]]
CONCEPTS_OF_F1 = {"arithmetic_mean_f1", "geometric_mean_f1", "f1_without_factor_two", "jaccard_as_f1", "f_beta_as_f1"}
VARIANTS = [(entry, place) for entry in QUESTION.misconceptions for place in range(len(entry.variants))]


def share(above: float, below: float) -> float:
    """A ratio, 0.0 where it is undefined: as people guard it."""
    return above / below if below else 0.0


def variant(entry: Misconception, place: int) -> Function:
    """A wrong variant, in the types that a decoder gives; None for NaN, which is where it has no number."""

    def function(y_true: Labels, y_pred: Labels) -> object:
        answer: Answer = entry.variants[place](tuple(y_true), tuple(y_pred))
        return tuple(None if math.isnan(number) else float(number) for number in answer)

    return function


@pytest.mark.parametrize(("entry", "place"), VARIANTS, ids=[f"{entry.id}-{place}" for entry, place in VARIANTS])
def test_every_wrong_variant_is_named_and_rated_as_its_kind_says(entry: Misconception, place: int) -> None:
    found = graded(variant(entry, place))
    # Pooled over both classes, every number is the accuracy: the two can't be told apart, so both are named.
    same = ["accuracy_everywhere", "micro_averaged"]
    assert (same if entry.id in same else [entry.id]) == found.named
    wrong = {part for part, right in found.results.best.core.items() if not right}
    assert wrong == set(found.diagnosis.explained)
    [told] = [each.says for each in found.diagnosis.statements if each.id == entry.id]
    assert told.startswith(entry.says.removesuffix(".")) if entry.form == "constant" else entry.says == told
    if entry.id in CONCEPTS_OF_F1:
        assert (2, "f1_wrong") == (found.grade.rating, found.grade.rule)
    elif entry.kind == "concept" or entry.id in same:
        assert (1, "concept_misconception") == (found.grade.rating, found.grade.rule)
    else:
        assert (2, "other_dress") == (found.grade.rating, found.grade.rule)


def test_what_can_not_be_told_apart_is_named_together_and_asked_about_once() -> None:
    [accuracy] = [entry for entry in QUESTION.misconceptions if entry.id == "accuracy_everywhere"]
    one, other = graded(variant(accuracy, 0)).diagnosis.statements[:2]
    assert ("accuracy_everywhere", "micro_averaged") == (one.id, other.id)
    assert ("", True) == (other.ask, "Pooling both classes gives the same number" in one.good_answer)


def test_the_reference_has_nothing_to_say() -> None:
    found = graded(reference)
    assert (3, "all_right", []) == found.verdict
    assert () == found.diagnosis.statements
    assert frozenset() == found.diagnosis.explained


# --- as people write them -------------------------------------------------------------------------------------------


def specificity(y_true: Labels, y_pred: Labels) -> object:
    tp, fp, _, tn = confusion(y_true, y_pred)
    p, r = share(tp, tp + fp), share(tn, tn + fp)
    return p, r, share(2 * p * r, p + r)


def negative_predictive_value(y_true: Labels, y_pred: Labels) -> object:
    tp, _, fn, tn = confusion(y_true, y_pred)
    p, r = share(tn, tn + fn), share(tp, tp + fn)
    return p, r, share(2 * p * r, p + r)


def swapped_with_arithmetic_mean(y_true: Labels, y_pred: Labels) -> object:
    p, r, _ = reference(y_true, y_pred)
    return r, p, (p + r) / 2


def accuracy_with_jaccard(y_true: Labels, y_pred: Labels) -> object:
    tp, fp, fn, tn = confusion(y_true, y_pred)
    return share(tp + tn, tp + fp + fn + tn), share(tp, tp + fn), share(tp, tp + fp + fn)


def rounded_with_geometric_mean(y_true: Labels, y_pred: Labels) -> object:
    p, r, _ = reference(y_true, y_pred)
    return round(p, 4), round(r, 4), math.sqrt(p * r)


def swapped_by_name(y_true: Labels, y_pred: Labels) -> object:
    p, r, f1 = reference(y_true, y_pred)
    return Named("dict", (("precision", r), ("recall", p), ("f1", f1)))


def swapped_as_text(y_true: Labels, y_pred: Labels) -> object:
    p, r, f1 = reference(y_true, y_pred)
    return str(r), str(p), str(f1)


AS_WRITTEN: list[tuple[Function, int, str, list[str]]] = [
    (specificity, 1, "concept_misconception", ["specificity_as_recall"]),
    (negative_predictive_value, 1, "concept_misconception", ["negative_predictive_value_as_precision"]),
    (
        *(swapped_with_arithmetic_mean, 1, "concept_misconception"),
        ["swapped_precision_recall", "arithmetic_mean_f1"],
    ),
    (accuracy_with_jaccard, 1, "concept_misconception", ["accuracy_as_precision", "jaccard_as_f1"]),
    (rounded_with_geometric_mean, 2, "other_dress", ["rounded", "geometric_mean_f1"]),
    (swapped_by_name, 1, "concept_misconception", ["swapped_precision_recall"]),
    (swapped_as_text, 1, "concept_misconception", ["swapped_precision_recall", "as_text"]),
]


@pytest.mark.parametrize(
    ("function", "rating", "rule", "named"), AS_WRITTEN, ids=[row[0].__name__ for row in AS_WRITTEN]
)
def test_mistakes_as_people_write_them(function: Function, rating: int, rule: str, named: list[str]) -> None:
    found = graded(function)
    assert (rating, rule, named) == found.verdict
    assert not [each for each in found.diagnosis.statements if each.id.startswith("unexplained")]


def by_counts(y_true: Labels, y_pred: Labels) -> tuple[float, float, float]:
    tp, fp, fn, _ = confusion(y_true, y_pred)
    return share(tp, tp + fp), share(tp, tp + fn), share(2 * tp, 2 * tp + fp + fn)


@pytest.mark.parametrize("formula", [reference, by_counts])
@pytest.mark.parametrize("digits", range(6))
def test_rounding_is_a_dress_whatever_decides_at_a_tie(formula: Scores, digits: int) -> None:
    """The formula's last bit, and round or np.round or a format, decide at a tie: none of it makes a candidate weak."""
    ways: dict[str, Callable[[float], object]] = {
        "round": lambda number: round(number, digits),
        "NumPy": lambda number: float(np.round(number, digits)),
        "half up": lambda number: math.floor(number * 10**digits + 0.5) / 10**digits,
        "percent": lambda number: round(100 * number, digits),
        "percent by NumPy": lambda number: float(np.round(100 * number, digits)),
        "text": lambda number: f"{number:.{digits}f}",
        "percent as text": lambda number: f"{number:.{digits}%}",
    }
    for way, cut in ways.items():
        found = graded(partial(cut_by, formula, cut))
        named = ["percent_scale" if way.startswith("percent") else "rounded"]
        assert (2, "other_dress", named + ["as_text"] * way.endswith("text")) == found.verdict, way


def cut_by(formula: Scores, cut: Callable[[float], object], y_true: Labels, y_pred: Labels) -> object:
    return tuple(map(cut, formula(y_true, y_pred)))


# --- forms ----------------------------------------------------------------------------------------------------------


def in_form(change: Function) -> Graded:
    return graded(lambda y_true, y_pred: change(*reference(y_true, y_pred)))


def test_the_form_is_named() -> None:
    assert (2, "other_dress", ["as_text"]) == in_form(lambda p, r, f1: (str(p), str(r), str(f1))).verdict
    assert (2, "other_dress", ["as_text"]) == in_form(lambda p, r, f1: f"precision={p}, recall={r}, f1={f1}").verdict
    printed = in_form(lambda p, r, f1: Returned(value=None, printed=f"P: {p}\nR: {r}\nF1: {f1}\n"))
    assert (2, "other_dress", ["printed_only"]) == printed.verdict
    fields = in_form(lambda p, r, f1: Named("Scores", (("f1", f1), ("precision", p), ("recall", r))))
    assert (2, "other_dress", ["other_order"]) == fields.verdict


def test_each_part_has_the_word_for_its_own_form() -> None:
    """A part that is right in its place needs none, and one that a wrong idea explains is wrong in any form."""
    place, text, rounded, both = (
        "right, in another place",
        "right, as text",
        "right, but rounded",
        "right, as text, rounded",
    )
    for change, expected in (
        (lambda p, r, f1: (p, r, f1), {}),
        (lambda p, r, f1: (f1, r, p), {"precision": place, "f1": place}),
        (lambda p, r, f1: (str(p), str(r), str(f1)), dict.fromkeys(("precision", "recall", "f1"), text)),
        (lambda p, r, f1: (p, r, round(f1, 2)), {"f1": rounded}),
        (lambda p, r, f1: (str(p), str(r), str(round(f1, 2))), {"precision": text, "recall": text, "f1": both}),
        (lambda p, r, f1: (str(p), str(r), str((p + r) / 2)), {"precision": text, "recall": text}),
    ):
        found = in_form(change)
        assert expected == found.diagnosis.forms(found.results.best.core)


@pytest.mark.parametrize("order", [(0, 2, 1), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_right_numbers_in_another_order(order: tuple[int, int, int]) -> None:
    found = in_form(lambda *parts: tuple(parts[place] for place in order))
    assert (2, "other_dress", ["other_order"]) == found.verdict
    titles = [("precision", "recall", "F1")[place] for place in order]
    [statement] = found.diagnosis.statements
    assert f"They come as {titles[0]}, {titles[1]} and {titles[2]}." == statement.more


def test_right_numbers_in_the_order_that_names_tell_may_be_rounded_besides() -> None:
    results = judged(lambda y, p: tuple(round(reference(y, p)[place], 2) for place in (2, 0, 1)))
    told = diagnose(results, (2, 0, 1))
    assert (["other_order", "rounded"], True) == (
        [each.id for each in told.misconceptions],
        told.all_explained(dict(results.best.core)),
    )
    assert [] == [each.id for each in diagnose(results).misconceptions]


def test_the_two_in_each_others_place_are_swapped() -> None:
    assert ["swapped_precision_recall"] == in_form(lambda p, r, f1: (r, p, f1)).named


def test_a_dictionary_has_no_order() -> None:
    found = in_form(lambda p, r, f1: Named("dict", (("f1", f1), ("recall", r), ("precision", p))))
    assert (3, "all_right", []) == found.verdict


# --- what has no name -----------------------------------------------------------------------------------------------


def unexplained(found: Graded) -> dict[str, str]:
    return {each.id: each.says for each in found.diagnosis.statements if each.id.startswith(("unexplained", "as_if"))}


def test_an_object_without_readable_numbers_is_left_to_a_person() -> None:
    assert (None, "unreadable", []) == graded(lambda y_true, y_pred: Opaque("Scores")).verdict


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "returns nothing (None), where 3 numbers were asked for."),
        ((0.5, 0.5), "returns something other than 3 numbers, such as (0.5, 0.5)."),
        (
            Returned(value=None, printed="done"),
            "returns nothing (None), where 3 numbers were asked for, and does not print 3 numbers either.",
        ),
    ],
    ids=repr,
)
def test_missing_numbers_are_said_to_be_missing(value: object, says: str) -> None:
    found = graded(lambda y_true, y_pred: value)
    assert (1, "unexplained", []) == found.verdict
    assert {"unexplained": f"On every input the function {says}"} == unexplained(found)


def test_errors_on_some_inputs_are_counted_and_no_formula_is_blamed() -> None:
    found = graded(lambda *pair: reference(*pair) if len(pair[0]) != 3 else 1 / 0)
    assert (2, "partly_fails") == (found.grade.rating, found.grade.rule)
    failing = len(found.results.failing)
    says = (
        f"Right where it answers, but on {failing} of {len(found.results.ordinary)} inputs the function stops with an "
        "error (ZeroDivisionError: division by zero)."
    )
    assert {"unexplained": says} == unexplained(found)
    assert not [each for each in found.diagnosis.statements if each.id.startswith("follows")]


def test_errors_on_most_inputs_are_no_exception_to_the_rule() -> None:
    found = graded(lambda *pair: reference(*pair) if len(pair[0]) == 1 else pair[0][9000])
    failing, total = len(found.results.failing), len(found.results.ordinary)
    [statement] = [each for each in found.diagnosis.statements if each.id == "unexplained"]
    assert statement.says.startswith(f"On {failing} of {total} inputs the function stops with an error (IndexError: ")
    assert statement.more.startswith("In plain words: it looks for an item where the list has none")


def written(source: str) -> Definition:
    [found] = definitions([Cell(kind="code", source=source)])
    return found


PLAIN = "def precision_recall_f1(y_true, y_pred):\n    return y_true.sum() / y_pred.sum()\n"
UNHASHABLE = Raised(type="TypeError", message="unhashable type: 'list'", own=False, line=None)
WITHOUT_SUM = Raised(type="AttributeError", message="'list' object has no attribute 'sum'", own=False, line=2)


@pytest.mark.parametrize(
    ("error", "source", "more", "place", "mend"),
    [
        (
            *(UNHASHABLE, f"@lru_cache(maxsize=None)\n{PLAIN}"),
            "it uses a list where Python needs a value that can't change, such as a key of a dictionary, a set or a "
            "cache.",
            "It comes from “@lru_cache(maxsize=None)”, before any line of the function.",
            "They turn a list into a tuple, tuple(…), before it becomes a key, or do without the key or the cache.",
        ),
        (
            *(WITHOUT_SUM, PLAIN),
            "it asks a list for “.sum”, which only NumPy arrays have: it is written for those.",
            "It comes from line 2, “return y_true.sum() / y_pred.sum()”.",
            "They make an array of it first, np.asarray(…), or do without “.sum”.",
        ),
    ],
    ids=["cached", "for arrays"],
)
def test_a_function_that_always_stops_is_told_in_plain_words(
    error: Raised, source: str, more: str, place: str, mend: str
) -> None:
    [statement] = of_error("It stops.", judged(lambda y_true, y_pred: error), written(source)).statements
    next_step = "That alone says nothing about the formulas: have it graded again once it is mended."
    assert (f"In plain words: {more} {next_step}", f"{place} {mend}") == (statement.more, statement.good_answer)


def test_answers_for_another_input_are_told_as_such() -> None:
    answers = "for that, its numbers are right."
    found = graded(lambda y_true, y_pred: reference(y_true[1:], y_pred[1:]))
    first = f"The function answers as if the first label of each list were missing: {answers}"
    assert {"as_if": first} == unexplained(found)
    assert not [each for each in found.diagnosis.statements if each.id.startswith("follows")]
    found = graded(lambda y_true, y_pred: reference(y_true[:100], y_pred[:100]))
    hundred = f"The function answers as if there were only the first hundred labels: {answers}"
    assert {"as_if": hundred} == unexplained(found)


@pytest.mark.parametrize(
    ("looks_at", "which", "seen"),
    [
        (slice(None, 1), "first", "only the first pair is looked at: mostly a return stands inside the loop"),
        (slice(-1, None), "last", "only the last pair counts: mostly the counts start at 0 again inside the loop"),
    ],
)
def test_a_loop_that_sees_one_pair_is_told_as_such(looks_at: slice, which: str, seen: str) -> None:
    found = graded(lambda y_true, y_pred: reference(y_true[looks_at], y_pred[looks_at]))
    [statement] = found.diagnosis.statements
    says = (
        f"The function answers as if there were only the {which} label of each list: for that, its numbers are right."
    )
    assert ("as_if", says, f"They see that {seen}.") == (statement.id, statement.says, statement.good_answer)


def test_a_choice_of_its_own_for_the_changed_input_must_be_kept_too() -> None:
    def sees_the_first(y_true: Labels, y_pred: Labels) -> object:
        numbers = reference(y_true[:1], y_pred[:1])
        return numbers if any(numbers) or len(y_true) == 1 else (0.5, 0.5, 0.5)

    assert "as_if" not in unexplained(graded(sees_the_first))


def test_wrong_numbers_without_a_name_are_told_by_where_they_are_wrong() -> None:
    def odd(y_true: Labels, y_pred: Labels) -> object:
        p, r, f1 = reference(y_true, y_pred)
        return p * (1 - sum(place * label for place, label in enumerate(y_pred)) % 3 / 10), r, f1

    found = graded(odd)
    assert (1, "unexplained", []) == found.verdict
    wrong = f"{len(found.results.failing)} of {len(found.results.ordinary)}"
    example = "for y_true = [0, 1] and y_pred = [0, 1] it is 0.9, where 1 is right"
    assert {"unexplained": f"Precision is too low on {wrong} inputs: {example}."} == unexplained(found)


def with_f1(f1: Callable[[float, float], float], p: float, r: float, _: float) -> object:
    return p, r, f1(p, r)


F1_CLAUSES: list[tuple[Callable[[float, float], float], str]] = [
    (
        lambda p, r: 3 * p * r + p - r,
        "F1 comes out as 3 for y_true = [1] and y_pred = [1], which cannot be: it is never above 1.",
    ),
    (lambda p, r: -p, "F1 comes out as -1 for y_true = [1] and y_pred = [1], which cannot be: it is never below 0."),
    (min, "F1 is always the smaller of precision and recall."),
    (max, "F1 is always the larger of precision and recall."),
    (lambda p, r: p * r, "F1 is always the product of precision and recall."),
    (lambda p, r: p, "F1 is always the same as precision."),
    (lambda p, r: float(p == r == 1), "F1 is always a whole number, with the decimals cut off."),
    (lambda p, r: 3 * r, "F1 is always 3 times recall."),
    (lambda p, r: 2 * p * r, "F1 is always twice the product of precision and recall."),
    (
        lambda p, r: 2 * p * r / max(1, p + r),
        "F1 is too low whenever precision and recall add up to less than 1 (there it is twice the product of precision "
        "and recall), and right otherwise.",
    ),
    (
        lambda p, r: min(0.5, 2 * p * r / (p + r)),
        "F1 is too low whenever it should be more than 0.5, and right otherwise.",
    ),
    (lambda p, r: float(p > r), "F1 is always a whole number, and wrong even where a whole number is right."),
    (lambda p, r: 1.0, "F1 is 1 on every input with a clear answer."),
    (
        lambda p, r: share(10 * p * r, 9 * p + r),
        "F1 is wrong whenever precision and recall differ, and right otherwise.",
    ),
]


@pytest.mark.parametrize(("f1", "says"), F1_CLAUSES, ids=[says for _, says in F1_CLAUSES])
def test_the_strongest_evidence_is_told(f1: Callable[[float, float], float], says: str) -> None:
    found = graded(lambda y_true, y_pred: with_f1(f1, *reference(y_true, y_pred)))
    assert (2, "f1_wrong") == (found.grade.rating, found.grade.rule)
    assert {"unexplained": says} == unexplained(found)


MISSES_NOT_COUNTED = """\
def precision_recall_f1(y_true, y_pred):
    tp = sum(1 for t, p in zip(y_true, y_pred) if t == p == 1)
    fn = 0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 3 * recall
"""


def test_a_line_is_named_only_where_all_that_it_is_made_from_is_right() -> None:
    [definition] = definitions([Cell(kind="code", source=MISSES_NOT_COUNTED)])

    def told(recall: Callable[[float], float], f1: Callable[[float, float], float]) -> str:
        results = judged(lambda *pair: (p := reference(*pair)) and (p[0], recall(p[1]), f1(p[0], p[1])))
        return " ".join(each.good_answer for each in diagnose(results, definition=definition).statements)

    assert "line 5, “f1 = 3 * recall”" in told(lambda recall: recall, lambda p, r: 3 * r)
    assert "line" not in told(lambda recall: float(recall > 0), lambda p, r: 3 * r)


def test_what_is_always_another_part_is_told_by_what_it_should_be_and_what_it_computes() -> None:
    [statement, _] = graded(recall_like_precision).diagnosis.statements
    good = (
        "1, as recall is the share of positive labels that were found: true positives / (true positives + false "
        "negatives). The function gives 0.5: it computes true positives / (true positives + false positives). They "
        "find where."
    )
    assert ("Recall is always the same as precision.", good) == (statement.says, statement.good_answer)


def test_what_cuts_decimals_is_said_as_a_guess() -> None:
    found = graded(lambda y_true, y_pred: tuple(float(int(each)) for each in reference(y_true, y_pred)))
    [statement] = found.diagnosis.statements
    assert "Precision, like recall and F1, is always a whole number, with the decimals cut off." == statement.says
    assert statement.good_answer.endswith(" Decimals are mostly cut by // or int(…).")


def recall_like_precision(y_true: Labels, y_pred: Labels) -> object:
    p = reference(y_true, y_pred)[0]
    return p, p, p


def test_huge_numbers_are_told_like_others() -> None:
    found = graded(lambda y_true, y_pred: with_f1(lambda p, r: 1e308 * (p + r), *reference(y_true, y_pred)))
    assert (2, "f1_wrong") == (found.grade.rating, found.grade.rule)


@pytest.mark.parametrize(
    ("functions", "does"),
    [
        (("f1_score",), "computes F1: f1_score"),
        (("precision_score", "recall_score"), "computes precision and recall: precision_score, recall_score"),
        (("precision_score", "recall_score", "f1_score"), "does the work: precision_score, recall_score, f1_score"),
        (("classification_report",), "does the work: classification_report"),
        (("classification_report", "f1_score"), "does the work: classification_report, f1_score"),
    ],
)
def test_what_a_library_computes_is_no_more_than_what_its_name_says(functions: tuple[str, ...], does: str) -> None:
    assert f"A ready-made library function {does}." == delegation(judged(reference), functions).says


def test_a_part_that_only_inherits_is_said_to_follow_and_has_no_question() -> None:
    found = graded(specificity)
    [follows] = [each for each in found.diagnosis.statements if each.id == "follows_f1"]
    assert "F1 is wrong only because recall is: it follows from it, and its own formula is right." == follows.says
    assert ("", "") == (follows.ask, follows.good_answer)
    assert ["specificity_as_recall"] == [each.id for each in found.diagnosis.statements if each.ask]


def test_a_part_that_is_wrong_by_itself_does_not_follow() -> None:
    found = graded(accuracy_with_jaccard)
    assert not [each for each in found.diagnosis.statements if each.id.startswith("follows")]
    everything = graded(
        variant(next(entry for entry in QUESTION.misconceptions if entry.id == "accuracy_everywhere"), 0)
    )
    assert not [each for each in everything.diagnosis.statements if each.id.startswith("follows")]


def test_every_misconception_says_what_a_good_answer_holds() -> None:
    for entry in QUESTION.misconceptions:
        assert entry.good_answer.endswith("."), entry.id
        assert entry.ask.endswith("?"), entry.id
        assert not {"concept", "dress"} & set(entry.says.lower().split()), entry.id
    # A micro average is told beside the accuracy that it can't be told from, so it is worded as another way to it.
    dresses = [each.says for each in QUESTION.misconceptions if each.kind == "dress" and each.id != "micro_averaged"]
    assert all(says.startswith("The values are right") for says in dresses)


def test_wrong_numbers_with_a_pattern_are_told_by_it() -> None:
    def precision_of_all(y_true: Labels, y_pred: Labels) -> object:
        _, r, f1 = reference(y_true, y_pred)
        hits = sum(1 for pair in zip(y_true, y_pred, strict=True) if pair == (1, 1))
        return hits / len(y_true), r, f1

    [(name, says)] = unexplained(graded(precision_of_all)).items()
    assert "unexplained" == name
    everything = "true positives + false positives + false negatives + true negatives"
    right = "true positives + false positives"
    assert f"Precision is divided by the wrong total: by everything ({everything}), and not by {right}." == says


def test_plain_counts_are_told_as_such() -> None:
    found = graded(lambda y_true, y_pred: confusion(y_true, y_pred)[:3])
    [(_, says)] = unexplained(found).items()
    assert "Precision is a plain count and no ratio: true positives." == says


def test_a_misconception_on_some_cases_alone_is_not_named() -> None:
    def now_and_then(y_true: Labels, y_pred: Labels) -> object:
        p, r, f1 = reference(y_true, y_pred)
        return (r, p, f1) if len(y_true) % 2 else (p, r, f1)

    assert (1, "unexplained", []) == graded(now_and_then).verdict


def test_one_other_answer_is_enough_against_a_name() -> None:
    place = max(place for place, kind in enumerate(BATTERY.classes) if kind == "ordinary")

    def swapped_but_once(y_true: Labels, y_pred: Labels) -> object:
        p, r, f1 = reference(y_true, y_pred)
        return (0.123, p, f1) if (tuple(y_true), tuple(y_pred)) == BATTERY.cases[place] else (r, p, f1)

    assert "swapped_precision_recall" not in graded(swapped_but_once).named


def test_edges_that_leak_are_told_with_their_evidence() -> None:
    found = graded(lambda y_true, y_pred: reference(y_true, y_pred) if has_true_positive(y_true, y_pred) else 1 / 0)
    assert (2, "edge_leaks", []) == found.verdict
    [statement] = found.diagnosis.statements
    assert (
        "The formulas are right, but where a ratio is 0/0 (all 5 kinds of input), the function stops with a division "
        "by zero." == statement.says
    )
    assert "Nothing in it catches that: it is Python's own error, not a choice." == statement.more
    assert "What does your function do for empty y_true and y_pred, and what should it do there?" == statement.ask
    good = "Both sequences are empty, so precision, recall and F1 are all 0/0. For each the function has to choose: "
    assert statement.good_answer.startswith(good)


def test_one_edge_class_is_told_alone() -> None:
    found = graded(lambda y_true, y_pred: reference(y_true, y_pred) if y_true else 1 / 0)
    [statement] = found.diagnosis.statements
    assert statement.says.startswith(
        "The formulas are right, but where a ratio is 0/0 (no labels at all), the function"
    )


def test_a_part_that_has_a_value_is_told_where_another_has_none() -> None:
    found = graded(lambda y_true, y_pred: reference(y_true, y_pred) if 1 in y_true else (1.0, 1.0, 1.0))
    assert (2, "edge_wrong", []) == found.verdict
    [statement] = found.diagnosis.statements
    assert statement.says.endswith("it returns (1.0, 1.0, 1.0), though precision does have a value there, 0.")
    assert (
        "Something is predicted positive, but no label is: precision is 0, recall is 0/0, and so F1, as the harmonic "
        "mean of the two, has no value. So precision must be 0. For recall and F1 the function has to choose: 0, 1, "
        "NaN, None, or an error with a message of its own." == statement.good_answer
    )


def test_a_stray_number_for_what_is_undefined_is_told() -> None:
    def stray(y_true: Labels, y_pred: Labels) -> object:
        p, r, f1 = reference(y_true, y_pred)
        return p, r, f1 if has_true_positive(y_true, y_pred) else 0.25 + len(y_true) / 1000

    [statement] = graded(stray).diagnosis.statements
    assert "gives a stray number" in statement.says
    assert "which nobody would choose for" in statement.says


def test_each_undefined_part_is_told_with_what_was_done_about_it() -> None:
    found = graded(lambda y_true, y_pred: reference(y_true, y_pred) if 1 in y_true else (1.0, None, 0.25 + len(y_true)))
    place = BATTERY.cases.index(((0,), (1,)))
    expected = {"recall": Handling.OTHER_CONVENTION, "f1": Handling.WRONG}
    assert expected == undefined_parts(found.results, place)
    assert {} == undefined_parts(found.results, found.results.ordinary[0])


def test_a_number_that_no_ratio_can_be_is_a_choice() -> None:
    found = graded(lambda y_true, y_pred: reference(y_true, y_pred) if 1 in y_true else (0.0, -1.0, -1.0))
    place = BATTERY.cases.index(((0,), (1,)))
    chosen = Handling.OTHER_CONVENTION
    assert {"recall": chosen, "f1": chosen} == undefined_parts(found.results, place)


def test_a_count_that_is_too_much_is_named_where_the_formula_may_read_right() -> None:
    def all_mistakes(y_true: Labels, y_pred: Labels) -> object:
        _, r, f1 = reference(y_true, y_pred)
        hits = sum(1 for pair in zip(y_true, y_pred, strict=True) if pair == (1, 1))
        mistakes = sum(1 for t, p in zip(y_true, y_pred, strict=True) if t != p)
        return share(hits, hits + mistakes), r, f1

    (entry,) = graded(all_mistakes).diagnosis.statements
    expected = "The formula may read right: then it is a count in which false negatives come in."
    assert entry.good_answer.endswith(expected)


def test_a_share_that_is_always_whole_is_told_by_what_was_never_counted() -> None:
    def predicted_alone(y_true: Labels, y_pred: Labels) -> object:
        p, _, f1 = reference(y_true, y_pred)
        return p, float(any(t == p == 1 for t, p in zip(y_true, y_pred, strict=True))), f1

    [(_, says)] = unexplained(graded(predicted_alone)).items()
    assert "Recall is 1 on every input with a clear answer, as if false negatives were always 0." == says
