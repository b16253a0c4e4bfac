"""What the page is made of: one file, its data block, its script and its style."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import grader.call_sheet
from grader.call_sheet import render
from grader.screen.plan import Plan
from tests.calling import ADA, PLAN, SHIPPED
from tests.pages.conftest import run

HERE = Path(grader.call_sheet.__file__).parent
SCRIPTS = sorted((HERE / "script").glob("*.js"))


def html(candidate: str | None = "ada") -> str:
    return render(PLAN, SHIPPED, ADA, candidate, run=run())


def test_the_same_plan_gives_the_same_page() -> None:
    assert html() == html()


def test_the_data_block_can_not_end_early() -> None:
    """The candidate's id goes into a card as it is; it is made visible where it is shown."""
    hostile = "</script><!--\u2028\u2029&'\""
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html(hostile), re.DOTALL)
    assert not re.search("[<>&\u2028\u2029]", block)
    assert hostile == json.loads(block)["candidate"]


def test_the_data_holds_what_a_card_says_of_its_plan() -> None:
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html(), re.DOTALL)
    data = json.loads(block)
    told: Plan = PLAN
    assert {"id": told.id, "sha256": told.sha256, "seniority": "senior", "coding": "before"} == data["plan"]
    assert {"candidate": 255, "name": 80, "text": 1000, "notes": 4000, "minute": 240, "bytes": 1 << 20} == data[
        "limits"
    ]


def test_the_policy_allows_its_own_style_and_script_alone() -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html())
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert "'none'" == rules["default-src"]
    assert all(re.fullmatch("'sha256-[^']+'", rules[name]) for name in ("style-src", "script-src"))
    assert "unsafe" not in policy


def test_the_page_asks_for_nothing_from_anywhere() -> None:
    assert not re.search(r"""(?:src|href)=["'](?!data:|#)|url\(|@import|https?://""", html())


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_puts_text_in_as_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|</|<!--", text)
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(|indexedDB", text)
    assert text.startswith("// "), "a module says what it is for"


def test_every_script_is_in_the_page() -> None:
    joined = (HERE / "templates" / "script.j2").read_text()
    assert {path.name for path in SCRIPTS} == set(re.findall(r"script/(\w+\.js)", joined))


def test_no_template_marks_anything_safe() -> None:
    assert not [
        path.name
        for path in (HERE / "templates").iterdir()
        if re.search(r"\|\s*safe|Markup|autoescape", path.read_text())
    ]


def test_a_page_without_a_candidate_asks_for_one() -> None:
    assert "readonly>" not in render(PLAN, SHIPPED, None, None)
    assert 'value="ada" readonly' in html()
