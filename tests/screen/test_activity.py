"""Coding activity: files read strictly, everything wrong told at once, and what clones come to."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import DocumentError, UsageError
from grader.results import Activity, ActivityMonth
from grader.screen import activity

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
SHIPPED = Path(activity.__file__).with_name("activity.schema.json")
WRITE_SCHEMA = (
    "activity.schema.json is not what the records say; write it anew: .venv/bin/python -c 'import json; "
    "from grader.screen.activity import json_schema; print(json.dumps(json_schema(), indent=2, sort_keys=True))' "
    "> grader/screen/activity.schema.json"
)

GOOD: dict[str, object] = {
    "schema": 1,
    "candidate": "ada",
    "source": "a service that reads public repositories",
    "date": "2026-11-24",
    "months": [{"month": "2026-09", "commits": 3}, {"month": "2026-11", "commits": 0}],
    "repositories": 2,
    "languages": {"Python": 0.75, "Go": 0.25},
    "merged_pull_requests": None,
}


def folder(path: Path, files: Mapping[str, object]) -> Path:
    """A folder of files: bytes as they are, anything else as JSON."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else json.dumps(content, indent=1).encode()
        (path / name).write_bytes(data)
    return path


def problems(path: Path, files: Mapping[str, object]) -> list[str]:
    """What is said of the files, without the folder's name."""
    with pytest.raises(DocumentError) as caught:
        activity.load(folder(path, files), NOW)
    return [problem.replace(f"{path}/", "") for problem in caught.value.problems]


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_folder_is_read(tmp_path: Path) -> None:
    files = {"ada.json": GOOD, "bob.json": {**GOOD, "candidate": "bob", "merged_pull_requests": 7},
             ".hidden.json": b"{", "notes.txt": b"mine"}  # fmt: skip
    found = activity.load(folder(tmp_path, files), NOW)
    expected = Activity(
        source="a service that reads public repositories",
        date="2026-11-24",
        months=(ActivityMonth(month="2026-09", commits=3), ActivityMonth(month="2026-11", commits=0)),
        repositories=2,
        languages={"Python": 0.75, "Go": 0.25},
        merged_pull_requests=None,
    )
    assert ["ada", "bob"] == list(found)
    assert expected == found["ada"]
    assert 7 == found["bob"].merged_pull_requests


def test_an_empty_folder_has_nobody(tmp_path: Path) -> None:
    assert {} == activity.load(tmp_path, NOW)


