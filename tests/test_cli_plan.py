"""`grader plan`: what it writes and prints, and whose files it leaves alone."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from grader import question
from grader.cli import main
from grader.screen import invitation, plan, rubric_files
from grader.screen.plan import Plan
from grader.screen.selection import Choices
from tests.grading import QUESTIONS

NOTEBOOK = "precision_recall_f1.ipynb"


def invoke(out: Path, *arguments: str | Path) -> Result:
    seniority = [] if "--seniority" in arguments else ["--seniority", "senior"]
    return CliRunner().invoke(main, ["plan", "-o", str(out), *seniority, *(str(argument) for argument in arguments)])


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "plans" / "senior"


def test_a_plan_and_what_belongs_to_it(out: Path) -> None:
    done = invoke(out)
    assert (0, "") == (done.exit_code, done.stderr)
    assert {"plan.yaml", "scorecard.yaml", "invitation.md", "call-sheet.html", NOTEBOOK} == set(tree(out))
    made = plan.read_file(out / "plan.yaml")
    assert plan.make(rubric_files.load(), Choices(seniority="senior")) == made
    assert invitation.text(made, NOTEBOOK) == (out / "invitation.md").read_text()
    assert question.load().assignment.read_bytes() == (out / NOTEBOOK).read_bytes()
    assert 'candidate: "" ' in (out / "scorecard.yaml").read_text()


def test_it_reads_minute_by_minute(out: Path) -> None:
    lines = invoke(out, "--minutes", "50", "--coding", "live").stdout.splitlines()
    made = plan.read_file(out / "plan.yaml")
    assert "Plan senior-50-4-live: Senior machine-learning engineer, 5 years and more, 50 minutes" == lines[0]
    assert f"sha256 {made.sha256}" == lines[1]
    slots = [line for line in lines if line[:2].strip().isdigit() and "-" in line[:4]]
    titles = [item.question.title for item in made.items]
    starts = [" 0-5 ", " 5-14", "14-22", "22-30", "30-38", "38-45", "45-50"]
    ends = ["Background", *titles[:-1], f"{titles[-1]} (written in the call)", "The candidate's own questions"]
    assert [f"{start}  {end}" for start, end in zip(starts, ends, strict=True)] == slots
    spares = lines[lines.index("Spares, the first one first:") + 1 : -2]
    assert [f"{each.question.number:>5}  {each.question.title}" for each in made.spares] == spares
    assert f"In {out}: plan.yaml, scorecard.yaml, invitation.md, {NOTEBOOK}, call-sheet.html" == lines[-1]


@pytest.mark.parametrize(("coding", "given"), [("before", True), ("live", True), ("none", False)])
def test_the_notebook_is_there_where_it_is_used(out: Path, coding: str, given: bool) -> None:
    invoke(out, "--coding", coding)
    assert given == (NOTEBOOK in tree(out)) == (NOTEBOOK in (out / "invitation.md").read_text())


def test_for_programs(out: Path) -> None:
    done = invoke(out, "--json", "--domain", "vision", "--deep-learning")
    assert plan.read_file(out / "plan.yaml") == msgspec.json.decode(done.stdout, type=Plan)


def test_a_card_for_a_candidate(out: Path) -> None:
    assert 0 == invoke(out, "--candidate", 'ada "the first"\n\u202e').exit_code
    assert 'candidate: "ada \\"the first\\"\\n\\u202E" #' in (out / "scorecard.yaml").read_text()


def test_a_domain_of_ones_own(out: Path, tmp_path: Path) -> None:
    shipped = next(section for section in rubric_files.load().sections if section.id == "vision")
    data = msgspec.to_builtins(shipped) | {"id": "speech", "topic": "Working with sound"}
    for entry in data["questions"]:
        entry |= {"id": f"own_{entry['id']}", "number": entry["number"] + 700}
    (tmp_path / "speech.json").write_bytes(msgspec.json.encode(data))
    done = invoke(out, "--domain", tmp_path / "speech.json")
    assert (0, True) == (done.exit_code, done.stdout.startswith("Plan senior-60-4-before-speech: ")), done.output
    assert "- Working with sound\n" in (out / "invitation.md").read_text()
    assert "- question: own_augmentation\n" in (out / "scorecard.yaml").read_text()


def test_another_question_has_another_notebook(out: Path) -> None:
    assert 0 == invoke(out, "--question", QUESTIONS).exit_code
    assert "mean_absolute_error.ipynb" in tree(out)
    assert "`mean_absolute_error.ipynb`" in (out / "invitation.md").read_text()


def test_deep_learning_that_changes_nothing_is_told(out: Path) -> None:
    done = invoke(out, "--seniority", "junior", "--deep-learning")
    assert (
        "A junior is asked no question on deep learning: --deep-learning only changes the plan's name.\n" == done.stderr
    )


def test_seniors_without_coding_are_told_of_it(out: Path) -> None:
    assert (
        "Question 16, the coding, is recommended for seniors: --coding before or --coding live has it.\n"
        == invoke(out, "--coding", "none").stderr
    )
    assert "" == invoke(out.with_name("mid"), "--seniority", "mid", "--coding", "none").stderr


def test_a_plan_without_what_the_role_is_asked_first_says_so(out: Path, tmp_path: Path) -> None:
    own = tmp_path / "rubric.yaml"
    own.write_text("schema: 1\nroles:\n- {seniority: senior, emphasis: [first_steps]}\n")
    assert "" == invoke(out, "--rubric", own).stderr
    own.write_text("schema: 1\nroles:\n- {seniority: senior, emphasis: [batch_or_layer_norm, out_of_memory]}\n")
    assert (
        "The plan has no room for what this role is asked first, which is one of the questions 10 and 11.\n"
        == invoke(out.with_name("other"), "--rubric", own).stderr
    )


# --- files that are there already -----------------------------------------------------------------------------------


def test_the_same_again_changes_nothing(out: Path) -> None:
    invoke(out)
    before = tree(out)
    assert (0, "") == ((again := invoke(out)).exit_code, again.stderr)
    assert before == tree(out)


def test_an_untouched_card_becomes_a_candidates(out: Path) -> None:
    invoke(out)
    assert 0 == invoke(out, "--candidate", "ada").exit_code
    assert 'candidate: "ada"' in (out / "scorecard.yaml").read_text()
    assert 2 == invoke(out, "--candidate", "bob").exit_code
    assert 'candidate: "ada"' in (out / "scorecard.yaml").read_text()


def team(tmp_path: Path, years: str) -> Path:
    """A team's rubric that words one question and one role anew."""
    shipped = rubric_files.load()
    data = msgspec.to_builtins(shipped)
    (section,) = (each for each in data["sections"] if each["id"] == "systems")
    section["questions"] = section["questions"][:1]
    section["questions"][0]["prompt"] = f"Too slow for {years}. What do you do?"
    path = tmp_path / "team.json"
    path.write_bytes(msgspec.json.encode({"schema": 1, "sections": [section]}))
    return path


