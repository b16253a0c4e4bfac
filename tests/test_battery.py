"""The frozen battery is what its seed draws, covers what it should, and a broken one is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader import battery, question
from grader.errors import QuestionError, UsageError
from grader.question import Question

QUESTIONS = Path(__file__).parent / "questions"
SHIPPED = question.load()
OTHER = question.load(QUESTIONS)
BATTERY = battery.load(SHIPPED)

GENERATE = """
import sys
sys.path[:0] = sys.argv[3:]
import constants, decimal, email.message, http, sqlite3, unittest
import grader.results
from grader import battery, question
loaded = question.load(sys.argv[1])
sys.stdout.buffer.write(battery.generate(loaded, int(sys.argv[2])))
"""


def generated_elsewhere(loaded: Question, seed: int, hash_seed: str, modules: Path) -> bytes:
    """What another process draws, which has imported a module of ours full of constants for Hypothesis to find."""
    (modules / "constants.py").write_text(f"INTEGERS = {list(range(200))}\nFLOATS = [0.5, 3.25, 7.75]\nTEXT = 'yes'\n")
    package = str(Path(battery.__file__).parents[1])
    command = [sys.executable, "-c", GENERATE, f"{loaded.root}:{loaded.name}", str(seed), package, str(modules)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout


def test_the_frozen_battery_is_what_its_seed_draws_whatever_is_imported(tmp_path: Path) -> None:
    assert SHIPPED.battery.read_bytes() == generated_elsewhere(SHIPPED, BATTERY.seed, "0", tmp_path)


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_questions_battery_too(tmp_path: Path, hash_seed: str) -> None:
    frozen = OTHER.battery.read_bytes()
    assert frozen == battery.generate(OTHER, battery.load(OTHER).seed)
    assert frozen == generated_elsewhere(OTHER, battery.load(OTHER).seed, hash_seed, tmp_path)


def test_another_seed_draws_other_cases() -> None:
    assert battery.generate(OTHER, 2) != battery.generate(OTHER, 3)


def test_edge_classes_partition_the_cases_without_a_true_positive() -> None:
    for size in range(7):
        for case in product(product((0, 1), repeat=size), repeat=2):
            found = [edge.id for edge in SHIPPED.contract.edge_classes if edge.contains(case)]
            assert int((1, 1) not in zip(*case, strict=True)) == len(found), case


def test_edge_classes_say_which_parts_are_undefined() -> None:
    undefined = {edge.id: set(edge.undefined) for edge in SHIPPED.contract.edge_classes}
    assert {
        "empty": {"precision", "recall", "f1"},
        "no_positive_labels": {"recall", "f1"},
        "no_positive_predictions": {"precision", "f1"},
        "no_positives": {"precision", "recall", "f1"},
        "no_overlap": {"f1"},
    } == undefined


def test_it_holds_all_pairs_up_to_length_four_and_some_hundreds_more() -> None:
    small = {pair for size in range(5) for pair in product(product((0, 1), repeat=size), repeat=2)}
    assert len(small) == 341
    assert small <= set(BATTERY.cases)
    assert 550 <= len(BATTERY.cases) <= 650


def test_every_edge_class_occurs_at_several_sizes() -> None:
    sizes = defaultdict(set)
    for case, found in zip(BATTERY.cases, BATTERY.classes, strict=True):
        sizes[found].add(len(case[0]))
    assert {0} == sizes.pop("empty")
    assert {20_000} == sizes.pop(battery.LARGE)
    assert {"ordinary", *(edge.id for edge in SHIPPED.contract.edge_classes)} - {"empty"} == set(sizes)
    for found, of_class in sizes.items():
        assert sum(size > 4 for size in of_class) >= 5, found


def test_longer_cases_come_in_all_prevalences() -> None:
    longer = [case for case, found in cases_by_class() if found == battery.ORDINARY and len(case[0]) > 10]
    shares = [sum(case[0]) / len(case[0]) for case in longer]
    for tenth in range(10):
        assert any(tenth / 10 < share <= (tenth + 1) / 10 for share in shares), f"a share of positives near 0.{tenth}"


def cases_by_class() -> list[tuple[tuple[tuple[float, ...], ...], str]]:
    return list(zip(BATTERY.cases, BATTERY.classes, strict=True))


def test_groups_hold_ordinary_cases_and_the_reference_obeys_every_law() -> None:
    sizes = {}
    for law in SHIPPED.contract.properties:
        groups = BATTERY.groups[law.id]
        assert all(BATTERY.classes[place] == battery.ORDINARY for group in groups for place in group)
        answers = [BATTERY.expected[list(places)] for places in zip(*groups, strict=True)]
        assert law.law(answers, answers).tolist() == [True] * len(groups), law.id
        sizes[law.id] = len(groups[0])
    ordinary = BATTERY.classes.count(battery.ORDINARY)
    assert [ordinary] * 3 == [len(BATTERY.groups[law]) for law in ("agreement", "within_bounds", "harmonic_mean")]
    related = {"trade_places", "f1_stays", "permutation", "duplication"}
    assert dict.fromkeys(related, 2) == {k: v for k, v in sizes.items() if v > 1}
    assert all(len(groups) >= 20 for groups in BATTERY.groups.values())


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf, 1.5])
def test_no_law_takes_nonsense_for_right(wrong: float) -> None:
    for law in SHIPPED.contract.properties:
        groups = BATTERY.groups[law.id]
        expected = [BATTERY.expected[list(places)] for places in zip(*groups, strict=True)]
        answers = [np.full_like(each, wrong) for each in expected]
        between = {"trade_places", "f1_stays", "permutation", "duplication", "harmonic_mean"}
        if law.id not in between or np.isnan(wrong):
            assert not law.law(answers, expected).any(), law.id
        else:
            law.law(answers, expected)  # answers that are equal to each other obey these; none may crash


def test_answers_have_a_row_for_every_case_and_can_not_be_changed() -> None:
    shape = (len(BATTERY.cases), 3)
    assert shape == BATTERY.expected.shape
    assert {shape} == {answers.shape for variants in BATTERY.variants.values() for answers in variants}
    with pytest.raises(ValueError, match="read-only"):
        BATTERY.expected[0, 0] = 1


Change = Callable[[dict[str, Any]], object]  # Any: broken JSON is of any shape
BROKEN: dict[str, tuple[Change, str]] = {
    "of another question": (
        lambda stored: stored.update(question="another"),
        "expected a battery of question='precision_recall_f1', found question='another'",
    ),
    "a missing key": (lambda stored: stored.pop("seed"), "found: Object missing required field `seed`"),
    "an unknown key": (lambda stored: stored.update(more=1), "found: Object contains unknown field `more`"),
    "numbers for bits": (lambda stored: stored["cases"].append([[1], [1]]), "found: Expected `str`, got `array`"),
    "another digit": (
        lambda stored: stored["cases"].append(["012", "011"]),
        "expected a string of 0 and 1, found '012'",
    ),
    "an argument too many": (
        lambda stored: stored["cases"].insert(3, ["0", "0", "1"]),
        "case 3: expected 2 arguments, found 3",
    ),
    "a case that repeats": (
        lambda stored: stored["cases"].append(["0", "0"]),
        "expected distinct cases, found one that came before",
    ),
    "unequal lengths": (
        lambda stored: stored["cases"].append(["0", "01"]),
        "reference: expected numbers, found ValueError: zip() argument 2 is longer than argument 1 for ((0,), (0, 1))",
    ),
    "a class without cases": (
        lambda stored: stored["cases"].__setitem__(0, ["1" * 9, "1" * 9]),
        "expected cases of every class, found none of class 'empty'",
    ),
    "a missing group": (lambda stored: stored["groups"].pop("agreement"), "groups: expected agreement, duplication, "),
    "a place that isn't there": (
        lambda stored: stored["groups"]["permutation"].append([4, 9999]),
        "groups of 'permutation': expected places of ordinary cases, found [4, 9999]",
    ),
    "a negative place": (
        lambda stored: stored["groups"]["permutation"].append([4, -1]),
        "groups of 'permutation': expected places of ordinary cases, found [4, -1]",
    ),
    "a place of an edge case": (
        lambda stored: stored["groups"]["agreement"].append([0]),
        "groups of 'agreement': expected places of ordinary cases, found [0]",
    ),
    "a group of another size": (
        lambda stored: stored["groups"]["permutation"].append([4]),
        "groups of 'permutation': expected at least one, all of the same size",
    ),
}


@pytest.mark.parametrize(("change", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_battery_is_refused(tmp_path: Path, change: Change, says: str) -> None:
    stored = json.loads(SHIPPED.battery.read_bytes())
    change(stored)
    path = tmp_path / "own.json"
    path.write_text(json.dumps(stored))
    with pytest.raises(UsageError) as caught:
        battery.load(SHIPPED, path)
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)
    assert str(caught.value).endswith(". `grader battery --seed N -o FILE` makes a battery anew.")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b'{"seed": NaN}', b"[" * 100_000])
def test_what_is_no_battery_at_all_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="expected the JSON of a battery with encoding='bits', found: "):
        battery.load(SHIPPED, path)


def test_a_missing_battery(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        battery.load(SHIPPED, tmp_path / "none.json")
    assert (
        f"{tmp_path / 'none.json'}: expected a battery, found No such file or directory. "
        "`grader battery --seed N -o FILE` makes one." == str(caught.value)
    )


def broken_question(tmp_path: Path, file: str, old: str, new: str) -> Question:
    """The tests' own question with a line changed; its frozen battery stays."""
    for path in sorted(QUESTIONS.glob("*/mean_absolute_error*")):
        copy = tmp_path / path.relative_to(QUESTIONS)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    path = tmp_path / file / "mean_absolute_error.py"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    return question.load(tmp_path)


