"""Running again: nothing is lost, nothing is done twice, whatever ended the run before."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader import batch, exports, output, pipeline, run_record
from grader.batch import Event
from grader.cli import grading, main
from grader.errors import UsageError
from grader.finding import find
from grader.gradebook import opening
from grader.pipeline import Task
from grader.results import SubmissionResult
from grader.sandbox.policy import Tier
from grader.submission import Entry, Submission, read
from tests.grading import RIGHT, ROOT, notebook, task, write
from tests.test_cli import tree
from tests.test_determinism import without_times

SWAPPED = RIGHT.replace("return precision, recall, f1", "return recall, precision, f1")
HANDED_IN = {"ada": notebook(RIGHT), "bob": notebook(SWAPPED), "cy": b"", "di": notebook(markdown=["Not yet."])}


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"COLUMNS": "120"})


def grade(path: Path, out: Path, *more: str | Path) -> Result:
    return invoke("grade", path, "-o", out, "--sandbox", "none", *more)


def events(done: Result, kind: str) -> list[str]:
    """Whom something happened to, by the log of a run with --log-json."""
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    return sorted(line["candidate"] for line in lines if line["event"] == kind)


def written(out: Path) -> dict[Path, int]:
    """When each file was last written."""
    return {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}


def verdicts(out: Path) -> object:
    return without_times(json.loads((out / "results.json").read_bytes()))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `in`, and `out`, which was graded from it without an interruption."""
    folder = tmp_path_factory.mktemp("once")
    write(folder / "in", HANDED_IN)
    assert 0 == grade(folder / "in", folder / "out").exit_code
    return folder


