"""How the page looks and what it lets happen: every state, every width, hostile text, paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from grader.call_sheet import render
from tests.calling import (
    ADA,
    AREAS,
    PLAN,
    QUESTIONS,
    SHIPPED,
    Caller,
    asked,
    begin,
    card,
    exported,
    go,
    note,
    pick,
)
from tests.pages.conftest import run


def states(page: Page, options: dict[str, Any]) -> list[str]:
    """Walks through every state of the page, and tells what axe finds in each."""
    found: list[str] = []

    def look(name: str, context: str | None = None) -> None:
        page.locator("details:visible").evaluate_all("all => all.forEach(one => { one.open = true })")
        page.evaluate("document.getAnimations().forEach(each => each.finish())")
        result = Axe().run(page, context, options)
        found.extend([f"{name}: {result.generate_report()}"] if result.violations_count else [])

    look("start")
    begin(page)
    look("background")
    page.keyboard.press("j")
    note(page, "q", "Measure first.")
    page.locator("[data-flag]:visible").first.check()
    look("question")
    page.locator("h2:visible").first.focus()
    for key, name in (("?", "help"), ("b", "deal-breakers"), ("e", "early end"), ("s", "swap")):
        page.keyboard.press(key)
        look(name, "dialog[open]")
        page.keyboard.press("Escape")
    go(page, f"q.{QUESTIONS[-1].id}")
    look("coding")
    go(page, "areas")
    for area in AREAS:
        pick(page, area, 2)
    look("areas")
    go(page, "outcome")
    look("outcome")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') })")
    page.locator('[data-field="remarks"]').fill("x")
    look("storage full")
    return found


@pytest.mark.parametrize(
    ("scheme", "options"),
    [("light", {"resultTypes": ["violations"]}), ("dark", {"runOnly": ["color-contrast"]})],
    ids=["light", "dark, in what differs there"],
)
def test_axe_finds_no_violation_in_any_state(
    caller: Caller, sheets: dict[str, str], scheme: Literal["light", "dark"], options: dict[str, Any]
) -> None:
    page = caller.page(sheets["ada"], caller.context(scheme=scheme))
    assert [] == states(page, options)
    assert ([sheets["ada"]], []) == (asked(caller), caller.complaints)


def test_an_export_asks_nobody_for_anything(caller: Caller, sheets: dict[str, str], tmp_path: Path) -> None:
    page = caller.page(sheets["ada"])
    begin(page)
    exported(page, tmp_path)
    assert ([sheets["ada"]], []) == (asked(caller), caller.complaints)


@pytest.mark.parametrize("width", [320, 640, 800, 1024])
def test_nothing_scrolls_sideways(caller: Caller, sheets: dict[str, str], width: int) -> None:
    """320 pixels is a phone, or 1280 at 400 %; 640 is 1280 at 200 %."""
    page = caller.page(sheets["ada"], caller.context(width=width))
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    begin(page)
    for _ in range(len(QUESTIONS) + 3):
        page.locator("details:visible").evaluate_all("all => all.forEach(one => { one.open = true })")
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
        page.keyboard.press("j")
    assert width >= max(widths)


def test_the_policy_lets_no_other_script_run(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["ada"])
    page.evaluate("document.body.append(Object.assign(document.createElement('a'), {id: 'probe'}))")
    tried = page.evaluate(
        """() => ["innerHTML", "outerHTML"].map(name => {
          try { document.getElementById("probe")[name] = "<b>x</b>"; } catch (error) { return error.name; } })"""
    )
    assert ["TypeError", "TypeError"] == tried
    written = page.evaluate(
        """() => { const made = document.createElement("script");
          try { made.textContent = "globalThis.ran = true"; } catch { }
          try { document.body.append(made); } catch { }
          return globalThis.ran === undefined; }"""
    )
    assert written


HOSTILE = "</script><script>globalThis.ran=1</script><img src=x onerror=ran=1>{{ 7 * 7 }}\u202e\u2028\x1b[31m"


def test_hostile_text_is_inert(caller: Caller) -> None:
    item = PLAN.items[0]
    question = msgspec.structs.replace(
        item.question,
        title=HOSTILE,
        prompt=HOSTILE,
        signals=(HOSTILE,),
        follow_ups=(HOSTILE,),
        strong_answer=(HOSTILE,),
    )
    made = msgspec.structs.replace(PLAN, items=(msgspec.structs.replace(item, question=question), *PLAN.items[1:]))
    attacked = msgspec.structs.replace(
        ADA,
        reason=HOSTILE,
        diagnosis=tuple(msgspec.structs.replace(entry, says=HOSTILE, ask=HOSTILE) for entry in ADA.diagnosis),
    )
    page = caller.page(caller.write(render(made, SHIPPED, attacked, HOSTILE, run=run())))
    begin(page)
    page.keyboard.press("j")
    note(page, "q", HOSTILE)
    for _ in range(len(PLAN.items) + 2):
        assert "<img src=x" in page.locator("body").inner_text()
        page.keyboard.press("j")
    assert page.evaluate("globalThis.ran === undefined && document.querySelectorAll('img').length === 0")
    assert 2 == page.locator("script").count()
    assert "49" not in page.locator("#bar-name").inner_text()
    assert "⟨U+202E⟩" in page.locator("#bar-name").inner_text()
    assert HOSTILE.replace("\x1b", " ").replace("\u2028", "\u2028") in card(page)["answers"][0]["evidence"][0]["said"]
    assert 1 == len(asked(caller))


def test_the_print_out_is_a_form(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"], caller.context(scheme="dark"))
    page.emulate_media(media="print")
    for question in QUESTIONS:
        assert page.get_by_text(question.prompt).first.is_visible()
        assert page.get_by_text(question.signals[0]).first.is_visible()
    assert page.locator(".paper-head").is_visible()
    assert page.locator(".writing-line:visible").count() > 30
    for area in SHIPPED.areas:
        assert page.locator(f"#area-{area.id}").is_visible()
    assert page.locator(".rules").get_by_text(SHIPPED.deal_breakers[0].says).is_visible()
    assert not page.locator('[data-field="salary"]').is_visible()
    assert "rgb(255, 255, 255)" == page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_the_print_out_of_a_call_holds_its_notes(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.locator('[data-field="salary"]').fill("secret-salary")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    note(page, "q", "Measure first.")
    page.emulate_media(media="print")
    assert page.locator(".printed:visible", has_text="Measure first.").is_visible()
    assert "secret-salary" not in page.locator("body").inner_text()


def test_without_javascript_it_is_a_form_to_print(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"], caller.context(javascript=False))
    assert page.get_by_text("Without JavaScript this page keeps nothing").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text(QUESTIONS[0].prompt).first.is_visible()


def test_what_is_announced(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    assert "Background" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("j")
    assert QUESTIONS[0].title == page.evaluate("document.activeElement.textContent")
    assert "step" == page.locator(f'#rail [data-stage="q.{QUESTIONS[0].id}"]').get_attribute("aria-current")
    page.keyboard.press("i")
    page.get_by_role("status").filter(has_text="Taken down").wait_for()


def test_a_removed_note_can_be_taken_back(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    note(page, "q", "One.")
    note(page, "q", "Two.")
    page.get_by_role("button", name="Remove: One.").click()
    assert ["Two."] == [each["text"] for each in card(page)["notes"]["sheet"]["notes"]]
    page.keyboard.press("z")
    assert ["One.", "Two."] == [each["text"] for each in card(page)["notes"]["sheet"]["notes"]]


def test_the_coding_evidence_stands_with_the_coding_question(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["ada"])
    begin(page)
    go(page, f"q.{SHIPPED.coding.question}")
    notebook = page.locator(".notebook:visible")
    assert 3 == notebook.locator(".asks > li").count()
    assert ADA.diagnosis[0].ask in notebook.inner_text()
    assert notebook.get_by_role("table").first.is_visible()
