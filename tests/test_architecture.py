"""What may import what, read from the syntax: import-linter's contracts cover the layers inside `grader/`."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from grader.sandbox.inside import MODULES, PACKAGE

ROOT = Path(__file__).parents[1]
ROOMS = ("reference", "property_tests", "notebooks")
OURS = {"grader", "tests", "benchmarks", "docs", *ROOMS}
GRADER = sorted((ROOT / "grader").rglob("*.py"))
QUESTIONS = sorted(
    path
    for root in (ROOT, ROOT / "tests" / "questions")
    for path in (root / "reference").glob("*.py")
    for path in (path, root / "property_tests" / path.name)
)
SANDBOX = ROOT / "grader" / "sandbox"
SUPERVISOR = SANDBOX / "supervisor.py"
SENT = sorted((SANDBOX / "inside").glob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """The modules that a file imports anywhere in it; a relative one with its dots."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                found |= {name.name for name in names}
            case ast.ImportFrom(module=module, names=names, level=level):
                start = "." * level + (module or "")
                found |= {start} if start not in ("grader", ".") else {f"{start}.{name.name}" for name in names}
            case ast.Call(func=ast.Name(id="__import__") | ast.Attribute(attr="import_module"), args=[first, *_]):
                found.add(str(ast.literal_eval(first)) if isinstance(first, ast.Constant) else "?")
    return found


def of_ours(path: Path) -> set[str]:
    return {name for name in imported(path) if name.startswith((".", "?")) or name.partition(".")[0] in OURS}


def test_there_is_something_to_read() -> None:
    names = {named(path) for path in QUESTIONS}
    assert {"reference/precision_recall_f1.py", "tests/questions/property_tests/mean_absolute_error.py"} <= names
    assert all(path.is_file() for path in (*QUESTIONS, *SENT, SUPERVISOR))


@pytest.mark.parametrize("path", GRADER, ids=named)
def test_the_grader_imports_no_room(path: Path) -> None:
    listed = {"?"} if named(path) == "grader/sandbox/template.py" else set()  # the kernel's packages, without the rooms
    assert not {name for name in of_ours(path) if name.partition(".")[0] != "grader"} - listed


@pytest.mark.parametrize("path", QUESTIONS, ids=named)
def test_a_question_imports_the_vocabulary_alone(path: Path) -> None:
    assert {"grader.vocabulary"} == of_ours(path)


@pytest.mark.parametrize("path", SENT, ids=named)
def test_what_is_sent_into_a_kernel_imports_itself_alone(path: Path) -> None:
    before = MODULES[: MODULES.index(path.stem)] if path.stem in MODULES else ()
    assert of_ours(path) <= {f"{PACKAGE}.{name}" for name in before}


def test_all_of_it_is_sent() -> None:
    assert {"__init__", *MODULES} == {path.stem for path in SENT}


def test_the_supervisor_imports_the_standard_library_alone() -> None:
    assert not {name for name in imported(SUPERVISOR) if name.partition(".")[0] not in sys.stdlib_module_names}
