"""How the page looks and what it lets happen: every state, every width, hostile text, paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from grader.call_sheet import render
from grader.call_sheet.three_questions import ANY, CodingAsk, three_questions
from grader.pages import example
from grader.screen import plan
from grader.screen.selection import Choices
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


def states(call: Page, options: dict[str, Any], folder: Path) -> list[str]:
    """Walks through every state of the page, and tells what axe finds in each."""
    found: list[str] = []

    page = call

    def look(name: str, context: str | None = None, *, page: Page = call) -> None:
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
    exported(page, folder)
    page.get_by_role("button", name="Begin a later version").click()
    look("version", "dialog[open]")
    page.keyboard.press("Escape")
    go(page, "areas")
    page.locator('[data-area="problem_solving"][value="open"]').check()
    page.locator('[data-area="communication"][value="open"]').check()
    go(page, "outcome")
    look("incomplete")
    page.locator("h2:visible").first.focus()
    page.keyboard.press("b")
    page.locator("[data-breaker]").first.check()
    page.locator("[data-breaker-said]:visible").fill("It is always so.")
    page.keyboard.press("Escape")
    look("stopped")
    go(page, "areas")
    look("areas with what was ticked")
    second = page.context.new_page()
    second.goto(page.url)
    second.set_input_files("#import", {"name": "a.json", "mimeType": "application/json", "buffer": b"{}"})
    second.locator("#import-problems li").first.wait_for()
    look("a file that is refused", page=second)
    second.get_by_role("button", name="Go on with ada").click()
    second.locator("#banner").wait_for()
    look("looking on", page=second)
    second.close()
    go(page, "outcome")
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
    caller: Caller, sheets: dict[str, str], tmp_path: Path, scheme: Literal["light", "dark"], options: dict[str, Any]
) -> None:
    page = caller.page(sheets["ada"], caller.context(scheme=scheme))
    assert [] == states(page, options, tmp_path)
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


def printed(page: Page, path: Path) -> list[str]:
    """The text of each page of a print-out, on one line."""
    page.pdf(path=path, format="A4")
    return [" ".join(unicodedata.normalize("NFKC", each.extract_text()).split()) for each in PdfReader(path).pages]


def test_the_blank_print_out_has_room_for_all_that_a_card_holds(
    caller: Caller, sheets: dict[str, str], tmp_path: Path
) -> None:
    pages = printed(caller.page(sheets["plan"]), tmp_path / "blank.pdf")
    text = " ".join(pages)
    assert len(SHIPPED.deal_breakers) == text.count("Minute, and their words")
    for word in ("Interest in the role", "Salary expectation", "min "):
        assert word in text
    for word in ("Nothing yet", "this browser"):
        assert word not in text
    for question in QUESTIONS[:-1]:
        (whole,) = [page for page in pages if question.prompt in page]
        rest = whole.partition(question.prompt)[2]
        assert question.follow_ups[-1] in rest
        assert "min" in rest.partition(question.anchors[-1].says)[2].split(), "the lines to write on"


def test_the_print_out_of_a_call_is_a_record(caller: Caller, sheets: dict[str, str], tmp_path: Path) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.locator('[data-field="salary"]').fill("secret-salary")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    note(page, "q", "Measure first.")
    words = "More machines, always more of them. " * 9 + "The end."
    page.locator("[data-flag]:visible").first.check()
    page.locator("[data-flag-said]:visible").fill(words)
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.locator("[data-breaker]").first.check()
    page.locator("[data-breaker-said]:visible").fill("It is always so. " * 9 + "Believe me.")
    page.keyboard.press("Escape")
    text = " ".join(printed(page, tmp_path / "call.pdf"))
    for word in (f"grace, by RK, {card(page)['date']}", "Measure first.", words, "Believe me."):
        assert word in text
    for word in ("secret-salary", "Nothing yet", "this browser", "Minute, and their words", "Their words"):
        assert word not in text


def test_the_print_out_is_a_form(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"], caller.context(scheme="dark"))
    page.emulate_media(media="print")
    for question in QUESTIONS:
        assert page.get_by_text(question.prompt).first.is_visible()
        assert page.get_by_text(question.signals[0]).first.is_visible()
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
    expect(page.locator(".printed:visible", has_text="Measure first.")).to_be_visible()
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
    assert not notebook.get_by_role("table").first.is_visible()
    notebook.get_by_text(example.title(ADA)).click()
    assert notebook.get_by_role("table").first.is_visible()


@pytest.mark.parametrize(("sheet", "asks"), [("ada", three_questions(ADA)), ("plan", ANY)])
def test_a_notebook_made_before_the_call_is_talked_about(
    caller: Caller, sheets: dict[str, str], sheet: str, asks: Sequence[CodingAsk]
) -> None:
    page = caller.page(sheets[sheet])
    assert "about their notebook" in page.locator(".timetable").inner_text()
    begin(page, None if sheet == "ada" else "grace")
    go(page, f"q.{SHIPPED.coding.question}")
    assert "Let us talk about your notebook." == page.locator(".prompt:visible").inner_text()
    assert [each.ask for each in asks] == page.locator(".asks:visible .question-asked").all_inner_texts()
    task = page.locator(".task:visible")
    assert QUESTIONS[-1].prompt in task.inner_text()
    assert task.evaluate("each => each.getBoundingClientRect().top") > page.locator(".asks:visible").evaluate(
        "each => each.getBoundingClientRect().bottom"
    )


def test_a_task_of_the_call_is_asked(caller: Caller) -> None:
    live = plan.make(SHIPPED, Choices(seniority="senior", coding="live"))
    page = caller.page(caller.write(render(live, SHIPPED, None, "grace")))
    assert "about their notebook" not in page.locator(".timetable").inner_text()
    begin(page)
    go(page, f"q.{SHIPPED.coding.question}")
    assert QUESTIONS[-1].prompt == page.locator(".prompt:visible").inner_text()


def test_a_diagnosis_that_begins_with_the_reason_says_only_the_rest() -> None:
    entry = msgspec.structs.replace(ADA.diagnosis[0], says=f"{ADA.reason} And it shows.")
    html = render(PLAN, SHIPPED, msgspec.structs.replace(ADA, diagnosis=(entry,)), "ada", run=run())
    assert (2, 2) == (html.count(ADA.reason), html.count("<p>And it shows.</p>")), "at the start, and at the question"


@pytest.mark.parametrize("width", [800, 1024])
def test_what_has_the_focus_is_never_under_a_sticky_bar(caller: Caller, sheets: dict[str, str], width: int) -> None:
    page = caller.page(sheets["plan"], caller.context(width=width, height=700))
    begin(page, "grace")
    page.keyboard.press("j")
    page.locator("details:visible").evaluate_all("all => all.forEach(one => { one.open = true })")
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    hidden = []
    for key in ["Tab"] * 30 + ["Shift+Tab"] * 30:
        page.keyboard.press(key)
        hidden += page.evaluate(UNDER)
    assert [] == hidden
    bar, margin = (
        page.locator(each).evaluate("each => each.getBoundingClientRect().toJSON()") for each in (".bar", "#margin")
    )
    assert margin["top"] >= bar["bottom"]


UNDER = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  if (!one.closest("main")) return [];
  return [".bar", ".turn"].filter(name => {
    const bar = document.querySelector(name), edge = bar.getBoundingClientRect();
    return !bar.contains(one) && getComputedStyle(bar).position === "sticky"
      && box.bottom > edge.top + 1 && box.top < edge.bottom - 1;
  }).map(name => `${name} hides ${one.outerHTML.slice(0, 120)}`);
}"""


def test_on_a_narrow_page_the_list_of_sections_is_a_line_and_the_heading_comes_up(
    caller: Caller, sheets: dict[str, str]
) -> None:
    page = caller.page(sheets["plan"], caller.context(width=800))
    begin(page, "grace")
    assert f"1 of {len(QUESTIONS) + 4}: Background" == page.locator("#rail-here").inner_text()
    assert not page.locator("#rail-list").is_visible()
    page.keyboard.press("j")
    top = page.locator("h2:visible").first.evaluate("each => each.getBoundingClientRect().top")
    bar = page.locator(".bar").evaluate("each => each.getBoundingClientRect().bottom")
    assert 0 <= top - bar < 40
    page.locator("#rail-here").click()
    go(page, "areas")
    assert not page.locator("#rail-list").is_visible()


def test_the_prompt_leaves_room_and_the_digits_are_always_there(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    assert "22px" == page.locator(".prompt:visible").evaluate("each => getComputedStyle(each).fontSize")
    assert "visible" == page.locator(".tick kbd:visible").first.evaluate("each => getComputedStyle(each).visibility")
