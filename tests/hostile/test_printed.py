"""What candidates call things never speaks to a CI runner, a terminal, a spreadsheet or a page: whatever is printed."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from tests.grading import RIGHT, notebook, write
from tests.test_cli_scorecards import card, cards
from tests.test_formats import OBEYED, read_command

SAID = (
    "::error::SPOKEN\r\n::set-output name=a::SPOKEN\n##[add-mask]SPOKEN ##vso[task.complete]SPOKEN \x1b[31mSPOKEN\x9b1m"
)
"""What would end a job, or paint its log, if it were printed as it is."""

NAMES = [
    "::error file=x,line=1::SPOKEN",
    "##[error]SPOKEN\n::warning::SPOKEN",
    "=cmd|' !A0;@x | `y` <b>@z [l](javascript:x)",
    "\x1b]0;SPOKEN\x07\u202e:::notice::",
    "%0A%3A%3Aerror%3A%3A,title=x::SPOKEN",
]
SOURCES = [
    f"{RIGHT.replace('    tp =', f'    {SAID!r}' + chr(10) + '    tp =', 1)}\nprint({SAID!r})",
    f"def precision_recall_f1(y_true, y_pred):\n    raise RuntimeError({SAID!r})",
    f"def precision_recall_f1(y_true, y_pred):\n    # {SAID!r}\n    return {SAID!r}\n\nclass E(Exception): pass\n"
    f"E.__name__ = {SAID!r}\nraise E({SAID!r})",
    f"from types import FunctionType\nglobals()[{SAID!r}] = lambda y_true, y_pred: 1\nassert False, {SAID!r}",
]


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"COLUMNS": "60"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The candidates' notebooks, graded, with scorecards that quote them."""
    made = tmp_path_factory.mktemp("hostile")
    contents = [*(notebook(source, markdown=[SAID]) for source in SOURCES), SAID.encode()]
    write(made / "in", dict(zip(NAMES, contents, strict=True)))
    (made / "in" / NAMES[0] / f"{NAMES[1]}.ipynb").write_bytes(b"{")
    cards(made / "cards", one=card(NAMES[2], 2, quote=SAID), two=card(NAMES[3], 1, quote=NAMES[0]))
    cards(made / "broken", **{NAMES[0]: card(SAID).replace("2026-03-02", json.dumps(SAID)), "b": SAID, "c": card(SAID)})
    return made


@pytest.fixture(scope="module")
def graded(folder: Path) -> Result:
    out, summary = folder / "out", folder / "summary.md"
    return invoke("grade", folder / "in", "-o", out, "--sandbox", "none", "--summary", summary, "--log-json")


@pytest.fixture(scope="module")
def told(folder: Path, graded: Result) -> dict[str, Result]:
    """Every other command, over what was graded; what forgets comes last."""
    out = folder / "out"
    made = {
        "report": invoke("report", out, "--scorecards", folder / "cards"),
        "check": invoke("check-scorecard", folder / "cards"),
        "check broken": invoke("check-scorecard", folder / "broken"),
        "grade nothing": invoke("grade", folder / SAID.replace("/", ""), "-o", folder / "nothing", "--sandbox", "none"),
        "plan": invoke("plan", "--seniority", "mid", "--candidate", NAMES[0], "-o", folder / "plan"),
        "export nobody": invoke("export", out, "--as", "gitlab", "--candidate", SAID),
    }
    for form in ("nbgrader", "gitlab", "markdown", "github-annotations"):
        made[f"export {form}"] = invoke("export", out, "--as", form, "--submissions", NAMES[4])
    made["export gradescope"] = invoke("export", out, "--as", "gradescope", "--candidate", NAMES[1])
    made["forget nobody"] = invoke("forget", SAID, out)
    made["forget"] = invoke("forget", NAMES[3], out)
    return made


def test_the_batch_is_graded(folder: Path, graded: Result) -> None:
    assert 0 == graded.exit_code, graded.output
    assert set(NAMES) >= {each["candidate"] for each in submissions(folder)}
    assert any("SPOKEN" in each["reason"] for each in submissions(folder))


def submissions(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((folder / "out" / "results.json").read_bytes())["submissions"]
    return found


def test_nothing_that_is_printed_is_obeyed(folder: Path, graded: Result, told: dict[str, Result]) -> None:
    printed = {name: each.stdout + each.stderr for name, each in {"grade": graded, **told}.items()}
    printed["grade --json"] = (folder / "out" / "results.json").read_text("utf-8")
    printed["summary"] = (folder / "summary.md").read_text("utf-8")
    commands = printed.pop("export github-annotations").splitlines()
    printed["annotations"] = "\n".join(line.removeprefix("::") for line in commands)
    found = {name: OBEYED.findall(text) for name, text in printed.items()}
    assert {} == {name: obeyed for name, obeyed in found.items() if obeyed}
    assert not [name for name, text in printed.items() if "Traceback" in text]
    silent = {"check", "plan", "export gradescope"}
    assert [] == [name for name, text in printed.items() if "SPOKEN" not in text and name not in silent]


def test_each_submission_is_one_annotation(told: dict[str, Result]) -> None:
    commands = told["export github-annotations"].stdout.encode().splitlines()
    assert ["warning"] * 4 + ["notice"] * 2 == [read_command(line.decode())[0] for line in commands]


def test_no_table_holds_a_formula_and_no_summary_a_mention(folder: Path, told: dict[str, Result]) -> None:
    tables = [(folder / "out" / "results.csv").read_text("utf-8"), told["export nbgrader"].stdout]
    for table in tables:
        for row in csv.reader(io.StringIO(table, newline="")):
            starts = [piece.lstrip(' "')[:1] for cell in row for piece in cell.split(";")]
            assert not {"=", "+", "-", "@"} & set(starts)
    assert not re.search(r"@[\w-]|<b>|\]\(", (folder / "summary.md").read_text("utf-8"))


def test_the_test_report_is_well_formed(folder: Path, told: dict[str, Result]) -> None:
    assert told["forget"].exit_code == 0
    [suite] = ET.fromstring((folder / "out" / "junit.xml").read_bytes())
    assert len(submissions(folder)) == len(suite) == 5
