"""What the documents say is there: every command and word is documented, links lead somewhere, commands exist."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import click
import pytest

from grader import question
from grader.cli import main
from grader.coding_grade import sentences
from grader.vocabulary import Finding, Handling, Misconception, Status

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference.md"
DOCUMENTS = sorted(
    path
    for folder in (".", "docs", "notebooks", "property_tests", "reference", "tests")
    for path in (ROOT / folder).glob("*.md")
)
GENERATE = "expected docs/reference.md to be what the program says; write it anew with: make reference"


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows() -> list[str]:
    """The reference's table rows, as they would be without escapes."""
    return [line.replace("\\|", "|") for line in read(REFERENCE).splitlines() if line.startswith("| ")]


# --- the reference --------------------------------------------------------------------------------------------------


def commands(command: click.Command, words: tuple[str, ...] = ("grader",)) -> Iterator[tuple[str, click.Command]]:
    yield " ".join(words), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*words, name))


COMMANDS = dict(commands(main))


def test_the_reference_is_what_the_program_says() -> None:
    text = runpy.run_path(str(ROOT / "docs" / "reference.py"))["text"]()
    assert read(REFERENCE) == text, GENERATE


def test_the_reference_of_files_is_what_the_program_says() -> None:
    text = runpy.run_path(str(ROOT / "docs" / "files_reference.py"))["text"]()
    assert text == read(ROOT / "docs" / "files.md"), "expected what the program says; write it anew: make reference"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    found = re.search(rf"^### `{name}(?: [A-Z.\[\]]+)*`\n(.*?)(?=^##|\Z)", read(REFERENCE), re.DOTALL | re.MULTILINE)
    assert found, GENERATE
    options = [each for each in COMMANDS[name].params if isinstance(each, click.Option)]
    missing = [option for each in options for option in each.opts if option not in found[1]]
    assert not missing, GENERATE


@pytest.mark.parametrize("word", [*Status, *Handling, *Finding])
def test_every_closed_word_is_documented(word: str) -> None:
    assert any(row.startswith(f"| `{word}` |") for row in rows()), GENERATE


@pytest.mark.parametrize(("rule", "says"), sentences().items())
def test_every_rule_row_is_documented(rule: str, says: str) -> None:
    assert any(row.startswith(f"| `{rule}` |") and f"| {says} |" in row for row in rows()), GENERATE


@pytest.mark.parametrize("entry", question.load().misconceptions, ids=lambda entry: entry.id)
def test_every_misconception_is_documented(entry: Misconception) -> None:
    assert f"| `{entry.id}` | {entry.kind} | {entry.says} | {entry.ask} | {entry.good_answer} |" in rows(), GENERATE


# --- the other documents --------------------------------------------------------------------------------------------


def slug(heading: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_lead_somewhere(document: Path) -> None:
    prose = re.sub(r"^ {4}.*$", "", read(document), flags=re.MULTILINE)
    for link in re.findall(r"\]\(([^)\s]+)\)", prose):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = document.parent / name if name else document
        assert target.exists(), link
        if anchor:
            assert anchor in map(slug, re.findall(r"^#+ (.*)$", read(target), re.MULTILINE)), link


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_what_is_to_be_made_can_be_made(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    told = re.findall(r"(?:^ {4}|`|&& )make ([a-z-]+)", read(document), re.MULTILINE)
    assert not set(told) - targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_what_is_to_be_typed_is_a_command_with_such_options(document: Path) -> None:
    typed = re.findall(r"(?:^ {4}|`)(?:\.venv/bin/)?grader ([a-z][^`\n]*)", read(document), re.MULTILINE)
    for line in typed:
        path, known = "grader", dict(COMMANDS)
        for word in line.split():
            path = f"{path} {word}" if f"{path} {word}" in known else path
        assert path != "grader", line
        options = {option for each in known[path].params for option in each.opts}
        assert not set(re.findall(r"(?<= )--?[a-z][\w-]*", line)) - options, line


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first = read(ROOT / "README.md").splitlines()[:16]
    assert ["make grade", "make test"] == [line.split("#")[0].strip() for line in first if line.startswith("    ")]


def test_every_module_stands_in_the_map() -> None:
    table = read(ROOT / "docs" / "architecture.md")
    package = ROOT / "grader"
    opened = (package, *(package / name for name in ("cli", "gradebook", "sandbox", "sandbox/inside", "screen")))
    modules = [path for folder in opened for path in folder.glob("*.py")]
    names = {path.relative_to(package).as_posix() for path in modules if path.name != "__init__.py"}
    assert sorted({*names, "cli/", "call_sheet/", "formats/", "pages/"}) == sorted(
        re.findall(r"^\| `([\w/]+(?:\.py|/))` \|", map_of(table), re.MULTILINE)
    )


def map_of(document: str) -> str:
    return document.partition("\n## Modules of `grader/`\n")[2].partition("\n## ")[0]


# --- what no file may tell ------------------------------------------------------------------------------------------


def files() -> Sequence[Path]:
    """The project's files: what git tracks, or would."""
    if shutil.which("git") is None:
        pytest.skip("there is no git here to ask for the project's files")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no clone, or another user's, so git doesn't list the project's files")
    found = (ROOT / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name)
    return [path for path in found if path.is_file()]


HOSTS = r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|anaconda[.](?:org|com)|conda-forge[.]org|-index-url[ =]"
PLACES = r"(?<![\w.$}~])/(?:home|root|work|Users)/\w+"


def test_no_file_names_a_machine_or_a_registry() -> None:
    telling = re.compile(f"{HOSTS}|{PLACES}|{re.escape(str(ROOT))}/")
    told: list[str] = []
    for path in files():
        try:
            content = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        told.extend(f"{named(path)}: {found[0]}" for found in telling.finditer(content))
    assert [] == told
