"""What the grader must say of each sample under `notebooks/samples/`: the table, by the name of the sample's folder.

The verdicts follow from the contract and were checked by running each notebook; they are not what the grader printed.
Edge classes are told for the container in which the function does best. Where no function was judged, every class is
`not_reached` here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grader.results import Rating
from grader.vocabulary import Finding, Handling, Status

EMPTY = "empty"
NO_POSITIVE_LABELS = "no_positive_labels"
NO_POSITIVE_PREDICTIONS = "no_positive_predictions"
NO_POSITIVES = "no_positives"
NO_OVERLAP = "no_overlap"
EDGE_CLASSES = (EMPTY, NO_POSITIVE_LABELS, NO_POSITIVE_PREDICTIONS, NO_POSITIVES, NO_OVERLAP)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The verdict on one sample.

    `findings` holds those of `CHECKED_FINDINGS` that must be reported; each of the others there must not be.
    """

    status: Status
    rating: Rating | None
    rule: str
    edges: dict[str, Handling]
    misconceptions: tuple[str, ...] = ()
    findings: frozenset[Finding] = frozenset()


CHECKED_FINDINGS = frozenset(
    {
        Finding.RENAMED_FUNCTION,
        Finding.METHOD_OF_CLASS,
        Finding.REVERSED_PARAMETERS,
        Finding.SEPARATE_FUNCTIONS,
        Finding.CELL_ERRORS,
        Finding.ARRAYS_ONLY,
        Finding.LISTS_ONLY,
        Finding.DELEGATES_TO_LIBRARY,
        Finding.MUTATES_INPUTS,
        Finding.SLOW_ON_LARGE,
    }
)


def _edges(everywhere: Handling, **elsewhere: Handling) -> dict[str, Handling]:
    """One handling of all edge classes but those that are named."""
    return dict.fromkeys(EDGE_CLASSES, everywhere) | elsewhere


ZEROS = _edges(Handling.AS_REFERENCE)
OTHERS = _edges(Handling.OTHER_CONVENTION)
LEAKS = _edges(Handling.LEAKS)
NOT_REACHED = _edges(Handling.NOT_REACHED)

# A score that counts right answers of class 0 depends on how many there are: zero in some cases of a class, a wrong
# number in others. With no positive on either side it is 1, as a convention could be.
COUNTS_NEGATIVES = _edges(Handling.MIXED, empty=Handling.AS_REFERENCE, no_positives=Handling.OTHER_CONVENTION)


def _right(edges: dict[str, Handling], *findings: Finding) -> Verdict:
    """A 3."""
    return Verdict(status=Status.GRADED, rating=3, rule="all_right", edges=edges, findings=frozenset(findings))


def _graded(
    rating: Rating,
    rule: str,
    edges: dict[str, Handling],
    *misconceptions: str,
    findings: Iterable[Finding] = (),
) -> Verdict:
    """A 2 or a 1, with the misconception that explains it where one does; several where no input tells them apart."""
    return Verdict(
        status=Status.GRADED,
        rating=rating,
        rule=rule,
        edges=edges,
        misconceptions=misconceptions,
        findings=frozenset(findings),
    )


def _for_a_person(status: Status, *findings: Finding) -> Verdict:
    """No rating; the rule's row is named like the status."""
    return Verdict(status=status, rating=None, rule=status.value, edges=NOT_REACHED, findings=frozenset(findings))


FAILING_CELL = (Finding.CELL_ERRORS,)

