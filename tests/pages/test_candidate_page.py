from __future__ import annotations

import msgspec

from grader.pages import marks
from grader.pages.candidate_page import CandidatePage, candidate_page
from grader.results import DiagnosisEntry, FindingEntry, FunctionFound, Helper, PropertyResult, Results
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
    assert ("◆", "", "no rating yet") == (shown.rating.glyph, shown.rating.number, shown.rating.word)
    assert "The stub is unchanged." == shown.reason
    assert ["not judged"] * 3 == [part.mark.word for part in shown.core]
    assert "untouched: no rating yet" == shown.title
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


def test_what_the_function_uses_stands_below_it(results: Results) -> None:
    helper = Helper(name="Metrics._ratio", cell=3, source="def _ratio(self, a, b):\n    return a / b if b else 0.0")
    found = FunctionFound(name="Metrics.precision_recall_f1", cell=3, source="def f(): ...", helpers=(helper,))
    shown = changed(results, "swapped", function=found).function
    assert shown is not None
    [view] = shown.helpers
    assert ("Metrics._ratio", 3, 2) == (view.name, view.cell, len(view.code.head) if view.code else 0)


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
    right, untouched = page(results, "guarded-zeros"), page(results, "untouched")
    says = "No valid input that was tried gives a wrong answer."
    assert ("No failing input", says) == (right.example_title, right.example_says)
    says = "Nothing was tried, for the reason above."
    assert ("No input was tried", says) == (untouched.example_title, untouched.example_says)


def test_the_call_before_is_told_where_it_matters(results: Results) -> None:
    (weak,) = (entry for entry in results.submissions if entry.candidate == "swapped")
    assert weak.counterexample is not None
    example = msgspec.structs.replace(weak.counterexample, before=((1, 1), (1, 0)))
    right = dict.fromkeys(weak.core or {}, True)
    shown = changed(results, "swapped", rule="stateful", counterexample=example, core=right)
    first = "y_true = [1, 1] and y_pred = [1, 0]"
    says = f"By itself this input is answered rightly. Here the function was called with {first} first."
    assert ("An input that shows it", says) == (shown.example_title, shown.example_says)
    assert {"on a first call"} == {part.note for part in shown.core}
    leaks = changed(results, "swapped", rule="edge_leaks", core=right | {"f1": False})
    assert ["where defined", "where defined", ""] == [part.note for part in leaks.core]
    assert changed(results, "swapped", rule="stateful").example_says.endswith("what came after many other calls.")


def test_a_second_call_with_the_same_lists_is_told_as_one_that_costs_nothing(results: Results) -> None:
    (weak,) = (entry for entry in results.submissions if entry.candidate == "swapped")
    assert weak.counterexample is not None
    example = msgspec.structs.replace(weak.counterexample, left=((), ()))
    shown = changed(results, "swapped", counterexample=example)
    assert ("Called twice", "Answered otherwise the second time") == (shown.example_name, shown.example_title)
    assert (
        "The first call is answered rightly. This is a second one with the same lists: y_true and y_pred are empty by "
        "then. That costs nothing in the rating, as each call that is judged gets new lists." == shown.example_says
    )


def test_what_is_called_smallest_is_the_smallest(results: Results) -> None:
    """An input that goes wrong and is smaller is told below: one with a clear answer, else one of an edge case."""
    (weak,) = (entry for entry in results.submissions if entry.candidate == "swapped")
    assert weak.counterexample is not None
    edge = (weak.edge_results or ())[0]
    empty = msgspec.structs.replace(weak.counterexample, args=((), ()), got="raises ValueError: Nothing there.")
    smaller = msgspec.structs.replace(weak.counterexample, args=((1,), (1,)), why="Of class 0: none.")
    found = msgspec.structs.replace(weak.counterexample, shrunk=True)
    failing, fine = ((msgspec.structs.replace(edge, failed=failed, example=empty),) for failed in (1, 0))
    at_edge = (
        "Where a ratio is 0/0, a smaller one goes wrong: y_true = [], y_pred = [] → raises ValueError: Nothing there."
    )
    one = "Smaller, and wrong too: y_true = [1], y_pred = [1] → (1.0, 0.6666…, 0.8). Of class 0: none."
    for changes, title, note in (
        ({"edge_results": fine}, "The smallest input that shows it", ""),
        ({"edge_results": fine, "counterexample": found}, "The smallest input found that shows it", ""),
        ({"edge_results": fine, "smaller": smaller}, "A small input that shows it", one),
        ({"edge_results": failing, "smaller": smaller}, "A small input that shows it", f"{one} {at_edge}"),
        ({"edge_results": failing}, "The smallest input with a clear answer that shows it", at_edge),
        ({"edge_results": failing, "rule": "stateful"}, "An input that shows it", ""),
    ):
        shown = changed(results, "swapped", **changes)
        name = "Smallest input" if title.startswith("The") else "Failing input"
        assert (name, title, note) == (shown.example_name, shown.example_title, shown.example_note)


