"""What the browser keeps of a call: through reloads, full storage and a second tab."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from grader.call_sheet import render
from tests.calling import AREAS, PLAN, QUESTIONS, SHIPPED, Caller, begin, card, exported, go, note, read, stage


def test_a_reload_in_the_middle_loses_nothing(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    page.keyboard.press("1")
    note(page, "q", "Measure first.")
    page.keyboard.press("d")
    page.keyboard.type("Half a thou")
    before = card(page)
    page.reload()
    page.locator("#rail").wait_for()
    after = card(page)
    for each in (before, after):
        each["notes"]["sheet"].pop("clock")
    assert before == after
    assert (QUESTIONS[0].title, "Half a thou") == (stage(page), page.locator("#note-text").input_value())


def test_a_call_is_found_again_in_a_new_tab(caller: Caller, sheets: dict[str, str]) -> None:
    context = caller.context()
    page = caller.page(sheets["plan"], context)
    begin(page, "grace")
    note(page, "q", "Measure first.")
    page.close()
    page = caller.page(sheets["plan"], context)
    page.get_by_role("button", name="Go on with grace").click()
    page.locator("#rail").wait_for()
    assert "Measure first." in page.locator("#log").inner_text()


def test_the_clock_of_a_page_that_was_closed_for_long_stands(caller: Caller, sheets: dict[str, str]) -> None:
    context = caller.context()
    context.clock.install(time=datetime(2026, 3, 2, 9, 0))
    page = caller.page(sheets["plan"], context)
    begin(page, "grace")
    page.clock.fast_forward(60_000)
    page.reload()
    page.locator("#rail").wait_for()
    assert "Stop clock" in page.locator("#clock-button").inner_text()
    page.close()
    context.clock.fast_forward(3_600_000)
    page = caller.page(sheets["plan"], context)
    page.get_by_role("button", name="Go on with grace").click()
    page.locator("#rail").wait_for()
    assert "Start clock" in page.locator("#clock-button").inner_text()
    assert page.locator("#clock-call").inner_text().startswith("1:")


def test_what_is_kept_is_deleted_on_the_second_asking(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    go(page, "outcome")
    page.get_by_role("button", name="Back to the start").click()
    page.get_by_role("button", name="Delete grace").click()
    page.get_by_role("button", name="Delete it for good").click()
    assert not page.locator("#kept-box").is_visible()
    assert 0 == page.evaluate("Object.keys(localStorage).length")


def test_another_candidates_call_never_opens_in_this_page(caller: Caller) -> None:
    kestrel, heron = (
        caller.write(render(PLAN, SHIPPED, None, candidate), f"{candidate}.html") for candidate in ("kestrel", "heron")
    )
    page = caller.page(kestrel)
    begin(page)
    note(page, "q", "I am kestrel.")
    page.goto(heron)
    assert ("heron", False) == (page.locator("#bar-name").inner_text(), page.locator("#rail").is_visible())
    assert not page.locator("#kept-box").is_visible()
    ids = page.evaluate("Object.keys(localStorage).map(key => key.split('/').at(-1))")
    page.evaluate(
        "id => { const key = Object.keys(localStorage)[0];"
        " for (const name of ['heron', '']) sessionStorage[key.replace(id, name)] = id; }",
        ids[0],
    )
    page.reload()
    page.wait_for_function("!Object.keys(sessionStorage).some(key => key.endsWith('heron'))")
    assert not page.locator("#rail").is_visible()
    page.goto(kestrel)
    page.locator("#rail").wait_for()
    assert ["I am kestrel."] == [each["text"] for each in card(page)["notes"]["sheet"]["notes"]]


def test_a_kept_call_is_pointed_out_before_another_one_starts(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["ada"])
    begin(page)
    note(page, "q", "The first call.")
    leave(page)
    page.locator("#start-interviewer").fill("RK")
    page.keyboard.press("Enter")
    assert "is kept here" in page.locator("#start-problem").inner_text()
    assert "Go on with ada" == page.evaluate("document.activeElement.textContent")
    page.get_by_role("button", name="Start the call").click()
    page.locator("#rail").wait_for()
    assert [] == card(page)["notes"]["sheet"]["notes"]


def leave(page: Page) -> None:
    go(page, "outcome")
    page.get_by_role("button", name="Back to the start").click()


def fill(page: Page) -> None:
    """Leaves no room in the browser's storage."""
    page.evaluate(
        """() => { let size = 1 << 22, number = 0;
        const fill = () => localStorage.setItem(`fill${number++}`, "x".repeat(size));
        while (size > 1) { try { fill(); } catch { size >>= 1; } } }"""
    )


