"""Which library functions do a function's work: what only checks or shows is no delegation."""

from __future__ import annotations

import pytest

from grader.delegation import delegates
from grader.source import definitions
from grader.submission import Cell

LIBRARY = frozenset({"f1_score", "precision_score"})
OWN = "    own = 2 * hits / labels\n"

TABLE = {
    "its result": ("    return f1_score(y, p)\n", ("f1_score",)),
    "a name that is returned": ("    f1 = f1_score(y, p)\n    return f1\n", ("f1_score",)),
    "one name of several": ("    a, b = f1_score(y, p), 1\n    return b\n", ("f1_score",)),
    "put into what is returned": ("    d = {}\n    d['f1'] = f1_score(y, p)\n    return d\n", ("f1_score",)),
    "added to what is returned": (
        "    found = []\n    found.append(f1_score(y, p))\n    return found\n",
        ("f1_score",),
    ),
    "a condition of the result": ("    if f1_score(y, p) == 0:\n        return 0\n    return 1\n", ("f1_score",)),
    "an assertion": (f"{OWN}    assert own == f1_score(y, p)\n    return own\n", ()),
    "an assertion on a name": (f"{OWN}    ref = f1_score(y, p)\n    assert own == ref\n    return own\n", ()),
    "names from names": (f"{OWN}    a = f1_score(y, p)\n    b = a - own\n    assert b == 0\n    return own\n", ()),
    "the condition of an error": (
        f"{OWN}    if own != f1_score(y, p):\n        raise ValueError\n    return own\n",
        (),
    ),
    "what is printed": (f"{OWN}    print('sklearn says', f1_score(y, p))\n    return own\n", ()),
    "printed and returned": ("    f1 = f1_score(y, p)\n    print(f1)\n    return f1\n", ("f1_score",)),
    "another name for it": ("    return theirs(y, p)\n", ("precision_score",)),
    "a helper of the notebook": ("    return helped(y, p)\n", ("f1_score",)),
}


@pytest.mark.parametrize(("body", "expected"), TABLE.values(), ids=TABLE)
def test_what_counts_as_delegation(body: str, expected: tuple[str, ...]) -> None:
    source = "from sklearn.metrics import f1_score, precision_score as theirs\n"
    source += f"def helped(y, p):\n    return f1_score(y, p)\ndef asked(y, p):\n{body}"
    cells = (Cell(kind="code", source=source),)
    assert expected == delegates(["asked"], definitions(cells), cells, LIBRARY)


def test_what_the_notebook_defines_itself_is_no_librarys() -> None:
    cells = (
        Cell(kind="code", source="def f1_score(y, p):\n    return 1\ndef asked(y, p):\n    return f1_score(y, p)\n"),
    )
    assert () == delegates(["asked"], definitions(cells), cells, LIBRARY)
