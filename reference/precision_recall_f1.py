"""The answer key of `precision_recall_f1`: the trusted function, and beside it the ways of getting it wrong.

Definitions: C. J. van Rijsbergen, Information Retrieval, 2nd ed., 1979, chapter 7. With TP, FP, FN and TN the counts of
true and false positives and negatives, precision is TP / (TP + FP), recall is TP / (TP + FN), and F1 is their harmonic
mean, 2 TP / (2 TP + FP + FN). A ratio whose denominator is zero is undefined; here it is 0.0, the convention of
scikit-learn's `precision_recall_fscore_support(average="binary", zero_division=0)`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from grader.vocabulary import Answer, Case, Misconception

ALL = ("precision", "recall", "f1")
NAN = math.nan


def precision_recall_f1(y_true: Sequence[float], y_pred: Sequence[float]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the positive class 1, each in [0, 1], and 0.0 where undefined.

    Raises ValueError where the two differ in length.
    """
    true_positives = false_positives = false_negatives = 0
    for true, predicted in zip(y_true, y_pred, strict=True):
        true_positives += true == 1 and predicted == 1
        false_positives += true != 1 and predicted == 1
        false_negatives += true == 1 and predicted != 1
    predicted_positives = true_positives + false_positives
    positive_labels = true_positives + false_negatives
    precision = true_positives / predicted_positives if predicted_positives else 0.0
    recall = true_positives / positive_labels if positive_labels else 0.0
    f1 = 2 * precision * recall / (precision + recall) if true_positives else 0.0
    return precision, recall, f1


class Counts(NamedTuple):
    """The confusion counts of two label sequences, which all the variants below start from."""

    tp: int
    fp: int
    fn: int
    tn: int


Formula = Callable[[Counts], Answer]
Variant = Callable[[Sequence[float], Sequence[float]], Answer]


@lru_cache(maxsize=1024)  # some eighty variants are asked about the same few hundred cases
def _counts(y_true: tuple[float, ...], y_pred: tuple[float, ...]) -> Counts:
    pairs = list(zip(y_true, y_pred, strict=True))
    tp = pairs.count((1, 1))
    fp = pairs.count((0, 1))
    fn = pairs.count((1, 0))
    return Counts(tp, fp, fn, len(pairs) - tp - fp - fn)


def _variant(formula: Formula) -> Variant:
    """A wrong function of two label sequences from a wrong formula of their counts, each of which is computed once."""
    answers = cache(formula)

    def variant(y_true: Sequence[float], y_pred: Sequence[float]) -> Answer:
        return answers(_counts(tuple(y_true), tuple(y_pred)))

    return variant


def _ratio(numerator: float, denominator: float, otherwise: float = NAN) -> float:
    """`otherwise` is NaN where people differ in what they do there, so that nothing is compared."""
    return numerator / denominator if denominator else otherwise


def _harmonic(p: float, r: float) -> float:
    return _ratio(2 * p * r, p + r)


def _scores(c: Counts) -> tuple[float, float, float]:
    """The right numbers, as the reference has them."""
    return _ratio(c.tp, c.tp + c.fp, 0.0), _ratio(c.tp, c.tp + c.fn, 0.0), _ratio(2 * c.tp, 2 * c.tp + c.fp + c.fn, 0.0)


def _other_class(c: Counts) -> Counts:
    """The counts when 0 is taken for the positive class."""
    return Counts(c.tn, c.fn, c.fp, c.tp)


def _accuracy(c: Counts) -> float:
    return _ratio(c.tp + c.tn, sum(c))


def _shows(words: Callable[[Counts], str]) -> Callable[[Case], str]:
    """How a wrong answer comes about, told by the counts of a case."""
    return lambda case: words(_counts(*case))


# Concept: a wrong idea of precision or recall.


def _swapped(c: Counts) -> Answer:
    p, r, f1 = _scores(c)
    return r, p, f1


