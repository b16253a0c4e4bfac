"""The HTML itself: whole, self-contained, and inert whatever a candidate wrote."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import InternalError
from grader.results import CellError, DiagnosisEntry, FindingEntry, FunctionFound, Helper, RedFlag, Results
from grader.vocabulary import Finding
from tests.grading import files
from tests.pages.rendering import render

Notebooks = dict[str, Any]
SWAPPED = "candidates/swapped-1a2b3c4d"

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</pre></code></title></textarea><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}{# #}",
    "<!-- --><![CDATA[ ]]>&amp;&#60;",
    "\x1b[2J\x1b]0;owned\x07",
    "abc\u202edef\u2066",
    "zero\u200b\u200d\ufeffwidth",
    "\0\x08\x0b\x7f\x9b",
    "\ud800\udfff",
    "=HYPERLINK(1)",
    "z̸̡̧͓̙̻" * 50,
    "x" * 1_000_000,
    "\n" * 100_000,
]

ALLOWED = {"a", "abbr", "b", "body", "br", "caption", "code", "dd", "details", "div", "dl", "dt", "em", "footer", "h1"}
ALLOWED |= {
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "img",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
}
ALLOWED |= {"g", "line", "rect", "svg", "text"}  # pictures of ours
ALLOWED |= {"small", "span", "style", "summary", "table", "tbody", "td", "th", "thead", "title", "tr", "ul"}


class Elements(HTMLParser):
    """Every element and attribute of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)


def check_inert(html: str) -> None:
    """Nothing but our own elements, no handler, and no link or source but our own."""
    found = Elements(html)
    assert found.tags <= ALLOWED
    for name, value in found.attributes:
        assert not name.startswith("on")
        assert name != "style"
        if name in {"href", "src"}:
            assert re.match(r"#|\.\./|\./|data:,$|data:image/png;base64,[\w+/=]*$|[\w.-]+\.ipynb$", value), value
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", html)
    html.encode("utf-8")


def everywhere(value: object, text: str) -> object:
    """The same records with `text` in place of every text of theirs, keys of dictionaries and identities kept."""
    match value:
        case str() if type(value) is str:
            return text
        case tuple():
            return tuple(everywhere(item, text) for item in value)
        case list():
            return [everywhere(item, text) for item in value]
        case dict():
            return {key: everywhere(item, text) for key, item in value.items()}
        case msgspec.Struct():
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            kept = {"page"}
            return msgspec.structs.replace(
                value, **{name: item if name in kept else everywhere(item, text) for name, item in fields.items()}
            )
        case _:
            return value


def test_every_page_is_there(results: Results, notebooks: Notebooks) -> None:
    pages = render(results, notebooks)
    assert ["index.html", *(f"{entry.page}.html" for entry in results.submissions)] == list(pages)
    for html in pages.values():
        check_inert(html)


def test_the_same_results_give_the_same_pages(results: Results, notebooks: Notebooks) -> None:
    assert render(results, notebooks) == render(results, notebooks)


def test_another_time_changes_the_overview_alone(results: Results, notebooks: Notebooks) -> None:
    later = msgspec.structs.replace(results.run, started="2026-03-03T09:30:00+00:00", seconds=7.0)
    first, second = render(results, notebooks), render(msgspec.structs.replace(results, run=later), notebooks)
    assert ["index.html"] == [name for name in first if first[name] != second[name]]


def test_two_submissions_never_share_a_page(results: Results) -> None:
    twice = msgspec.structs.replace(results, submissions=results.submissions[:1] * 2)
    with pytest.raises(InternalError, match="page='candidates/guarded-zeros-1a2b3c4d'"):
        files(twice, {})


def test_the_policy_names_the_style_and_nothing_else(results: Results) -> None:
    html = render(results, {})["index.html"]
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="(.*?)"', html)
    expected = f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;; img-src data:; "
    expected += "base-uri &#39;none&#39;; form-action &#39;none&#39;"
    assert expected == policy.replace("'", "&#39;")


def test_every_page_is_stamped_without_a_sandbox(results: Results) -> None:
    assert all("Executed without a sandbox" in html for html in render(results, {}).values())


def test_an_ordinary_page_is_small(results: Results, notebooks: Notebooks) -> None:
    html = render(results, notebooks)[f"{SWAPPED}.html"]
    assert len(re.sub(r"data:image/png;base64,[^\"]*", "", html).encode()) < 100 * 1024


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_strings_are_inert_in_every_field(results: Results, text: str) -> None:
    attacked = everywhere(results, text)
    assert isinstance(attacked, Results)
    for html in render(attacked, {}).values():
        check_inert(html)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_strings_are_inert_in_the_notebook(results: Results, text: str) -> None:
    outputs = [
        {"output_type": "stream", "name": text, "text": text},
        {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]},
        {"output_type": "display_data", "data": {"text/plain": text, "text/html": text, "image/png": text, text: text}},
        {"output_type": text},
    ]
    cells = [{"cell_type": kind, "source": text, "outputs": outputs} for kind in ("code", "markdown", "raw", text)]
    html = render(results, {SWAPPED: {"cells": cells}})[f"{SWAPPED}.html"]
    check_inert(html)
    assert len(html) < 2 * 1024 * 1024


@pytest.mark.parametrize("text", ["x" * 1_000_000, "x\n" * 500_000, "\u202e" * 500_000])
def test_long_strings_of_a_candidate_are_cut(results: Results, text: str) -> None:
    weak = results.submissions[2]
    helpers = (Helper(name=text, cell=2, source=text),) * 2
    function = FunctionFound(name=text, cell=2, source=text, helpers=helpers)
    assert weak.counterexample is not None
    assert weak.execution is not None
    example = msgspec.structs.replace(weak.counterexample, got=text)
    execution = msgspec.structs.replace(weak.execution, errors=(CellError(cell=1, name=text, message=text),) * 20)
    long = msgspec.structs.replace(
        weak,
        candidate=text,
        notebook=text,
        reason=text,
        function=function,
        red_flags=(RedFlag(id="x", says=text),),
        counterexample=example,
        diagnosis=(DiagnosisEntry(id="swapped_precision_recall", says=text, ask=text),),
        findings=(FindingEntry(id=Finding.OWN_TESTS, says=text),) * 16,
        execution=execution,
    )
    pages = render(msgspec.structs.replace(results, submissions=(long,)), {})
    for html in pages.values():
        check_inert(html)
        assert len(html) < 2 * 1024 * 1024


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
OUTPUTS = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "display_data", "execute_result"]) | JSON},
    optional={"name": JSON, "text": JSON, "traceback": JSON, "ename": JSON, "data": JSON},
)
CELLS = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw"]) | JSON},
    optional={"source": JSON, "outputs": st.lists(OUTPUTS | JSON, max_size=3) | JSON},
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.text(max_size=8), JSON, max_size=3)
    | st.fixed_dictionaries({"cells": st.lists(CELLS | JSON, max_size=4)})
)
def test_any_notebook_is_rendered(results: Results, notebook: dict[str, Any]) -> None:
    one = msgspec.structs.replace(results, submissions=results.submissions[2:3])
    check_inert(render(one, {SWAPPED: notebook})[f"{SWAPPED}.html"])
