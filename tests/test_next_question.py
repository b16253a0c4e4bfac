"""There is always something to ask next, and what a good answer holds; only our own failure leaves nothing."""

from __future__ import annotations

import msgspec
import pytest

from grader.next_question import ask_next
from grader.results import Counterexample, DiagnosisEntry, EdgeResult, FindingEntry, SubmissionResult
from grader.vocabulary import Finding, Handling, Status

EXAMPLE = Counterexample(
    args=((1,), (1,)),
    container="list",
    expected=(1.0, 1.0, 1.0),
    got="raises NameError: name 'tp' is not defined",
    got_parts=None,
    counts={},
)


def submission(status: Status, **changes: object) -> SubmissionResult:
    bare = SubmissionResult(
        candidate="ada",
        notebook="ada.ipynb",
        page="candidates/ada",
        sha256=None,
        status=status,
        reason="",
        rating=None,
        rule=status.value,
        core=None,
        edges=None,
        edge_results=None,
        misconceptions=(),
        diagnosis=(),
        findings=(),
        red_flags=(),
        counterexample=None,
        function=None,
        properties=None,
        own_tests=None,
        execution=None,
    )
    return msgspec.structs.replace(bare, **changes)


def edge(handling: Handling, title: str, got: str, parts_got: tuple[float | str, ...] | None = None) -> EdgeResult:
    example = msgspec.structs.replace(EXAMPLE, got=got, got_parts=parts_got)
    parts = (handling,)
    return EdgeResult(
        id="empty", title=title, handling=handling, parts=parts, says="", cases=1, failed=0, example=example
    )


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_question(status: Status) -> None:
    asked = ask_next(submission(status))
    assert (0 if status is Status.GRADER_ERROR else 1) == len(asked)
    assert all(each.ask.endswith("?") and each.good_answer.endswith(".") for each in asked)


def test_the_diagnosis_comes_first() -> None:
    entry = DiagnosisEntry(id="swapped", says="Swapped.", ask="Which is which?")
    assert (entry,) == ask_next(submission(Status.GRADED, diagnosis=(entry,)))


def test_of_a_right_function_its_own_choice_is_asked_about() -> None:
    same = edge(Handling.AS_REFERENCE, "No labels at all", "(0.0, array([0.0]), 0)", (0.0, 0.0, 0))
    own = edge(Handling.OTHER_CONVENTION, "No positive label", "raises ValueError: no positives")
    [entry] = ask_next(submission(Status.GRADED, edge_results=(same, own)))
    assert entry.ask.startswith(
        "With no positive label, your function raises ValueError: no positives. Why that, and when"
    )
    [entry] = ask_next(submission(Status.GRADED, edge_results=(same,)))
    assert entry.ask.startswith("With no labels at all, your function gives 0 for each number. Why that, and when")


def chosen(got: str, *said: str) -> DiagnosisEntry:
    [asked] = ask_next(
        submission(
            Status.GRADED,
            edge_results=(edge(Handling.OTHER_CONVENTION, "No labels at all", got, ("a word",) * 3),),
            findings=tuple(FindingEntry(id=Finding.STATES_ITS_CONVENTION, says=each) for each in said),
        )
    )
    return asked


def test_a_word_in_a_number_s_place_is_quoted() -> None:
    asked = chosen("('undefined', 'undefined', 'undefined')")
    assert asked.ask.startswith("With no labels at all, your function gives 'undefined' for each number. Why that, and")
    assert asked.good_answer.endswith("before anybody compares or averages: None and NaN are more usual.")
    assert "returns (0.0, 'none yet', 'none yet')." in chosen("(0.0, 'none yet', 'none yet')").ask


def test_what_the_candidate_wrote_of_it_is_quoted_shortened() -> None:
    for quote, told in (
        ("Zero by choice.", "You wrote “Zero by choice.” Why that, and"),
        ("zero_division=0", "You wrote “zero_division=0”. Why that, and"),
        ("0 " * 100, f"You wrote “{'0 ' * 80}…” Why that, and"),
    ):
        assert told in chosen("None", f"It says what it does: “{quote}”").ask
    assert "You wrote" not in chosen("None", "It says what it does: “undefined: what to return for 0/0.”").ask
