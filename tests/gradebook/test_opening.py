"""Gradebooks that can't be used: each gets a line that says why, and stays as it is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from grader.errors import UsageError
from grader.gradebook import files, opening
from grader.gradebook.tables import VERSION


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A gradebook that can be used."""
    made = tmp_path / opening.NAME
    with opening.opened(made):
        pass
    return made


def said(path: Path) -> str:
    """What is said of a gradebook that can't be used; its bytes are still what they were."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UsageError) as caught, opening.opened(path) as book, book.begin():
        book.execute(text("INSERT INTO tombstones (time) VALUES ('now')"))
    assert before == (path.read_bytes() if path.is_file() else None)
    assert repr(str(path)) in str(caught.value)
    return str(caught.value)


def run(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as book:
        book.execute(statement)
        book.commit()


def test_one_that_can_be_used_is_opened_again(path: Path) -> None:
    before = path.read_bytes()
    with opening.opened(path):
        pass
    assert before == path.read_bytes()


@pytest.mark.parametrize("made", [1, 5, 9])
def test_one_whose_making_was_ended_is_made_again(tmp_path: Path, made: int) -> None:
    statements = []

    def end(*told: object) -> None:
        statements.append(told[2])
        if sum(str(each).lstrip().startswith(("CREATE", "INSERT")) for each in statements) > made:
            raise KeyboardInterrupt

    event.listen(Engine, "before_cursor_execute", end)
    try:
        with pytest.raises(KeyboardInterrupt), opening.opened(tmp_path / opening.NAME):
            pass
    finally:
        event.remove(Engine, "before_cursor_execute", end)
    with opening.opened(tmp_path / opening.NAME) as book:
        assert {} == files.ours(book)


@pytest.mark.parametrize("name", ["what?now=1", "100%25", "a b#c", "file:x", ":memory:", "\u00e4\n'\""])
def test_it_lies_where_it_was_asked_for_whatever_the_folder_is_called(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with opening.opened(tmp_path / name / opening.NAME) as book:
        files.own(book, {})
    assert [tmp_path / name, tmp_path / name / opening.NAME] == sorted(tmp_path.rglob("*"))


def test_a_newer_version(path: Path) -> None:
    run(path, f"UPDATE gradebook SET version = {VERSION + 1}")
    assert f"a newer grader wrote it (version={VERSION + 1}, this grader reads {VERSION}); use that grader" in said(
        path
    )


def test_the_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / opening.NAME
    run(path, "CREATE TABLE bookmarks (url TEXT)")
    assert "it is the database of another program" in said(path)


def test_a_gradebook_without_its_version(path: Path) -> None:
    run(path, "DELETE FROM gradebook")
    assert "it is the database of another program" in said(path)


def test_one_that_lacks_a_table(path: Path) -> None:
    run(path, "DROP TABLE files")
    assert "move it away and grade everything again (it lacks files)" in said(path)


def test_what_is_not_sqlite(tmp_path: Path) -> None:
    path = tmp_path / opening.NAME
    path.write_bytes(b"PK\x03\x04 not a database at all" * 100)
    assert "it is not an SQLite database; move it away, or restore it" in said(path)


@pytest.mark.parametrize("cut", ["the end", "the middle"])
def test_a_damaged_one(path: Path, cut: str) -> None:
    content = bytearray(path.read_bytes())
    if cut == "the end":
        del content[len(content) // 2 :]
    else:
        content[4096 : len(content) - 4096] = os.urandom(len(content) - 8192)
    path.write_bytes(content)
    assert "it is damaged; restore it from a copy, or move it away and grade everything again" in said(path)


def test_a_locked_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "WAIT_SECONDS", 0.01)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "another program has locked it; close that program and run again" in said(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    folder, link, pipe = (tmp_path / name / opening.NAME for name in ("folder", "link", "pipe"))
    folder.mkdir(parents=True)
    link.parent.mkdir()
    link.symlink_to(tmp_path / "elsewhere")
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    assert ["it is not an ordinary file"] * 3 == [
        said(path).split("used: ")[1].split(";")[0] for path in (folder, link, pipe)
    ]
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "it can't be opened; mend the permissions" in said(tmp_path / "none" / opening.NAME)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_one_that_can_only_be_read(path: Path) -> None:
    path.chmod(0o400)
    assert "it can't be written; mend the permissions" in said(path)
