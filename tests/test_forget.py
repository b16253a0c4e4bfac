"""Forgetting: nothing of a candidate stays under OUT, nobody else loses anything, and what lies elsewhere is told."""

from __future__ import annotations

import contextlib
import html
import json
import os
import resource
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from grader import output, report
from grader.errors import UsageError
from grader.finding import find
from grader.forget import Forgotten, forget
from grader.gradebook import opening
from grader.results import Activity, Results, Screen, SubmissionResult, WithoutNotebook
from grader.submission import Entry
from grader.visible import visible
from tests import grading
from tests.ending import at, end
from tests.screen_cases import card, folded, rated
from tests.test_exports import results, submission

TIME = "2026-11-26T09:00:00+00:00"

MARKER = "zebra_crossing_4711"
"""Stands in everything that a candidate wrote or said."""


def screen(quote: str = MARKER, interviewer: str = "RK") -> Screen:
    return folded(msgspec.structs.replace(card(interviewer=interviewer), ratings=(rated("tools", 2, quote),)))


def graded(candidate: str, notebook: str | None = None, text: str = MARKER) -> SubmissionResult:
    """A graded submission with a text of the candidate's wherever there can be one."""
    notebook = notebook or f"{candidate}/solution.ipynb"
    page = Entry(candidate=candidate, notebook=notebook, path=Path()).page
    return msgspec.structs.replace(
        submission(candidate, notebook=notebook, reason=text), page=page, misconceptions=(text,), screen=screen(text)
    )


def unseen(candidate: str, text: str = MARKER) -> WithoutNotebook:
    """A candidate without a notebook."""
    page = Entry(candidate=candidate, notebook="", path=Path()).page
    activity = Activity(source=text, date="2026-11-24", months=(), repositories=1, languages={}, merged_pull_requests=0)
    return WithoutNotebook(candidate=candidate, page=page, screen=screen(text), activity=activity)


def notebook(text: str) -> dict[str, object]:
    return json.loads(grading.notebook(f"x = '{text}'"))  # type: ignore[no-any-return]


def files(of: Results) -> dict[str, bytes]:
    """A run's files; every submission has an executed notebook, which says what its reason says."""
    return grading.files(of, {each.page: notebook(each.reason) for each in of.submissions})


def run(submissions: Sequence[SubmissionResult], without: Sequence[WithoutNotebook] = ()) -> Results:
    return msgspec.structs.replace(results(*submissions), without_notebook=tuple(without))


BOB = graded("bob", text="right")
CY = unseen("cy", text="fine")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A report on ada, bob, and cy, who has no notebook."""
    grading.place(tmp_path / "out", files(run([graded("ada"), BOB], [CY])))
    return tmp_path / "out"


def tree(folder: Path) -> dict[str, bytes]:
    """What a folder holds besides the gradebook."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != opening.NAME]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def traces(folder: Path, *words: str) -> list[tuple[str, str]]:
    """Where under a folder one of the words stands, in bytes or in names, in any form that a file of ours has."""
    forms = {form for word in words for form in (word, visible(word), html.escape(word), json.dumps(word)[1:-1])}
    held = tree(folder)
    if (folder / opening.NAME).exists():
        held[opening.NAME] = grading.unpacked(folder / opening.NAME)
    found = [(name, form) for name, data in held.items() for form in forms if form.encode() in data]
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    return found + [(name, form) for name in names for form in forms if form in name]


# --- what goes ------------------------------------------------------------------------------------------------------


HOSTILE_IDS = ["quetzal", "Quetzalcóatl Ø", "../quetzal", "=quetzal()", "<b>quetzal</b>", "quet\u202ezal",
               "$quet|zal.*", "'quetzal\"", "-quetzal", "quetzal\\xff"]  # fmt: skip


@pytest.mark.parametrize("candidate", HOSTILE_IDS)
def test_nothing_of_theirs_stays(tmp_path: Path, candidate: str) -> None:
    theirs = graded(candidate, notebook=f"{candidate}/my-answer.ipynb")
    grading.place(tmp_path / "out", files(run([theirs, BOB], [CY])))
    assert traces(tmp_path / "out", candidate, MARKER)
    forget(tmp_path / "out", candidate, TIME)
    stem = theirs.page.partition("/")[2]
    assert [] == traces(tmp_path / "out", candidate, MARKER, "my-answer", stem)


@pytest.mark.parametrize("candidate", HOSTILE_IDS)
def test_nothing_stays_of_one_without_a_notebook(tmp_path: Path, candidate: str) -> None:
    grading.place(tmp_path / "out", files(run([BOB], [unseen(candidate), CY])))
    assert traces(tmp_path / "out", candidate, MARKER)
    found = forget(tmp_path / "out", candidate, TIME)
    assert [] == traces(tmp_path / "out", candidate, MARKER)
    assert (0, 1, (f"{unseen(candidate).page}.html",)) == (
        found.submissions,
        found.without_notebook,
        found.removed,
    )