def _accuracy_as_precision(c: Counts) -> Answer:
    _, r, _ = _scores(c)
    p = _accuracy(c)
    return p, r, _harmonic(p, r)


def _accuracy_everywhere(c: Counts) -> Answer:
    return (_accuracy(c),) * 3


def _specificity_as_recall(c: Counts) -> Answer:
    p, _, _ = _scores(c)
    r = _ratio(c.tn, c.tn + c.fp)
    return p, r, _harmonic(p, r)


def _negative_predictive_value_as_precision(c: Counts) -> Answer:
    _, r, _ = _scores(c)
    p = _ratio(c.tn, c.tn + c.fn)
    return p, r, _harmonic(p, r)


def _true_negatives_as_hits(c: Counts) -> Answer:
    """Everything that was right counts as a hit, in the numerator and in the denominator."""
    p = _ratio(c.tp + c.tn, c.tp + c.tn + c.fp)
    r = _ratio(c.tp + c.tn, c.tp + c.tn + c.fn)
    return p, r, _harmonic(p, r)


def _true_negatives_in_the_numerator(c: Counts) -> Answer:
    """Everything that was right counts as a hit, over the right denominators: the shares can exceed 1."""
    p = _ratio(c.tp + c.tn, c.tp + c.fp)
    r = _ratio(c.tp + c.tn, c.tp + c.fn)
    return p, r, _harmonic(p, r)


def _set_based(y_true: Sequence[float], y_pred: Sequence[float]) -> Answer:
    labels, predictions = set(y_true), set(y_pred)
    common = len(labels & predictions)
    p, r = _ratio(common, len(predictions)), _ratio(common, len(labels))
    return p, r, _harmonic(p, r)


def _sets_shown(case: Case) -> str:
    labels, predictions = map(set, case)
    shown = [f"{{{', '.join(f'{label:g}' for label in sorted(each))}}}" for each in (labels, predictions)]
    common = f"{len(labels & predictions)}, of {len(predictions)} for precision, of {len(labels)} for recall"
    return f"As sets, the labels are {shown[0]} and the predictions {shown[1]}; in common {common}."


def _right_predictions(c: Counts) -> str:
    return f"Right predictions, positive or negative: {c.tp + c.tn} of {sum(c)}."


def _constant(value: float) -> Variant:
    return lambda y_true, y_pred: (value, value, value)


# Concept: a wrong idea of F1, from the right precision and recall.


def _f1_variant(formula: Callable[[float, float], float]) -> Variant:
    def answer(c: Counts) -> Answer:
        p, r, _ = _scores(c)
        return p, r, formula(p, r)

    return _variant(answer)


def _f_beta(weight: float) -> Variant:
    """F-beta with beta² = `weight`: 4 and 1/4 for a beta of 2 and 1/2, and 2 and 1/2 where people forget the square."""
    return _f1_variant(lambda p, r: _ratio((1 + weight) * p * r, weight * p + r))


def _jaccard(c: Counts) -> Answer:
    p, r, _ = _scores(c)
    return p, r, _ratio(c.tp, c.tp + c.fp + c.fn)


# Dress: the right numbers in other clothes.


def _rounded(digits: int, scale: int = 1) -> tuple[Variant, ...]:
    """The places where people round: all three; precision and recall, with F1 before or after; F1 alone.

    At a tie the formula's last bit and the way of rounding decide, in which people differ: NaN.
    """

    def cut(number: float) -> float:
        unit = scale * number * 10**digits
        return NAN if abs(unit % 1 - 0.5) < 1e-6 else round(scale * number, digits)

    def all_three(c: Counts) -> Answer:
        return tuple(map(cut, _scores(c)))

    def before_f1(c: Counts) -> Answer:
        p, r = map(cut, _scores(c)[:2])
        return p, r, _harmonic(p, r)

    def before_and_after(c: Counts) -> Answer:
        p, r, f1 = before_f1(c)
        return p, r, cut(f1 / scale)

    def only_inputs(c: Counts) -> Answer:
        p, r, f1 = _scores(c)
        return cut(p), cut(r), scale * f1

    def only_f1(c: Counts) -> Answer:
        p, r, f1 = _scores(c)
        return scale * p, scale * r, cut(f1)

    return tuple(map(_variant, (all_three, before_f1, before_and_after, only_inputs, only_f1)))


