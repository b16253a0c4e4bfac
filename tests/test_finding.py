"""Notebooks are found and named the same way everywhere; of an nbgrader course, what students handed in."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import output
from grader.errors import UsageError
from grader.finding import find
from grader.submission import Cell, Entry, read
from tests import grading
from tests.test_forget import files as files_of
from tests.test_forget import graded, run
from tests.test_submission import found, put

# --- whose notebook it is ----------------------------------------------------------------------------------


def test_the_id_is_the_folder_under_path_or_else_the_stem(tmp_path: Path) -> None:
    for name in ("ada/solution.ipynb", "ben/deep/er/solution.ipynb", "cyd.ipynb", "notes.txt"):
        put(tmp_path / name)
    assert [("ada", "ada/solution.ipynb"), ("ben", "ben/deep/er/solution.ipynb"), ("cyd", "cyd.ipynb")] == found(
        tmp_path
    )
    assert [("cyd", "cyd.ipynb")] == found(tmp_path / "cyd.ipynb")
    assert [("solution", "solution.ipynb")] == found(tmp_path / "ada")


def test_repeated_stems_go_by_the_parent_folder(tmp_path: Path) -> None:
    paths = [put(tmp_path / name / "solution.ipynb") for name in ("ada", "ben")]
    assert [("ada", "solution.ipynb"), ("ben", "solution.ipynb")] == found(*paths)
    assert [("ada", "solution.ipynb"), ("ben", "solution.ipynb")] == found(*(path.parent for path in paths))
    other = put(tmp_path / "cyd.ipynb")
    assert ["ada", "ben", "cyd"] == [candidate for candidate, _ in found(*paths, other)]


def test_two_notebooks_of_one_candidate_are_both_kept(tmp_path: Path) -> None:
    put(tmp_path / "ada" / "second.ipynb")
    put(tmp_path / "ada" / "first.ipynb")
    assert [("ada", "ada/first.ipynb"), ("ada", "ada/second.ipynb")] == found(tmp_path)
    assert 2 == len({entry.page for entry in find([tmp_path])})


@pytest.mark.parametrize(
    ("files", "paths", "candidate"),
    [
        (["ada/solution.ipynb", "ada.ipynb"], ["."], "ada"),
        (["one/ada/a.ipynb", "two/ada/b.ipynb"], ["one", "two"], "ada"),
        (["one/ada/s.ipynb", "two/ada/s.ipynb"], ["one/ada/s.ipynb", "two/ada/s.ipynb"], "ada"),
        (["ada.ipynb", "one/ada/s.ipynb"], ["ada.ipynb", "one"], "ada"),
    ],
)
def test_a_clash_is_an_error_and_never_a_merge(
    tmp_path: Path, files: list[str], paths: list[str], candidate: str
) -> None:
    for file in files:
        put(tmp_path / file)
    with pytest.raises(UsageError) as caught:
        find([tmp_path / path for path in paths])
    pattern = rf"candidate='{candidate}' is claimed by more than one source: '.+', '.+'; rename one of them"
    assert re.fullmatch(pattern, str(caught.value))


NAMES = [
    "Ada",
    "ada",
    "ada lovelace",
    "a\"d'a",
    "<b>ada",
    "Ада",
    "阿达",
    "ﬁ",
    "a\nb",
    "con",
    "a..",
    "a;rm -rf",
    "\\xff",
]


def test_any_name_is_an_id(tmp_path: Path) -> None:
    for name in NAMES:
        put(tmp_path / name / "s.ipynb")
    entries = find([tmp_path])
    assert sorted(NAMES) == [entry.candidate for entry in entries]
    pages = [entry.page.casefold() for entry in entries]
    assert len(NAMES) == len(set(pages))
    assert all(re.fullmatch(r"candidates/[a-z0-9-]+-[0-9a-f]{10}", page) for page in pages)


def test_bytes_that_are_no_text_become_visible(tmp_path: Path) -> None:
    os.makedirs(os.fsencode(tmp_path) + b"/ad\xff")  # noqa: PTH103 - a path of bytes
    put(Path(os.fsdecode(os.fsencode(tmp_path) + b"/ad\xff/s\xfe.ipynb")))
    [entry] = find([tmp_path])
    assert ("ad\\xff", "ad\\xff/s\\xfe.ipynb") == (entry.candidate, entry.notebook)
    assert (Cell(kind="code", source="x = 1"),) == read(entry, entry.path.read_bytes()).cells
    put(tmp_path / "ad\\xff" / "s.ipynb")
    with pytest.raises(UsageError, match="claimed by more than one source"):
        find([tmp_path])


@settings(database=None, deadline=None)
@given(st.sets(st.tuples(st.text(st.characters()), st.text(st.characters())), max_size=20))
def test_pages_are_unique_and_safe_as_file_names(ids: set[tuple[str, str]]) -> None:
    shown = {tuple(each.encode("utf-8", "backslashreplace").decode() for each in pair) for pair in ids}
    pages = [Entry(candidate=candidate, notebook=name, path=Path()).page for candidate, name in shown]
    assert len(shown) == len({page.casefold() for page in pages})
    assert all(re.fullmatch(r"candidates/[a-z0-9][a-z0-9-]{0,39}-[0-9a-f]{10}", page) for page in pages)


def test_a_page_stays_where_it_was() -> None:
    entry = Entry(candidate="Ada Lovelace", notebook="Ada Lovelace/solution.ipynb", path=Path("elsewhere"))
    assert "candidates/ada-lovelace-aeb6026152" == entry.page


# --- what is passed over -----------------------------------------------------------------------------------


def test_checkpoints_and_hidden_folders_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "ada" / "s.ipynb")
    for name in (".ipynb_checkpoints/s.ipynb", ".hidden/s.ipynb", "ada/.ipynb_checkpoints/s.ipynb", "ada/.s.ipynb"):
        put(tmp_path / name)
    assert [("ada", "ada/s.ipynb")] == found(tmp_path)


OURS = (
    b'{"schema": 1, "run": {"grader": "1.0", "battery_sha256": "0"}, '
    b'"submissions": [{"page": "candidates/ada-0123456789"}]}'
)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (OURS, False),
        (b'{"schema": 1, "run": {"grader": "1.0"}}', True),
        (b"[1, 2]", True),
        (b"", True),
        (b"[" * 200_000, True),
    ],
)
def test_a_folder_of_our_results_is_passed_over(tmp_path: Path, content: bytes, kept: bool) -> None:
    put(tmp_path / "ada" / "s.ipynb")
    put(tmp_path / "out" / "candidates" / "ada-0123456789.ipynb")
    put(tmp_path / "out" / "results.json", content)
    assert (["ada", "out"] if kept else ["ada"]) == [candidate for candidate, _ in found(tmp_path)]


def test_a_report_whose_run_was_killed_is_passed_over_whenever_that_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, moments = tmp_path / "out", tmp_path / "moments"
    grading.place(out, files_of(run([graded("ada"), graded("bob")])))

    def seen(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moved(path: Path, target: Path) -> Path:
            shutil.copytree(out, moments / str(len(list(moments.glob("*")))) / "out")
            return move(path, target)

        return moved

    for name in ("replace", "rename"):
        monkeypatch.setattr(Path, name, seen(getattr(Path, name)))
    grading.place(out, files_of(run([graded("ada"), graded("cy")])))
    left = sorted(moments.iterdir())
    assert 8 < len(left)
    for moment in left:
        put(moment / "eve" / "s.ipynb")
    assert [[("eve", "eve/s.ipynb")]] * len(left) == [found(moment) for moment in left]


def test_a_forged_report_hides_no_submission(tmp_path: Path) -> None:
    put(tmp_path / "bob" / "s.ipynb")
    put(tmp_path / "ada" / "s.ipynb")
    put(tmp_path / "ada" / "candidates" / "other.ipynb")
    pages = ["../bob/s", "s", "candidates/../../bob/s"]
    forged = {**json.loads(OURS), "submissions": [{"page": page} for page in pages]}
    for name in ("results.json", f"{output.STAGING}x/new/results.json"):
        put(tmp_path / "ada" / name, json.dumps(forged).encode())
    expected = [("ada", "ada/candidates/other.ipynb"), ("ada", "ada/s.ipynb"), ("bob", "bob/s.ipynb")]
    assert expected == found(tmp_path)


def test_a_pipe_called_like_our_results_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path / "ada" / "s.ipynb")
    os.mkfifo(tmp_path / "ada" / "results.json")
    assert [("ada", "ada/s.ipynb")] == found(tmp_path)


def test_a_file_found_twice_counts_once(tmp_path: Path) -> None:
    path = put(tmp_path / "ada" / "s.ipynb")
    other = tmp_path / "." / "ada" / ".." / "ada" / "s.ipynb"
    expected = [("ada", "ada/s.ipynb")]
    assert expected == found(tmp_path, tmp_path)
    assert expected == found(tmp_path, path) == found(path, tmp_path) == found(other, tmp_path, tmp_path / "ada")


def test_the_order_of_paths_and_of_the_file_system_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b/s.ipynb", "a/t.ipynb", "a/s.ipynb", "a/x/s.ipynb", "c.ipynb", "B/s.ipynb"):
        put(tmp_path / name)
    expected = found(tmp_path)
    assert sorted(expected) == expected
    walk = os.walk

    def backwards(top: Path, onerror: Callable[[OSError], object]) -> Iterator[tuple[str, list[str], list[str]]]:
        for folder, folders, files in walk(top, onerror=onerror):
            folders.reverse()
            files.reverse()
            yield folder, folders, files

    monkeypatch.setattr(os, "walk", backwards)
    assert expected == found(tmp_path)
    paths = [tmp_path / "a" / "s.ipynb", tmp_path / "b" / "s.ipynb", tmp_path / "c.ipynb"]
    assert found(*paths) == found(*reversed(paths))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("nowhere", "there is no file or folder '{}'; give notebooks, or folders that hold them"),
        ("notes.txt", "expected a notebook (*.ipynb) or a folder, found '{}'"),
        ("empty", "no notebook (*.ipynb) was found in '{}'; give notebooks, or folders that hold them"),
    ],
)
def test_a_path_without_notebooks(tmp_path: Path, path: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    put(tmp_path / "notes.txt")
    with pytest.raises(UsageError) as caught:
        find([tmp_path / path])
    assert says.format(tmp_path / path) == str(caught.value)


# --- an nbgrader course ---------------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two students, with what nbgrader keeps beside their notebooks."""
    made = tmp_path / "course101"
    for name in ("hacker", "bitdiddle"):
        put(made / "submitted" / name / "ps1" / "problem1.ipynb")
        put(made / "submitted" / name / "ps1" / ".ipynb_checkpoints" / "problem1.ipynb")
        put(made / "submitted" / name / "ps1" / "timestamp.txt", b"2026-01-02 03:04:05 UTC")
        put(made / "autograded" / name / "ps1" / "problem1.ipynb")
        put(made / "feedback" / name / "ps1" / "problem1.ipynb")
    for name in ("source/header.ipynb", "source/ps1/problem1.ipynb", "release/ps1/problem1.ipynb"):
        put(made / name)
    put(made / "gradebook.db", b"")
    return made


