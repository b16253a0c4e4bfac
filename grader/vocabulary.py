"""The words that the grader and its questions share: a leaf, the only module of ours that a question imports.

The closed vocabularies (`Status`, `Handling`, `Finding`) belong to the grader. The open ones (parts, edge classes,
properties, misconceptions) are declared by each question with the records below.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Case: TypeAlias = tuple[tuple[float, ...], ...]
"""The arguments of one call, one sequence of numbers for each parameter."""

Numbers: TypeAlias = npt.NDArray[np.float64]
"""Answers as an array of shape (calls, parts); NaN where there is no number."""

Answer: TypeAlias = Sequence[float]
"""What a reference or a variant returns: one number for each part, NaN where it has none."""

Container = Literal["list", "array"]
"""What numbers arrive in: a Python list, or a NumPy array (of integers, or of floats where one has a fraction)."""

CONTAINERS: tuple[Container, ...] = ("list", "array")


class Status(enum.StrEnum):
    """What became of one submission."""

    GRADED = "graded"
    DOES_NOT_RUN = "does_not_run"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    OUTPUT_LIMIT = "output_limit"
    KERNEL_DIED = "kernel_died"
    NO_FUNCTION = "no_function"
    AMBIGUOUS_FUNCTION = "ambiguous_function"
    NOT_ATTEMPTED = "not_attempted"
    MISSING_PACKAGE = "missing_package"
    OTHER_LANGUAGE = "other_language"
    INVALID_NOTEBOOK = "invalid_notebook"
    PROTOCOL_VIOLATION = "protocol_violation"
    GRADER_ERROR = "grader_error"


class Handling(enum.StrEnum):
    """What a function does with an input that leaves a ratio undefined."""

    AS_REFERENCE = "as_reference"
    OTHER_CONVENTION = "other_convention"
    LEAKS = "leaks"
    WRONG = "wrong"
    MIXED = "mixed"
    NOT_REACHED = "not_reached"


class Finding(enum.StrEnum):
    """What is worth knowing beside the rating, and never changes it."""

    RENAMED_FUNCTION = "renamed_function"
    METHOD_OF_CLASS = "method_of_class"
    REVERSED_PARAMETERS = "reversed_parameters"
    SEPARATE_FUNCTIONS = "separate_functions"
    CELL_ERRORS = "cell_errors"
    NOT_TOP_TO_BOTTOM = "not_top_to_bottom"
    MUTATES_INPUTS = "mutates_inputs"
    STATEFUL = "stateful"
    NONDETERMINISTIC = "nondeterministic"
    LISTS_ONLY = "lists_only"
    ARRAYS_ONLY = "arrays_only"
    IGNORES_LENGTH_MISMATCH = "ignores_length_mismatch"
    SLOW_ON_LARGE = "slow_on_large"
    DELEGATES_TO_LIBRARY = "delegates_to_library"
    STATES_ITS_CONVENTION = "states_its_convention"
    EXPLAINS_IN_WORDS = "explains_in_words"
    OWN_TESTS = "own_tests"


MORE_VALUES = "more_values"
"""The id of what is said where more values come back than were asked for."""

ASIDE = frozenset({Finding.MUTATES_INPUTS.value, Finding.REVERSED_PARAMETERS.value, MORE_VALUES})
"""What is told and asked about beside the verdict: it makes no answer wrong."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of the asked function.

    `role_words` are the words in a candidate's own parameter name that tell this role ("pred", "hat"), lower case.
    """

    name: str
    title: str
    role_words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of the numbers that the function returns.

    `names` are the words by which a dictionary key, a field or a function is recognised as this part, lower case.
    `essential` parts carry the rating: wrong ones make it weak, where another wrong part only lowers it.
    `meaning` says in plain words what it is, as the end of a sentence. `bounds` are the least and the greatest value
    that it can have. `made_of` computes it from the numbers of all parts, where it is made from others: so a part that
    only inherits what is wrong with them is told as such.
    """

    id: str
    title: str
    names: tuple[str, ...]
    essential: bool = True
    meaning: str = ""
    bounds: tuple[float, float] | None = None
    made_of: Callable[[Sequence[float]], float] | None = None