def _percents() -> tuple[Variant, ...]:
    """All three in percent, or only some of them."""

    def in_percent(scales: Sequence[int]) -> Variant:
        return _variant(lambda c: tuple(scale * number for scale, number in zip(scales, _scores(c), strict=True)))

    some = sorted(product((1, 100), repeat=3), reverse=True)
    return tuple(in_percent(scales) for scales in some if max(scales) > 1)


def _smoothed(above: float, below: float, below_f1: float) -> Variant:
    """`above` is added to numerators, `below` to denominators of precision and recall, `below_f1` to that of F1."""

    def answer(c: Counts) -> Answer:
        p = _ratio(c.tp + above, c.tp + c.fp + below)
        r = _ratio(c.tp + above, c.tp + c.fn + below)
        return p, r, _ratio(2 * p * r, p + r + below_f1)

    return _variant(answer)


def _dice(above: float, epsilon: float) -> Variant:
    """F1 from the counts as a Dice coefficient, smoothed above and below; `above` for precision and recall likewise."""

    def answer(c: Counts) -> Answer:
        p = _ratio(c.tp + above, c.tp + c.fp + epsilon)
        r = _ratio(c.tp + above, c.tp + c.fn + epsilon)
        return p, r, _ratio(2 * c.tp + epsilon, 2 * c.tp + c.fp + c.fn + epsilon)

    return _variant(answer)


def _epsilons() -> tuple[Variant, ...]:
    """Smaller ones than these stay within the tolerance of 1e-6; 1e-6 itself leaves it only where it is added twice."""
    twice = (_smoothed(0, epsilon, epsilon) for epsilon in (1e-3, 1e-4, 1e-5, 1e-6))
    large = (1e-3, 1e-4, 1e-5)
    once = (_smoothed(0, epsilon, 0) for epsilon in large)
    on_f1 = (_smoothed(0, 0, epsilon) for epsilon in large)
    above_too = (_smoothed(epsilon, epsilon, 0) for epsilon in large)
    all_over = (_smoothed(epsilon, epsilon, epsilon) for epsilon in large)
    dice = (_dice(above, epsilon) for epsilon in large for above in (epsilon, 0))
    return (*twice, *once, *on_f1, *above_too, *all_over, *dice)


def _negative_class(c: Counts) -> Answer:
    p, r = _ratio(c.tn, c.tn + c.fn), _ratio(c.tn, c.tn + c.fp)
    return p, r, _harmonic(p, r)


def _of_class_zero(c: Counts) -> str:
    if c.tp == sum(c):
        return "Class 0 is in neither list, so its ratios are 0/0."
    return f"Of class 0: right predictions {c.tn} of {c.tn + c.fn}, labels found {c.tn} of {c.tn + c.fp}."


def _averaged(weigh: Callable[[Counts], tuple[float, float]]) -> Variant:
    """Each score averaged over both classes, with a weight for the positive and one for the negative class."""

    def answer(c: Counts) -> Answer:
        positive, negative = weigh(c)
        both = zip(_scores(c), _scores(_other_class(c)), strict=True)
        return tuple(_ratio(positive * one + negative * other, positive + negative) for one, other in both)

    return _variant(answer)


def _of_averages(c: Counts) -> Answer:
    """The harmonic mean of the two averages, where scikit-learn averages the harmonic means."""
    p, r = ((one + other) / 2 for one, other in zip(_scores(c)[:2], _scores(_other_class(c))[:2], strict=True))
    return p, r, _harmonic(p, r)


