"""The examples: three roles, eight candidates, and what each screen comes to."""

from __future__ import annotations

import datetime
import runpy
from pathlib import Path
from typing import get_args

import pytest

from grader.finding import find
from grader.results import Outcome, Results, Screen
from grader.screen import cards, rubric_files, screens
from tests.grading import ROOT, run, task

EXAMPLES = ROOT / "examples"

FOLDED = {
    # candidate: (outcome, sum, rating of the notebook, what a conditional depends on)
    "heron": ("strong", 18, 3, ()),
    "kestrel": ("conditional", 14, 2, ("communication",)),
    "magpie": ("stopped_early", None, 3, ()),
    "plover": ("conditional", 15, 2, ("production_experience", "problem_solving")),
    "starling": ("decline", 11, 1, ()),
    "wren": ("incomplete", 17, None, ()),
    "dunlin": ("conditional", 16, "no notebook", ("fundamentals",)),
    "siskin": ("strong", 18, "no notebook", ()),
}


@pytest.fixture(scope="module")
def folded() -> Results:
    rubric = rubric_files.load()
    now = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
    graded = run(find([EXAMPLES / "notebooks"]), task()).results
    return screens.attach(graded, cards.load(EXAMPLES / "scorecards", rubric, now), rubric)


def test_each_screen_comes_to_what_the_table_holds(folded: Results) -> None:
    actual = {
        **{each.candidate: told(each.screen, each.rating) for each in folded.submissions},
        **{each.candidate: told(each.screen, "no notebook") for each in folded.without_notebook},
    }
    assert FOLDED == actual


def told(screen: Screen | None, coding: int | str | None) -> tuple[str, int | None, int | str | None, tuple[str, ...]]:
    assert screen is not None
    return screen.outcome, screen.total, coding, screen.depends_on


def test_every_outcome_occurs() -> None:
    assert set(get_args(Outcome)) == {outcome for outcome, *_ in FOLDED.values()}


def test_the_notebook_stands_in_where_the_interviewer_left_it_open(folded: Results) -> None:
    plover = next(each.screen for each in folded.submissions if each.candidate == "plover")
    assert plover is not None
    assert (2, "notebook") == (plover.areas["problem_solving"].rating, plover.areas["problem_solving"].source)


def test_the_plans_are_those_of_the_question_bank() -> None:
    made: dict[Path, str] = runpy.run_path(str(ROOT / "docs" / "examples.py"))["files"]()
    stale = [path.name for path, text in made.items() if text != path.read_text(encoding="utf-8")]
    assert [] == stale, "run `make examples`"
