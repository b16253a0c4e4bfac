"""Always three questions, the most telling first, whatever the notebook is worth."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.call_sheet.three_questions import (
    ANY,
    CAUGHT,
    CONVENTION,
    EDGES,
    EXPLANATION,
    MISSED,
    NO_TESTS,
    UNJUDGED,
    WRONG_TESTS,
    three_questions,
)
from grader.results import DiagnosisEntry, EdgeResult, FindingEntry, OwnTests, SubmissionResult
from grader.vocabulary import Finding, Handling, Status
from tests.pages import conftest as pages

WRONG = [DiagnosisEntry(id=f"wrong_{number}", says="It is wrong.", ask=f"Why {number}?") for number in range(4)]
SAID = [
    FindingEntry(id=Finding.STATES_ITS_CONVENTION, says="It says: 0."),
    FindingEntry(id=Finding.EXPLAINS_IN_WORDS, says="It says: first I count."),
]


def own_tests_of(*, accept: bool | None = True, missed: tuple[str, ...] = (), asserts: int = 2) -> OwnTests:
    return OwnTests(asserts=asserts, accept_reference=accept, caught=("constant",), missed=missed)


def edge(handling: Handling) -> str:
    return EDGES[handling][0].format(title="no labels at all")


ROWS: list[tuple[str, SubmissionResult, Sequence[str]]] = [
    (
        "more wrong than three",
        pages.graded("x", diagnosis=tuple(WRONG), edge_results=pages.edges()),
        ["Why 0?", "Why 1?", "Why 2?"],
    ),
    (
        "one thing wrong, leaking edges, tests that miss",
        pages.graded(
            "x",
            diagnosis=(WRONG[0],),
            edge_results=pages.edges(empty=Handling.LEAKS),
            own_tests=own_tests_of(missed=("a",)),
        ),
        ["Why 0?", edge(Handling.LEAKS), MISSED.ask],
    ),
    (
        "a diagnosis that asks of the edges itself",
        pages.graded(
            "x",
            diagnosis=(DiagnosisEntry(id="edge_cases", says="It leaks.", ask="And for nothing?"),),
            edge_results=pages.edges(empty=Handling.LEAKS),
        ),
        ["And for nothing?", NO_TESTS.ask, ANY[0].ask],
    ),
    (
        "what only follows from another has nothing to ask",
        pages.graded(
            "x",
            diagnosis=(msgspec.structs.replace(WRONG[0], ask=""),),
            edge_results=pages.edges(),
            own_tests=own_tests_of(),
        ),
        [edge(Handling.AS_REFERENCE), CAUGHT.ask, ANY[0].ask],
    ),
    (
        "right, with a convention of its own that is written down",
        pages.graded(
            "x",
            edge_results=pages.edges(empty=Handling.OTHER_CONVENTION),
            findings=tuple(SAID),
            own_tests=own_tests_of(accept=False),
        ),
        [edge(Handling.OTHER_CONVENTION), WRONG_TESTS.ask, CONVENTION],
    ),
    (
        "right, no more",
        pages.graded("x", edge_results=pages.edges()),
        [edge(Handling.AS_REFERENCE), NO_TESTS.ask, ANY[0].ask],
    ),
    (
        "explained in words",
        pages.graded("x", edge_results=(), findings=tuple(SAID[1:]), own_tests=own_tests_of(asserts=0)),
        [NO_TESTS.ask, EXPLANATION, ANY[0].ask],
    ),
    ("no verdict", pages.submission("x"), [each.ask for each in UNJUDGED]),
    (
        "an attempt that fails, with what is known of it",
        pages.submission("x", status=Status.DOES_NOT_RUN, diagnosis=(WRONG[0],)),
        ["Why 0?", UNJUDGED[0].ask, UNJUDGED[1].ask],
    ),
]


@pytest.mark.parametrize(("submission", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_table(submission: SubmissionResult, expected: Sequence[str]) -> None:
    assert list(expected) == [each.ask for each in three_questions(submission)]


def one_edge(handling: Handling) -> EdgeResult:
    return pages.edges(empty=handling)[0]


@pytest.mark.parametrize("handling", Handling)
def test_every_handling_has_its_question(handling: Handling) -> None:
    first = three_questions(pages.graded("x", edge_results=(one_edge(handling),)))[0]
    assert first.ask == (NO_TESTS.ask if handling is Handling.NOT_REACHED else edge(handling))


@given(
    status=st.sampled_from(Status),
    asks=st.lists(st.sampled_from(["", "Why?", "Why not?", "How?", "Really?"]), max_size=5),
    handlings=st.lists(st.sampled_from(Handling), max_size=5),
    own_tests=st.none()
    | st.builds(own_tests_of, accept=st.none() | st.booleans(), missed=st.just(()) | st.just(("a",))),
    findings=st.lists(st.sampled_from(SAID), max_size=3),
)
def test_there_are_always_three_and_no_two_alike(
    status: Status,
    asks: list[str],
    handlings: list[Handling],
    own_tests: OwnTests | None,
    findings: list[FindingEntry],
) -> None:
    made = pages.submission(
        "x",
        status=status,
        diagnosis=tuple(DiagnosisEntry(id=f"d{place}", says="x" * 500, ask=ask) for place, ask in enumerate(asks)),
        edge_results=tuple(map(one_edge, handlings)),
        own_tests=own_tests,
        findings=tuple(findings),
    )
    found = three_questions(made)
    assert 3 == len({each.ask for each in found})
    assert all(each.ask and len(each.because) <= 160 for each in found)
