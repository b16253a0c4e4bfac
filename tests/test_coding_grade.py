"""The coding grade is a table: the first row that applies gives the rating, and every row can be met."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from grader import coding_grade
from grader.coding_grade import RULES, STATUS_RULES, CodingGrade, Evidence, Rule, grade_of, rule_sha256, sentences
from grader.vocabulary import Handling, Status

RIGHT = Evidence(
    core={"precision": True, "recall": True, "f1": True},
    essential=("precision", "recall"),
    edges=(Handling.AS_REFERENCE, Handling.OTHER_CONVENTION),
    concepts=frozenset(),
    dressed=False,
    all_explained=True,
    delegated=False,
    stateful=False,
    unreadable=False,
    right_where_answered=False,
    nearly_right=False,
    right_if_short=False,
    named=True,
)
WRONG = {"precision": False, "recall": True, "f1": False}
F1_WRONG = {"precision": True, "recall": True, "f1": False}
LEAKS = (Handling.LEAKS, Handling.AS_REFERENCE)
SWAPPED = frozenset({"precision", "recall"})


def rule_for(evidence: Evidence) -> tuple[str, int | None]:
    rule = next(rule for rule in RULES if rule.applies(evidence))
    return rule.id, rule.rating


MET: list[tuple[str, int | None, dict[str, object]]] = [
    ("unreadable", None, {"unreadable": True, "core": WRONG, "all_explained": False}),
    ("concept_misconception", 1, {"core": WRONG, "concepts": SWAPPED}),
    ("concept_misconception", 1, {"core": WRONG, "concepts": SWAPPED, "dressed": True}),
    ("partly_fails", 2, {"core": WRONG, "right_where_answered": True, "all_explained": False}),
    ("partly_fails", 2, {"right_where_answered": True}),
    ("nearly_right", 2, {"core": WRONG, "nearly_right": True, "all_explained": False}),
    ("right_if_short", None, {"core": WRONG, "right_if_short": True, "all_explained": False}),
    ("unsure_function", None, {"core": WRONG, "named": False, "all_explained": False}),
    ("unexplained", 1, {"core": WRONG, "all_explained": False}),
    ("unexplained", 1, {"core": WRONG, "dressed": True, "all_explained": False}),
    ("unexplained", 1, {"core": WRONG, "delegated": True, "all_explained": False}),
    ("unexplained", 1, {"core": WRONG, "stateful": True, "all_explained": False}),
    ("stateful", 2, {"stateful": True}),
    ("stateful", 2, {"stateful": True, "delegated": True, "edges": LEAKS}),
    ("delegated", 2, {"delegated": True}),
    ("delegated", 2, {"delegated": True, "edges": LEAKS}),
    ("delegated", 2, {"delegated": True, "core": WRONG, "concepts": SWAPPED, "dressed": True}),
    ("other_dress", 2, {"core": WRONG, "dressed": True}),
    ("other_dress", 2, {"dressed": True}),
    ("f1_wrong", 2, {"core": F1_WRONG, "concepts": frozenset({"f1"})}),
    ("f1_wrong", 2, {"core": F1_WRONG, "all_explained": False}),
    ("f1_wrong", 2, {"core": F1_WRONG, "edges": (Handling.WRONG,)}),
    ("edge_wrong", 2, {"edges": (Handling.LEAKS, Handling.WRONG)}),
    ("edge_leaks", 2, {"edges": LEAKS}),
    ("edge_leaks", 2, {"edges": (Handling.NOT_REACHED,)}),
    ("all_right", 3, {}),
    ("all_right", 3, {"edges": ()}),
]


@pytest.mark.parametrize(("rule", "rating", "changes"), MET)
def test_the_first_rule_that_applies_gives_the_rating(
    rule: str, rating: int | None, changes: dict[str, object]
) -> None:
    assert (rule, rating) == rule_for(replace(RIGHT, **changes))  # type: ignore[arg-type] # fields by name


def test_every_rule_can_be_met_and_the_last_one_always_applies() -> None:
    assert [rule.id for rule in RULES] == list(dict.fromkeys(rule for rule, _, _ in MET))
    assert RULES[-1].applies(replace(RIGHT, core=WRONG, all_explained=False))
    assert "all_right" == RULES[-1].id


def test_three_needs_everything_right_and_one_a_part_that_is_asked_about() -> None:
    flags = [True, False]
    edges = [(handling,) for handling in Handling if handling is not Handling.MIXED]
    concepts = [frozenset(), frozenset({"f1"}), SWAPPED]
    for core, edge, concept, dressed, explained, delegated, stateful in itertools.product(
        [RIGHT.core, F1_WRONG, WRONG], edges, concepts, flags, flags, flags, flags
    ):
        evidence = Evidence(
            core=core,
            essential=RIGHT.essential,
            edges=edge,
            concepts=concept,
            dressed=dressed,
            all_explained=explained,
            delegated=delegated,
            stateful=stateful,
            unreadable=False,
            right_where_answered=False,
            nearly_right=False,
            right_if_short=False,
            named=True,
        )
        _, rating = rule_for(evidence)
        fine = edge[0] in (Handling.AS_REFERENCE, Handling.OTHER_CONVENTION)
        clean = not (delegated or stateful or (dressed and explained) or concept == SWAPPED)
        assert (rating == 3) == (core == RIGHT.core and fine and clean)
        assert rating != 1 or core == WRONG or concept == SWAPPED


# --- statuses -------------------------------------------------------------------------------------------------------


def test_a_status_alone_gives_a_one_only_where_it_is_proven() -> None:
    ones = {status for status in STATUS_RULES if grade_of(status).rating is not None}
    assert {Status.DOES_NOT_RUN, Status.TIMEOUT} == ones
    assert {1} == {grade_of(status).rating for status in ones}
    assert set(Status) - {Status.GRADED} == set(STATUS_RULES)
    assert CodingGrade(rating=None, rule="grader_error") == grade_of(Status.GRADER_ERROR)


def test_a_null_says_what_to_do_about_it() -> None:
    for status, (rating, says) in STATUS_RULES.items():
        assert says.endswith(".")
        if status is not Status.GRADER_ERROR:
            assert (rating is None) == (": " in says)


# --- the table as data ----------------------------------------------------------------------------------------------


def test_every_rule_and_status_has_its_sentence() -> None:
    told = sentences()
    assert {rule.id for rule in RULES} | {status.value for status in STATUS_RULES} | {"several_notebooks"} == set(told)
    assert sorted(told) == list(told)
    assert all(says.endswith(".") and says[0].isupper() for says in told.values())


ROWS = range(len(RULES))


def changed(place: int, **changes: object) -> tuple[Rule, ...]:
    return tuple(replace(rule, **changes) if each == place else rule for each, rule in enumerate(RULES))  # type: ignore[arg-type]


@pytest.mark.parametrize("place", ROWS, ids=[rule.id for rule in RULES])
def test_the_hash_changes_with_every_row(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rule_sha256()
    assert before == rule_sha256()
    tables = [
        changed(place, id="else"),
        changed(place, says="Else."),
        changed(place, rating=1 if RULES[place].rating != 1 else 2),
        RULES[:place] + RULES[place + 1 :],
    ]
    hashes = set()
    for table in tables:
        monkeypatch.setattr(coding_grade, "RULES", table)
        hashes.add(rule_sha256())
    assert len(tables) == len(hashes - {before})


def test_the_hash_changes_with_the_order_and_the_statuses(monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = [rule_sha256()]
    monkeypatch.setattr(coding_grade, "RULES", RULES[::-1])
    hashes.append(rule_sha256())
    monkeypatch.setattr(coding_grade, "STATUS_RULES", {**STATUS_RULES, Status.TIMEOUT: (None, "Else.")})
    hashes.append(rule_sha256())
    assert 3 == len(set(hashes))