@pytest.mark.parametrize("name", ["nowhere", "ada.json"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder(tmp_path, {"ada.json": GOOD})
    with pytest.raises(UsageError, match=r"expected a folder with files ID\.json, got .*; name the folder of signals"):
        activity.load(tmp_path / name, NOW)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"schema": 2}, "ada.json:2: schema: expected 1, got 2"),
        ({"candidate": "bob"}, 'ada.json:3: candidate: expected "ada", as the file is called, got "bob"'),
        ({"source": ""}, 'ada.json:4: source: expected some text, got ""'),
        (
            {"date": "2026-11-25"},
            'ada.json:5: date: expected a date that is not in the future (today is 2026-11-24), got "2026-11-25"',
        ),
        ({"date": "24.11.2026"}, 'ada.json:5: date: expected a date such as 2026-11-20, got "24.11.2026"'),
        (
            {"months": [{"month": "2026-12", "commits": 1}]},
            "ada.json:8: months[0].month: expected a month that is not in the future (today is 2026-11-24), "
            'got "2026-12"',
        ),
        (
            {"months": [{"month": "2026-02", "commits": 1}, {"month": "2026-01", "commits": 1}]},
            'ada.json:12: months[1].month: expected a month after 2026-02: months in order, each once, got "2026-01"',
        ),
        (
            {"months": [{"month": "2026-02", "commits": 1}, {"month": "2026-02", "commits": 1}]},
            'ada.json:12: months[1].month: expected a month after 2026-02: months in order, each once, got "2026-02"',
        ),
        (
            {"months": [{"month": "2026-13", "commits": 1}]},
            'ada.json:8: months[0].month: expected a month such as 2026-11, got "2026-13"',
        ),
        ({"repositories": -1}, "ada.json:16: repositories: expected 0 or more, got -1"),
        ({"repositories": 2.5}, "ada.json:16: repositories: expected a whole number, got 2.5"),
        ({"repositories": True}, "ada.json:16: repositories: expected a whole number, got true"),
        ({"languages": {"Go": 1.5}}, "ada.json:18: languages.Go: expected 1 or less, got 1.5"),
        ({"languages": {"Go": "0.5"}}, 'ada.json:18: languages.Go: expected a number, got "0.5"'),
        (
            {"languages": {"Go": 0.9, "C": 0.9}},
            "ada.json:17: languages: expected shares of one whole, 0 to 1 each, got 1.8 in all",
        ),
        ({"merged_pull_requests": -1}, "ada.json:21: merged_pull_requests: expected 0 or more, got -1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, change: Mapping[str, object], expected: str) -> None:
    assert [expected] == problems(tmp_path, {"ada.json": {**GOOD, **change}})


def test_everything_wrong_in_all_files_is_told_at_once(tmp_path: Path) -> None:
    bad = {**GOOD, "repositories": "two", "languages": {"Go": 2}, "stars": 5}
    missing = {name: value for name, value in GOOD.items() if name not in {"months", "date"}}
    told = problems(tmp_path, {"ada.json": bad, "bob.json": missing, "cy.json": b'{"schema": 1, "schema": 1'})
    assert ["ada", "ada", "ada", "bob", "bob"] == [line.partition(".")[0] for line in told[:5]]
    assert {"cy"} == {line.partition(".")[0] for line in told[5:]}
    for word in ("stars", "repositories", "languages.Go", '"months"', '"date"'):
        assert any(word in line for line in told), word


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{" * 100_000, b"[" * 100_000, b'{"schema": NaN}', b"a: &a [*a, *a]",
     b" " * 2_000_000, b'{"schema": 1}{"schema": 1}', json.dumps({**GOOD, "source": "x" * 10_000}).encode()],
)  # fmt: skip
def test_a_hostile_file_is_a_message(tmp_path: Path, content: bytes) -> None:
    told = problems(tmp_path, {"ada.json": content})
    assert told
    assert all(len(line) < 400 and line.isprintable() for line in told)


def test_strangers_text_is_inert_in_a_message(tmp_path: Path) -> None:
    told = problems(tmp_path, {"ada.json": {**GOOD, "\u202e\x1b[31m": 1, "candidate": "\u200bada"}})
    assert all(line.isprintable() for line in told)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ada.json")
    (tmp_path / "bob.json").mkdir()
    expected = "expected a file that can be read, got something else, such as a folder or a pipe"
    assert [f"ada.json:1: {expected}", f"bob.json:1: {expected}"] == problems(tmp_path, {})


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_is_closed_to_us(tmp_path: Path) -> None:
    folder(tmp_path, {"ada.json": GOOD})
    (tmp_path / "ada.json").chmod(0)
    assert ["ada.json:1: expected a file that can be read, got Permission denied"] == problems(tmp_path, {})


def test_the_shipped_schema_is_what_the_records_say() -> None:
    assert json.loads(SHIPPED.read_text()) == activity.json_schema(), WRITE_SCHEMA
    jsonschema.Draft202012Validator.check_schema(activity.json_schema())
    jsonschema.validate(GOOD, activity.json_schema())


months = st.lists(st.dates(max_value=NOW.date()), max_size=5, unique_by=lambda date: (date.year, date.month))
activities = st.builds(
    Activity,
    source=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    date=st.dates(max_value=NOW.date()).map(datetime.date.isoformat),
    months=months.map(
        lambda dates: tuple(
            ActivityMonth(month=f"{date.year:04}-{date.month:02}", commits=index)
            for index, date in enumerate(sorted(dates))
        )
    ),
    repositories=st.integers(0, 1000),
    languages=st.dictionaries(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=9), st.just(0.125), max_size=8
    ),
    merged_pull_requests=st.none() | st.integers(0, 1000),
)


@settings(deadline=None)
@given(activities)
def test_what_is_written_is_read_back(made: Activity) -> None:
    data = activity.to_json("ada", made)
    jsonschema.validate(json.loads(data), activity.json_schema())
    with tempfile.TemporaryDirectory() as name:
        assert {"ada": made} == activity.load(folder(Path(name), {"ada.json": data}), NOW)


