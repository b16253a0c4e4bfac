"""How a run's progress is told: counts, rate and time left, without names in a log, and harmless in a terminal."""

from __future__ import annotations

import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from grader.batch import Event
from grader.cli import progress
from grader.cli.progress import Progress, shown
from grader.submission import Entry
from grader.vocabulary import Status
from tests.test_exports import submission


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def entry(candidate: str = "ada") -> Entry:
    return Entry(candidate=candidate, notebook=f"{candidate}/solution.ipynb", path=Path())


def event(kind: str, candidate: str = "ada", worker: int | None = 0, status: Status = Status.GRADED) -> Event:
    result = submission(candidate, status=status) if kind in ("done", "again") else None
    return Event(kind=kind, entry=entry(candidate), worker=worker, result=result)  # type: ignore[arg-type]


def test_what_is_done_how_quickly_and_how_long_it_takes() -> None:
    clock = Clock()
    going = Progress(total=10, clock=clock)
    assert "0 of 10 done" == going.line()
    for each in (event("kept", worker=None), event("started"), event("done"), event("started"), event("again")):
        going.take(each)
    clock.seconds = 4.0
    going.take(event("done", status=Status.TIMEOUT))
    assert "3 of 10 done, 1 of them unchanged, graded 1, timeout 1, 0.5 a second, about 14 s left" == going.line()
    clock.seconds = 4000.0
    assert going.line().endswith("0.0 a second, about 3.9 h left")


def test_nothing_is_left_at_the_end() -> None:
    clock = Clock()
    going = Progress(total=1, clock=clock)
    clock.seconds = 2.0
    going.take(event("done"))
    assert "1 of 1 done, graded 1, 0.5 a second" == going.line()


def test_a_line_for_each_worker() -> None:
    clock = Clock()
    going = Progress(total=3, clock=clock)
    going.take(event("started", "bob", worker=1))
    clock.seconds = 100.0
    going.take(event("started", "ada", worker=0))
    assert ["1: ada, 0 s", "2: bob, 2 min"] == list(going.workers())
    going.take(event("done", "bob", worker=1))
    assert ["1: ada, 0 s"] == list(going.workers())


def told(
    events: list[Event], clock: Clock, *, silent: bool = False, as_json: bool = False, seconds: float = 0.0
) -> str:
    """What is said on stderr of these events, each so many seconds after the one before."""

    @click.command()
    def run() -> None:
        going = Progress(total=len(events), clock=clock)
        with shown(going, silent=silent, as_json=as_json) as tell:
            for each in events:
                clock.seconds += seconds
                tell(each)

    return CliRunner().invoke(run).stderr


def test_a_log_gets_a_line_now_and_then_and_at_the_end() -> None:
    events = [event("done", f"candidate-{number}") for number in range(25)]
    lines = told(events, Clock(), seconds=1.0).splitlines()
    assert ["10 of 25 done", "20 of 25 done", "25 of 25 done"] == [line.partition(",")[0] for line in lines]
    assert not [line for line in lines if "candidate" in line]


def test_where_nothing_was_graded_only_that_is_said() -> None:
    assert "1 of 1 done, 1 of them unchanged\n" == told([event("kept", worker=None)], Clock())
    assert "" == told([event("done")], Clock(), silent=True)


@given(st.text())
def test_a_line_of_json_is_one_line_of_plain_characters(candidate: str) -> None:
    said = told([event("done", candidate)], Clock(), as_json=True)
    assert (1, True) == (said.count("\n"), all(" " <= character <= "~" for character in said.strip("\n")))
    assert said.startswith("{")
    line = json.loads(said)
    assert (candidate, "done", "graded", 0) == (line["candidate"], line["event"], line["status"], line["worker"])


def test_a_terminal_shows_a_live_line_for_each_worker_and_is_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()

    def console(**_: object) -> Console:
        return Console(file=screen, force_terminal=True, width=60, highlight=False, markup=False, emoji=False)

    monkeypatch.setattr(progress, "Console", console)
    going = Progress(total=2, clock=Clock())
    with shown(going, silent=False, as_json=False) as tell:
        tell(event("started", "a\x1b[2Jda::error::[red]", worker=0))
        tell(event("done", "bob", worker=1))
    assert "1 of 2 done" in screen.getvalue()
    assert "bob: graded, 3" in screen.getvalue()
    assert r"1: a\u001b[2Jda: :error: :[red], 0 s" in screen.getvalue()