STUDENTS = [("bitdiddle", "bitdiddle/ps1/problem1.ipynb"), ("hacker", "hacker/ps1/problem1.ipynb")]


def test_of_a_course_what_students_handed_in_is_found(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert STUDENTS == found(course) == found(course / "submitted") == found(course, course / "submitted")
    assert STUDENTS == [(each.candidate, each.notebook) for each in find([course], "ps1")]
    monkeypatch.chdir(course / "submitted")
    assert STUDENTS == found(Path()) == found(Path(".."))


def test_of_several_assignments_one_is_named(course: Path) -> None:
    put(course / "submitted" / "hacker" / "ps2" / "problem1.ipynb")
    put(course / "submitted" / "hacker" / "ps2" / "problem2.ipynb")
    second = [("hacker", "hacker/ps2/problem1.ipynb"), ("hacker", "hacker/ps2/problem2.ipynb")]
    assert STUDENTS == [(each.candidate, each.notebook) for each in find([course], "ps1")]
    assert second == [(each.candidate, each.notebook) for each in find([course / "submitted"], "ps2")]
    said = refusals(course, None, "ps3")
    folder = repr(str(course / "submitted"))
    assert [
        f"expected one assignment in {folder}, found 'ps1', 'ps2'; name one with --assignment",
        f"expected an assignment in {folder}, got assignment='ps3'; there is 'ps1', 'ps2'",
    ] == said


def refusals(path: Path, *assignments: str | None) -> list[str]:
    said = []
    for assignment in assignments:
        with pytest.raises(UsageError) as caught:
            find([path], assignment)
        said.append(str(caught.value))
    return said


def test_no_notebook_of_a_course_is_lost_in_silence(course: Path) -> None:
    put(course / "lectures" / "one.ipynb")
    put(course / "submitted" / "hacker" / "loose.ipynb")
    [said] = refusals(course, None)
    assert (
        f"expected the notebooks of the nbgrader course {str(course)!r} in submitted/STUDENT/ASSIGNMENT/, found "
        "'lectures/one.ipynb', 'submitted/hacker/loose.ipynb'; move them, or name the folder that is to be graded"
    ) == said
    assert ["bitdiddle", "hacker", "hacker"] == [candidate for candidate, _ in found(course / "submitted")]


def test_a_candidate_called_as_a_folder_of_nbgrader_is_a_candidate(tmp_path: Path) -> None:
    for name in ("submitted/ps1/s.ipynb", "ada/s.ipynb"):
        put(tmp_path / name)
    assert ["ada", "submitted"] == [candidate for candidate, _ in found(tmp_path)]
    [said] = refusals(tmp_path, "ps1")
    assert f"expected an nbgrader course beside --assignment, got {str(tmp_path)!r}; leave --assignment out" == said


def test_a_course_without_submissions(course: Path) -> None:
    for path in (course / "submitted").rglob("*.ipynb"):
        path.unlink()
    [said, named] = refusals(course, None, "ps1")
    assert f"no notebook (*.ipynb) was found in {str(course)!r}; give notebooks, or folders that hold them" == said
    assert f"expected an assignment in {str(course / 'submitted')!r}, got assignment='ps1'; there is none" == named
