"""The pages as a browser shows them. It needs Chromium; conftest.py says how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PAGES = ["index", "candidates/swapped-1a2b3c4d", "candidates/unguarded-1a2b3c4d", "candidates/late-kernel-1a2b3c4d"]


class Visit:
    """Opens pages, and keeps what they asked for and complained about."""

    def __init__(self, browser: Browser, site: Path) -> None:
        self.browser = browser
        self.site = site
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def open(
        self,
        name: str,
        *,
        scheme: Literal["light", "dark"] = "light",
        width: int = 1280,
        javascript: bool = True,
    ) -> Page:
        context = self.browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 800}, java_script_enabled=javascript
        )
        page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.address(name))
        return page

    def address(self, name: str) -> str:
        return (self.site / f"{name}.html").as_uri()


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Visit]:
    yield Visit(browser, site)
    for context in browser.contexts:
        context.close()


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


def test_everything_is_there_without_javascript(visit: Visit) -> None:
    page = visit.open(PAGES[1], javascript=False)
    assert page.get_by_text("Ask next").is_visible()
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
