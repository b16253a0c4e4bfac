"""Which statements of a notebook are tests, and which others they need."""

from __future__ import annotations

import pytest

from grader import question
from grader.submission import Cell, cells_of
from grader.written_tests import MAX_TESTS, WrittenTests, collect

ASSIGNMENT = cells_of(question.load().assignment)
FUNCTION = "def f(a, b):\n    assert len(a) == len(b)\n    return len(a), len(b)"


def written(*sources: str, names: tuple[str, ...] = ("f",), asked: str = "f") -> WrittenTests:
    cells = [Cell(kind="code", source=source) for source in (FUNCTION, *sources)]
    return collect(cells, ASSIGNMENT, names, asked)


def steps(found: WrittenTests) -> list[str]:
    return [("> " if step.is_test else "") + step.source for step in found.steps]


NO_TESTS = {
    "nothing": "",
    "a call": "f([1], [1])",
    "a comparison": "print(f([1], [1]) == 3)",
    "an assert about something else": "x = 3\nassert x == 3",
    "a syntax error": "assert f([1], [1]) ==",
    "another cell language": "%%bash\nassert f",
    "a helper that is never called": "def check():\n    assert f([1], [1])",
    "a test function of something else": "def test_x():\n    assert 1 == 1",
    "a fixture that nobody gives": "def test_x(fixture):\n    assert f(fixture, fixture)",
    "two parametrizes": "@m.parametrize('a', [1])\n@m.parametrize('b', [1])\ndef test_x(a, b):\n    assert f(a, b)",
    "a class": "class TestF:\n    def test_x(self):\n        assert f([1], [1])",
    "an async test": "async def test_x():\n    assert f([1], [1])",
    "markdown": "",
}


@pytest.mark.parametrize("source", NO_TESTS.values(), ids=NO_TESTS)
def test_no_test(source: str) -> None:
    assert () == written(source).tests


IN_ONE_CELL: dict[str, tuple[str, list[str], int]] = {
    "an assert": ("assert f([1], [1])", ["> assert f([1], [1])"], 1),
    "NumPy's": ("np.testing.assert_allclose(f(1, 1), 2)", ["> np.testing.assert_allclose(f(1, 1), 2)"], 1),
    "an error": (
        "with pytest.raises(ValueError):\n    f(1, 2)",
        ["> with pytest.raises(ValueError):\n    f(1, 2)"],
        1,
    ),
    "a result with a name": (
        "p, r = f([1], [1])\nprint(p)\nassert p == 1\nassert r == 1",
        ["p, r = f([1], [1])", "> assert p == 1", "> assert r == 1"],
        2,
    ),
    "an alias": ("g = f\nassert g(1, 1)", ["g = f", "> assert g(1, 1)"], 1),
    "a loop over cases": (
        "cases = []\ncases.append(1)\nother = 2\nfor case in cases:\n    assert f(case, 1)",
        ["cases = []", "cases.append(1)", "> for case in cases:\n    assert f(case, 1)"],
        1,
    ),
    "a helper that checks": (
        "def check(a, want):\n    assert f(a, a) == want\ncheck([1], 2)\ncheck([], 3)",
        ["def check(a, want):\n    assert f(a, a) == want", "> check([1], 2)", "> check([], 3)"],
        2,
    ),
    "a test function": (
        "def test_x():\n    assert f(1, 1)\n    assert f(2, 2)",
        ["def test_x():\n    assert f(1, 1)\n    assert f(2, 2)", "> test_x()"],
        2,
    ),
    "a test function that is called": (
        "def test_x():\n    assert f(1, 1)\ntest_x()",
        ["def test_x():\n    assert f(1, 1)", "> test_x()"],
        1,
    ),
    "a test function, twice": (
        "def test_x():\n    assert f(1, 1)\ndef test_x():\n    assert f(2, 2)",
        ["def test_x():\n    assert f(1, 1)", "def test_x():\n    assert f(2, 2)", "> test_x()"],
        1,
    ),
    "given": (
        "@given(x())\ndef test_x(a):\n    assert f(a, a)",
        ["@given(x())\ndef test_x(a):\n    assert f(a, a)", "> test_x()"],
        1,
    ),
    "parametrize": (
        "@m.parametrize('a, want', [(1, 2)])\ndef test_x(a, want):\n    assert f(a, a) == want",
        [
            "@m.parametrize('a, want', [(1, 2)])\ndef test_x(a, want):\n    assert f(a, a) == want",
            "> for _row in [(1, 2)]:\n    test_x(*_row)",
        ],
        1,
    ),
    "what may bind any name": (
        "from numpy import *\nassert f(array([1]), [1])",
        ["from numpy import *", "> assert f(array([1]), [1])"],
        1,
    ),
    "modules are changed by a seed alone": (
        "import numpy as np\nnp.random.seed(3)\nnp.set_printoptions(1)\nassert f(np.random.rand(3), 1)",
        ["import numpy as np", "np.random.seed(3)", "> assert f(np.random.rand(3), 1)"],
        1,
    ),
    "another definition of the function": ("f = min\nassert f(1, 1)", ["> assert f(1, 1)"], 1),
    "a magic": ("%matplotlib inline\nassert f(1, 1)", ["> assert f(1, 1)"], 1),
}


