"""`grader plan`: the questions for a role, and what comes with them."""

from __future__ import annotations

import os
import tempfile
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import msgspec

from grader import call_sheet, question, report
from grader.cli.failure import PATH, Failure
from grader.errors import DocumentError, GraderError, UsageError
from grader.results import Run, SubmissionResult
from grader.screen import empty_scorecard, invitation, plan, rubric_files
from grader.screen.document import did_you_mean
from grader.screen.plan import Plan
from grader.screen.remarks import listed
from grader.screen.rubric import Role, Rubric, Seniority
from grader.screen.selection import FIRST, Choices, Coding
from grader.visible import is_blank, visible

PLAN, SCORECARD, INVITATION, CALL_SHEET = "plan.yaml", "scorecard.yaml", "invitation.md", "call-sheet.html"


@click.command("plan")
@click.option("--seniority", type=click.Choice(["junior", "mid", "senior"]), required=True, help="What the role is.")
@click.option("--deep-learning", is_flag=True, help="The role has to do with deep learning.")
@click.option("--domain", metavar="language|vision|FILE", help="Questions on the role's domain; FILE is a section.")
@click.option("--minutes", type=click.IntRange(45, 60), default=60, show_default=True, help="How long the call is.")
@click.option("--deep-dives", type=click.IntRange(3, 4), default=4, show_default=True, help="Questions in depth.")
@click.option(
    "--coding",
    type=click.Choice(["before", "live", "none"]),
    default="before",
    show_default=True,
    help="The coding question: a notebook before the call, live in it, or not at all.",
)
@click.option("--rubric", "rubric_file", type=PATH, help="A team's own rubric.")
@click.option(
    "--question", "question_name", default=question.DEFAULT, show_default=True, help="Whose notebook candidates get."
)
@click.option("-o", "--out", type=PATH, default=Path("plan"), show_default=True, help="Where the files go.")
@click.option("--candidate", metavar="ID", help="Whom the scorecard and the call sheet are for, by the report's id.")
@click.option("--results", type=PATH, metavar="OUT", help="For the call sheet: the run that graded their notebook.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON instead of a timetable.")
def make_plan(
    *,
    seniority: Seniority,
    deep_learning: bool,
    domain: str | None,
    minutes: int,
    deep_dives: int,
    coding: Coding,
    rubric_file: Path | None,
    question_name: str,
    out: Path,
    candidate: str | None,
    results: Path | None,
    as_json: bool,
) -> None:
    """Plan a screen: the questions for a role, with a call sheet, an empty scorecard and an invitation.

    Every candidate for the role gets the same plan. The same choices give the same plan; its id and its hash tell.
    """
    try:
        rubric = rubric_files.load(rubric_file)
        choices = Choices(
            seniority=seniority,
            deep_learning=deep_learning,
            domain=rubric_files.load_domain(domain, rubric) if domain else None,
            minutes=minutes,
            deep_dives=deep_dives,
            coding=coding,
        )
        made = plan.make(rubric, choices)
        notebook = question.load(question_name).assignment if coding != "none" else None
        kit = _Kit(rubric=rubric, candidate=_named(candidate), notebook=notebook)
        files = kit.files(made) | {CALL_SHEET: _call_sheet(made, kit, results)}
        earlier = _earlier(out, made)
        known = [each.files(earlier) for each in (kit, replace(kit, candidate=""))] if earlier else []
        _write(out, files, known)
    except GraderError as error:
        raise Failure(error) from error
    for note in _notes(made, rubric, earlier):
        click.echo(note, err=True)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(made)))
        return
    for line in (*_readable(made, rubric), "", f"In {out}: {', '.join(files)}"):
        click.echo(visible(line))


@dataclass(frozen=True, kw_only=True)
class _Kit:
    """What goes into OUT with a plan."""

    rubric: Rubric
    candidate: str
    notebook: Path | None

    def files(self, made: Plan) -> dict[str, bytes]:
        """The files of a plan by name."""
        texts = {
            PLAN: plan.to_yaml(made),
            SCORECARD: empty_scorecard.text(made, self.rubric, self.candidate),
            INVITATION: invitation.text(made, self.notebook.name if self.notebook else ""),
        }
        files = {name: text.encode() for name, text in texts.items()}
        return files | ({self.notebook.name: self.notebook.read_bytes()} if self.notebook else {})


def _call_sheet(made: Plan, kit: _Kit, results: Path | None) -> bytes:
    """The call sheet, with what a run found of this candidate's notebook."""
    graded, run = _graded(made, kit.candidate, results) if results else (None, None)
    return call_sheet.render(made, kit.rubric, graded, kit.candidate or None, run=run).encode()


