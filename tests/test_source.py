"""Code is read without being executed: definitions, stubs, magics; and nothing that a stranger writes stops it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.source import definitions, last_definition, parse
from grader.submission import Cell


def code(*sources: str) -> list[Cell]:
    return [Cell(kind="code", source=source) for source in sources]


def test_definitions_stand_in_the_notebooks_order() -> None:
    cells = [
        Cell(kind="markdown", source="def not_code(): pass"),
        *code(
            "import math\n\n@cache\n@other(\n  1)\ndef f(a, b):\n    return a\n\nx = 1",
            "class Scorer:\n    def score(self): pass\n    async def later(self): pass\n    x = 1",
            "async def g(): pass\ndef f(a): return 2",
        ),
    ]
    found = definitions(cells)
    assert [
        ("f", None, 2, 3),
        ("score", "Scorer", 3, 2),
        ("later", "Scorer", 3, 3),
        ("g", None, 4, 1),
        ("f", None, 4, 2),
    ] == [(each.name, each.owner, each.cell, each.first_line) for each in found]
    assert "@cache\n@other(\n  1)\ndef f(a, b):\n    return a" == found[0].source
    assert found[-1] is last_definition(found, "f")
    assert found[1] is last_definition(found, "score", "Scorer")
    assert last_definition(found, "score") is None


@pytest.mark.parametrize(
    ("body", "stub"),
    [
        ("pass", True),
        ("...", True),
        ("'''Says.'''", True),
        ("'''Says.'''\n    pass", True),
        ("return", True),
        ("return None", True),
        ("raise NotImplementedError", True),
        ("raise NotImplementedError  # your code here", True),
        ("raise NotImplementedError('todo')", True),
        ("raise ValueError", False),
        ("return 0", False),
        ("return None, None, None", False),
        ("x = 1", False),
        ("print(1)\n    pass", False),
    ],
)
def test_a_stub_does_nothing_yet(body: str, stub: bool) -> None:
    [found] = definitions(code(f"def f(a):\n    {body}"))
    assert stub is found.is_stub


F = "def f():\n    return 1"


@pytest.mark.parametrize(
    ("source", "first_line"),
    [
        (F, 1),
        (f"%matplotlib inline\n{F}", 2),
        (f"!pip install scipy\n{F}", 2),
        (f"f?\n{F}", 2),
        (f"f??\n?f\n{F}", 3),
        (f"files = !ls\n{F}", 2),
        (f"t = %timeit -o 1\n{F}", 2),
        (f"if True:\n    !ls\n{F}", 3),
        (f"%%time\n{F}", 2),
        (f"%%capture out\n{F}", 2),
        (f"\n\n%%time\n{F}", 4),
        (f"x = 5 % 3\nassert x != '?'\n{F}", 3),
        (f"pattern = '\\d'\nassert 1 is 1\n{F}", 3),
        (f"{F}  # done?", 1),
    ],
)
def test_magics_are_passed_over_and_lines_kept(source: str, first_line: int) -> None:
    [found] = definitions(code(source))
    assert (first_line, F) == (
        found.first_line,
        "\n".join(line.partition("  #")[0] for line in found.source.split("\n")),
    )


@pytest.mark.parametrize(
    "source",
    [
        "%%bash\nls",
        "%%html\n<b>",
        "%%javascript\nalert(1)",
        "%%timesheet\nx = 1",
        "def f(:",
        "x = = 1",
        "\0",
        "\ud800 =",
    ],
)
def test_what_is_no_python_has_no_tree(source: str) -> None:
    assert parse(source) is None
    assert () == definitions(code(source))


# Each of these exhausted a stack, or took minutes with a pattern that tries again.
HOSTILE = {
    "deep brackets": "(" * 100_000,
    "deep minus": "-" * 100_000 + "1",
    "deep attributes": "a" + ".b" * 100_000,
    "deep sum": "1" + "+1" * 100_000,
    "deep blocks": "".join(f"{' ' * depth}if 1:\n" for depth in range(300)),
    "spaces": " " * 300_000 + "x = = 3",
    "questions": "?" * 300_000 + "x = = 3",
    "a long number": "9" * 100_000,
    "many lines": "\n" * 300_000 + "x = = 3",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_code_is_only_read(source: str) -> None:
    definitions(code(source, F))
    assert "f" == definitions(code(source, F))[-1].name


@settings(database=None, deadline=None)
@given(st.text(st.characters()))
def test_any_text(source: str) -> None:
    assert "f" == definitions(code(source, F))[-1].name