@pytest.mark.parametrize(("source", "expected", "checks"), IN_ONE_CELL.values(), ids=IN_ONE_CELL)
def test_steps(source: str, expected: list[str], checks: int) -> None:
    found = written(source)
    assert (expected, checks) == (steps(found), found.checks)
    assert [step.is_test for step in found.lenient] == [step.is_test for step in found.steps]
    assert len(found.tests) == sum(step.is_test for step in found.steps)


def test_names_are_bound_anew_before_each_test() -> None:
    found = written("a = [1]", "assert f(a, a) == 1", "a = [2]", "assert f(a, a) == 2")
    assert ["a = [1]", "> assert f(a, a) == 1", "a = [2]", "> assert f(a, a) == 2"] == steps(found)
    assert [3, 5] == [test.cell for test in found.tests]
    assert [("a",), (), ("a",), ()] == [step.binds for step in found.steps]


def test_lenient_asserts_fail_nothing_and_still_call() -> None:
    found = written("for a in [1, 2]:\n    assert f(a, a) == 3, 'no'")
    assert "for a in [1, 2]:\n    f(a, a) == 3" == found.lenient[0].source


EXAMPLES = [cell.source for cell in ASSIGNMENT if "assert " in cell.source and cell.kind == "code"]


def test_the_assignments_own_are_not_the_candidates() -> None:
    name = question.DEFAULT
    assert () == written(*EXAMPLES, names=(name,), asked=name).tests
    assert () == written(*(each.replace("(3 / 4,", "( 3/4 ,") for each in EXAMPLES), names=(name,), asked=name).tests


def test_the_assignments_own_for_a_function_of_another_name() -> None:
    renamed = [each.replace(question.DEFAULT, "scores") for each in EXAMPLES]
    assert () == written(*renamed, names=("scores",), asked=question.DEFAULT).tests


def test_a_changed_example_is_the_candidates() -> None:
    name = question.DEFAULT
    changed = [each.replace("[1, 0, 0, 0]", "[0, 0, 0, 0]") for each in EXAMPLES]
    assert 1 == written(*changed, names=(name,), asked=name).checks


def test_there_may_be_many() -> None:
    assert MAX_TESTS == len(written(*["assert f(1, 1)"] * (MAX_TESTS + 5)).tests)


def test_a_statement_nested_too_deeply_is_left_out() -> None:
    deep = f"assert f(1, 1) == {'-' * 900}1"
    assert 1 >= len(written(deep).tests)
    assert 1 <= len(written(deep, "assert f(1, 1)").tests)