def test_one_container_alone_is_said_beside_no_failing_input(results: Results) -> None:
    only = (FindingEntry(id=Finding.LISTS_ONLY, says="It works on lists; on NumPy arrays it fails."),)
    shown = changed(results, "guarded-zeros", findings=only)
    assert "No failing input, given lists" == shown.example_title
    assert f"{only[0].says} One of the two is enough for the rating." == shown.example_says


def test_an_input_beside_a_library_is_said_to_be_another_matter(results: Results) -> None:
    assert changed(results, "swapped", rule="delegated").example_says.startswith("That a library does the work")


def test_an_answer_by_chance_is_one_of_many(results: Results) -> None:
    chance = (FindingEntry(id=Finding.NONDETERMINISTIC, says="So."),)
    assert changed(results, "swapped", findings=chance).example_says.startswith("Answers change from call to call")


def test_right_numbers_in_another_form_are_told_by_their_form(results: Results) -> None:
    forms = dict.fromkeys(("precision", "recall"), "right, but rounded")
    shown = changed(results, "swapped", rule="other_dress", forms=forms)
    assert ["right, but rounded", "right, but rounded", "right"] == [part.mark.word for part in shown.core]
    assert shown.counterexample is not None
    assert "right, but rounded" in {part.mark.word for part in shown.counterexample.parts}


def test_what_stops_with_an_error_gives_no_number(results: Results) -> None:
    shown = changed(results, "swapped", rule="does_not_run", core=None)
    assert ["no number"] * 3 == [part.mark.word for part in shown.core]


def test_the_finding_that_gave_the_rating_is_not_told_again(results: Results) -> None:
    findings = tuple(FindingEntry(id=each, says="So.") for each in (Finding.STATEFUL, Finding.MUTATES_INPUTS))
    for rule, told in (
        ("stateful", ["Changes its inputs"]),
        ("all_right", ["Remembers earlier calls", "Changes its inputs"]),
    ):
        assert told == [note.title for note in changed(results, "swapped", rule=rule, findings=findings).findings]


def test_a_strip_shows_where_a_property_fails(results: Results) -> None:
    broken = PropertyResult(id="agrees", title="Agrees", cases=9, failed=2, counterexample=None, strip=(0, 1, 50, 100))
    assert ((0, 2, 7, 14),) == tuple(row.strip for row in changed(results, "swapped", properties=(broken,)).properties)


def test_a_property_without_a_number_is_not_called_broken() -> None:
    marked = [
        marks.of_property(cases=9, failed=failed, unanswered=none).word for failed, none in ((2, 2), (2, 1), (0, 0))
    ]
    assert ["no number", "fails", "holds"] == marked


INTERNAL = ("leak", "dress", "as_reference", "as the reference", "handling", "concept", "core")


def test_marks_and_titles_use_no_word_of_ours(results: Results) -> None:
    titles = [marks.title_of(finding) for finding in Finding]
    for submission in results.submissions:
        shown: CandidatePage = candidate_page(results, submission, None)
        titles += [section.title for section in shown.sections] + [edge.mark.word for edge in shown.edges]
    assert not [(title, word) for title in titles for word in INTERNAL if word in title.lower()]


def test_what_fails_now_and_then_is_not_called_wrong() -> None:
    assert ["right where it answers", "right, in percent", "wrong", "right"] == [
        marks.of_part(False, "partly_fails").word,
        marks.of_part(False, "other_dress", "right, in percent").word,
        marks.of_part(False, "unexplained").word,
        marks.of_part(True, "partly_fails").word,
    ]
