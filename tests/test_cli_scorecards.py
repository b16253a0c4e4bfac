"""`grader check-scorecard`, and scorecards given to `grade` and `report`: what is said, written, and never said."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.gradebook import opening
from grader.screen import rubric_files
from grader.screen.rubric import Seniority
from tests.grading import unpacked, write

SECRETS = ("98765", "XSALARYX", "XINTERESTX", "XNOTESX")
PRIVATE = "interest: XINTERESTX\nsalary: {amount: 98765, told: XSALARYX}\nnotes: |\n  XNOTESX\n"
RUBRIC = rubric_files.load()


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"COLUMNS": "160"})


def card(
    candidate: str = "ada",
    rating: int = 3,
    *,
    seniority: Seniority = "senior",
    coding: str = "none",
    quote: str = "We measured it for a week.",
    more: str = "",
) -> str:
    """A scorecard for the shipped rubric that rates every area the same."""
    lines = [
        "schema: 1",
        f"candidate: {json.dumps(candidate)}",
        "interviewer: RK",
        "date: 2026-03-02",
        f"seniority: {seniority}",
        f"coding: {coding}",
        "ratings:",
    ]
    for area in RUBRIC.areas:
        anchor = next(each.id for each in area.anchors_for(seniority) if each.rating == rating)
        lines.append(
            f"- {{area: {area.id}, rating: {rating}, anchor: {anchor}, evidence: [{{said: {json.dumps(quote)}}}]}}"
        )
    return "\n".join([*lines, PRIVATE + more])


def cards(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    """Notebooks that are refused without a kernel: quick to grade, and without a rating."""
    return write(tmp_path / "in", {"ada": b"", "bob": b"{"})


def screens(out: Path) -> dict[str, str]:
    data = json.loads((out / "results.json").read_bytes())
    told = {each["candidate"]: each["screen"] for each in (*data["submissions"], *data["without_notebook"])}
    return {candidate: screen["outcome"] if screen else "none" for candidate, screen in told.items()}


# --- grader check-scorecard -----------------------------------------------------------------------------------------


def test_good_cards_are_said_to_be(tmp_path: Path) -> None:
    folder = cards(tmp_path, ada=card(), bob=card("bob"))
    assert (0, "1 scorecard can be used.\n") == _said(invoke("check-scorecard", folder / "ada.yaml"))
    assert (0, "2 scorecards can be used.\n") == _said(invoke("check-scorecard", folder))


def _said(done: Result) -> tuple[int, str]:
    return done.exit_code, done.stdout


def test_every_problem_has_its_file_and_line_and_warnings_stand_apart(tmp_path: Path) -> None:
    bad = card().replace("rating: 3", "rating: 5", 1).replace("date: 2026", "date: 2926")
    folder = cards(tmp_path, bad=bad, praised=card("bob", quote="Solid"))
    done = invoke("check-scorecard", folder / "bad.yaml", folder / "praised.yaml")
    lines = done.stdout.splitlines()
    assert 2 == done.exit_code
    assert [
        f'{folder}/bad.yaml:4: date: expected a date that is not in the future, got "2926-03-02"',
        f"{folder}/bad.yaml:8: ratings[0].rating: expected 1, 2 or 3, got 5",
        "Worth a second look:",
    ] == lines[:3]
    assert 6 == len(lines[3:])
    assert lines[3].endswith('expected what was said or done, so that others can judge it, got "Solid"')


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    done = invoke("check-scorecard", cards(tmp_path, ada=card(quote="great!")))
    assert 0 == done.exit_code
    assert done.stdout.startswith("Worth a second look:\n")
    assert done.stdout.endswith("1 scorecard can be used.\n")


def test_nothing_to_check_is_wrong_usage(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        done = invoke("check-scorecard", path)
        assert 2 == done.exit_code
        assert "scorecard" in done.stderr


def test_a_teams_rubric_knows_its_own_words(tmp_path: Path) -> None:
    folder = cards(tmp_path / "cards", ada=card().replace("area: flags", "area: ethics"))
    assert 2 == invoke("check-scorecard", folder).exit_code
    broken = tmp_path / "rubric.yaml"
    broken.write_text("schema: 1\nbands: []\n")
    done = invoke("check-scorecard", folder, "--rubric", broken)
    assert 2 == done.exit_code
    assert f"{broken}:2: bands" in done.stderr


def test_questions_of_an_own_domain_are_known_where_it_is_given(tmp_path: Path) -> None:
    shipped = (Path(rubric_files.__file__).parent / "data" / "domains" / "vision.yaml").read_text()
    own = tmp_path / "sound.yaml"
    ids = [question.id for question in rubric_files.load_domain("vision", RUBRIC).questions]
    for place, id in enumerate(ids):
        shipped = shipped.replace(id, f"sound_{place}")
    numbers = [question.number for question in rubric_files.load_domain("vision", RUBRIC).questions]
    for number in numbers:
        shipped = shipped.replace(f"number: {number}", f"number: {number + 500}")
    own.write_text(shipped.replace("id: vision", "id: sound"))
    folder = cards(tmp_path / "cards", ada=card(more="answers:\n- question: sound_0\n"))
    assert 2 == invoke("check-scorecard", folder).exit_code
    done = invoke("check-scorecard", folder, "--domain", own)
    assert (0, "1 scorecard can be used.\n") == _said(done), done.output


# --- grade and report -----------------------------------------------------------------------------------------------


def test_a_run_with_scorecards_ends_in_screens(tmp_path: Path, handed_in: Path) -> None:
    folder = cards(tmp_path / "cards", ada=card(), cy=card("cy", 2), di=card("di", coding="before"))
    out = tmp_path / "out"
    done = invoke("grade", handed_in, "-o", out, "--sandbox", "none", "--scorecards", folder)
    assert 0 == done.exit_code, done.output
    assert {"ada": "strong", "bob": "incomplete", "cy": "decline", "di": "incomplete"} == screens(out)
    for words in ("strong, 18 of 18", "decline, 12 of 18", "incomplete", "– no notebook"):
        assert words in done.stdout
    assert [
        "bob: a notebook without a scorecard.",
        "di: a scorecard without the notebook that was asked for.",
    ] == done.stderr.splitlines()[-2:]
    with (out / "results.csv").open(newline="") as file:
        table = {row["candidate"]: (row["outcome"], row["total"], row["area_flags"]) for row in csv.DictReader(file)}
    assert ("decline", "12", "2") == table["cy"]
    assert ("incomplete", "", "") == table["bob"]


def test_a_run_without_scorecards_has_no_screens(tmp_path: Path, handed_in: Path) -> None:
    done = invoke("grade", handed_in, "-o", tmp_path / "out", "--sandbox", "none")
    assert {"ada": "none", "bob": "none"} == screens(tmp_path / "out")
    assert "Screen" not in done.stdout


def test_cards_are_added_after_the_call_without_grading_again(
    tmp_path: Path, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    invoke("grade", handed_in, "-o", out, "--sandbox", "none")

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("grader.pipeline.read", fail)
    folder = cards(tmp_path / "cards", ada=card(), cy=card("cy", 2))
    for _ in range(2):
        done = invoke("report", out, "--scorecards", folder)
        assert 0 == done.exit_code, done.output
        assert {"ada": "strong", "bob": "incomplete", "cy": "decline"} == screens(out)
    before = {path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    assert 0 == invoke("report", out).exit_code
    assert before == {path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    (folder / "cy.yaml").unlink()
    done = invoke("report", out, "--scorecards", folder)
    assert (0, "cy: version 1 of RK's scorecard was in this report, and is gone.") == (
        done.exit_code,
        done.stderr.splitlines()[0],
    )
    assert {"ada": "strong", "bob": "incomplete"} == screens(out)
    assert 2 == len(list((out / "candidates").glob("*.html")))


def test_a_card_that_was_handed_in_is_not_changed_in_silence(tmp_path: Path, handed_in: Path) -> None:
    out, folder = tmp_path / "out", cards(tmp_path / "cards", ada=card())
    invoke("grade", handed_in, "-o", out, "--sandbox", "none", "--scorecards", folder)
    before = {path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    cards(folder, ada=card(rating=1))
    done = invoke("report", out, "--scorecards", folder)
    assert 2 == done.exit_code
    assert "ada: version 1 of RK's scorecard says something else than when it was handed in; " in done.stderr
    assert before == {path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    edit = "version: 2\nedit: {author: RK, time: 2026-03-03T12:00:00Z, reason: I read my notes again.}\n"
    cards(folder, ada=card(), again=card(rating=1, more=edit))
    assert 0 == invoke("report", out, "--scorecards", folder).exit_code
    assert "decline" == screens(out)["ada"]


@pytest.mark.parametrize("earlier", ["this grader", "an older one"])
def test_a_changed_card_is_told_before_the_work(
    tmp_path: Path, handed_in: Path, monkeypatch: pytest.MonkeyPatch, earlier: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    out, folder = tmp_path / "out", cards(tmp_path / "cards", ada=card())
    command = ("grade", handed_in, "-o", out, "--sandbox", "none", "--scorecards", folder)
    assert 0 == invoke(*command).exit_code
    if earlier == "an older one":
        (out / opening.NAME).unlink()
    cards(folder, ada=card(rating=1))
    monkeypatch.setattr("grader.batch.run", fail)
    done = invoke(*command)
    assert (2, True) == (done.exit_code, "scorecard says something else than when it was handed in" in done.stderr)


def test_broken_cards_are_told_before_the_work_and_change_nothing(
    tmp_path: Path, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("grader.batch.run", fail)
    folder = cards(tmp_path / "cards", ada=card().replace("rating: 3", "rating: 0"))
    done = invoke("grade", handed_in, "-o", tmp_path / "out", "--sandbox", "none", "--scorecards", folder)
    assert 2 == done.exit_code
    assert 6 == done.stderr.count("expected 1, 2 or 3, got 0")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", [("--rubric", "r.yaml"), ("--domain", "vision")])
def test_a_rubric_without_scorecards_is_wrong_usage(tmp_path: Path, handed_in: Path, option: tuple[str, str]) -> None:
    done = invoke("grade", handed_in, "-o", tmp_path / "out", "--sandbox", "none", *option)
    assert 2 == done.exit_code
    assert "give --scorecards DIR too" in done.stderr


def test_signals_stand_beside_the_screen(tmp_path: Path, handed_in: Path) -> None:
    folder = tmp_path / "signals"
    folder.mkdir()
    told = {"schema": 1, "candidate": "ada", "source": "clones", "date": "2026-03-02", "months": []}
    told |= {"repositories": 2, "languages": {}, "merged_pull_requests": None}
    (folder / "ada.json").write_text(json.dumps(told))
    out = tmp_path / "out"
    done = invoke("grade", handed_in, "-o", out, "--sandbox", "none", "--signals", folder)
    assert 0 == done.exit_code, done.output
    data = json.loads((out / "results.json").read_bytes())
    assert [2, None] == [each["activity"] and each["activity"]["repositories"] for each in data["submissions"]]


@pytest.mark.parametrize("text", ["\x1b[31mred", "::error::boo", "##[error]boo", "\u202eada", "<script>", "=1+1"])
def test_hostile_names_are_inert(tmp_path: Path, handed_in: Path, text: str) -> None:
    folder = cards(tmp_path / "cards", x=card(text, coding="before", quote=text, more=""))
    done = invoke("grade", handed_in, "-o", tmp_path / "out", "--sandbox", "none", "--scorecards", folder)
    assert 0 == done.exit_code, done.output
    assert not [bad for bad in ("\x1b", "\u202e", "::error", "##[error]") if bad in done.output]


# --- what is private ------------------------------------------------------------------------------------------------


def test_what_is_private_is_nowhere(tmp_path: Path, handed_in: Path) -> None:
    """Salary, interest and notes are in the files alone: not in OUT, nor on the terminal, nor in a message."""
    good = cards(tmp_path / "good", ada=card(quote="ok"), cy=card("cy"), di=card("di", coding="live"))
    bad = cards(tmp_path / "bad", ada=card(more="x: 1\n").replace("rating: 3", "rating: 4"), bob="salary: *XSALARYX\n")
    out, summary = tmp_path / "out", tmp_path / "summary.md"
    more: tuple[str | Path, ...] = ("-o", out, "--sandbox", "none", "--summary", summary)
    said = [
        invoke("grade", handed_in, *more, "--scorecards", good),
        invoke("grade", handed_in, *more, "--scorecards", good, "--json"),
        invoke("grade", handed_in, *more, "--scorecards", bad),
        invoke("report", out, "--scorecards", good),
        invoke("report", out, "--scorecards", bad),
        invoke("check-scorecard", good),
        invoke("check-scorecard", bad),
    ]
    assert [0, 0, 2, 0, 2, 0, 2] == [done.exit_code for done in said]
    texts = [done.stdout + done.stderr for done in said] + [summary.read_text()]
    written = [path for path in sorted(out.rglob("*")) if path.is_file()]
    assert {"index.html", "results.csv", "results.json", "junit.xml"} < {path.name for path in written}
    assert {"ada", "bob", "cy", "di"} == set(screens(out))
    texts += [path.read_bytes().decode() for path in written if path.name != opening.NAME]
    texts.append(unpacked(out / opening.NAME).decode(errors="replace"))
    assert not [(secret, text) for secret in SECRETS for text in texts if secret in text]
