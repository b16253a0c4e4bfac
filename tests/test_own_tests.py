"""The candidate's own tests, weighed in real kernels: what they accept and catch, and what can't be weighed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from grader.results import SubmissionResult
from grader.settings import Limits
from grader.vocabulary import Finding
from tests.grading import RIGHT, grade, notebook

NAN = RIGHT.replace("else 0.0", "else float('nan')")
LEAKY = RIGHT.replace(" if predicted else 0.0", "")
UNGUARDED = (
    RIGHT.replace(" if predicted else 0.0", "").replace(" if actual else 0.0", "").replace(" if tp else 0.0", "")
)
SWAPPED = RIGHT.replace("return precision, recall, f1", "result = recall, precision, f1\n    return result")
AS_DICT = RIGHT.replace("return precision, recall, f1", "return dict(p=precision, r=recall, f1=f1)")
AS_LIST = RIGHT.replace("return precision, recall, f1", "return [precision, recall, f1, tp]")
AS_NAMED = (
    "from typing import NamedTuple\nclass Scores(NamedTuple):\n    precision: float\n    recall: float\n    f1: float\n"
    + RIGHT.replace("return precision, recall, f1", "return Scores(precision, recall, f1)")
)
PRINTS = RIGHT.replace("return precision, recall, f1", "print(precision, recall, f1)")
STRICT = RIGHT.replace(
    "    tp =", "    if len(y_true) != len(y_pred):\n        raise ValueError('lengths')\n    tp =", 1
)
REVERSED = RIGHT.replace("(y_true, y_pred)", "(y_pred, y_true)", 1)
F = "precision_recall_f1"
ASYMMETRIC = f"assert {F}([1, 1, 0, 0], [1, 0, 0, 0])[:2] == (1.0, 0.5)"
FORGES = """\
def test_it():
    assert precision_recall_f1([1], [1])
    import json
    real = json.dumps
    def forged(value, **more):
        return real({**value, "outcomes": OUTCOMES, "asked": ASKED} if "outcomes" in value else value, **more)
    json.dumps = forged
"""


@dataclass(frozen=True)
class Case:
    """A notebook's code cells, and what its own tests are worth; of what is caught, some."""

    sources: tuple[str, ...]
    asserts: int | None
    accepts: bool | None = None
    catches: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    says: str = ""
    rating: int = 3
    or_says: str = ""


def case(
    *sources: str,
    asserts: int | None = 1,
    accepts: bool | None = True,
    catches: str = "",
    misses: str = "",
    says: str = "",
    rating: int = 3,
) -> Case:
    return Case(sources, asserts, accepts, tuple(catches.split()), tuple(misses.split()), says, rating)


def not_weighed(*sources: str, says: str, rating: int = 3, or_says: str = "") -> Case:
    return Case(sources, None, says=says, rating=rating, or_says=or_says)


