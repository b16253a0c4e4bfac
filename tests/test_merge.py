"""Merging: shards come to what one run gives, and what doesn't belong together is refused."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from grader import output, report
from grader.gradebook import attempts, opening, reports, scorecards
from grader.gradebook.attempts import Attempt
from grader.gradebook.reports import Report
from grader.results import Results, Run, WithoutNotebook
from grader.submission import Entry
from tests import test_cli_scorecards as files
from tests.grading import RIGHT, notebook, write
from tests.screen_cases import card, folded
from tests.test_again import events, grade, invoke, verdicts
from tests.test_cli import tree
from tests.test_exports import results, submission

TIME = "2026-11-26T09:00:00+00:00"
HANDED_IN = {"ada": notebook(RIGHT), **dict.fromkeys(("bob", "cy", "di", "eve", "flo"), b"{")}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`in`, graded whole into `whole`, and in two shards into `1` and `2`."""
    folder = tmp_path_factory.mktemp("shards")
    write(folder / "in", HANDED_IN)
    done = [grade(folder / "in", folder / "whole")]
    done += [grade(folder / "in", folder / str(number), "--shard", f"{number}/2") for number in (1, 2)]
    assert [0, 0, 0] == [each.exit_code for each in done]
    return folder


def test_shards_come_to_what_one_run_gives(graded: Path, tmp_path: Path) -> None:
    done = invoke("merge", graded / "2", graded / "1", "-o", tmp_path / "out", "--summary", tmp_path / "summary.md")
    assert 0 == done.exit_code, done.output
    assert verdicts(graded / "whole") == verdicts(tmp_path / "out")
    assert tree(graded / "whole").keys() == tree(tmp_path / "out").keys()
    assert "6 submissions" in (tmp_path / "summary.md").read_text()
    again = grade(graded / "in", tmp_path / "out", "--log-json")
    assert (sorted(HANDED_IN), []) == (events(again, "kept"), events(again, "started"))


