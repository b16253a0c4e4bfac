from __future__ import annotations

from grader.pages.candidate_page import CandidatePage, candidate_page
from grader.results import Results
from grader.vocabulary import Handling


def page(results: Results, candidate: str) -> CandidatePage:
    (submission,) = (entry for entry in results.submissions if entry.candidate == candidate)
    return candidate_page(results, submission, None)


def test_the_verdict_and_the_row_that_gave_it(results: Results) -> None:
    shown = page(results, "swapped")
    assert ("▼", "1", "weak") == (shown.rating.glyph, shown.rating.number, shown.rating.word)
    assert "The outputs show a misconception about precision or recall." == shown.rule
    assert ["wrong", "wrong", "right"] == [part.mark.word for part in shown.core]
    assert "swapped: 1 weak" == shown.title


def test_no_rating_asks_for_a_person(results: Results) -> None:
    shown = page(results, "untouched")
    assert ("◆", "", "a person looks") == (shown.rating.glyph, shown.rating.number, shown.rating.word)
    assert "The stub is unchanged." == shown.reason
    assert ["not judged"] * 3 == [part.mark.word for part in shown.core]
    assert "untouched: a person looks" == shown.title
    assert ["verdict", "method"] == [section.id for section in shown.sections]


def test_mixed_handling_lists_what_was_seen(results: Results) -> None:
    mixed = {edge.title: edge.mixed for edge in page(results, "swapped").edges}
    assert ["leaks", "as the reference"] == [mark.word for mark in mixed["No positive label"]]
    assert () == mixed["No labels at all"]


def test_an_error_keeps_its_name(results: Results) -> None:
    ((cell, error),) = page(results, "swapped").errors
    assert (5, "ModuleNotFoundError", "No module named 'seaborn'") == (cell, error.title, error.says)


def test_links_lead_to_the_overview_and_the_notebook(results: Results) -> None:
    shown = candidate_page(results, results.submissions[0], {"cells": []})
    assert ("../index.html", "guarded-zeros-1a2b3c4d.ipynb") == (shown.index_href, shown.notebook_href)
    assert page(results, "untouched").notebook_href is None


def test_the_stamp_follows_the_sandbox(results: Results) -> None:
    assert "without a sandbox" in (page(results, "swapped").stamp or "")
    assert Handling.LEAKS.value == page(results, "swapped").edges[0].mark.word