SWAP = "swapped_precision_recall"
CASES = {
    "none": not_weighed(RIGHT, says=""),
    "catches-swapped": case(
        RIGHT,
        ASYMMETRIC,
        catches=f"{SWAP} accuracy_as_precision constant percent_scale",
        misses="arithmetic_mean_f1 jaccard_as_f1 f_beta_as_f1",
        says="1 own test, catches 14 of 20 wrong variants. None tries an edge case.",
    ),
    "misses-swapped": case(
        RIGHT, f"assert {F}([1, 0, 1], [0, 1, 1])[:2] == (0.5, 0.5)", misses=SWAP, catches="percent_scale"
    ),
    "perfect-only": case(
        RIGHT, f"assert {F}([1, 0], [1, 0]) == (1, 1, 1)", misses=f"{SWAP} accuracy_everywhere set_based rounded"
    ),
    "wrong-expectation": case(
        RIGHT,
        ASYMMETRIC,
        f"assert {F}([1, 1, 0, 0], [1, 0, 0, 0])[:2] == (0.5, 1.0)",
        asserts=2,
        accepts=False,
        catches=SWAP,
        says="2 own tests, catch 14 of 20 wrong variants. A right answer is refused in cell 3. "
        "None tries an edge case.",
    ),
    "own-mistake-expected": case(
        SWAPPED,
        f"p, r, f1 = {F}([1, 1, 0, 0], [1, 0, 0, 0])\nassert p == 0.5",
        accepts=False,
        misses=SWAP,
        rating=1,
    ),
    "catches-its-own-mistake": case(SWAPPED, ASYMMETRIC, catches=SWAP, rating=1),
    "test-functions": case(
        RIGHT,
        f"def test_first():\n    p, r, f1 = {F}([1, 1, 0], [1, 0, 0])\n    assert p == 1\n    assert r == 0.5\n"
        f"def test_empty():\n    assert {F}([], []) == (0, 0, 0)",
        asserts=3,
        catches=SWAP,
        says="3 own tests, catch 14 of 20 wrong variants.",
    ),
    "after-its-own-failure": case(
        SWAPPED,
        f"def test_all():\n    assert {F}([1, 1, 0], [1, 0, 0])[0] == 1\n    assert {F}([1, 0], [1, 1])[2] == 2 / 3",
        asserts=2,
        catches=f"{SWAP} arithmetic_mean_f1",
        rating=1,
    ),
    "loop": case(
        RIGHT,
        f"cases = [([1, 0], [1, 1], (0.5, 1, 2 / 3)), ([1, 1], [1, 0], (1, 0.5, 2 / 3))]\n"
        f"for t, p, want in cases:\n    for one, other in zip({F}(t, p), want):\n"
        "        assert abs(one - other) < 1e-9",
        catches=f"{SWAP} arithmetic_mean_f1 rounded",
        misses="true_negatives_as_hits",
    ),
    "names-bound-again": case(
        RIGHT,
        f"t, p = [1, 1, 0], [1, 0, 0]\nscores = {F}(t, p)",
        "assert scores[1] == 0.5",
        f"t, p = [1, 0], [1, 1]\nscores = {F}(t, p)",
        "assert scores[0] == 0.5",
        asserts=2,
        catches=SWAP,
    ),
    "drawn-at-random": case(
        RIGHT,
        "import numpy as np\nfor _ in range(5):\n"
        "    t, p = np.random.randint(0, 2, 40), np.random.randint(0, 2, 40)\n"
        f"    assert np.isclose({F}(t, p)[0], (t & p).sum() / p.sum())",
        catches=f"{SWAP} rounded",
        misses="arithmetic_mean_f1",
    ),
    "parametrize": case(
        RIGHT,
        "import pytest\n@pytest.mark.parametrize('t, p, want', [([1, 1, 0], [1, 0, 0], 0.5), ([0], [0], 0)])\n"
        f"def test_recall(t, p, want):\n    assert {F}(t, p)[1] == want",
        catches=SWAP,
    ),
    "given": case(
        RIGHT,
        "from hypothesis import given, strategies as st\n@given(st.lists(st.integers(0, 1), max_size=5))\n"
        f"def test_perfect(labels):\n    assert {F}(labels, labels)[0] == float(any(labels))",
        catches="percent_scale",
        misses=SWAP,
    ),
    "given-and-compared": case(
        RIGHT,
        "from hypothesis import given, settings, strategies as st\nimport numpy as np\n"
        "pairs = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=20)\n"
        "@settings(max_examples=50)\n@given(pairs)\ndef test_recall(pairs):\n    t, p = map(np.array, zip(*pairs))\n"
        f"    assert abs({F}(t, p)[1] * t.sum() - (t & p).sum()) < 1e-9",
        catches=f"{SWAP} rounded",
        misses="arithmetic_mean_f1",
    ),
    "not-runnable": case(
        RIGHT, f"n = int(input('how many? '))\nfor _ in range(n):\n    assert {F}([1], [1])[0] == 1", accepts=None
    ),
    "own-convention": case(
        NAN, f"import math\nassert math.isnan({F}([], [])[0])\n{ASYMMETRIC}", asserts=2, catches=SWAP
    ),
    "errors-expected": case(
        LEAKY,
        f"try:\n    {F}([1], [0])\nexcept ZeroDivisionError:\n    pass\nelse:\n    assert False, {F}",
        misses=SWAP,
        rating=2,
    ),
    "leaks-where-it-tests": case(LEAKY, f"assert {F}([1], [0]) == (0, 0, 0)", misses=SWAP, rating=2),
    "unguarded": case(UNGUARDED, ASYMMETRIC, catches=SWAP, rating=2),
    "unguarded-but-tried": case(UNGUARDED, f"{F}([], []) == 0\nassert {F}([], []) == (0, 0, 0)", rating=2),
    "dict": case(AS_DICT, f"s = {F}([1, 1, 0], [1, 0, 0])\nassert s['p'] == 1 and s['r'] == 0.5", catches=SWAP),
    "list": case(AS_LIST, f"assert {F}([1, 1, 0], [1, 0, 0]) == [1, 0.5, 2 / 3, 1]", catches=SWAP),
    "named-tuple": case(AS_NAMED, f"assert {F}([1, 1, 0], [1, 0, 0]).recall == 0.5", catches=SWAP),
    "keywords": case(RIGHT, f"assert {F}(y_pred=[1, 0, 0], y_true=[1, 1, 0])[1] == 0.5", catches=SWAP),
    "reversed": case(REVERSED, f"assert {F}([1, 0, 0], [1, 1, 0])[1] == 0.5", catches=SWAP),
    "renamed": case(
        RIGHT.replace(F, "scores"), "assert scores([1, 1, 0, 0], [1, 0, 0, 0])[:2] == (1.0, 0.5)", catches=SWAP
    ),
    "beyond-the-contract": case(
        STRICT,
        f"import pytest\nwith pytest.raises(ValueError):\n    {F}([1], [1, 0])",
        accepts=None,
        says="1 own test, not weighed: not runnable here, or beyond what the assignment asks for.",
    ),
    "partly-beyond": case(
        RIGHT,
        f"{ASYMMETRIC}\nassert {F}('10', '11')",
        asserts=2,
        catches=SWAP,
        says="2 own tests, catch 14 of 20 wrong variants. Not weighed are 1 of them: not runnable here, or beyond "
        "what the assignment asks for. None tries an edge case.",
    ),
    "hangs": not_weighed(
        RIGHT,
        f"def test_it():\n    assert {F}([1], [1])\n    while True:\n        pass",
        says="1 own test, not weighed: a time limit was met.",
    ),
    "hangs-without-pity": not_weighed(
        RIGHT,
        f"def test_it():\n    assert {F}([1], [1])\n    while True:\n        try:\n            while True:\n"
        "                pass\n        except BaseException:\n            pass",
        says="1 own test, not weighed: the kernel ended meanwhile (timeout).",
        or_says="1 own test, not weighed: a time limit was met.",  # where the limit comes between its two handlers
    ),
    "dies": not_weighed(
        RIGHT,
        f"def test_it():\n    assert {F}([1], [1])\n    import os\n    os._exit(0)",
        says="1 own test, not weighed: the kernel ended meanwhile (died).",
    ),
    "exits": case(RIGHT, f"def test_it():\n    assert {F}([1], [1])\n    exit()", accepts=True),
    "prints": not_weighed(
        PRINTS,
        f"assert {F}([1], [1]) is None",
        says="1 own test, not weighed: the function does not return numbers in a form that other numbers can be given.",
        rating=2,
    ),
    "method": not_weighed(
        "class Metrics:\n    @staticmethod\n" + "".join(f"    {line}\n" for line in RIGHT.split("\n")),
        f"assert Metrics.{F}([1], [1]) == (1, 1, 1)",
        says="1 own test, not weighed: that takes one plain function that returns all the numbers.",
    ),
    "forges-malformed-outcomes": not_weighed(
        RIGHT,
        FORGES.replace("OUTCOMES", "['p', 'p', 'p']").replace("ASKED", "[]"),
        says="1 own test, not weighed: the notebook interfered; look at it (what became of the notebook's own tests is "
        "malformed).",
    ),
    "forges-arguments": not_weighed(
        SWAPPED,
        FORGES.replace("OUTCOMES", "value['outcomes']").replace("ASKED", "[[[['x'], [1]], value['asked'][0][1]]]"),
        says="1 own test, not weighed: the notebook interfered; look at it (a number in the notebook's own tests "
        "is malformed).",
        rating=1,
    ),
    "forges-a-good-reply": case(
        SWAPPED,
        FORGES.replace("OUTCOMES", "['p'] if len(value['outcomes']) == 1 else ['f'] * 20").replace(
            "ASKED", "value['asked']"
        ),
        catches=SWAP,
        says="1 own test, catches 20 of 20 wrong variants. None tries an edge case.",
        rating=1,
    ),
}

