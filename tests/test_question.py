"""Questions load by name and by path, and a broken one says what is wrong with it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from grader import question
from grader.errors import QuestionError
from grader.question import Question

QUESTIONS = Path(__file__).parent / "questions"
NAME = "mean_absolute_error"


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """A copy of the tests' own question, to break."""
    return shutil.copytree(QUESTIONS, tmp_path / "rooms", ignore=shutil.ignore_patterns("__pycache__"))


def identity(loaded: Question) -> tuple[str, Path, str]:
    return loaded.name, loaded.root, loaded.sha256


def add_second(rooms: Path) -> None:
    for path in [*rooms.glob(f"*/{NAME}.py"), *rooms.glob(f"*/{NAME}.ipynb")]:
        text = path.read_text().replace(f"def {NAME}", "def second")
        path.with_stem("second").write_text(text.replace(f"{NAME}(y_true", "second(y_true"))


def test_the_shipped_question_is_the_default() -> None:
    assert "precision_recall_f1" == question.load().name
    assert identity(question.load()) == identity(question.load("precision_recall_f1"))
    assert "precision_recall_f1" in question.available()


def test_loaded_by_folder_by_folder_and_name_and_by_root() -> None:
    by_folder = identity(question.load(QUESTIONS))
    assert NAME == by_folder[0]
    assert by_folder == identity(question.load(str(QUESTIONS)))
    assert by_folder == identity(question.load(f"{QUESTIONS}:{NAME}"))
    assert by_folder == identity(question.load(NAME, root=QUESTIONS))
    assert (NAME,) == question.available(QUESTIONS)


def test_a_folder_of_several_wants_a_name(rooms: Path) -> None:
    add_second(rooms)
    assert "second" == question.load(f"{rooms}:second").name
    with pytest.raises(QuestionError) as caught:
        question.load(rooms)
    assert (
        f"{rooms}: expected one question in reference/, found {NAME}, second. Name one of several as FOLDER:NAME. "
        "The folder holds the rooms reference/, property_tests/, notebooks/." == str(caught.value)
    )


def test_its_files() -> None:
    loaded = question.load(QUESTIONS)
    assert QUESTIONS / "notebooks" / f"{NAME}.ipynb" == loaded.assignment
    assert QUESTIONS / "property_tests" / f"{NAME}.battery.json" == loaded.battery


def test_no_room_becomes_importable() -> None:
    before = set(sys.modules)
    question.load(QUESTIONS)
    assert not {"reference", "property_tests", NAME} & (set(sys.modules) - before)


@pytest.mark.parametrize(
    "file", [f"reference/{NAME}.py", f"property_tests/{NAME}.py", f"notebooks/{NAME}.ipynb"], ids=lambda file: file[:9]
)
def test_the_hash_covers_every_file_but_the_battery(rooms: Path, file: str) -> None:
    before = question.load(rooms).sha256
    loaded = question.load(rooms)
    loaded.battery.unlink()
    assert before == question.load(rooms).sha256
    with (rooms / file).open("a") as stream:
        stream.write("\n")
    assert before != question.load(rooms).sha256