@pytest.fixture
def copied(once: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    subprocess.run(["cp", "-a", f"{once}/.", str(tmp_path)], check=True)
    return tmp_path


# --- nothing has changed --------------------------------------------------------------------------------------------


def test_nothing_is_executed_and_no_file_is_touched(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("no sandbox is needed where nothing is executed")

    monkeypatch.setattr(grading, "choose", refuse)
    before = written(copied / "out")
    done = grade(copied / "in", copied / "out", "--log-json")
    assert (0, sorted(HANDED_IN), []) == (done.exit_code, events(done, "kept"), events(done, "started"))
    assert before == written(copied / "out")


def test_what_is_refused_unread_stands_until_it_is_something_else(tmp_path: Path) -> None:
    write(tmp_path / "in", {"ada": b"{"})
    path = tmp_path / "in" / "link" / "solution.ipynb"
    path.parent.mkdir()
    path.symlink_to("nowhere")
    assert 0 == grade(tmp_path / "in", tmp_path / "out").exit_code
    before = written(tmp_path / "out")
    again = grade(tmp_path / "in", tmp_path / "out", "--log-json")
    assert (["ada", "link"], before) == (events(again, "kept"), written(tmp_path / "out"))
    path.unlink()
    path.write_bytes(b"{")
    assert ["link"] == events(grade(tmp_path / "in", tmp_path / "out", "--log-json"), "done")


def test_everything_is_executed_where_it_is_asked_for(copied: Path) -> None:
    done = grade(copied / "in", copied / "out", "--log-json", "--fresh")
    assert (0, [], sorted(HANDED_IN)) == (done.exit_code, events(done, "kept"), events(done, "done"))


# --- something has changed ------------------------------------------------------------------------------------------


def test_only_a_changed_notebook_is_executed(copied: Path) -> None:
    (copied / "in" / "bob" / "solution.ipynb").write_bytes(notebook(RIGHT, "# better"))
    write(copied / "in", {"eve": b"{"})
    done = grade(copied / "in", copied / "out", "--log-json")
    assert (0, ["ada", "cy", "di"], ["bob", "eve"]) == (done.exit_code, events(done, "kept"), events(done, "done"))
    graded = json.loads((copied / "out" / "results.json").read_bytes())["submissions"]
    assert [("ada", 3), ("bob", 3), ("cy", None), ("di", None), ("eve", None)] == [
        (each["candidate"], each["rating"]) for each in graded
    ]


def test_who_is_not_handed_in_any_more_is_in_the_report_no_more(copied: Path) -> None:
    before = tree(copied / "out")
    (copied / "in" / "bob" / "solution.ipynb").rename(copied / "bob.ipynb")
    assert 0 == grade(copied / "in", copied / "out").exit_code
    assert {"html", "ipynb"} == {name.rpartition(".")[2] for name in before.keys() - tree(copied / "out").keys()}
    (copied / "bob.ipynb").rename(copied / "in" / "bob" / "solution.ipynb")
    done = grade(copied / "in", copied / "out", "--log-json")
    assert ([], verdicts(copied / "out")) == (
        events(done, "started"),
        without_times(json.loads(before["results.json"])),
    )


def environment(**versions: str) -> Callable[[], dict[str, str]]:
    found = run_record.environment()
    return lambda: {**found, **versions}


CHANGES: dict[str, Callable[[pytest.MonkeyPatch, Task], Task]] = {
    "numpy": lambda patch, task: (patch.setattr(run_record, "environment", environment(numpy="9.9")), task)[1],
    "python": lambda patch, task: (patch.setattr(run_record, "environment", environment(python="3.99")), task)[1],
    "a package": lambda patch, task: (patch.setattr(run_record, "_packages_sha256", lambda: "other"), task)[1],
    "the grader's code": lambda patch, task: (patch.setattr(run_record, "_grader_sha256", lambda: "other"), task)[1],
    "the grader's version": lambda patch, task: (patch.setattr("grader.__version__", "9.9"), task)[1],
    "the rule": lambda patch, task: (patch.setattr(run_record, "rule_sha256", lambda: "other"), task)[1],
    "the question": lambda patch, task: dataclasses.replace(
        task, question=dataclasses.replace(task.question, sha256="other")
    ),
    "the battery": lambda patch, task: dataclasses.replace(
        task, battery=dataclasses.replace(task.battery, sha256="other")
    ),
    "a limit": lambda patch, task: dataclasses.replace(
        task, limits=dataclasses.replace(task.limits, memory_bytes=task.limits.memory_bytes + 1)
    ),
    "the tier": lambda patch, task: dataclasses.replace(task, tier=Tier.PORTABLE),
}


def test_nothing_stands_after_a_change_of_what_a_verdict_depends_on(
    once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = find([once / "in"])
    with opening.opened(once / "out" / opening.NAME) as book:
        assert len(entries) == len(batch.standing(entries, task(), book))
        left = {}
        for change, made in CHANGES.items():
            with monkeypatch.context() as patch:
                left[change] = batch.standing(entries, made(patch, task()), book)
    assert [] == [change for change, standing in left.items() if standing]


def test_a_failure_of_ours_is_graded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in", {"cy": b"", "di": notebook(markdown=["Not yet."])})

    def fail(*_: object) -> None:
        raise RuntimeError("no such luck")

    with monkeypatch.context() as patch:
        patch.setattr("grader.pipeline.read", fail)
        assert 1 == grade(tmp_path / "in", tmp_path / "out").exit_code
    done = grade(tmp_path / "in", tmp_path / "out", "--log-json")
    assert (0, ["cy", "di"]) == (done.exit_code, events(done, "done"))


# --- a run that was ended -------------------------------------------------------------------------------------------


def started(path: Path, out: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "grader", "grade", str(path), "-o", str(out), "--sandbox", "none"]
    return subprocess.Popen(
        [*command, "--log-json", "--jobs", "1"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended_after(process: subprocess.Popen[str], done: int, how: signal.Signals) -> str:
    """End a run when so many are done. Returns what it still said."""
    assert process.stderr is not None
    count = 0
    for line in process.stderr:
        count += '"event": "done"' in line
        if count == done:
            process.send_signal(how)
            break
    return process.communicate()[1]


def test_a_killed_run_goes_on_where_it_stopped(once: Path, tmp_path: Path) -> None:
    killed = started(once / "in", tmp_path / "out")
    ended_after(killed, 2, signal.SIGKILL)
    assert -signal.SIGKILL == killed.returncode
    done = grade(once / "in", tmp_path / "out", "--log-json")
    kept = events(done, "kept")
    assert kept in (["ada", "bob"], ["ada", "bob", "cy"])  # the third may have been done by then
    assert sorted(HANDED_IN.keys() - set(kept)) == events(done, "done")
    assert verdicts(once / "out") == verdicts(tmp_path / "out")
    assert tree(once / "out").keys() == tree(tmp_path / "out").keys()


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(copied: Path) -> None:
    (copied / "in" / "bob" / "solution.ipynb").write_bytes(notebook("import time\nwhile True: time.sleep(1)"))
    before = tree(copied / "out")
    process = started(copied / "in", copied / "out")
    assert process.stderr is not None
    for line in process.stderr:
        if '"event": "started"' in line:
            process.send_signal(signal.SIGINT)
            break
    said = process.communicate(timeout=30)[1]
    assert 130 == process.returncode
    assert [
        f"Ended. 3 of 4 notebooks have their verdict in {copied / 'out' / opening.NAME}; run the same command again to "
        "grade the others. Nothing else in the folder has changed."
    ] == [line for line in said.splitlines() if not line.startswith("{")]
    assert before == tree(copied / "out")


@pytest.mark.parametrize("leftover", [".grader-writing-x/new/candidates", "candidates/.grader-writing-y"])
def test_what_a_killed_run_left_is_cleared(copied: Path, leftover: str) -> None:
    before = tree(copied / "out")
    (copied / "out" / leftover).mkdir(parents=True)
    (copied / "out" / leftover / "page.html").write_text("half a pa")
    assert 0 == grade(copied / "in", copied / "out").exit_code
    assert before == tree(copied / "out")


def test_files_that_were_placed_by_a_killed_run_are_known_to_be_ours(copied: Path) -> None:
    before = tree(copied / "out")
    (copied / "out" / "results.json").unlink()  # the last to arrive
    (copied / "out" / "junit.xml").write_text("<half")
    assert 0 == grade(copied / "in", copied / "out").exit_code
    assert before == tree(copied / "out")


def test_a_file_of_somebodys_own_is_refused_however_often_it_is_tried(tmp_path: Path) -> None:
    write(tmp_path / "in", {"ada": b"{"})
    mine = tmp_path / "out" / f"{find([tmp_path / 'in'])[0].page}.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    for _ in range(2):
        done = grade(tmp_path / "in", tmp_path / "out")
        assert (2, "mine", True) == (
            done.exit_code,
            mine.read_text(),
            "which no earlier run wrote there" in done.stderr,
        )
    mine.unlink()
    assert 0 == grade(tmp_path / "in", tmp_path / "out").exit_code


def test_executed_notebooks_of_a_killed_run_are_no_submissions(tmp_path: Path) -> None:
    out = write(tmp_path / "in", {"ada": notebook(RIGHT)}) / "report"
    assert 0 == grade(tmp_path / "in", out).exit_code
    (out / "results.json").unlink()  # the last to arrive
    done = grade(tmp_path / "in", out, "--log-json")
    assert (0, ["ada"], []) == (done.exit_code, events(done, "kept"), events(done, "started"))


# --- others at work -------------------------------------------------------------------------------------------------


def test_a_second_grader_is_told(copied: Path) -> None:
    with output.claimed(copied / "out"):
        done = [
            grade(copied / "in", copied / "out"),
            invoke("report", copied / "out"),
            invoke("forget", "ada", copied / "out"),
        ]
    assert [2, 2, 2] == [each.exit_code for each in done]
    told = f"another grader is at work on out={str(copied / 'out')!r}; run again when it has ended, say --wait, or "
    assert [True] * 3 == [told in each.stderr for each in done]


def test_a_second_grader_waits_where_it_is_asked_to(copied: Path) -> None:
    first = contextlib.ExitStack()
    first.enter_context(output.claimed(copied / "out"))
    said = []

    def waits() -> None:
        said.append("waits")
        first.close()

    with output.claimed(copied / "out", waits):
        assert ["waits"] == said


def test_what_is_handed_in_while_another_grader_is_waited_for_is_graded(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, first = two / "report", contextlib.ExitStack()
    first.enter_context(output.claimed(out))

    def handed_in() -> None:
        write(two, {"cy": b"{"})
        first.close()

    monkeypatch.setattr(grading, "waits", lambda _: handed_in)
    done = grade(two, out, "--wait", "--log-json")
    assert (0, ["ada", "bob", "cy"]) == (done.exit_code, events(done, "done"))


def test_a_run_that_is_ended_while_it_waits_says_that_nothing_has_changed(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grading, "waits", lambda _: lambda: signal.raise_signal(signal.SIGTERM))
    with output.claimed(two / "report"):
        done = grade(two, two / "report", "--wait")
    assert (130, "Ended. Nothing has changed.\n") == (done.exit_code, done.stderr)


def test_a_fresh_run_that_is_ended_says_that_it_begins_again(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "run", end)
    done = grade(copied / "in", copied / "out", "--fresh")
    assert (130, True) == (done.exit_code, "run the same command again to grade all of them afresh" in done.stderr)


def test_a_folder_that_is_taken_away_while_it_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, rmdir, held = tmp_path / "out", Path.rmdir, []
    first = output.claimed(out)
    first.__enter__()

    def while_claimed(folder: Path) -> None:
        with pytest.raises(UsageError, match="another grader is at work"), output.claimed(out):
            pass
        held.append(folder.name)
        rmdir(folder)

    def waits() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "rmdir", while_claimed)
            first.__exit__(UsageError, UsageError("nothing came of it"), None)

    with output.claimed(out, waits):
        assert (["candidates", "out"], True) == (held, out.is_dir())
        with pytest.raises(UsageError, match="another grader is at work"), output.claimed(out):
            pass


def test_a_file_that_was_edited_is_told_and_made_again(copied: Path) -> None:
    before = tree(copied / "out")
    told = "results.json did not hold what the grader wrote (was it edited?); made again from gradebook.sqlite."
    for command in (("grade", copied / "in", "--sandbox", "none", "-o"), ("report",)):
        (copied / "out" / "results.json").write_bytes(before["results.json"].replace(b'"rating": 3', b'"rating": 1'))
        said = [invoke(*command, copied / "out").stderr for _ in range(2)]
        assert ([True, False], before) == ([told in each for each in said], tree(copied / "out"))


def test_of_many_files_that_are_made_again_a_few_are_named(copied: Path) -> None:
    before, gone = tree(copied / "out"), ["candidates", "index.html", "junit.xml", "results.csv"]
    subprocess.run(["rm", "-r", *gone], cwd=copied / "out", check=True)
    os.mkfifo(copied / "out" / "junit.xml")  # which is not waited for
    done = invoke("report", copied / "out")
    files = len(before)
    assert (6, f"{files - 1 - 5} more did not, and were made again, too.") == (
        len(done.stderr.splitlines()),
        done.stderr.splitlines()[-1],
    )
    assert before == tree(copied / "out")


def test_a_clock_that_is_set_back_gives_no_negative_time(two: Path) -> None:
    times = iter(range(10, 0, -1))

    def clock() -> datetime:
        return datetime(2026, 11, 26, 9, next(times), tzinfo=UTC)

    with opening.opened(None) as book:
        made = asyncio.run(batch.run(find([two]), task(), book, jobs=1, tell=lambda event: None, clock=clock))
    assert 0.0 == made.results.run.seconds


def test_an_edit_of_results_is_exported_nowhere(copied: Path) -> None:
    export = ("export", copied / "out", "--as", "nbgrader")
    before = invoke(*export).stdout
    path = copied / "out" / "results.json"
    path.write_bytes(path.read_bytes().replace(b'"rating": 3', b'"rating": 1'))
    assert before == invoke(*export).stdout


def test_the_json_that_is_printed_is_this_runs(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = (copied / "out" / "results.json").read_text()

    def another_grader(*_: object) -> None:
        (copied / "out" / "results.json").write_text("another's")

    monkeypatch.setattr(exports, "to_markdown", another_grader)
    monkeypatch.setattr(grading, "append", lambda *_: None)
    done = grade(copied / "in", copied / "out", "--json", "--summary", copied / "summary.md")
    assert written == done.stdout


def run_with(path: Path, tell: Callable[[Event], None]) -> dict[str, SubmissionResult]:
    with opening.opened(None) as book:
        made = asyncio.run(batch.run(find([path]), task(), book, jobs=1, tell=tell))
    return {each.candidate: each for each in made.results.submissions}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return write(tmp_path / "in", {"ada": b"{", "bob": b"{"})


def test_a_submission_that_vanishes_is_a_failure_of_ours_and_the_batch_goes_on(two: Path) -> None:
    def tell(event: Event) -> None:
        (two / "ada" / "solution.ipynb").unlink(missing_ok=True)

    found = run_with(two, tell)
    assert ("grader_error", "invalid_notebook") == (found["ada"].status.value, found["bob"].status.value)
    assert "The file can't be read (No such file or directory)" in found["ada"].reason


def test_a_submission_that_changes_is_judged_and_kept_as_what_was_read(tmp_path: Path, two: Path) -> None:
    path = two / "ada" / "solution.ipynb"

    def tell(event: Event) -> None:
        if event.kind == "started":
            path.write_bytes(b"changed")

    with opening.opened(None) as book:
        asyncio.run(batch.run(find([two]), task(), book, jobs=1, tell=tell))
        assert ["ada", "bob"] == sorted(candidate for candidate, _ in batch.standing(find([two]), task(), book))
        path.write_bytes(b"{")
        assert ["bob"] == [candidate for candidate, _ in batch.standing(find([two]), task(), book)]


def test_a_submission_that_arrives_while_its_beginning_is_refused_is_graded(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(entry: Entry, data: bytes) -> Submission:
        try:
            return read(entry, data)
        finally:
            (two / "ada" / "solution.ipynb").write_bytes(notebook(RIGHT))

    monkeypatch.setattr(pipeline, "read", slowly)
    with opening.opened(None) as book:
        asyncio.run(batch.run(find([two]), task(), book, jobs=1, tell=lambda event: None))
        assert ["bob"] == [candidate for candidate, _ in batch.standing(find([two]), task(), book)]


def test_a_kernel_that_an_ending_run_ended_proves_nothing(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the end of a run is taken for the end of a kernel, no verdict comes of it."""
    real = pipeline.grade

    async def swallows(entry: Entry, with_task: Task) -> pipeline.Graded:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        return await real(entry, with_task)

    monkeypatch.setattr(batch, "grade", swallows)

    async def ended() -> None:
        work = asyncio.ensure_future(batch.run(find([two]), task(), book, jobs=1, tell=lambda event: None))
        await asyncio.sleep(0.05)
        work.cancel()
        await work

    with opening.opened(None) as book:
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(ended())
        assert {} == batch.standing(find([two]), task(), book)