def test_it_is_as_if_they_had_never_been_there(out: Path) -> None:
    forget(out, "ada", TIME)
    assert files(run([BOB], [CY])) == tree(out)


def test_what_was_removed_is_told(out: Path) -> None:
    page = graded("ada").page
    assert Forgotten(
        candidate="ada",
        submissions=1,
        without_notebook=0,
        finished=False,
        removed=(f"{page}.html", f"{page}.ipynb"),
        remade=("index.html", "junit.xml", "results.csv", "results.json"),
        mentions=(),
        elsewhere=(
            "the notebook that they handed in: ada/solution.ipynb, in the folder that was graded",
            "scorecards, every version: those with `candidate: ada`, by RK",
            "call sheets, what a browser keeps of them, and the scorecard of `grader plan --candidate`",
            "signals: ada.json, and the clones that it was made from",
            "the history of git, where notebooks, scorecards or reports were committed",
            "CI: artefacts, job summaries and logs; copies of this report, also where it was merged into another",
            "backups, mail and chat, and the record of this command in the shell's history",
        ),
    ) == forget(out, "ada", TIME)


def test_all_of_their_notebooks_go(tmp_path: Path) -> None:
    twice = [graded("ada", "ada/first.ipynb"), graded("ada", "ada/second.ipynb")]
    grading.place(tmp_path, files(run([*twice, BOB])))
    found = forget(tmp_path, "ada", TIME)
    assert (2, 4) == (found.submissions, len(found.removed))
    assert ["ada/first.ipynb" in found.elsewhere[0], "ada/second.ipynb" in found.elsewhere[1]] == [True, True]
    assert files(run([BOB])) == tree(tmp_path)


def test_the_last_one_leaves_an_empty_report(tmp_path: Path) -> None:
    grading.place(tmp_path, files(run([graded("ada")])))
    forget(tmp_path, "ada", TIME)
    assert files(run([])) == tree(tmp_path)
    assert {"index.html", "results.json", "results.csv", "junit.xml"} == set(tree(tmp_path))


def test_a_real_report(tmp_path: Path) -> None:
    code = f"# {MARKER}\n{grading.RIGHT}\nprint('{MARKER}')\nassert precision_recall_f1([1], [1]) == (1, 1, 1)\n1 / 0 #"
    handed_in = {"quetzal": grading.notebook(code), "quetzals": b"{", "bob": b""}
    entries = find([grading.write(tmp_path / "in", handed_in)])
    made = grading.run(entries, grading.task())
    grading.place(tmp_path / "out", grading.files(made.results, made.notebooks))
    assert traces(tmp_path / "out", MARKER)
    forget(tmp_path / "out", "quetzal", TIME)
    assert [] == traces(tmp_path / "out", MARKER, "quetzal/", "quetzal-")
    assert ["bob", "quetzals"] == [each.candidate for each in report.read_results(tmp_path / "out").submissions]


def test_what_an_interrupted_run_left_goes_too(out: Path) -> None:
    for folder in (out / f"{output.STAGING}1" / "new" / "candidates", out / "candidates" / f"{output.STAGING}2"):
        folder.mkdir(parents=True)
        (folder / "x.html").write_text(f"ada {MARKER}")
    found = forget(out, "ada", TIME)
    assert [] == traces(out, MARKER)
    assert {f"{output.STAGING}1/new/candidates/x.html", f"candidates/{output.STAGING}2/x.html"} < set(found.removed)
    assert files(run([BOB], [CY])) == tree(out)


# --- a command that was ended ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("statement", ["INSERT INTO files", "DELETE FROM grades", "INSERT INTO tombstones", "VACUUM"])
def test_the_same_command_does_what_an_ended_one_left(out: Path, statement: str) -> None:
    with at(statement, end), pytest.raises(KeyboardInterrupt):
        forget(out, "ada", TIME)
    found = forget(out, "ada", TIME)
    was_last = statement == "VACUUM"
    assert (was_last, int(not was_last)) == (found.finished, found.submissions)
    assert was_last or found.elsewhere[0].startswith("the notebook that they handed in: ada/solution.ipynb")
    assert [] == traces(out, "ada-", "ada/", MARKER)
    assert files(run([BOB], [CY])) == tree(out)
    with pytest.raises(UsageError, match="Nothing has changed"):
        forget(out, "ada", TIME)


def test_whoever_is_forgotten_next_finishes_it_too(out: Path) -> None:
    with at("VACUUM", end), pytest.raises(KeyboardInterrupt):
        forget(out, "ada", TIME)
    found = forget(out, "bob", TIME)
    assert (True, 1) == (found.finished, found.submissions)
    assert [] == traces(out, "ada-", "ada/", "bob-", "bob/", MARKER)


