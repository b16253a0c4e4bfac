"""A gradebook: what is kept comes back as it was, nothing is kept twice, and who is forgotten is gone."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from grader.errors import UsageError
from grader.gradebook import attempts, files, forgetting, opening, reports, scorecards, tables
from grader.gradebook.attempts import Attempt
from grader.gradebook.files import Made
from grader.gradebook.forgetting import Kept
from grader.gradebook.reports import Report
from grader.results import Results, SubmissionResult, WithoutNotebook
from tests.grading import unpacked
from tests.screen_cases import card, folded
from tests.test_exports import results, submission

TIME = "2026-11-26T09:00:00+00:00"


@pytest.fixture
def book() -> Iterator[Connection]:
    with opening.opened(None) as opened:
        yield opened


def attempt(
    candidate: str = "ada", key: str | None = "k" * 64, *, final: bool = True, notebook: dict[str, object] | None = None
) -> Attempt:
    return Attempt(time=TIME, key=key, final=final, result=submission(candidate), executed=notebook)


def page_of(candidate: str) -> SubmissionResult:
    return msgspec.structs.replace(submission(candidate), page=f"candidates/{candidate}")


# --- attempts -------------------------------------------------------------------------------------------------------


def test_an_attempt_comes_back_as_it_was(book: Connection) -> None:
    notebook: dict[str, object] = {"cells": [{"source": "x = '\ud800 ü'"}], "nbformat": 4}
    numbers = [attempts.keep(book, attempt("ada", notebook=notebook)), attempts.keep(book, attempt("bob"))]
    assert [submission("bob"), submission("ada")] == list(attempts.results(book, numbers[::-1]))
    assert frozenset(numbers[:1]) == attempts.with_notebook(book, numbers)
    assert notebook == attempts.executed(book, numbers[0])


@given(st.text(), st.text())
def test_any_text_can_be_kept(reason: str, source: str) -> None:
    with opening.opened(None) as book:
        kept = Attempt(time=TIME, key=None, final=True, result=submission("ada", reason=reason), executed={"x": source})
        number = attempts.keep(book, kept)
        (result,) = attempts.results(book, [number])
        assert (reason.encode("utf-8", "backslashreplace").decode(), {"x": source}) == (
            result.reason,
            attempts.executed(book, number),
        )


@pytest.mark.parametrize("content", [b"", b"{}", zlib.compress(b"{}"), zlib.compress(b"\xff"), zlib.compress(b"{")])
def test_a_row_that_somebody_edited_is_told(book: Connection, content: bytes) -> None:
    number = attempts.keep(book, attempt(notebook={}))
    with book.begin():
        book.execute(tables.attempts.update().values(result=content, executed=content[:-1]))
    with pytest.raises(UsageError, match="the gradebook holds a SubmissionResult that can't be read"):
        list(attempts.results(book, [number]))
    with pytest.raises(UsageError, match="the gradebook holds an executed notebook that can't be read"):
        attempts.executed(book, number)


def test_results_share_what_is_equal_and_are_what_they_were(book: Connection) -> None:
    ada, bob = submission("ada"), submission("bob", reason="Another.")
    both = [attempts.keep(book, Attempt(time=TIME, key=None, final=True, result=r, executed=None)) for r in (ada, bob)]
    first, second = attempts.results(book, both)
    assert ([ada, bob], True) == ([first, second], first.findings[0] is second.findings[0])


def test_an_attempt_stands_for_its_submission_and_key_alone(book: Connection) -> None:
    notebook = submission("ada").notebook
    first = attempts.keep(book, attempt("ada"))
    attempts.keep(book, attempt("bob"))
    found = {
        "same": attempts.find(book, {("ada", notebook): "k" * 64}),
        "another key": attempts.find(book, {("ada", notebook): "l" * 64}),
        "another notebook": attempts.find(book, {("ada", "other.ipynb"): "k" * 64}),
        "another candidate": attempts.find(book, {("cy", notebook): "k" * 64}),
        "nobody": attempts.find(book, {}),
    }
    assert {"same": {("ada", notebook): first}} == {case: one for case, one in found.items() if one}


def test_what_is_not_final_or_has_no_key_never_stands(book: Connection) -> None:
    attempts.keep(book, attempt("ada", final=False))
    attempts.keep(book, attempt("bob", key=None))
    wanted = {(name, submission(name).notebook): "k" * 64 for name in ("ada", "bob")}
    assert {} == attempts.find(book, wanted)


def test_the_latest_attempt_stands(book: Connection) -> None:
    numbers = [attempts.keep(book, attempt("ada")) for _ in range(3)]
    assert [numbers[-1]] == list(attempts.find(book, {("ada", submission("ada").notebook): "k" * 64}).values())


# --- reports --------------------------------------------------------------------------------------------------------


def report(book: Connection, *candidates: str, alone: tuple[WithoutNotebook, ...] = ()) -> Report:
    found = tuple(page_of(each) for each in candidates)
    numbers = tuple(
        attempts.keep(book, Attempt(time=TIME, key=None, final=True, result=each, executed=None)) for each in found
    )
    made: Results = msgspec.structs.replace(results(*found), without_notebook=alone)
    return Report(results=made, attempts=numbers)


def test_there_is_no_report_at_first(book: Connection) -> None:
    assert None is reports.latest(book)


def test_the_latest_report_comes_back_as_it_was(book: Connection) -> None:
    cy = WithoutNotebook(candidate="cy", page="candidates/cy", screen=folded(card(candidate="cy")), activity=None)
    first, second = report(book, "bob", "ada"), report(book, "ada", alone=(cy,))
    screened = msgspec.structs.replace(
        second.results.submissions[0], screen=folded(card()), rating=None, rule="several"
    )
    second = Report(results=msgspec.structs.replace(second.results, submissions=(screened,)), attempts=second.attempts)
    for each in (first, second):
        reports.add(book, each, TIME)
        assert each == reports.latest(book)


def test_a_report_without_anybody(book: Connection) -> None:
    reports.add(book, report(book), TIME)
    assert report(book) == reports.latest(book)


def test_a_report_is_written_whole_or_not_at_all(book: Connection) -> None:
    reports.add(book, report(book, "ada"), TIME)
    unknown = Report(results=results(page_of("bob")), attempts=(99,))
    with pytest.raises(IntegrityError):
        reports.add(book, unknown, TIME)
    assert ("ada",) == tuple(each.candidate for each in (reports.latest(book) or unknown).results.submissions)


# --- scorecards and files -------------------------------------------------------------------------------------------


def test_every_version_of_a_card_stays_once_with_its_edit(book: Connection) -> None:
    first, second = card(), card((3, 3, 3, 3, 3, 1), version=2)
    scorecards.keep(book, [first], TIME)
    scorecards.keep(book, [first, second], TIME)
    scorecards.keep(book, [second], TIME)
    found = scorecards.handed_in(book)
    assert [("ada", first.by, 1), ("ada", first.by, 2)] == list(found)
    assert [first.sha256, second.sha256] == [each.sha256 for each in found.values()]
    edit = second.edit
    assert [None, edit and edit.reason] == [each.reason for each in found.values()]


def test_files_are_known_until_they_are_gone(book: Connection) -> None:
    one, other = Made(made_from="a" * 64, sha256="b" * 64), Made(made_from="c" * 64, sha256="d" * 64)
    files.own(book, {"index.html": one, "candidates/ada.html": one})
    files.own(book, {"index.html": other})
    assert {"index.html": other, "candidates/ada.html": one} == files.ours(book)
    files.disown(book, ["candidates/ada.html", "candidates/bob.html"])
    assert {"index.html": other} == files.ours(book)


# --- forgetting -----------------------------------------------------------------------------------------------------


def test_who_is_forgotten_leaves_a_nameless_tombstone(tmp_path: Path) -> None:
    path = tmp_path / opening.NAME
    with opening.opened(path) as book:
        for _ in range(3):  # each with an attempt of its own
            reports.add(book, report(book, "zebra", "bob"), TIME)
        attempts.keep(book, attempt("zebra", notebook={"cells": ["a zebra crossing"]}))
        scorecards.keep(book, [card(candidate="zebra", version=2)], TIME)
        assert {"zebra", "bob"} == forgetting.candidates(book)
        assert Kept(notebooks=(submission("zebra").notebook,), interviewers=("RK",)) == forgetting.kept(book, "zebra")
        forgetting.forget(book, "zebra", TIME)
        opening.rewrite(book)
        assert {"bob"} == forgetting.candidates(book)
        assert Kept(notebooks=(), interviewers=()) == forgetting.kept(book, "zebra")
        latest = reports.latest(book)
        assert latest is not None
        assert ["bob"] == [each.candidate for each in latest.results.submissions]
        with book.begin():
            assert [(1, TIME)] == [tuple(row) for row in book.execute(tables.tombstones.select())]
    assert b"zebra" not in unpacked(path)


def test_the_file_is_to_be_written_anew_until_it_is(book: Connection) -> None:
    owed = [opening.owes_rewriting(book)]
    forgetting.forget(book, "ada", TIME)
    owed.append(opening.owes_rewriting(book))
    opening.rewrite(book)
    owed.append(opening.owes_rewriting(book))
    assert [False, True, False] == owed


def test_numbers_are_not_given_again(book: Connection) -> None:
    first = attempts.keep(book, attempt("ada"))
    forgetting.forget(book, "ada", TIME)
    assert first < attempts.keep(book, attempt("bob"))