RIGHT: dict[str, Verdict] = {
    "arrays-only": _right(ZEROS, Finding.ARRAYS_ONLY),
    "class-method": _right(ZEROS, Finding.RENAMED_FUNCTION),
    "counter": _right(ZEROS),
    "deliberate-nan": _right(OTHERS),
    "dict-return": _right(ZEROS),
    "epsilon": _right(ZEROS),  # 1e-8 stays within the tolerance
    "errstate": _right(OTHERS),  # NaN with the warning silenced inside the function is meant
    "exploratory": _right(ZEROS, Finding.CELL_ERRORS),
    "f1-of-two-numbers": _right(ZEROS, Finding.SEPARATE_FUNCTIONS),
    "guarded-zeros": _right(ZEROS),
    "lists-only": _right(ZEROS, Finding.LISTS_ONLY),
    "masks-on-arrays": _right(ZEROS, Finding.ARRAYS_ONLY, Finding.CELL_ERRORS),  # zeros for every list, no error
    "mutates": _right(ZEROS, Finding.MUTATES_INPUTS),
    "named-tuple": _right(ZEROS),
    "ones-by-convention": _right(_edges(Handling.OTHER_CONVENTION, no_overlap=Handling.AS_REFERENCE)),
    "pandas-crosstab": _right(ZEROS),
    "raises-on-empty": _right(_edges(Handling.AS_REFERENCE, empty=Handling.OTHER_CONVENTION)),
    "renamed": _right(ZEROS, Finding.RENAMED_FUNCTION),
    "reversed-parameters": _right(ZEROS, Finding.REVERSED_PARAMETERS),
    "three-functions": _right(ZEROS, Finding.SEPARATE_FUNCTIONS),
    "try-except": _right(ZEROS),  # with lists; with arrays 0/0 is NaN, and nothing is there to catch
    "typed-and-tested": _right(ZEROS),  # scikit-learn only in its tests
}

NEARLY: dict[str, Verdict] = {
    "arithmetic-mean": _graded(2, "f1_wrong", ZEROS, "arithmetic_mean_f1", findings=FAILING_CELL),
    "forgot-f1-guard": _graded(2, "edge_leaks", _edges(Handling.LEAKS, empty=Handling.AS_REFERENCE)),
    "negative-class": _graded(
        2, "other_dress", ZEROS, "negative_class_as_positive"
    ),  # told for class 0, as its numbers
    "nothing-predicted": _graded(
        2,
        "edge_wrong",
        _edges(
            Handling.OTHER_CONVENTION,
            no_positive_predictions=Handling.WRONG,  # recall has a value there, 0, and is given as 1
            no_positive_labels=Handling.AS_REFERENCE,
            no_overlap=Handling.AS_REFERENCE,
        ),
    ),
    "numpy-unguarded": _graded(2, "edge_leaks", LEAKS),
    "other-order": _graded(2, "other_dress", ZEROS, "other_order"),
    "percentages": _graded(2, "other_dress", ZEROS, "percent_scale"),
    "prints": _graded(2, "other_dress", ZEROS, "printed_only", findings=FAILING_CELL),
    "rounded": _graded(2, "other_dress", ZEROS, "rounded"),
    "sklearn-call": _graded(2, "delegated", ZEROS, findings=(Finding.DELEGATES_TO_LIBRARY,)),
    "unguarded": _graded(2, "edge_leaks", LEAKS),
    # 2 / (1/p + 1/r) is 2 / inf where both are 0, so F1 is 0 there.
    "warnings-off": _graded(2, "edge_leaks", _edges(Handling.LEAKS, no_overlap=Handling.AS_REFERENCE)),
}

WRONG: dict[str, Verdict] = {
    # Micro averages are the accuracy on every input.
    "accuracy": _graded(
        1,
        "concept_misconception",
        COUNTS_NEGATIVES,
        "accuracy_everywhere",
        "micro_averaged",
        findings=FAILING_CELL,
    ),
    "accuracy-as-precision": _graded(
        1, "concept_misconception", COUNTS_NEGATIVES, "accuracy_as_precision", findings=FAILING_CELL
    ),
    "off-by-one": _graded(1, "unexplained", ZEROS, findings=FAILING_CELL),
    "swapped": _graded(1, "concept_misconception", ZEROS, "swapped_precision_recall", findings=FAILING_CELL),
    "typo": Verdict(
        status=Status.DOES_NOT_RUN,
        rating=1,
        rule="does_not_run",
        edges=NOT_REACHED,
        findings=frozenset(FAILING_CELL),
    ),
}

FOR_A_PERSON: dict[str, Verdict] = {
    "missing-package": _for_a_person(Status.MISSING_PACKAGE, Finding.CELL_ERRORS),
    "no-function": _for_a_person(Status.NO_FUNCTION),
    "prose-only": _for_a_person(Status.NOT_ATTEMPTED),
    "two-versions": _for_a_person(Status.AMBIGUOUS_FUNCTION),
    "untouched": _for_a_person(Status.NOT_ATTEMPTED, Finding.CELL_ERRORS),  # the examples call the stub
}

VERDICTS: dict[str, Verdict] = RIGHT | NEARLY | WRONG | FOR_A_PERSON