def test_a_plan_of_the_same_choices_follows_the_rubric_and_says_so(tmp_path: Path, out: Path) -> None:
    invoke(out)
    first = plan.read_file(out / "plan.yaml")
    done = invoke(out, "--rubric", team(tmp_path, "years"))
    assert 0 == done.exit_code, done.output
    assert f"The rubric has changed since: scorecards for sha256 {first.sha256} are of another plan.\n" == done.stderr
    second = plan.read_file(out / "plan.yaml")
    assert (first.id, True) == (second.id, first.sha256 != second.sha256)
    assert second.sha256 in (out / "scorecard.yaml").read_text()


@pytest.mark.parametrize("name", ["plan.yaml", "scorecard.yaml", "invitation.md", NOTEBOOK])
def test_what_somebody_has_written_is_not_replaced(name: str, out: Path) -> None:
    invoke(out)
    (out / name).write_bytes((out / name).read_bytes() + b"# mine\n")
    (out / "mine.txt").write_text("mine")
    before = tree(out)
    done = invoke(out, "--candidate", "ada")
    assert (2, before) == (done.exit_code, tree(out))
    assert name in done.stderr
    assert done.stderr.endswith("Nothing there has changed. Move it away, or choose another folder with -o.\n")


def test_an_edited_plan_is_not_replaced(out: Path) -> None:
    invoke(out)
    path = out / "plan.yaml"
    path.write_text(path.read_text().replace("minutes: 60", "minutes: 59"))
    before = tree(out)
    done = invoke(out)
    assert (2, before) == (done.exit_code, tree(out))
    assert "plan.yaml:4: sha256: expected the hash of what the file holds" in done.stderr