def _present(c: Counts) -> tuple[float, float]:
    """Equal weights of the classes that occur in labels or predictions, as scikit-learn weighs them."""
    return float(c.tp + c.fp + c.fn > 0), float(c.tn + c.fp + c.fn > 0)


def _support(c: Counts) -> tuple[float, float]:
    """As many as there are labels of each class."""
    return c.tp + c.fn, c.tn + c.fp


CONCEPTS = (
    Misconception(
        id="swapped_precision_recall",
        kind="concept",
        parts=("precision", "recall"),
        says="Precision and recall come out swapped: each has the other's value.",
        ask="A spam filter throws real mail away. Does that lower its precision or its recall, and which "
        "count shows it?",
        good_answer="Precision: real mail called spam is a false positive. Recall falls when spam gets through, a "
        "false negative. A candidate who knows this may only have mixed up two counts: ask where they trade places.",
        variants=(_variant(_swapped),),
    ),
    Misconception(
        id="accuracy_as_precision",
        kind="concept",
        parts=("precision",),
        says="What the function returns as precision is accuracy: the share of all predictions that are right.",
        ask="1 label in 100 is positive, and a model predicts no positives. What are its accuracy and its precision?",
        good_answer="Accuracy is 0.99. Precision is 0/0, as nothing was predicted positive: it looks at positive "
        "predictions alone.",
        variants=(_variant(_accuracy_as_precision),),
        shows=_shows(_right_predictions),
    ),
    Misconception(
        id="accuracy_everywhere",
        kind="concept",
        parts=ALL,
        says="All three numbers are accuracy: the share of all predictions that are right.",
        ask="Can you describe a model with high accuracy and low recall?",
        good_answer="Positives are rare, and the model predicts almost none: nearly all predictions are right, most "
        "positives missed. Pooling both classes gives the same number: each mistake is a false positive of one class "
        "and a false negative of the other.",
        variants=(_variant(_accuracy_everywhere),),
        shows=_shows(_right_predictions),
    ),
    Misconception(
        id="specificity_as_recall",
        kind="concept",
        parts=("recall",),
        says="What the function returns as recall is specificity: the share of negative labels predicted negative.",
        ask="Recall is the share of something that was found. The share of what?",
        good_answer="Of the positive labels: true positives / (true positives + false negatives). True negatives play "
        "no part.",
        variants=(_variant(_specificity_as_recall),),
        shows=_shows(lambda c: f"Negative labels that were predicted negative: {c.tn} of {c.tn + c.fp}."),
    ),
    Misconception(
        id="negative_predictive_value_as_precision",
        kind="concept",
        parts=("precision",),
        says="What the function returns as precision is how often a negative prediction is right, not a positive one.",
        ask="Which predictions does precision judge: all, the positive ones, or the negative ones?",
        good_answer="The positive ones: true positives / (true positives + false positives).",
        variants=(_variant(_negative_predictive_value_as_precision),),
        shows=_shows(lambda c: f"Negative predictions that are right: {c.tn} of {c.tn + c.fn}."),
    ),
    Misconception(
        id="true_negatives_as_hits",
        kind="concept",
        parts=("precision", "recall"),
        says="Correctly predicted negatives are counted as hits, which makes precision and recall too high.",
        ask="We add a thousand easy negatives to the data, all predicted right. What happens to precision and "
        "recall, and why?",
        good_answer="Nothing: neither of them counts true negatives.",
        variants=(_variant(_true_negatives_as_hits), _variant(_true_negatives_in_the_numerator)),
        shows=_shows(lambda c: f"Counted as hits: true positives {c.tp}, true negatives {c.tn}."),
    ),
    Misconception(
        id="set_based",
        kind="concept",
        parts=("precision", "recall"),
        says="The labels are turned into sets, which forgets how many there are and which prediction belongs to which.",
        ask="You have ten labels, each 0 or 1. What is left of them once they are in a set?",
        good_answer="At most the two values 0 and 1: the counts, and which label goes with which prediction, are lost.",
        variants=(_set_based,),
        shows=_sets_shown,
    ),
    Misconception(
        id="constant",
        kind="concept",
        parts=ALL,
        says="The function returns the same numbers whatever the labels are.",
        ask="Your function returns the same three numbers for every input. Where in it do the labels stop mattering?",
        good_answer="They find the line after which the labels play no part, and mend it. Then they work out one small "
        "example.",
        variants=(_constant(0.0), _constant(0.5), _constant(1.0)),
        form="constant",
    ),
    Misconception(
        id="arithmetic_mean_f1",
        kind="concept",
        parts=("f1",),
        says="F1 is computed as the plain average of precision and recall; it should be their harmonic mean.",
        ask="A model has precision 1 and recall near 0. What should F1 be, and what does a plain average say?",
        good_answer="F1 is near 0, as the smaller of the two pulls it down; a plain average says 0.5.",
        variants=(_f1_variant(lambda p, r: (p + r) / 2),),
    ),
    Misconception(
        id="geometric_mean_f1",
        kind="concept",
        parts=("f1",),
        says="F1 is computed as the geometric mean of precision and recall; it should be their harmonic mean.",
        ask="Precision is 1 and recall is 0.01. What is F1, and what does your formula say?",
        good_answer="F1 is 2 × 1 × 0.01 / 1.01, about 0.02; the geometric mean, the square root of the product, says "
        "0.1.",
        variants=(_f1_variant(lambda p, r: math.sqrt(p * r)),),
    ),
    Misconception(
        id="f1_without_factor_two",
        kind="concept",
        parts=("f1",),
        says="The factor 2 is missing from F1, so it is half of what it should be.",
        ask="Every prediction is right. What does your function return as F1, and what should it be?",
        good_answer="It returns 0.5 and should return 1: F1 is 2 × precision × recall / (precision + recall).",
        variants=(_f1_variant(lambda p, r: _ratio(p * r, p + r)),),
    ),
    Misconception(
        id="jaccard_as_f1",
        kind="concept",
        parts=("f1",),
        says="What the function returns as F1 is another score, the Jaccard index: it counts a true positive "
        "once, and F1 counts it twice.",
        ask="Precision is 0.5 and recall is 1. What is F1, and what does your formula say?",
        good_answer="F1 is 2/3, the harmonic mean of the two; the formula says 1/2, as it counts true positives once "
        "and not twice.",
        variants=(_variant(_jaccard),),
    ),
    Misconception(
        id="f_beta_as_f1",
        kind="concept",
        parts=("f1",),
        says="What the function returns as F1 is another F-beta score, with a beta other than 1: it weighs precision "
        "and recall unequally.",
        ask="Precision and recall don't count alike in what you return as F1. Which of the two counts more, and where "
        "in your code does that come from?",
        good_answer="Recall counts more with beta above 1, precision with beta below 1. F1 is the score with beta = 1, "
        "2 × precision × recall / (precision + recall). They find the number, which may be a default argument, and set "
        "it to 1.",
        variants=tuple(map(_f_beta, (4, 2, 1 / 2, 1 / 4))),
    ),
)