REFERENCE = f"reference/{NAME}.py"
TESTS = f"property_tests/{NAME}.py"
BROKEN = {
    "does not import": (
        REFERENCE,
        "import math",
        "import no_such_module",
        "expected a file that imports, found Module",
    ),
    "syntax": (
        TESTS,
        "CONTRACT = Contract(",
        "CONTRACT = = Contract(",
        "expected a file that imports, found SyntaxErr",
    ),
    "no function": (REFERENCE, f"def {NAME}(", "def another(", f"expected a function {NAME}, found NoneType."),
    "other parameters": (
        *(REFERENCE, f"def {NAME}(y_true: Sequence[float], y_pred", f"def {NAME}(y_pred: Sequence[float], y_true"),
        f"expected {NAME}(y_true, y_pred) as the contract says, found {NAME}(y_pred, y_true).",
    ),
    "no misconceptions": (
        *(REFERENCE, "MISCONCEPTIONS =", "OTHERS ="),
        "expected MISCONCEPTIONS, a tuple of Misconception, found nothing.",
    ),
    "misconceptions of another type": (
        *(REFERENCE, "MISCONCEPTIONS = (", "MISCONCEPTIONS = (1,"),
        "expected MISCONCEPTIONS, a tuple of Misconception, found a tuple that holds Misconception, int.",
    ),
    "unknown part of a misconception": (
        *(REFERENCE, 'parts=("mean_absolute_error",)', 'parts=("mean",)'),
        "misconception 'signed_errors', parts: expected some of mean_absolute_error, root_mean_squared_error, "
        "found 'mean'.",
    ),
    "a misconception about nothing": (
        *(REFERENCE, 'parts=("mean_absolute_error",)', "parts=()"),
        "misconception 'signed_errors', parts: expected at least one, found none.",
    ),
    "a misconception without variants": (
        *(REFERENCE, "variants=(_signed,),", ""),
        "found ValueError: misconception 'signed_errors' needs variants or a form.",
    ),
    "the same misconception twice": (
        *(REFERENCE, 'id="root_forgotten"', 'id="signed_errors"'),
        "misconceptions: expected each id once, found 'signed_errors' twice.",
    ),
    "an id that is no word": (
        *(REFERENCE, 'id="rounded"', 'id="<b>"'),
        "misconceptions: expected ids of a-z, 0-9 and _, found '<b>'.",
    ),
    "no contract": (TESTS, "CONTRACT =", "OTHER =", "expected CONTRACT, a Contract, found nothing."),
    "a contract of another type": (
        *(TESTS, "CONTRACT = Contract(", "CONTRACT = dict("),
        "expected CONTRACT, a Contract, found a value of type dict.",
    ),
    "unknown part of an edge class": (
        *(TESTS, 'undefined=frozenset({"mean_absolute_error", "root', 'undefined=frozenset({"mean", "root'),
        "edge class 'empty', undefined: expected some of mean_absolute_error, root_mean_squared_error, found 'mean'.",
    ),
    "an edge class of a reserved name": (
        *(TESTS, 'id="empty"', 'id="large"'),
        "edge_classes: expected another id than 'large', which the battery uses itself.",
    ),
    "the same property twice": (
        *(TESTS, 'id="symmetry"', 'id="agreement"'),
        "properties: expected each id once, found 'agreement' twice.",
    ),
    "the same part twice": (
        *(TESTS, 'id="root_mean_squared_error"', 'id="mean_absolute_error"'),
        "parts: expected each id once, found 'mean_absolute_error' twice.",
    ),
    "no tolerance": (
        *(TESTS, "counts=_counts,", "counts=_counts, tolerance=0,"),
        "expected a positive tolerance, found tolerance=0.",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_question_names_the_file_and_what_is_wrong(
    rooms: Path, file: str, old: str, new: str, says: str
) -> None:
    path = rooms / file
    text = path.read_text()
    assert old in text, "the table fits the question"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(QuestionError) as caught:
        question.load(rooms)
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)


@pytest.mark.parametrize("file", [TESTS, f"notebooks/{NAME}.ipynb"])
def test_a_missing_file(rooms: Path, file: str) -> None:
    (rooms / file).unlink()
    with pytest.raises(QuestionError) as caught:
        question.load(rooms)
    assert (
        f"{rooms / file}: expected a file of the question, found No such file or directory. "
        "A question is files of one name in reference/, property_tests/ and notebooks/." == str(caught.value)
    )


def test_an_unknown_name_lists_the_known_ones(rooms: Path) -> None:
    with pytest.raises(QuestionError) as caught:
        question.load("recal", root=rooms)
    assert f"{rooms}/reference/recal.py: expected the question name='recal', found {NAME}." == str(caught.value)


def test_a_folder_without_questions(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="expected one question in reference/, found none"):
        question.load(tmp_path)