WRONG_ANSWERS = {
    "an infinite reference": (
        *("reference", "if numbers else 0.0", "if numbers else math.inf"),
        "reference: expected finite numbers, found [inf, inf] for ((), ())",
    ),
    "a reference that raises": (
        *("reference", " if numbers else 0.0", ""),
        "reference: expected numbers, found ZeroDivisionError: division by zero for ((), ())",
    ),
    "a variant with a number too few": (
        *("reference", "return mean, root**2", "return (mean,)"),
        "misconception 'root_forgotten', variant 0: expected answers of shape (cases, parts)=(193, 2), found (193, 1)",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "says"), WRONG_ANSWERS.values(), ids=WRONG_ANSWERS.keys())
def test_a_question_with_wrong_answers_is_the_questions_fault(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        battery.load(broken_question(tmp_path, file, old, new))
    assert says in str(caught.value)


def test_a_strategy_that_leaves_its_class_is_the_questions_fault(tmp_path: Path) -> None:
    loaded = broken_question(tmp_path, "property_tests", "cases=st.just(((), ()))", "cases=st.just(((7,), (7,)))")
    with pytest.raises(QuestionError) as caught:
        battery.generate(loaded, 1)
    assert (
        "question 'mean_absolute_error': expected a case of class 'empty', found ((7,), (7,)) of class 'ordinary' "
        "drawn for it. Filter the strategy, or correct the edge class." == str(caught.value)
    )


def test_a_number_that_json_can_not_hold_is_the_questions_fault(tmp_path: Path) -> None:
    loaded = broken_question(tmp_path, "property_tests", "large_cases=(((0.5,)", "large_cases=(((float('nan'),)")
    with pytest.raises(QuestionError, match="expected finite numbers, found"):
        battery.generate(loaded, 1)
