"""The corpus: the grader's verdicts are those of the contract; and the files that hold them are read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.verdicts import MOST_UNRATED, Verdict, table, verdicts
from grader import question
from tests.corpus_notebooks import CORPUS, CorpusError, load, read

DISAGREEMENTS: dict[str, tuple[str, ...]] = {
    # Accuracy and the micro average are the same numbers, so both are named.
    "agreement_three_times": ("misconceptions accuracy_everywhere, micro_averaged, not accuracy_everywhere",),
    "micro_by_sklearn": ("misconceptions accuracy_everywhere, micro_averaged, not micro_averaged",),
    # The name that was asked for is a class, made of two arguments: a person says whether that is the function.
    "class_under_the_name": (
        "status no_function, not graded",
        "rating null, not 3",
        "core null, not precision right, recall right, f1 right",
    ),
    # Right until a count overflows: two readings of the contract were written down, a 1 and a 2. A person decides.
    "int8_saves_memory": ("rating null, not 1",),
    "int8_to_save_memory": ("rating null, not 2",),
    # An assert without a word is no error "with a message of its own".
    "java_static_assert": ("rating 2, not 3",),
    # What the notebook switches on outside the function is reset around each call, as the contract has it.
    "seterr_raise_above": ("rating 2, not 3",),
    # A bare None answers nothing at all, as an error of the function's own would: both refuse the whole input.
    "none_alone": ("rating 3, not 2",),
    # Percentages rounded to a place are one explanation of all parts, so no second one is named beside it.
    "percent_text": ("misconceptions as_text, percent_scale, not as_text, percent_scale, rounded",),
}
"""Where the grader may say something else than the contract, by submission, each with its reason beside it."""


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    return verdicts(tmp_path_factory.mktemp("corpus"))


def test_no_wrong_formula_is_accepted(graded: list[Verdict]) -> None:
    assert [] == [each.handed.name for each in graded if each.false_accept], table(graded)


def test_no_right_formula_is_rejected(graded: list[Verdict]) -> None:
    assert [] == [each.handed.name for each in graded if each.false_reject], table(graded)


def test_few_wait_for_a_person(graded: list[Verdict]) -> None:
    assert sum(each.given.rating is None for each in graded) <= MOST_UNRATED * len(graded)


def test_every_disagreement_is_listed(graded: list[Verdict]) -> None:
    assert DISAGREEMENTS == {each.handed.name: each.differences for each in graded if each.differences}


def test_the_corpus_names_misconceptions_of_the_question() -> None:
    known = {each.id for each in question.load().misconceptions}
    assert set() == {name for each in load() for name in each.expected.misconceptions} - known


def test_the_corpus_holds_what_its_size_promises() -> None:
    assert len(load()) >= 90
    assert {"README.md"} == {path.name for path in CORPUS.iterdir() if path.suffix != ".py"}


HEADER = """\
# rating: 2
# status: graded
# why: as it is
# core: precision right, recall right, f1 wrong
# misconceptions: none
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "one.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_cells_are_read_as_they_stand(tmp_path: Path) -> None:
    text = f"{HEADER}\n# %% [markdown]\n# # Title\n#\n# text\n\n# %%\n%%bash\nls\n# %%\n!ls\nx = 1\n"
    handed = read(written(tmp_path, text))
    assert {"precision": True, "recall": True, "f1": False} == handed.expected.core
    assert b'"# Title\\n\\ntext"' in handed.notebook
    assert b'"%%bash\\nls"' in handed.notebook
    assert b'"!ls\\nx = 1"' in handed.notebook


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# rating: 2\n", "one.py:1: expected a header of 5 lines, got 'the end of the file'"),
        (HEADER.replace("rating: 2", "rating: 4"), "one.py:1: expected one of 3, 2, 1, null, got '4'"),
        (HEADER.replace("# why", "#why"), "one.py:3: expected '# why:' and a value, got '#why: as it is'"),
        (HEADER.replace("graded", "fine"), "one.py:2: expected one of graded, "),
        (HEADER.replace("rating: 2", "rating: null"), "one.py:2: expected a rating where the function is graded"),
        (HEADER.replace("f1 wrong", "f1 odd"), "one.py:4: expected 'open', or 'precision right, recall right, "),
        (HEADER.replace("precision right, recall right, f1 wrong", "not reached"), "one.py:4: expected 'not reached'"),
        (HEADER.replace("none", "a, a"), "one.py:5: expected 'none', or different ids with ', ' between them"),
        (HEADER, "one.py:5: expected at least one cell, got 'none'"),
        (f"{HEADER}x = 1\n", "one.py:6: expected an empty line or a cell's marker below the header, got 'x = 1'"),
        (f"{HEADER}# %% [raw]\n", "one.py:6: expected '# %%' or '# %% [markdown]', got '# %% [raw]'"),
        (f"{HEADER}# %% [markdown]\ntext\n", "one.py:7: expected a line of text after '# ', got 'text'"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CorpusError) as refused:
        read(written(tmp_path, text))
    assert str(refused.value).startswith(message)
