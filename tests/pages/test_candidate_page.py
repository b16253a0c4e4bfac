from __future__ import annotations

import msgspec

from grader.pages import marks
from grader.pages.candidate_page import CandidatePage, candidate_page
from grader.results import DiagnosisEntry, PropertyResult, Results
from grader.vocabulary import Finding


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
    assert ["verdict", "diagnosis", "counterexample", "method"] == [section.id for section in shown.sections]


def test_mixed_handling_lists_what_was_seen(results: Results) -> None:
    mixed = {edge.title: edge.mixed for edge in page(results, "swapped").edges}
    assert ["by accident", "as expected"] == [mark.word for mark in mixed["No positive label"]]
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
    assert "by accident" == page(results, "swapped").edges[0].mark.word


# --- what a reader asks in two minutes ------------------------------------------------------------------------------


def changed(results: Results, candidate: str, **changes: object) -> CandidatePage:
    (submission,) = (entry for entry in results.submissions if entry.candidate == candidate)
    return candidate_page(results, msgspec.structs.replace(submission, **changes), None)


SAYS = "What the function returns as precision is accuracy."
MORE = "It looks at all predictions."
FOLLOWS = "F1 is wrong only because precision is."
ACCURACY = (
    DiagnosisEntry(id="accuracy_as_precision", says=f"{SAYS} {MORE}", ask="What is precision?", good_answer="A share."),
    DiagnosisEntry(id="edge_cases", says="Nothing is guarded.", ask="What of empty lists?"),
    DiagnosisEntry(id="follows_f1", says=FOLLOWS, ask=""),
)


def test_the_headline_is_one_reason_and_what_follows_is_no_second_error(results: Results) -> None:
    core = {"precision": False, "recall": True, "f1": False}
    shown = changed(results, "swapped", reason=SAYS, diagnosis=ACCURACY, core=core, tally="12 inputs: all wrong.")
    assert (SAYS, (MORE, FOLLOWS), "12 inputs: all wrong.") == (shown.reason, shown.more, shown.tally)
    assert ["", "", "follows from precision"] == [part.note for part in shown.core]
    assert [("", "What is precision?", "A share."), ("Nothing is guarded.", "What of empty lists?", "")] == [
        (each.says, each.ask, each.good_answer) for each in shown.asks
    ]


def test_there_is_always_something_to_ask_but_of_our_own_failure(results: Results) -> None:
    for submission in results.submissions:
        shown = candidate_page(results, submission, None)
        assert bool(shown.asks) == (submission.candidate != "late-kernel"), submission.candidate
        assert all(each.ask.endswith("?") and each.good_answer for each in shown.asks), submission.candidate


def test_a_status_is_shown_where_it_says_more_than_the_rating(results: Results) -> None:
    assert page(results, "swapped").status is None
    assert "not attempted" == (page(results, "untouched").status or marks.UNRATED).word


def test_the_input_on_top_is_not_repeated_below(results: Results) -> None:
    (weak,) = (entry for entry in results.submissions if entry.candidate == "swapped")
    assert weak.counterexample is not None
    broken = PropertyResult(id="agrees", title="Agrees", cases=9, failed=2, counterexample=weak.counterexample)
    edge = (weak.edge_results or ())[0]
    same = (msgspec.structs.replace(edge, example=weak.counterexample), *(weak.edge_results or ())[1:])
    as_edge = PropertyResult(id=f"edge_{edge.id}", title=edge.title, cases=1, failed=1, counterexample=None)
    shown = changed(results, "swapped", properties=(broken, as_edge), edge_results=same)
    assert [("Agrees", None)] == [(row.title, row.counterexample) for row in shown.properties]
    assert [(None, True), False] == [(shown.edges[0].example, shown.edges[0].above), shown.edges[1].above]


def test_no_failing_input_is_said_too(results: Results) -> None:
    assert "None: no input that was tried gives a wrong answer." == page(results, "guarded-zeros").example_says
    assert "None: no function was tried." == page(results, "untouched").example_says
    assert "came after other calls" in changed(results, "swapped", rule="stateful").example_says


INTERNAL = ("leak", "dress", "as_reference", "as the reference", "handling", "concept", "core")


def test_marks_and_titles_use_no_word_of_ours(results: Results) -> None:
    titles = [marks.title_of(finding) for finding in Finding]
    for submission in results.submissions:
        shown: CandidatePage = candidate_page(results, submission, None)
        titles += [section.title for section in shown.sections] + [edge.mark.word for edge in shown.edges]
    assert not [(title, word) for title in titles for word in INTERNAL if word in title.lower()]


def test_what_fails_now_and_then_is_not_called_wrong() -> None:
    assert ["right where it answers", "in another form", "wrong", "right"] == [
        marks.of_part(False, "partly_fails").word,
        marks.of_part(False, "other_dress").word,
        marks.of_part(False, "unexplained").word,
        marks.of_part(True, "partly_fails").word,
    ]
