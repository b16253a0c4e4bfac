from __future__ import annotations

import msgspec

from grader.pages.index_page import index_page
from grader.results import Results


def test_who_needs_a_person_comes_first_then_the_weakest(results: Results) -> None:
    expected = ["late-kernel", "forger", "untouched", "swapped", "unguarded", "guarded-zeros"]
    assert expected == [row.candidate for row in index_page(results).rows]
    assert expected[:3] == [row.candidate for row in index_page(results).needs_person]


def test_the_order_does_not_depend_on_the_input(results: Results) -> None:
    turned = msgspec.structs.replace(results, submissions=results.submissions[::-1])
    assert index_page(results) == index_page(turned)


def test_counts(results: Results) -> None:
    page = index_page(results)
    assert [("no rating yet", 3), ("weak", 1), ("adequate", 1), ("strong", 1)] == [
        (tally.mark.word, tally.number) for tally in page.ratings
    ]
    assert [("graded", 3), ("not attempted", 1), ("protocol violation", 1), ("grader error (ours)", 1)] == [
        (tally.mark.word, tally.number) for tally in page.statuses
    ]
    assert [("Swapped precision recall", 1)] == [(entry.title, entry.submissions) for entry in page.misconceptions]


def test_edges_are_summed_up_worst_first(results: Results) -> None:
    (weak,) = (row for row in index_page(results).rows if row.candidate == "swapped")
    assert [("by accident", 4), ("mixed", 1)] == [(tally.mark.word, tally.number) for tally in weak.edges]


def test_an_empty_run_has_an_overview(results: Results) -> None:
    page = index_page(msgspec.structs.replace(results, submissions=()))
    assert ((), "0 submissions, graded on 2 March 2026, 09:30 UTC.") == (page.rows, page.summary)


def test_a_link_never_has_a_scheme(results: Results) -> None:
    odd = msgspec.structs.replace(results.submissions[0], page="javascript:alert(1)//\ud800")
    (row,) = index_page(msgspec.structs.replace(results, submissions=(odd,))).rows
    assert "./javascript%3Aalert%281%29//%3F.html" == row.href