# --- clones ---------------------------------------------------------------------------------------------------------

ADA = "ada@example.org"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here to make clones with")


def at(text: str) -> int:
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC).timestamp())


def clone(path: Path, *made: tuple[str, str, list[str]]) -> Path:
    """A clone with commits: whose, when, and the files they touch."""
    text = ""
    for number, (email, time, files) in enumerate(made):
        text += f"commit refs/heads/main\nauthor A <{email}> {at(time)} +0000\ncommitter C <c@c> 1 +0000\ndata 0\n"
        text += "".join(f'M 100644 inline "{name}"\ndata 1\n{number % 10}\n' for name in files)
    path.mkdir(parents=True)
    for arguments in (["init", "--quiet", "--initial-branch=main"], ["fast-import", "--quiet"]):
        subprocess.run(["git", *arguments], cwd=path, input=text.encode(), check=True)
    return path


@needs_git
def test_clones_come_to_months_languages_and_repositories(tmp_path: Path) -> None:
    first = clone(
        tmp_path / "first",
        (ADA, "2025-12-31T23:59:59", ["a.py", "b.py", "vendor/c.go", "d.png", "README.md"]),
        (ADA, "2026-02-01T00:00:00", ["a.py", "train.ipynb"]),
        ("bob@example.org", "2026-02-02", ["a.rs"]),
    )
    second = clone(tmp_path / "second", ("a@work.example", "2026-02-03", ["x.py"]))
    nobodys = clone(tmp_path / "third", ("bob@example.org", "2026-02-02", ["b.rs"]))
    expected = Activity(
        source="git log of 3 local clones; languages by files touched",
        date="2026-11-24",
        months=(
            ActivityMonth(month="2025-12", commits=1),
            ActivityMonth(month="2026-01", commits=0),
            ActivityMonth(month="2026-02", commits=2),
        ),
        repositories=2,
        languages={"Python": 0.75, "Jupyter Notebook": 0.25},
        merged_pull_requests=None,
    )
    assert expected == activity.from_clones([first, second, nobodys], [ADA, "a@work.example"], NOW)
    assert expected == activity.from_clones([nobodys, second, first, first], ["a@work.example", ADA], NOW)


@needs_git
def test_a_commit_in_several_clones_counts_once(tmp_path: Path) -> None:
    first = clone(tmp_path / "first", (ADA, "2026-02-01", ["a.py"]), (ADA, "2026-02-02", ["b.go"]))
    subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{first}", "fork"], cwd=tmp_path, check=True)
    both = activity.from_clones([tmp_path / "fork", first], [ADA], NOW)
    assert (1, 2) == (both.repositories, both.months[0].commits)
    assert {"Go": 0.5, "Python": 0.5} == both.languages


@needs_git
def test_impossible_dates_are_left_out_and_told(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, "2026-02-01", []), (ADA, "2026-11-25", ["a.py"]), (ADA, "1970-01-01", []))
    found = activity.from_clones([made], [ADA], NOW)
    assert (ActivityMonth(month="2026-02", commits=1),) == found.months
    assert {} == found.languages
    assert "commits left out for an impossible date: 2" in found.source


@needs_git
def test_no_commit_of_theirs_is_told(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", ("bob@example.org", "2026-02-01", []))
    with pytest.raises(UsageError, match=r"expected commits by 'ada@example\.org', found none in these clones; see"):
        activity.from_clones([made], [ADA], NOW)


@needs_git
def test_what_is_made_is_what_is_read(tmp_path: Path) -> None:
    made = activity.from_clones([clone(tmp_path / "x", (ADA, "2026-02-01", ["a.py"]))], [ADA], NOW)
    (tmp_path / "ada.json").write_bytes(activity.to_json("ada", made))
    assert {"ada": made} == activity.load(tmp_path, NOW)


@given(st.lists(st.sets(st.integers(0, 6).map(str), max_size=3), max_size=6))
def test_clones_that_share_a_commit_are_one_repository(clones: list[set[str]]) -> None:
    count = activity._repositories(clones)
    assert activity._repositories(clones[::-1]) == count
    assert count <= len([each for each in clones if each])
    assert activity._repositories([*clones, set()]) == count
    assert activity._repositories([*clones, set().union(*clones)]) == int(any(clones))