def test_what_another_program_kept_beside_the_gradebook_goes_too(out: Path) -> None:
    with opening.opened(out / opening.NAME) as book:
        report.current(out, book, TIME)
    with contextlib.closing(sqlite3.connect(out / opening.NAME)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    with at("VACUUM", end), pytest.raises(KeyboardInterrupt):
        forget(out, "ada", TIME)
    forget(out, "ada", TIME)
    assert [opening.NAME] == [path.name for path in out.glob(f"{opening.NAME}*")]
    assert [] == traces(out, "ada-", "ada/", MARKER)


def test_a_disk_that_is_full_is_told_and_the_same_command_goes_on(out: Path) -> None:
    def fill() -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    with at("VACUUM", fill), pytest.raises(UsageError) as caught:
        forget(out, "ada", TIME)
    assert (
        f"expected to write {str(out / opening.NAME)!r} anew: there is no space left on the disk; free some and run "
        "again. No row of it tells of who was forgotten any more, but bytes of theirs may be left between the rows "
        "until it is done. It takes up to twice the size of the file, in its folder and in the one for temporary files."
    ) == str(caught.value)
    assert files(run([BOB], [CY])) == tree(out)
    assert forget(out, "ada", TIME).finished


def test_a_disk_that_takes_no_more_leaves_the_gradebook_whole(out: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        with (
            at("VACUUM", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))),
            pytest.raises(UsageError, match="the disk can't be read or written"),
        ):
            forget(out, "ada", TIME)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (True, []) == (forget(out, "ada", TIME).finished, traces(out, "ada-", "ada/", MARKER))


# --- who is asked for -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("candidate", "hint"),
    [
        ("adda", 'did you mean "ada"?'),
        ("ADA", 'did you mean "ada"?'),
        ("ada ", 'did you mean "ada"?'),
        ("cyy", 'did you mean "cy"?'),
        ("", "results.csv there has the ids."),
        ("*", "results.csv there has the ids."),
        ("ada/solution.ipynb", "results.csv there has the ids."),
    ],
)
def test_an_id_is_matched_exactly(out: Path, candidate: str, hint: str) -> None:
    before = tree(out)
    with pytest.raises(UsageError) as caught:
        forget(out, candidate, TIME)
    expected = f"Expected the exact id of a candidate in {str(out)!r}, got candidate={candidate!r}."
    assert f"{expected} Nothing has changed; {hint}" == str(caught.value)
    assert before == tree(out)


def test_one_with_a_longer_id_stays(tmp_path: Path) -> None:
    grading.place(tmp_path, files(run([graded("ada"), graded("ada-2", text="right")])))
    forget(tmp_path, "ada", TIME)
    assert files(run([graded("ada-2", text="right")])) == tree(tmp_path)


def test_a_folder_without_results(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected the results of a run"):
        forget(tmp_path, "ada", TIME)


# --- what stays, and is told ----------------------------------------------------------------------------------------


def test_other_peoples_files_stay_and_are_told(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "ada.txt").write_text("ada")
    mine = {
        "summary.md": "| ada |",
        "notes/ada.txt": "nothing",
        "notes/empty.txt": "",
        "canada.txt": "adamant, Canada, ada_2",
        "page.txt": f"see {graded('ada').page}.html",
        "path.txt": "at ada/solution.ipynb",
    }
    for name, text in mine.items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text(text)
    (out / "link").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(out / "pipe")
    found = forget(out, "ada", TIME)
    assert ("notes/ada.txt", "page.txt", "path.txt", "summary.md") == found.mentions
    assert {name: text.encode() for name, text in mine.items()}.items() <= tree(out).items()
    assert (tmp_path / "elsewhere" / "ada.txt").is_file()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_can_not_be_read_is_told(out: Path) -> None:
    (out / "closed").mkdir()
    (out / "closed" / "notes.txt").write_text("ada")
    (out / "closed.txt").write_text("ada")
    (out / "closed").chmod(0)
    (out / "closed.txt").chmod(0)
    try:
        assert ("closed", "closed.txt") == forget(out, "ada", TIME).mentions
    finally:
        (out / "closed").chmod(0o700)


def test_what_another_candidate_wrote_of_them_stays_and_is_told(tmp_path: Path) -> None:
    friend = graded("bob", text="ada helped me")
    grading.place(tmp_path, files(run([graded("ada"), friend])))
    found = forget(tmp_path, "ada", TIME)
    assert f"{friend.page}.html" in found.mentions
    assert files(run([friend])) == tree(tmp_path)


def test_their_own_broken_notebook_does_not_keep_them(out: Path) -> None:
    (out / f"{graded('ada').page}.ipynb").write_text("{")
    forget(out, "ada", TIME)
    assert files(run([BOB], [CY])) == tree(out)


def test_anothers_broken_notebook_is_told_and_nothing_changes(out: Path) -> None:
    (out / f"{BOB.page}.ipynb").write_text("{")
    before = tree(out)
    with pytest.raises(UsageError, match="is broken"):
        forget(out, "ada", TIME)
    assert before == tree(out)
