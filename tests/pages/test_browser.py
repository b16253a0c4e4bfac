"""The pages as a browser shows them. It needs Chromium; conftest.py says how to get it."""

from __future__ import annotations

from typing import Literal

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe

from grader.results import Results
from tests.pages.conftest import rounded
from tests.pages.rendering import render
from tests.pages.visit import Visit

PAGES = ["index", "candidates/swapped-1a2b3c4d", "candidates/unguarded-1a2b3c4d", "candidates/late-kernel-1a2b3c4d"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(visit: Visit, name: str, scheme: Literal["light", "dark"]) -> None:
    page = visit.open(name, scheme=scheme)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    found = Axe().run(page)
    assert 0 == found.violations_count, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_but_itself(visit: Visit, name: str) -> None:
    visit.open(name)
    asked = [url for url in visit.requests if not url.startswith("data:")]
    assert ([visit.address(name)], []) == (asked, visit.complaints)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(visit: Visit, name: str) -> None:
    page = visit.open(name, width=320)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert 320 >= page.evaluate("document.documentElement.scrollWidth")


def test_the_longest_word_for_a_form_fits_a_phone(visit: Visit, results: Results) -> None:
    alone = msgspec.structs.replace(results, submissions=(rounded(),))
    name = rounded().page
    (visit.site / f"{name}.html").write_text(render(alone, {})[f"{name}.html"], encoding="utf-8")
    assert 320 >= visit.open(name, width=320).evaluate("document.documentElement.scrollWidth")


def test_everything_is_there_without_javascript(visit: Visit) -> None:
    page = visit.open(PAGES[1], javascript=False)
    assert page.get_by_role("heading", name="What to ask next").is_visible()
    page.get_by_text("Where it fails: Agrees with the reference").click()
    assert page.get_by_role("region", name="Agrees with the reference: the input").is_visible()
    page.get_by_role("link", name="All submissions").click()
    assert visit.address("index") == page.url
    page.get_by_role("link", name="swapped").first.click()
    assert visit.address(PAGES[1]) == page.url


def test_the_keyboard_reaches_the_content(visit: Visit) -> None:
    page = visit.open(PAGES[1])
    page.keyboard.press("Tab")
    assert "Skip to the content" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert "main" == page.evaluate("document.activeElement.id")


def test_the_image_is_painted(visit: Visit) -> None:
    page = visit.open(PAGES[1])
    assert 480 == page.locator("img").evaluate("image => image.naturalWidth")


def test_print_opens_what_is_folded(visit: Visit) -> None:
    page = visit.open(PAGES[1], scheme="dark")
    page.emulate_media(media="print")
    assert page.get_by_role("region", name="Agrees with the reference: the input").is_visible()
    assert "rgb(255, 255, 255)" == page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert page.pdf().startswith(b"%PDF-")
