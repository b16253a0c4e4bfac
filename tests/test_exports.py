"""The files that leave the grader: what they hold, and what candidates' strings can't do in them."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader import exports
from grader.errors import InternalError, UsageError
from grader.plain_json import printable
from grader.results import (
    SCHEMA,
    Counterexample,
    ExecutionReport,
    FindingEntry,
    Rating,
    Results,
    Run,
    SandboxReport,
    SubmissionResult,
)
from grader.screen.screens import attach
from grader.visible import visible
from grader.vocabulary import Finding, Handling, Status
from tests import screen_cases

SHIPPED = Path(exports.__file__).with_name("results.schema.json")

WRITE_SCHEMA = (
    "results.schema.json is not what the records say; write it anew: .venv/bin/python -c 'import json; "
    "from grader.exports import json_schema; print(json.dumps(json_schema(), indent=2, sort_keys=True))' "
    "> grader/results.schema.json"
)

HOSTILE = [
    "=cmd|' /C calc'!A0",
    '\t"=1+1',
    "a;=1+1",
    "x\r\n::error file=a,line=1::boo",
    "##[error]boo",
    "@somebody, see #1",
    "mail a@example.org or www.example.org or https://example.org/",
    "a | b \\| c",
    "`` ` code ` ``",
    "<img src=x onerror=alert(1)><!-- -->",
    "[link](javascript:alert(1)) ![i](x) **b** ~~s~~ :tada:",
    "&lt;script&gt; &#64;",
    "\x00\x1b[31mred\x07",
    "\u202eright to left\u2066",
    "\ud800 lone",
    "\ufffe\uffff ]]>",
    "\u2028\u2029\x85\x0b\x0c",
]

strings = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=()), max_size=30))


def submission(
    candidate: str = "ada",
    *,
    status: Status = Status.GRADED,
    rating: Rating | None = 3,
    reason: str = "All right.",
    notebook: str | None = None,
) -> SubmissionResult:
    return SubmissionResult(
        candidate=candidate,
        notebook=notebook if notebook is not None else f"{candidate}/solution.ipynb",
        page="candidates/ada.html",
        sha256="ab" * 32,
        status=status,
        reason=reason,
        rating=rating,
        rule="all_right",
        core={"precision": True, "recall": True, "f1": False},
        edges={"empty": Handling.AS_REFERENCE, "no_overlap": Handling.LEAKS},
        edge_results=None,
        misconceptions=("rounded", "percent_scale"),
        diagnosis=(),
        findings=(FindingEntry(id=Finding.LISTS_ONLY, says="Lists only."),),
        red_flags=(),
        counterexample=Counterexample(
            args=((0,), (1,)),
            container="list",
            expected=(0, 0.5, "nan"),
            got="(0, 0, 0)",
            got_parts=(0, 0, 0),
            counts={"tp": 0},
        ),
        function=None,
        properties=None,
        own_tests=None,
        execution=ExecutionReport(
            sandbox=SandboxReport(tier="none", layers=()),
            cells=2,
            errors=(),
            seconds=0.25,
            cpu_seconds=0.1,
            peak_memory_bytes=1,
        ),
    )


def results(*submissions: SubmissionResult, seconds: float = 1.5) -> Results:
    return Results(
        schema=SCHEMA,
        run=Run(
            grader="0.1.0",
            question="precision_recall_f1",
            question_title="Precision, recall and F1",
            task="Return three numbers.",
            question_sha256="1",
            battery_sha256="2",
            rule_sha256="3",
            rules={"all_right": "Everything is right."},
            parts={"precision": "Precision", "recall": "Recall", "f1": "F1"},
            parameters={"y_true": "true labels", "y_pred": "predictions"},
            sandbox="none",
            environment={"python": "3.11"},
            started="2026-01-02T03:04:05Z",
            seconds=seconds,
        ),
        submissions=submissions,
    )


UNGRADED = submission("bob", status=Status.NOT_ATTEMPTED, rating=None, reason="The stub is unchanged.")
BROKEN = submission("cy", status=Status.GRADER_ERROR, rating=None, reason="The grader failed.")


def to_json(found: Results) -> bytes:
    """results.json, whole."""
    return b"".join(exports.to_json(found))


SAMPLE = results(submission(), submission("weak", rating=1), UNGRADED, BROKEN)


# results.json


def test_json_is_what_formatting_it_all_at_once_gives() -> None:
    cards = screen_cases.cards_of(screen_cases.card(), screen_cases.card(candidate="cy", coding="none"))
    joined = attach(results(submission("ada"), submission("bob")), cards, screen_cases.rubric())
    for found in (SAMPLE, results(), joined):
        assert printable(found) == to_json(found)


def test_json_comes_back_as_it_was() -> None:
    assert exports.from_json(to_json(SAMPLE)) == SAMPLE


def test_json_is_strict_sorted_and_indented() -> None:
    text = to_json(SAMPLE).decode("utf-8")

    def refuse(token: str) -> None:
        raise AssertionError(token)

    data = json.loads(text, parse_constant=refuse)
    assert ["run", "schema", "submissions", "without_notebook"] == list(data)
    assert sorted(data["submissions"][0]) == list(data["submissions"][0])
    assert text.startswith('{\n  "run": {\n')
    assert text.endswith("}\n")


def test_json_keeps_the_order_of_parameters_and_parts() -> None:
    run = exports.from_json(to_json(SAMPLE)).run
    assert ["y_true", "y_pred"] == list(run.parameters)
    assert ["precision", "recall", "f1"] == list(run.parts)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_cannot_hold_is_our_error(number: float) -> None:
    with pytest.raises(InternalError, match=r"got -?(nan|inf) at results\.run\.seconds"):
        to_json(results(seconds=number))


@settings(deadline=None)
@given(candidate=strings, reason=strings)
def test_any_string_comes_back_once_it_is_visible(candidate: str, reason: str) -> None:
    data = to_json(results(submission(candidate, reason=reason)))
    assert data == to_json(exports.from_json(data))


def test_a_newer_schema_is_told() -> None:
    with pytest.raises(
        UsageError, match=r"Expected results\.json with schema=1, got schema=2: a newer grader wrote it"
    ):
        exports.from_json(b'{"schema": 2, "anything": []}')


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "truncated"),
        (b"{", "truncated"),
        (b"[]", "Expected `object`, got `array`"),
        (b"{}", "missing required field `schema`"),
        (b'{"schema": 1}', "missing required field `run`"),
        (b'{"schema": 0, "run": {}, "submissions": []}', "schema"),
        (b'{"schema": NaN}', "invalid"),
        (b'{"schema": "\xff"}', "Expected `int`"),
        (b'{"a": ' + b"[" * 100_000, "recursion"),
        (to_json(SAMPLE).replace(b'"rating": 3', b'"rating": 4'), "rating"),
        (to_json(SAMPLE).replace(b'"rating": 3', b'"rating": "3"'), "rating"),
        (to_json(SAMPLE).replace(b'"graded"', b'"passed"'), "Invalid enum value"),
        (to_json(SAMPLE).replace(b'"candidate"', b'"person"'), "person"),
    ],
)
def test_what_is_not_ours_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        exports.from_json(data)
    message = str(caught.value)
    assert message.startswith("Expected results.json as this grader writes it, schema=1, got ")
    assert says in message
    assert message.endswith("Restore the file, or grade again to write it anew.")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_records_or_a_usage_error(data: bytes) -> None:
    with pytest.raises(UsageError):
        exports.from_json(data)


def test_the_shipped_schema_is_the_records_schema() -> None:
    expected = json.dumps(exports.json_schema(), indent=2, sort_keys=True) + "\n"
    assert expected == SHIPPED.read_text(encoding="utf-8"), WRITE_SCHEMA


def test_the_schema_accepts_what_is_written_and_refuses_more() -> None:
    schema = json.loads(SHIPPED.read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(to_json(SAMPLE))
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)
    data["submissions"][0]["status"] = "passed"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema, jsonschema.Draft202012Validator)


# results.csv


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_csv_has_a_row_a_submission() -> None:
    assert {
        "candidate": "ada",
        "notebook": "ada/solution.ipynb",
        "status": "graded",
        "rating": "3",
        "rule": "all_right",
        "reason": "All right.",
        "core_precision": "true",
        "core_recall": "true",
        "core_f1": "false",
        "edge_empty": "as_reference",
        "edge_no_overlap": "leaks",
        "misconceptions": "rounded;percent_scale",
        "findings": "lists_only",
        "sha256": "ab" * 32,
        "outcome": "",
        "total": "",
    } == rows(exports.to_csv(SAMPLE))[0]


def test_csv_is_empty_where_grading_did_not_get() -> None:
    bare = msgspec.structs.replace(UNGRADED, core=None, edges=None, sha256=None)
    row = rows(exports.to_csv(results(submission(), bare)))[1]
    assert ("", "", "", "") == (row["rating"], row["core_f1"], row["edge_empty"], row["sha256"])


def test_csv_ends_in_the_screens_and_has_a_row_for_those_without_a_notebook() -> None:
    cards = screen_cases.cards_of(
        screen_cases.card((3, 2, None, 3, 3, 3)), screen_cases.card(candidate="=cy", coding="none")
    )
    table = exports.to_csv(attach(results(submission("ada"), submission("bob")), cards, screen_cases.rubric()))
    ada, bob, cy = rows(table)
    areas = [f"area_{area}" for area in screen_cases.AREAS]
    assert ["sha256", "outcome", "total", *areas] == list(ada)[-9:]
    assert ["conditional", "17", "3", "2", "3", "3", "3", "3"] == list(ada.values())[-8:]
    assert ["incomplete", "", "", "", "", "", "", ""] == list(bob.values())[-8:]
    assert ("'=cy", "strong", "18") == (cy["candidate"], cy["outcome"], cy["total"])
    assert {""} == {cy[key] for key in list(cy)[1:-8]}


def test_json_with_screens_comes_back_as_it_was_and_fits_the_schema() -> None:
    cards = screen_cases.cards_of(screen_cases.card(), screen_cases.card(candidate="cy"))
    joined = attach(results(submission("ada"), submission("bob")), cards, screen_cases.rubric())
    data = to_json(joined)
    assert joined == exports.from_json(data)
    jsonschema.validate(json.loads(data), json.loads(SHIPPED.read_bytes()), jsonschema.Draft202012Validator)


def test_csv_of_no_submissions_is_a_header() -> None:
    assert exports.to_csv(results()).startswith("candidate,notebook,status,rating,rule,reason,core_precision,")
    assert [] == rows(exports.to_csv(results()))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("  =1", "'  =1"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ('"=1', "'\"=1"),
        (" '=1", "' '=1"),
        ("a; =1", "a;' =1"),
        ("a=1", "a=1"),
        ("a\nb", "a b"),
        ("a\x1b[31mb", "a\\u001b[31mb"),
    ],
)
def test_csv_holds_no_formula(text: str, cell: str) -> None:
    assert cell == rows(exports.to_csv(results(submission(text))))[0]["candidate"]


@settings(deadline=None)
@given(candidate=strings, reason=strings)
def test_csv_is_one_line_a_row_and_no_cell_starts_a_formula(candidate: str, reason: str) -> None:
    table = exports.to_csv(results(submission(candidate, reason=reason)))
    assert 2 == len(table.encode("utf-8").splitlines())
    for cell in rows(table)[0].values():
        for piece in cell.split(";"):
            assert not piece.lstrip(" \"'").startswith(("=", "+", "-", "@")) or piece.startswith("'")


# junit.xml


def test_junit_tells_errors_and_skips_and_never_fails_a_weak_grade() -> None:
    suite = ET.fromstring(exports.to_junit(SAMPLE))[0]
    assert {
        "name": "precision_recall_f1",
        "tests": "4",
        "failures": "0",
        "errors": "1",
        "skipped": "1",
        "time": "1.500",
        "timestamp": "2026-01-02T03:04:05Z",
    } == suite.attrib
    ada, weak, bob, cy = suite
    assert {"classname": "precision_recall_f1", "name": "ada/solution.ipynb", "time": "0.250"} == ada.attrib
    assert ["properties", "system-out"] == [child.tag for child in ada] == [child.tag for child in weak]
    assert {"status": "graded", "rating": "1", "rule": "all_right"} == {p.get("name"): p.get("value") for p in weak[0]}
    assert "No rating yet (not_attempted): The stub is unchanged." == bob[1].get("message")
    assert ("error", "grader_error", "The grader failed.") == (cy[1].tag, cy[1].get("type"), cy[1].get("message"))


def test_junit_names_a_notebook_outside_its_candidate_folder_with_the_candidate() -> None:
    suite = ET.fromstring(exports.to_junit(results(submission("ada", notebook="ada.ipynb"))))[0]
    assert "ada/ada.ipynb" == suite[0].get("name")


def test_two_notebooks_of_one_candidate_wait_for_a_person() -> None:
    suite = ET.fromstring(exports.to_junit(results(submission(rating=None, reason="Two notebooks."))))[0]
    assert "No rating yet (graded): Two notebooks." == suite[0][1].get("message")


@settings(deadline=None)
@given(candidate=strings, reason=strings)
def test_junit_is_well_formed_whatever_candidates_write(candidate: str, reason: str) -> None:
    suite = ET.fromstring(exports.to_junit(results(submission(candidate, reason=reason, notebook="n"))))[0]
    assert visible(f"{candidate}/n") == suite[0].get("name")
    assert visible(reason) == (suite[0].findtext("system-out") or "")


# The job summary


def render(markdown: str) -> str:
    """The summary as HTML, tables on, raw HTML let through as GitHub does before it sanitises."""
    html: str = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return html


def test_the_summary_counts_and_puts_our_failures_first() -> None:
    text = exports.to_markdown(SAMPLE)
    assert "4 submissions: 1 rated 3, 0 rated 2, 1 rated 1, 2 without a rating." in text
    assert "The notebooks ran without a sandbox." in text
    assert ["cy", "bob", "ada", "weak", "bob", "cy"] == re.findall(r"^\| <code>(\w+)</code>", text, re.MULTILINE)
    assert "<td>no rating yet</td>\n<td><code>The stub is unchanged.</code></td>" in render(text)


def test_the_summary_of_nobody_is_a_summary() -> None:
    text = exports.to_markdown(results())
    assert "0 submissions" in text
    assert "What needs a person first" not in text


@settings(deadline=None)
@given(candidate=strings, reason=strings)
def test_candidates_speak_no_markdown(candidate: str, reason: str) -> None:
    text = exports.to_markdown(results(submission(candidate, reason=reason)))
    plain = exports.to_markdown(results(submission("ada", reason="x")))
    assert len(plain.splitlines()) == len(text.splitlines())
    assert "::" not in text
    assert "##[" not in text
    assert not re.search(r"@[\w-]", text)
    cells = re.findall("<code>(.*?)</code>", text)
    assert not set("".join(cells)) & set("|`<>@*_[]()\\!~:/'\"")
    tags = re.compile(r"</?[a-z0-9]+[^>]*>")
    assert tags.findall(render(plain)) == tags.findall(render(text))


@pytest.mark.parametrize("text", ["a | b", "@somebody", "`x` *y*", "<b>", "a\\|b", "é 漢字"])
def test_the_summary_shows_a_text_as_it_is(text: str) -> None:
    html = render(exports.to_markdown(results(submission(reason=text))))
    shown = text.replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u200b")
    assert f"<td><code>{shown}</code></td>" in html


def test_the_summary_is_capped_and_says_how_many_it_left_out() -> None:
    crowd = results(*(submission(f"c{n:05}", rating=None if n % 2 else 3, reason="|" * 999) for n in range(5000)))
    text = exports.to_markdown(crowd)
    assert len(text.encode("utf-8")) <= exports.SUMMARY_BYTES < 1024 * 1024
    shown = len(re.findall(r"^\| <code>", text, re.MULTILINE))
    left_out = [int(n) for n in re.findall(r"^(\d+) more are left out", text, re.MULTILINE)]
    assert 2 == len(left_out)
    assert 2500 + 5000 == shown + sum(left_out)