def _graded(made: Plan, candidate: str, results: Path) -> tuple[SubmissionResult, Run]:
    """What a run found of a candidate's notebook: the first, if there are several."""
    if not candidate:
        raise UsageError("Expected a candidate whose notebook to take from the results, got none; add --candidate ID.")
    if made.coding == "none":
        raise UsageError("Expected a plan with a notebook beside --results, got --coding none; leave one of them out.")
    read = report.read_results(results)
    for each in read.submissions:
        if each.candidate == candidate:
            return each, read.run
    hint = did_you_mean(candidate, [each.candidate for each in read.submissions])
    raise UsageError(f"Expected a notebook of candidate={candidate!r} in {str(results)!r}, found none. {hint}".strip())


def _named(candidate: str | None) -> str:
    """The candidate's id, if one is given and a scorecard can hold it."""
    if candidate is None:
        return ""
    if is_blank(candidate) or len(candidate) > 255 or any("\ud800" <= sign <= "\udfff" for sign in candidate):
        raise UsageError(f"Expected the id of a candidate, 1 to 255 characters, got candidate={candidate[:60]!r}.")
    return candidate


def _earlier(out: Path, made: Plan) -> Plan | None:
    """The plan that OUT holds, if any. Raises `UsageError` where it is another one, or no plan of ours."""
    path = out / PLAN
    if not os.path.lexists(path):
        return None
    try:
        earlier = plan.read_file(path)
    except DocumentError as error:
        raise _refused(out, f"a {PLAN} that no `grader plan` wrote ({error.problems[0]})") from error
    if earlier.id != made.id:
        raise _refused(out, f"the plan {earlier.id}, where {made.id} was to go")
    return earlier


def _write(out: Path, files: Mapping[str, bytes], known: Sequence[Mapping[str, bytes]]) -> None:
    """Write files into OUT, beside and then renamed. Raises `UsageError` where one would replace somebody's work.

    What is there already has to be the same, or `known`: as an earlier plan of the same id left it, untouched since.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            path = out / name
            ours = [content, *(each[name] for each in known if name in each)]
            if os.path.lexists(path) and not (path.is_file() and _is_ours(path.read_bytes(), ours)):
                raise _refused(out, f"{name!r}, which may be somebody's work")
        with tempfile.TemporaryDirectory(prefix=".grader-writing-", dir=out) as staging:
            for name, content in files.items():
                (Path(staging) / name).write_bytes(content)
            for name in files:
                (Path(staging) / name).replace(out / name)
    except OSError as error:
        raise UsageError(
            f"Expected a folder that can be written, got out={str(out)!r}: {error.strerror or error}."
        ) from error


def _is_ours(content: bytes, ours: Sequence[bytes]) -> bool:
    """Whether a file is as we left it. A call sheet always is: what is entered stays in the browser."""
    return content in ours or call_sheet.MARK.encode() in content[:1_000]


def _refused(out: Path, found: str) -> UsageError:
    return UsageError(
        f"Expected a folder without a plan, or with this one, in out={str(out)!r}, got {found}. "
        "Nothing there has changed. Move it away, or choose another folder with -o."
    )


def _notes(made: Plan, rubric: Rubric, earlier: Plan | None) -> Iterator[str]:
    """What to know besides, one line each."""
    bank = {each.id: each for section in rubric.sections for each in section.questions}
    first = _role(made, rubric).emphasis[:FIRST]
    if first and not set(first) & {item.question.id for item in made.items}:
        numbers = listed([str(bank[id].number) for id in first])
        yield f"The plan has no room for what this role is asked first, which is one of the questions {numbers}."
    if made.seniority == "senior" and made.coding == "none" and rubric.coding.question in bank:
        number = bank[rubric.coding.question].number
        yield f"Question {number}, the coding, is recommended for seniors: --coding before or --coding live has it."
    if made.deep_learning and not any(each.deep_learning for each in made.questions):
        yield f"A {made.seniority} is asked no question on deep learning: --deep-learning only changes the plan's name."
    if earlier and earlier.sha256 != made.sha256:
        yield f"The rubric has changed since: scorecards for sha256 {earlier.sha256} are of another plan."


def _readable(made: Plan, rubric: Rubric) -> Iterator[str]:
    """The plan for people, minute by minute."""
    role = _role(made, rubric)
    areas = {area.id: area.title for area in rubric.areas}
    coding = {"before": " (the notebook, talked about)", "live": " (written in the call)", "none": ""}[made.coding]
    yield f"Plan {made.id}: {role.title}, {role.years}, {made.minutes} minutes"
    yield f"sha256 {made.sha256}"
    for slot in plan.timetable(made):
        item = slot.item
        yield ""
        yield f"{slot.start:>2}-{slot.end:<2}  {slot.title}{coding if item and item.kind == 'coding' else ''}"
        if item is not None:
            yield from _indented(item.question.prompt)
            yield from _indented("Informs: " + ", ".join(areas[area] for area in item.question.areas))
    yield ""
    yield "Spares, the first one first:"
    yield from (f"{spare.question.number:>5}  {spare.question.title}" for spare in made.spares)


def _role(made: Plan, rubric: Rubric) -> Role:
    return next(role for role in rubric.roles if role.seniority == made.seniority)


def _indented(text: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent=" " * 7, subsequent_indent=" " * 7)