@dataclass(frozen=True, kw_only=True)
class EdgeClass:
    """A class of inputs that leave at least one part undefined.

    `undefined` names the parts that have no value of their own there; the others have one, and must be right.
    `contains` tells whether a case belongs; `cases` is a Hypothesis strategy of such cases.
    """

    id: str
    title: str
    says: str
    undefined: frozenset[str]
    contains: Callable[[Case], bool]
    cases: SearchStrategy[Case]


Law: TypeAlias = Callable[[Sequence[Numbers], Sequence[Numbers]], npt.NDArray[np.bool_]]
"""`law(answers, expected)` -> one truth a group of related cases.

Both hold an array of shape (groups, parts) for each related case, in the order that the property's strategy gives them.
"""


@dataclass(frozen=True, kw_only=True)
class Property:
    """Something that every right answer obeys, told as a law over related cases where every part is defined.

    `related` is a Hypothesis strategy of tuples of cases (one case for a law about single answers). Where `applies` is
    given, the property is also checked on every single case of the battery to which it applies.
    """

    id: str
    title: str
    related: SearchStrategy[tuple[Case, ...]]
    law: Law
    applies: Callable[[Case], bool] | None = None


IN_ANOTHER_FORM = "right in another form"
"""What is said of a right number in other clothes, where no better word is known."""


@dataclass(frozen=True, kw_only=True)
class Misconception:
    """A way of being wrong that has a name, with what to say of it, what to ask next and what a good answer holds.

    A *concept* is a wrong idea of a part; a *dress* is the right numbers in other clothes. It is recognised by its
    `variants`, functions that take a case's arguments and answer as the misconception would (any of them may match, on
    the `parts` named), or by the `form` in which the answers came. `shows` says in a sentence how its answer to a case
    comes about. `rounds` says of a dress that it is rounding, and nothing else. `mirror` gives of a case the one whose
    right answer it takes, where it asks about another class: then what is undefined is judged for that one.
    """

    id: str
    kind: Literal["concept", "dress"]
    parts: tuple[str, ...]
    says: str
    ask: str
    variants: tuple[Callable[..., Answer], ...] = ()
    form: Literal["text", "printed", "other_order", "constant"] | None = None
    good_answer: str = ""
    word: str = IN_ANOTHER_FORM
    shows: Callable[[Case], str] | None = None
    rounds: bool = False
    mirror: Callable[[Case], Case] | None = None

    def __post_init__(self) -> None:
        if not self.variants and self.form is None:
            raise ValueError(f"misconception {self.id!r} needs variants or a form")

    @property
    def of_whole_answer(self) -> bool:
        """Whether it is a form that all numbers have at once, the right ones too."""
        return self.form in ("text", "printed")


@dataclass(frozen=True, kw_only=True)
class Contract:
    """What a question asks for, in a form that the grader can check.

    - `task`: the assignment in a sentence or two, for whoever reads a page without it.
    - `parameters`, `parts`: what goes in and what comes out, in the assignment's order.
    - `edge_classes`: they partition the cases that leave a part undefined; every other case is *ordinary*.
    - `encoding`: how an argument travels to the kernel: "bits" (only 0 and 1, as a string) or "numbers" (JSON numbers).
    - `small_cases`: the exhaustive small ones; `cases`: a strategy of ordinary longer ones; `large_cases`: sizes at
      which only speed is learnt (a time-out there is a finding).
    - `counts`: what to show beside a counterexample, a number for each name.
    - `cells`: where each of them counts the places at which the arguments have certain values, these values: so they
      are drawn as a table of the first argument against the second.
    - `tolerance`: the largest difference at which two numbers are the same.
    - `library_functions`: names of ready-made functions that would do the candidate's work.
    """

    title: str
    task: str
    parameters: tuple[Parameter, ...]
    parts: tuple[Part, ...]
    edge_classes: tuple[EdgeClass, ...]
    properties: tuple[Property, ...]
    encoding: Literal["bits", "numbers"]
    small_cases: tuple[Case, ...]
    cases: SearchStrategy[Case]
    large_cases: tuple[Case, ...]
    counts: Callable[[Case], Mapping[str, int]]
    tolerance: float = 1e-6
    containers: tuple[Container, ...] = CONTAINERS
    library_functions: tuple[str, ...] = ()
    cells: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