def test_another_plan_is_not_replaced(out: Path) -> None:
    invoke(out)
    before = tree(out)
    done = invoke(out, "--minutes", "50")
    assert (2, before) == (done.exit_code, tree(out))
    assert "got the plan senior-60-4-before, where senior-50-4-before was to go" in done.stderr


def test_no_plan_beside_somebodys_card(out: Path) -> None:
    out.mkdir(parents=True)
    (out / "scorecard.yaml").write_text("mine")
    done = invoke(out)
    assert (2, {"scorecard.yaml": b"mine"}) == (done.exit_code, tree(out))


def test_a_link_or_a_pipe_is_not_followed(out: Path, tmp_path: Path) -> None:
    out.mkdir(parents=True)
    (out / "invitation.md").symlink_to(tmp_path / "nowhere")
    assert 2 == invoke(out).exit_code
    (out / "invitation.md").unlink()
    os.mkfifo(out / "plan.yaml")
    assert 2 == invoke(out).exit_code
    assert ["plan.yaml"] == [path.name for path in out.iterdir()]


# --- what can't be done ---------------------------------------------------------------------------------------------


def test_wrong_usage_is_exit_2(out: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "broken.yaml").write_text("schema: 1\nbands: 3\n")
    cases: dict[str, Result] = {
        "Missing option '--seniority'": CliRunner().invoke(main, ["plan"]),
        "'principal' is not one of": invoke(out, "--seniority", "principal"),
        "61 is not in the range": invoke(out, "--minutes", "61"),
        "2 is not in the range": invoke(out, "--deep-dives", "2"),
        "visoin": invoke(out, "--domain", "visoin"),
        "broken.yaml:2: bands: ": invoke(out, "--rubric", tmp_path / "broken.yaml"),
        "no\\u202esuch": invoke(out, "--rubric", tmp_path / "no\u202esuch"),
        "the question name='nothing'": invoke(out, "--question", "nothing"),
        "Expected the id of a candidate, 1 to 255 characters, got candidate=' '": invoke(out, "--candidate", " "),
        "got candidate='\\u200b'": invoke(out, "--candidate", "\u200b"),
        "got candidate='xxx": invoke(out, "--candidate", "x" * 256),
        "got candidate='\\udc80'": invoke(out, "--candidate", "\udc80"),
        "Expected a folder that can be written, got out=": invoke(tmp_path / "file" / "out"),
    }
    wrong = {says: (done.exit_code, done.output) for says, done in cases.items() if done.exit_code != 2}
    unclear = {says: done.stderr for says, done in cases.items() if says not in done.stderr}
    assert ({}, {}) == (wrong, unclear)
    assert not out.exists()


def test_choices_that_can_not_work_say_what_would(tmp_path: Path, out: Path) -> None:
    path = team(tmp_path, "years")
    data = msgspec.json.decode(path.read_bytes())
    data["sections"][0]["questions"][0]["minutes"] = 14
    path.write_bytes(msgspec.json.encode(data))
    done = invoke(out, "--rubric", path)
    assert 2 == done.exit_code
    assert "Expected 14 minutes or more for the question 'slow_recommender', got 11" in done.stderr
    assert "What would work: --deep-dives 3." in done.stderr
    assert not out.exists()