def test_the_only_copy_is_not_dropped_unasked(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    fill(page)
    note(page, "q", "The only copy.")
    leave(page)
    page.get_by_role("status").filter(has_text="Export first").wait_for()
    page.locator("#missing button").first.focus()
    page.get_by_role("button", name="Back to the start").click()
    assert "Leave without the last notes" == page.locator("#leave").inner_text()
    assert 1 == len(card(page)["notes"]["sheet"]["notes"])
    page.locator("#leave").click()
    assert page.locator("#start").is_visible()


def test_a_call_that_is_begun_in_another_tab_is_listed(caller: Caller, sheets: dict[str, str]) -> None:
    context = caller.context()
    waiting, calling = (caller.page(sheets["plan"], context) for _ in range(2))
    assert not waiting.locator("#kept-box").is_visible()
    begin(calling, "grace")
    waiting.get_by_role("button", name="Go on with grace").wait_for()


def test_a_tab_with_full_storage_hands_over_all_it_has(caller: Caller, sheets: dict[str, str]) -> None:
    context = caller.context()
    first = caller.page(sheets["plan"], context)
    begin(first, "grace")
    fill(first)
    note(first, "q", "Not in the storage.")
    second = caller.page(sheets["plan"], context)
    second.get_by_role("button", name="Go on with grace").click()
    second.get_by_role("button", name="Take over here").click()
    first.get_by_text("your last change is not saved").wait_for()
    for name in ("Export the scorecard", "Keep mine as a copy"):
        assert first.locator("#banner").get_by_role("button", name=name).is_visible()
    second.get_by_text("its storage is full").wait_for()
    for page in (first, second):
        assert ["Not in the storage."] == [each["text"] for each in card(page)["notes"]["sheet"]["notes"]]
    second.close()
    first.get_by_role("button", name="Take over here").click()
    first.get_by_text("its storage is full").wait_for()
    assert ["Not in the storage."] == [each["text"] for each in card(first)["notes"]["sheet"]["notes"]]


def test_a_call_is_deleted_where_it_is_handed_in(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    go(page, "outcome")
    page.get_by_role("button", name="Delete from this browser").click()
    for other in ("document.querySelector('[data-field=remarks]').focus()", "document.body.click()"):
        page.evaluate(other)
        assert "Delete from this browser" == page.locator("#discard").inner_text(), "anything else disarms it"
        page.locator("#discard").click()
    page.get_by_role("button", name="Delete it for good").click()
    assert page.locator("#start").is_visible()
    page.reload()
    assert (False, 0) == (page.locator("#rail").is_visible(), page.evaluate("Object.keys(localStorage).length"))


def test_the_clock_of_a_laptop_that_slept_stands(caller: Caller, sheets: dict[str, str]) -> None:
    context = caller.context()
    context.clock.install(time=datetime(2026, 3, 2, 9, 0))
    page = caller.page(sheets["plan"], context)
    begin(page, "grace")
    page.clock.run_for(61_000)
    page.clock.fast_forward(3_600_000)
    assert "Start clock" in page.locator("#clock-button").inner_text()
    assert page.locator("#clock-call").inner_text().startswith("1:")


def test_full_storage_is_told_and_export_still_works(caller: Caller, sheets: dict[str, str], tmp_path: Path) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    fill(page)
    note(page, "q", "This is worth keeping.")
    assert "its storage is full" in page.get_by_role("alert").first.inner_text()
    go(page, "areas")
    page.locator(f'[data-area="{AREAS[0]}"]').first.check()
    page.locator("h2:visible").first.focus()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export the scorecard").first.click()
    download.value.save_as(tmp_path / "card.json")
    assert "grace" == read(tmp_path / "card.json").candidate
    assert "This is worth keeping." in (tmp_path / "card.json").read_text()
    page.evaluate("localStorage.removeItem('fill0')")
    note(page, "n", "There is room again.")
    assert not page.locator("#banner").is_visible()


@pytest.mark.parametrize("channel", [True, False], ids=["channel", "storage events alone"])
def test_two_tabs_do_not_overwrite_each_other(caller: Caller, sheets: dict[str, str], *, channel: bool) -> None:
    context = caller.context()
    if not channel:
        context.add_init_script("delete globalThis.BroadcastChannel")
    first = caller.page(sheets["plan"], context)
    begin(first, "grace")
    note(first, "q", "From the first tab.")
    second = caller.page(sheets["plan"], context)
    second.get_by_role("button", name="Go on with grace").click()
    looking, holding = (second, first) if channel else (first, second)
    looking.get_by_text("open in another tab").wait_for()
    looking.bring_to_front()
    looking.keyboard.press("q")
    looking.keyboard.type("Not here.")
    note(holding, "q", "From the one that has it.")
    looking.get_by_role("button", name="Take over here").click()
    holding.get_by_text("open in another tab").wait_for()
    looking.locator("#banner").wait_for(state="hidden")
    note(looking, "q", "After the take-over.")
    texts = [each["text"] for each in card(looking)["notes"]["sheet"]["notes"]]
    assert ["From the first tab.", "From the one that has it.", "After the take-over."] == texts
    holding.keyboard.press("i")
    there = json.loads(looking.evaluate("Object.values(localStorage)[0]"))
    assert 3 == len(there["sheet"]["notes"])


def test_a_write_behind_its_back_is_never_overwritten(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    key = page.evaluate("Object.keys(localStorage)[0]")
    page.evaluate(
        "key => { const kept = JSON.parse(localStorage[key]); kept.tab = 'other'; kept.revision += 5;"
        "kept.sheet.remarks = 'theirs'; localStorage[key] = JSON.stringify(kept); }",
        key,
    )
    note(page, "q", "Mine.")
    assert "is not saved" in page.locator("#banner").inner_text()
    assert "theirs" == json.loads(page.evaluate("key => localStorage[key]", key))["sheet"]["remarks"]
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert "beforeunload" == asked.value.type
    asked.value.dismiss()
    page.get_by_role("button", name="Keep mine as a copy").click()
    assert 2 == page.evaluate("Object.keys(localStorage).length")
    assert not page.locator("#banner").is_visible()


def test_what_can_not_be_read_is_left_as_it_is(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    go(page, "outcome")
    page.get_by_role("button", name="Back to the start").click()
    page.evaluate('localStorage[Object.keys(localStorage)[0]] = \'{"revision": 1, "sheet": {}}\'')
    page.reload()
    assert "1 more can’t be read" in page.locator("#kept-unreadable").inner_text()
    assert 1 == page.evaluate("Object.keys(localStorage).length")


def test_a_browser_that_stores_nothing_is_told_of_and_still_exports(
    caller: Caller, sheets: dict[str, str], tmp_path: Path
) -> None:
    context = caller.context()
    context.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(globalThis, name, { get() { throw new DOMException("no", "SecurityError"); } });"""
    )
    page = caller.page(sheets["plan"], context)
    begin(page, "grace")
    note(page, "q", "Kept here alone.")
    assert "does not let this page store" in page.locator("#banner").inner_text()
    assert "Kept here alone." in exported(page, tmp_path).read_text()
    assert [] == caller.complaints
