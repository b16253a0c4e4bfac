"""What a run hands on beside its pages: results.json, results.csv, junit.xml and the Markdown job summary.

Each is a pure function of `Results`. Candidates' strings are hostile in every one of them, so each form has one escape
here, and every string passes through it: a lone surrogate in JSON, a formula in CSV, an illegal character in XML,
markup, mentions and workflow commands in Markdown.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

# Only elements built here are written; nothing is parsed.
from xml.etree import ElementTree as ET

import msgspec

from grader.errors import UsageError
from grader.plain_json import encoded, harmless
from grader.results import SCHEMA, Results, Screen, SubmissionResult
from grader.settings import MIB
from grader.visible import visible

SUMMARY_BYTES = MIB - 64 * 1024
"""How long a job summary may be: GitHub drops one over 1 MiB, and other steps may add to it."""

CELL_CHARACTERS = 300
"""How much of one text a job summary shows; results.json has the whole."""


# results.json


def to_json(results: Results) -> Iterator[bytes]:
    """results.json, piece by piece: strict JSON in UTF-8, indented; `plain_json` says in which order.

    Raises `InternalError` on a number that JSON can't hold.
    """
    before = b"{"
    for name in sorted(results.__struct_fields__):
        value = getattr(results, name)
        yield before + f'\n  "{name}": '.encode()
        before = b","
        if isinstance(value, tuple) and value:
            yield from _list(value, name)
        else:
            yield _indented(encoded(value, f"results.{name}"), 2)
    yield b"\n}\n"


def _list(records: Sequence[msgspec.Struct], name: str) -> Iterator[bytes]:
    for place, record in enumerate(records):
        yield b",\n    " if place else b"[\n    "
        yield _indented(encoded(record, f"results.{name}[{place}]"), 4)
    yield b"\n  ]"


def _indented(content: bytes, spaces: int) -> bytes:
    """JSON on several lines, all but the first further in. A line never ends within a string."""
    text = harmless(msgspec.json.format(content, indent=2).decode())
    return text.replace("\n", "\n" + " " * spaces).encode()


class _Version(msgspec.Struct):
    """The one key that every schema of results.json has."""

    schema: int


def from_json(data: bytes) -> Results:
    """The records of a results.json. Strict: raises `UsageError` on anything that `to_json` would not have written."""
    try:
        version = msgspec.json.decode(data, type=_Version).schema
        if version > SCHEMA:
            raise UsageError(
                f"Expected results.json with schema={SCHEMA}, got schema={version}: a newer grader wrote it. "
                "Use that version of the grader, or grade again with this one."
            )
        return msgspec.json.decode(data, type=Results)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(
            f"Expected results.json as this grader writes it, schema={SCHEMA}, got {visible(str(error))!r}. "
            "Restore the file, or grade again to write it anew."
        ) from error


def json_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of results.json, as shipped in results.schema.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"results.json, schema {SCHEMA}",
        **msgspec.json.schema(Results),
    }


# results.csv


_FORMULA = re.compile(r"""(^|;)([\s"']*)(?=[=+\-@＝＋－＠])""")
"""Where a spreadsheet would start a formula: at a cell's start, also behind space and quotes, and behind a semicolon,
which many locales take for the separator. Full-width signs count: Excel reads them as the plain ones."""


def to_csv(results: Results) -> str:
    """results.csv: a header, one row a submission, one a candidate without a notebook; lines end in a newline.

    Empty cells mean "not reached". A cell that a spreadsheet would take for a formula starts with an apostrophe.
    """
    parts = list(results.run.parts)
    edges = list(dict.fromkeys(edge for submission in results.submissions for edge in submission.edges or ()))
    screens = [each.screen for each in results.everybody]
    areas = list(dict.fromkeys(area for screen in screens if screen for area in screen.areas))
    titles = _csv_titles(parts, edges, areas)
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(csv_cell(title) for title in titles)
    for submission in results.submissions:
        values = [*_csv_values(submission, parts, edges), *_csv_screen(submission.screen, areas)]
        writer.writerow(csv_cell(value) for value in values)
    for alone in results.without_notebook:
        screen = _csv_screen(alone.screen, areas)
        values = [alone.candidate, *[None] * (len(titles) - len(screen) - 1), *screen]
        writer.writerow(csv_cell(value) for value in values)
    return table.getvalue()


def _csv_titles(parts: Iterable[str], edges: Iterable[str], areas: Iterable[str]) -> list[str]:
    return [
        *("candidate", "notebook", "status", "rating", "rule", "reason"),
        *(f"core_{part}" for part in parts),
        *(f"edge_{edge}" for edge in edges),
        *("misconceptions", "findings", "sha256"),
        *("outcome", "total"),
        *(f"area_{area}" for area in areas),
    ]


def _csv_values(submission: SubmissionResult, parts: Iterable[str], edges: Iterable[str]) -> list[object]:
    core, handling = submission.core or {}, submission.edges or {}
    return [
        *(submission.candidate, submission.notebook, submission.status, submission.rating),
        *(submission.rule, submission.reason),
        *(core.get(part) for part in parts),
        *(handling.get(edge) for edge in edges),
        ";".join(submission.misconceptions),
        ";".join(finding.id for finding in submission.findings),
        submission.sha256,
    ]


def _csv_screen(screen: Screen | None, areas: Iterable[str]) -> list[object]:
    rated = screen.areas if screen else {}
    ratings = [rated[area].rating if area in rated else None for area in areas]
    return [screen.outcome if screen else None, screen.total if screen else None, *ratings]


def csv_cell(value: object) -> str:
    """A value as the text of one cell: on one line, and never a formula."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return _FORMULA.sub(r"\1'\2", visible(str(value)))


# junit.xml


def to_junit(results: Results) -> bytes:
    """junit.xml: one test case a submission, in UTF-8.

    A weak grade is no failure: the pipeline did its work. What a person must look at is skipped, with the reason; a
    `grader_error` is an error.
    """
    run = results.run
    ours = sum(submission.is_ours for submission in results.submissions)
    totals = {
        "tests": str(len(results.submissions)),
        "failures": "0",
        "errors": str(ours),
        "skipped": str(sum(submission.needs_person for submission in results.submissions) - ours),
        "time": f"{run.seconds:.3f}",
    }
    root = ET.Element("testsuites", {"name": "grader", **totals})
    name = visible(run.question)
    suite = ET.SubElement(root, "testsuite", {"name": name, **totals, "timestamp": visible(run.started)})
    for submission in results.submissions:
        suite.append(_test_case(submission, name))
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _test_case(submission: SubmissionResult, question: str) -> ET.Element:
    reason = visible(submission.reason)
    seconds = submission.execution.seconds if submission.execution else 0.0
    case = ET.Element("testcase", classname=question, name=_case_name(submission), time=f"{seconds:.3f}")
    facts = {"status": submission.status, "rating": submission.rating, "rule": submission.rule}
    properties = ET.SubElement(case, "properties")
    for fact, value in facts.items():
        ET.SubElement(properties, "property", name=fact, value=visible("" if value is None else str(value)))
    if submission.is_ours:
        ET.SubElement(case, "error", type=submission.status.value, message=reason)
    elif submission.needs_person:
        ET.SubElement(case, "skipped", message=f"No rating yet ({submission.status.value}): {reason}")
    ET.SubElement(case, "system-out").text = reason
    return case


def _case_name(submission: SubmissionResult) -> str:
    """candidate/notebook, the candidate's folder said once."""
    repeated = submission.notebook.startswith(f"{submission.candidate}/")
    return visible(submission.notebook if repeated else f"{submission.candidate}/{submission.notebook}")


# The job summary


def to_markdown(results: Results, *, limit: int = SUMMARY_BYTES) -> str:
    """The job summary in GitHub's Markdown, at most `limit` bytes: counts, who needs a person, everybody.

    Rows that don't fit are left out, and their number is told.
    """
    waiting = [submission for submission in results.submissions if submission.needs_person]
    waiting.sort(key=lambda submission: not submission.is_ours)
    text = _summary_head(results, len(waiting))
    if waiting:
        text += _section("What needs a person first", waiting, limit - _size(text))
    return text + _section("All submissions", results.submissions, limit - _size(text))


def _summary_head(results: Results, waiting: int) -> str:
    ratings = Counter(submission.rating for submission in results.submissions)
    statuses = Counter(submission.status for submission in results.submissions)
    title = _entities(visible(results.run.question_title))
    lines = [
        f"# {title}\n",
        f"{len(results.submissions)} submissions: {ratings[3]} rated 3, {ratings[2]} rated 2, {ratings[1]} rated 1, "
        f"{waiting} without a rating.\n",
        "By status: " + (", ".join(f"{_code(s)} {n}" for s, n in sorted(statuses.items())) or "none") + ".\n",
    ]
    if results.run.sandbox == "none":
        lines.append("**The notebooks ran without a sandbox.** Any of them could have changed what is said here.\n")
    return "\n".join(lines)


def _section(title: str, submissions: Sequence[SubmissionResult], room: int) -> str:
    """A table of as many submissions as fit into `room` bytes, and how many did not."""
    text = f"\n## {title}\n\n| candidate | status | rating | reason |\n| --- | --- | --- | --- |\n"
    left_out = "\n{} more are left out here for length; index.html and results.csv have all.\n"
    room -= _size(text) + _size(left_out.format(len(submissions)))
    rows: list[str] = []
    for submission in submissions:
        row = _row(submission)
        room -= _size(row)
        if room < 0:
            return text + "".join(rows) + left_out.format(len(submissions) - len(rows))
        rows.append(row)
    return text + "".join(rows)


def _row(submission: SubmissionResult) -> str:
    rating = "no rating yet" if submission.rating is None else str(submission.rating)
    return f"| {_code(submission.candidate)} | {_code(submission.status)} | {rating} | {_code(submission.reason)} |\n"


def _code(text: str) -> str:
    """Text in a code element, where GitHub makes no mention, reference, emoji or link of it."""
    shown = visible(text)
    if len(shown) > CELL_CHARACTERS:
        shown = shown[: CELL_CHARACTERS - 1] + "…"
    return f"<code>{_entities(shown)}</code>"


def _entities(text: str) -> str:
    """Text as letters, digits, spaces and numeric entities, which Markdown never takes for its own signs.

    So no line holds a pipe, a backtick, a tag or the two colons of a workflow command. A zero-width space behind "@"
    stays when the entities are resolved, and keeps what follows from being a name or an address.
    """
    return "".join(c if c.isalnum() or c == " " else "&#64;&#8203;" if c == "@" else f"&#{ord(c)};" for c in text)


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