LIMITS = Limits(cell_seconds=6, notebook_seconds=15, battery_seconds=3, case_seconds=0.7)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SubmissionResult]:
    notebooks = {name: notebook(*each.sources) for name, each in CASES.items()}
    return grade(tmp_path_factory.mktemp("own-tests"), notebooks, LIMITS)


@pytest.mark.parametrize("name", CASES)
def test_weighed(results: dict[str, SubmissionResult], name: str) -> None:
    expected, result = CASES[name], results[name]
    said = [finding.says for finding in result.findings if finding.id is Finding.OWN_TESTS]
    assert expected.rating == result.rating, result.reason
    assert bool(said) == (name != "none")
    if expected.says:
        assert said in ([expected.says], [expected.or_says or expected.says])
    if expected.asserts is None:
        assert result.own_tests is None
        return
    assert result.own_tests is not None, said
    assert (expected.asserts, expected.accepts) == (result.own_tests.asserts, result.own_tests.accept_reference)
    assert () == tuple(id_ for id_ in expected.catches if id_ not in result.own_tests.caught)
    assert () == tuple(id_ for id_ in expected.misses if id_ not in result.own_tests.missed)


def test_a_second_kernel_changes_nothing_that_is_shown(results: dict[str, SubmissionResult]) -> None:
    none, hangs = results["none"].execution, results["hangs"].execution
    assert none is not None
    assert hangs is not None
    assert ((), ()) == (none.errors, hangs.errors)


def test_what_is_caught_or_missed_is_every_misconception_with_variants(results: dict[str, SubmissionResult]) -> None:
    found = results["loop"].own_tests
    assert found is not None
    assert 20 == len({*found.caught, *found.missed})


def test_who_tries_an_edge_case_has_considered_one(results: dict[str, SubmissionResult]) -> None:
    flags = {name: [flag.id for flag in results[name].red_flags] for name in ("unguarded", "unguarded-but-tried")}
    assert {"unguarded": ["no_edge_case_considered"], "unguarded-but-tried": []} == flags
