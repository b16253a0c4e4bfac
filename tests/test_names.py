"""What a notebook's text tells of its names: where they come from, which are missing, what a function uses."""

from __future__ import annotations

import ast

import pytest

from grader.names import imported, origin, unbound, used_by
from grader.source import Definition, definitions, last_definition
from grader.submission import Cell


def cells(*sources: str) -> list[Cell]:
    return [Cell(kind="code", source=source) for source in sources]


def function(*sources: str, name: str = "f", owner: str | None = None) -> Definition:
    found = last_definition(definitions(cells(*sources)), name, owner)
    assert found is not None
    return found


def test_what_imported_names_stand_for() -> None:
    found = imported(
        cells(
            "import numpy as np\nimport os.path\nfrom sklearn import metrics as m, svm",
            "def f():\n    from sklearn.metrics import confusion_matrix as cm\n    from . import mine\n    svm = 1",
        )
    )
    expected = {"np": "numpy", "os": "os", "m": "sklearn.metrics", "cm": "sklearn.metrics.confusion_matrix"}
    assert expected == found
    assert "sklearn.metrics.f1_score" == origin(ast.parse("m.f1_score", mode="eval").body, found)
    assert "" == origin(ast.parse("svm.f1_score", mode="eval").body, found)
    assert "" == origin(ast.parse("(m + 1).f1_score", mode="eval").body, found)


USES = "def f(y):\n    for i in y: pass\n    with open(y) as g: h(g, i)\n    return [k for k in missing], __name__\n"


def test_names_that_nothing_binds() -> None:
    assert {"h": 3, "missing": 4} == unbound(function(USES))
    assert {"missing": 4} == unbound(function(USES, "import h"))
    assert {} == unbound(function(USES, "try: pass\nexcept OSError as missing: pass\nclass h: pass"))


@pytest.mark.parametrize(
    "other",
    [
        "from math import *",
        "globals()['h'] = 1",
        "%run setup.py",
        "files = !ls",
        "%%bash\nls",
        "import builtins",
        "f(:",
    ],
)
def test_where_the_text_does_not_show_every_name_none_is_missing(other: str) -> None:
    assert {} == unbound(function(USES, other))


@pytest.mark.parametrize("other", ["%matplotlib inline", "%%time\nx = 1", "x = 5 % 2\nx %= 2", "!ls"])
def test_a_magic_that_binds_nothing_hides_nothing(other: str) -> None:
    assert {"h", "missing"} == set(unbound(function(USES, other)))


def names(found: tuple[Definition, ...]) -> list[str]:
    return [f"{each.owner}.{each.name}" if each.owner else each.name for each in found]


def test_the_functions_that_a_function_uses() -> None:
    written = (
        "def one(): ...\ndef two(): one()\ndef other(): ...\ndef mean(): ...",
        "def f(a):\n    return map(two, a.mean())\n",
    )
    assert ["one", "two"] == names(used_by(function(*written), definitions(cells(*written))))
    assert [] == names(
        used_by(function("def f(f):\n    return f()\n"), definitions(cells("def f(f):\n    return f()\n")))
    )


def test_a_name_that_a_function_binds_itself_is_its_own() -> None:
    written = "def recall(): ...\ndef f(a):\n    recall = 1\n    return recall\n"
    assert [] == names(used_by(function(written), definitions(cells(written))))


def test_the_methods_of_its_class_that_a_method_uses() -> None:
    written = (
        "class A:\n    def _ratio(self): return self.zero()\n    def zero(self): ...\n    def other(self): ...\n"
        "    def f(self):\n        return self._ratio() + A.g()\n    @staticmethod\n    def g(): ..."
    )
    found = used_by(function(written, owner="A"), definitions(cells(written)))
    assert ["A._ratio", "A.zero", "A.g"] == names(found)