def test_merging_again_changes_nothing(graded: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        assert 0 == invoke("merge", graded / "1", graded / "2", "-o", out).exit_code
    before = tree(out), (out / opening.NAME).stat().st_size
    assert 0 == invoke("merge", graded / "1", graded / "2", "-o", out).exit_code
    assert before == (tree(out), (out / opening.NAME).stat().st_size)


def test_shards_that_are_not_all_there(graded: Path, tmp_path: Path) -> None:
    cases = {
        "expected all 2 shards, missing: 2": [graded / "1"],
        "is no shard, and": [graded / "1", graded / "whole"],
        "has none; grade it first": [graded / "in", graded / "1"],
        "which is a part": [graded / "1", graded / "2", tmp_path / "out"],
    }
    said = {words: invoke("merge", *outs, "-o", tmp_path / "out") for words, outs in cases.items()}
    assert dict.fromkeys(cases, 2) == {words: done.exit_code for words, done in said.items()}
    assert [] == [(words, done.stderr) for words, done in said.items() if words not in done.stderr]
    assert not (tmp_path / "out").exists()


def test_a_shard_that_is_being_written(graded: Path, tmp_path: Path) -> None:
    with output.claimed(graded / "1"):
        done = invoke("merge", graded / "1", graded / "2", "-o", tmp_path / "out")
    assert (2, True) == (done.exit_code, "another grader is at work on" in done.stderr)


def test_a_shard_whose_run_was_ended(graded: Path, tmp_path: Path) -> None:
    (tmp_path / "half").mkdir()
    with opening.opened(tmp_path / "half" / opening.NAME):
        pass
    done = invoke("merge", graded / "1", tmp_path / "half", "-o", tmp_path / "out")
    assert (2, True) == (done.exit_code, "has not come to its end; run it again to let it go on" in done.stderr)


def test_an_empty_shard(tmp_path: Path) -> None:
    write(tmp_path / "in", {"ada": b"{"})
    outs = [tmp_path / str(number) for number in (1, 2, 3)]
    done = [grade(tmp_path / "in", out, "--shard", f"{number}/3") for number, out in enumerate(outs, start=1)]
    assert [0, 0, 0] == [each.exit_code for each in done]
    assert [0, 0, 1] == sorted(len(json.loads((out / "results.json").read_bytes())["submissions"]) for out in outs)
    assert 0 == invoke("merge", *outs, "-o", tmp_path / "out").exit_code


# --- what doesn't belong together -----------------------------------------------------------------------------------


def made(out: Path, found: Results) -> Path:
    """A report with a gradebook, made of nothing."""
    with output.claimed(out), opening.opened(out / opening.NAME) as book:
        plain = [msgspec.structs.replace(each, screen=None) for each in found.submissions]
        numbers = tuple(
            attempts.keep(book, Attempt(time=TIME, key="k", final=True, result=each, executed=None)) for each in plain
        )
        report.write(out, book, Report(results=found, attempts=numbers), TIME)
    return out


def of(*candidates: str, **run: object) -> Results:
    entries = [Entry(candidate=each, notebook=f"{each}/a.ipynb", path=Path()) for each in candidates]
    found = results(
        *(msgspec.structs.replace(submission(e.candidate, notebook=e.notebook), page=e.page) for e in entries)
    )
    return msgspec.structs.replace(found, run=msgspec.structs.replace(found.run, **run))


DIFFERENT: dict[str, object] = {
    "grader": "9.9",
    "grader_sha256": "other",
    "question": "other",
    "question_sha256": "other",
    "battery_sha256": "other",
    "rule_sha256": "other",
    "environment": {"python": "3.99"},
    "packages_sha256": "other",
    "sandbox": "portable",
    "limits": {"cell_seconds": 1.0},
}


@pytest.mark.parametrize("field", DIFFERENT)
def test_what_was_made_with_other_things_is_refused(tmp_path: Path, field: str) -> None:
    made(tmp_path / "1", of("ada"))
    made(tmp_path / "2", of("bob", **{field: DIFFERENT[field]}))
    done = invoke("merge", tmp_path / "1", tmp_path / "2", "-o", tmp_path / "out")
    assert 2 == done.exit_code
    assert f"can't be one report: {field} differ; {field}=" in done.stderr
    assert not (tmp_path / "out" / "results.json").exists()


def test_every_field_of_a_run_is_compared_or_its_own() -> None:
    told_by_others = {"question_title", "task", "rules", "parts", "parameters", "cells"}
    assert set(Run.__struct_fields__) == {*DIFFERENT, *told_by_others, "started", "seconds", "shard"}


def test_parts_of_different_divisions_and_twice_the_same(tmp_path: Path) -> None:
    one, two, other = (
        made(tmp_path / name, of(name, shard=shard)) for name, shard in (("a", "1/2"), ("b", "1/2"), ("c", "2/3"))
    )
    twice = invoke("merge", one, two, made(tmp_path / "d", of("d", shard="2/2")), "-o", tmp_path / "out")
    mixed = invoke("merge", one, other, "-o", tmp_path / "out")
    assert (2, True) == (twice.exit_code, "expected each shard once, got more than one of: 1" in twice.stderr)
    assert (2, True) == (mixed.exit_code, "expected shards of one division, got parts of 2 and of 3" in mixed.stderr)


def test_one_folder_twice(tmp_path: Path) -> None:
    one = made(tmp_path / "1", of("ada"))
    (tmp_path / "link").symlink_to(one)
    done = invoke("merge", one, tmp_path / "link", "-o", tmp_path / "out")
    assert (2, True) == (done.exit_code, f"{str(tmp_path / 'link')!r}, which are one folder" in done.stderr)


def test_screens_of_different_rubrics(tmp_path: Path) -> None:
    for name, digest in (("ada", "a" * 64), ("bob", "b" * 64)):
        found = of(name)
        screen = msgspec.structs.replace(folded(card(candidate=name)), rubric_sha256=digest)
        made(
            tmp_path / name,
            msgspec.structs.replace(found, submissions=(msgspec.structs.replace(found.submissions[0], screen=screen),)),
        )
    done = invoke("merge", tmp_path / "ada", tmp_path / "bob", "-o", tmp_path / "out")
    told = f"can't be in one report: rubric_sha256={'a' * 64} and {'b' * 64}"
    assert (2, True) == (done.exit_code, told in done.stderr), done.stderr


def test_a_part_whose_later_run_was_ended_is_told(tmp_path: Path) -> None:
    parts = [made(tmp_path / name, of(name)) for name in ("ada", "bob")]
    assert "" == invoke("merge", *parts, "-o", tmp_path / "out").stderr
    with opening.opened(parts[0] / opening.NAME) as book:
        later = msgspec.structs.replace(of("ada").submissions[0], rating=1)
        attempts.keep(book, Attempt(time=TIME, key="l", final=True, result=later, executed=None))
    done = invoke("merge", *parts, "-o", tmp_path / "out")
    told = f"A later run in {parts[0]} was ended, and its verdicts are not in the report there: run it again"
    assert (0, True, 1) == (done.exit_code, told in done.stderr, len(done.stderr.splitlines()))


def test_one_candidate_in_two_reports(tmp_path: Path) -> None:
    done = invoke("merge", made(tmp_path / "1", of("ada")), made(tmp_path / "2", of("ada")), "-o", tmp_path / "out")
    assert (2, True) == (done.exit_code, "candidate='ada' is in" in done.stderr)


def test_reports_on_different_candidates_are_joined(tmp_path: Path) -> None:
    one = made(tmp_path / "1", of("cy", "ada", started="2026-11-26T09:00:00+00:00", seconds=60.0))
    two = made(tmp_path / "2", of("bob", started="2026-11-26T09:02:00+00:00", seconds=3.5))
    assert 0 == invoke("merge", two, one, "-o", tmp_path / "out").exit_code
    found = report.read_results(tmp_path / "out")
    assert ["ada", "bob", "cy"] == [each.candidate for each in found.submissions]
    assert ("2026-11-26T09:00:00+00:00", 123.5) == (found.run.started, found.run.seconds)


def unseen(candidate: str) -> WithoutNotebook:
    """A candidate with a scorecard and no notebook."""
    page = Entry(candidate=candidate, notebook="", path=Path()).page
    return WithoutNotebook(candidate=candidate, page=page, screen=folded(card(candidate=candidate)), activity=None)


def test_screens_and_cards_come_along(tmp_path: Path) -> None:
    one, two = of("ada"), of("bob")
    cy = unseen("cy")
    (ada,) = one.submissions
    ada = msgspec.structs.replace(ada, screen=folded(card()))
    made(tmp_path / "1", msgspec.structs.replace(one, submissions=(ada,), without_notebook=(cy,)))
    made(tmp_path / "2", two)
    with opening.opened(tmp_path / "1" / opening.NAME) as book:
        scorecards.keep(book, [card()], TIME)
    assert 0 == invoke("merge", tmp_path / "1", tmp_path / "2", "-o", tmp_path / "out").exit_code
    with opening.opened(tmp_path / "out" / opening.NAME) as book:
        latest = reports.latest(book)
        cards = scorecards.handed_in(book)
    assert latest is not None
    assert [("ada", ada.screen), ("bob", None), ("cy", cy.screen)] == [
        (each.candidate, each.screen) for each in latest.results.everybody
    ]
    assert [card().sha256] == [each.sha256 for each in cards.values()]


def test_no_scorecard_is_lost_where_its_notebook_is_in_another_part(tmp_path: Path) -> None:
    cards = files.cards(tmp_path / "cards", cy=files.card("cy"))
    made(tmp_path / "1", msgspec.structs.replace(of("ada"), without_notebook=(unseen("cy"),)))
    made(tmp_path / "2", of("cy"))
    merged = ("merge", tmp_path / "1", tmp_path / "2", "-o", tmp_path / "out")
    done = invoke(*merged)
    told = f"candidate='cy': RK's scorecard is in {str(tmp_path / '1')!r}, and their notebook or another scorecard in"
    assert (2, True, False) == (done.exit_code, told in done.stderr, (tmp_path / "out").exists())
    done = invoke(*merged, "--scorecards", cards)
    assert 0 == done.exit_code, done.output
    assert {"ada": "incomplete", "cy": "strong"} == files.screens(tmp_path / "out")


def test_a_part_tells_of_its_own_and_the_merged_report_of_everybody_once(tmp_path: Path) -> None:
    write(tmp_path / "in", dict.fromkeys(("ada", "bob", "cy", "di"), b"{"))
    praise = "great!"  # which is warned of
    names = {"ada": "none", "cy": "before", "eve": "none", "flo": "before", "gil": "before", "ha": "none"}
    texts = {name: files.card(name, quote=praise, coding=coding) for name, coding in names.items()}
    cards = ("--scorecards", files.cards(tmp_path / "cards", **texts))
    whole = grade(tmp_path / "in", tmp_path / "whole", "--quiet", *cards)
    outs = [tmp_path / "1", tmp_path / "2"]
    parts = [grade(tmp_path / "in", out, "--quiet", "--shard", f"{out.name}/2", *cards) for out in outs]
    merged = invoke("merge", *outs, "-o", tmp_path / "out")
    assert [0] * 4 == [each.exit_code for each in (whole, *parts, merged)]
    everybody = [sorted(files.screens(out)) for out in outs]
    assert (sorted({"bob", "di", *names}), True) == (sorted(everybody[0] + everybody[1]), all(everybody))
    told = [
        sorted(line for line in stderr.splitlines() if not line.startswith("Sandbox"))
        for stderr in (whole.stderr, "".join(each.stderr for each in parts))
    ]
    assert told[0] == told[1]
    assert verdicts(tmp_path / "whole") == verdicts(tmp_path / "out")
    before = [tree(out) for out in outs]
    assert [0, 0] == [invoke("report", out, *cards).exit_code for out in outs]
    assert before == [tree(out) for out in outs]
    assert 0 == invoke("merge", *outs, "-o", tmp_path / "anew", *cards).exit_code
    assert verdicts(tmp_path / "whole") == verdicts(tmp_path / "anew")
    files.cards(tmp_path / "cards", ha=files.card("ha", 1))
    changed = invoke("merge", *outs, "-o", tmp_path / "changed", *cards)
    assert (2, False) == (changed.exit_code, (tmp_path / "changed").exists())
    assert "ha: version 1 of RK's scorecard says something else than when it was handed in" in changed.stderr