DRESS = (
    Misconception(
        id="rounded",
        kind="dress",
        word="right, but rounded",
        parts=ALL,
        says="The values are right, but rounded inside the function.",
        ask="Your function rounds its results. What could go wrong for someone who compares two models with it?",
        good_answer="Close models look equal, and errors add up; rounding belongs where numbers are shown.",
        variants=tuple(variant for digits in range(6) for variant in _rounded(digits)),
        rounds=True,
    ),
    Misconception(
        id="percent_scale",
        kind="dress",
        word="right, in percent",
        parts=ALL,
        says="The values are right, but given as percentages, from 0 to 100 where 0 to 1 was asked for.",
        ask="Between which two numbers does your precision lie, and what would code expect that calls your function?",
        good_answer="0 to 100 here, and 0 to 1 by convention and by the assignment; the percent sign belongs where "
        "numbers are shown.",
        variants=(*_percents(), *(variant for digits in range(6) for variant in _rounded(digits, scale=100))),
    ),
    Misconception(
        id="epsilon_fudged",
        kind="dress",
        word="a little off",
        parts=ALL,
        says="The values are right but for a small number, added against division by zero, that makes each a "
        "little wrong.",
        ask="Perfect predictions score a little under 1 with your function. Why, and how would you avoid it?",
        good_answer="The small number in the denominator; they would ask whether the denominator is 0, and decide "
        "what to return then.",
        variants=_epsilons(),
    ),
    Misconception(
        id="negative_class_as_positive",
        kind="dress",
        word="right for class 0",
        parts=ALL,
        says="The values are right for class 0, but the question asks about class 1.",
        ask="Which class is the positive one in your code, and where is that decided?",
        good_answer="They find the line, see that it counts 0 where the assignment says 1, and mend it there.",
        variants=(_variant(_negative_class),),
        shows=_shows(_of_class_zero),
        mirror=lambda case: tuple(tuple(1 - label for label in labels) for labels in case),
    ),
    Misconception(
        id="macro_averaged",
        kind="dress",
        word="right as an average",
        parts=ALL,
        says="The values are right as averages over both classes, but the question asks about class 1 alone.",
        ask="Positives are rare. What does averaging over both classes hide?",
        good_answer="A poor score on the rare class, which the easy class lifts; the assignment asks about class 1 "
        "alone.",
        variants=(_averaged(_present), _averaged(lambda c: (1, 1)), _variant(_of_averages)),
    ),
    Misconception(
        id="micro_averaged",
        kind="dress",
        word="right as an average",
        parts=ALL,
        says="The same numbers come out when both classes are pooled (a micro average); class 1 alone was asked for.",
        ask="Why are your three numbers always equal?",
        good_answer="Each mistake is a false positive of one class and a false negative of the other, so pooling "
        "gives the accuracy.",
        variants=(_variant(_accuracy_everywhere),),
    ),
    Misconception(
        id="weighted_averaged",
        kind="dress",
        word="right as an average",
        parts=ALL,
        says="The values are right as averages weighted by class size, but the question asks about class 1 alone.",
        ask="1 label in 100 is positive. Which class does your weighted average tell about?",
        good_answer="Almost only the negative class, with 99 parts in 100; the assignment asks about class 1 alone.",
        variants=(_averaged(_support),),
    ),
    Misconception(
        id="as_text",
        kind="dress",
        word="right, as text",
        parts=ALL,
        says="The values are right, but returned as text and not as numbers.",
        ask="What would code have to do with your result before it could compare two models?",
        good_answer="Take the text apart and turn it into numbers; a function should return numbers and leave the "
        "text to its caller.",
        form="text",
    ),
    Misconception(
        id="other_order",
        kind="dress",
        word="right, in another place",
        parts=ALL,
        says="The values are right, but returned in another order than precision, recall, F1.",
        ask="How does a caller know which of your three numbers is which?",
        good_answer="They see that theirs is not the order that was asked for; names, as in a dictionary, would tell, "
        "too.",
        form="other_order",
    ),
    Misconception(
        id="printed_only",
        kind="dress",
        word="right, but printed",
        parts=ALL,
        says="The values are right, but printed where they should be returned.",
        ask="How would you use your function to choose the best of ten models?",
        good_answer="It would have to return the numbers: what is only printed can't be compared by code.",
        form="printed",
    ),
)

MISCONCEPTIONS: tuple[Misconception, ...] = (*CONCEPTS, *DRESS)
