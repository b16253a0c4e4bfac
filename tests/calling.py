"""Somebody who works with a call sheet by keyboard, and what leaves the page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
from playwright.sync_api import Browser, BrowserContext, Page

from grader.results import Rating, SubmissionResult
from grader.screen import cards, plan, rubric_files
from grader.screen.fold import CodingEvidence
from grader.screen.plan import Plan
from grader.screen.scorecard import Scorecard
from grader.screen.selection import Choices
from tests.pages.conftest import weak

SHIPPED = rubric_files.load()
PLAN: Plan = plan.make(SHIPPED, Choices(seniority="senior", coding="before"))
QUESTIONS = [item.question for item in PLAN.items]
AREAS = [area.id for area in SHIPPED.areas]
ADA: SubmissionResult = msgspec.structs.replace(weak(), candidate="ada")
NOTEBOOK = CodingEvidence(rating=ADA.rating, reason=ADA.reason)


_QUICK = "Autofocus processing was blocked because a document already has a focused element."
"""What Chromium says where somebody was quicker than the page."""


class Caller:
    """Opens sheets, and keeps what they asked for and complained about."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def write(self, html: str, name: str = "call-sheet.html") -> str:
        path = self.folder / name
        path.write_text(html, encoding="utf-8")
        return path.as_uri()

    def context(
        self,
        *,
        scheme: Literal["light", "dark"] = "light",
        width: int = 1280,
        height: int = 800,
        javascript: bool = True,
    ) -> BrowserContext:
        return self.browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": height}, java_script_enabled=javascript
        )

    def page(self, address: str, context: BrowserContext | None = None) -> Page:
        page = (context or self.context()).new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text) if message.text != _QUICK else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        return page


def begin(page: Page, candidate: str | None = None) -> None:
    """Starts the call by keyboard; a sheet that was made for a candidate knows who it is."""
    if candidate:
        page.locator("#start-candidate").focus()
        page.keyboard.type(candidate)
    page.locator("#start-interviewer").focus()
    page.keyboard.type("RK")
    page.keyboard.press("Enter")
    page.locator("#rail").wait_for()


def note(page: Page, key: str, text: str) -> None:
    """Takes something down by keyboard: q what they said, d what they did, n a note."""
    page.keyboard.press(key)
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")


def card(page: Page) -> dict[str, Any]:
    """The scorecard as it stands."""
    found: dict[str, Any] = page.evaluate("callSheet.card()")
    return found


def stage(page: Page) -> str:
    """The title of the section that is shown."""
    return page.locator(".panel[data-stage]:visible h2").inner_text()


def go(page: Page, stage: str) -> None:
    """Goes to a section by the list on the left."""
    page.locator(f'#rail [data-stage="{stage}"]').click()


def read(path: Path) -> Scorecard:
    """The one card of a file, which the grader takes without a word."""
    found, problems = cards.check([path], SHIPPED, datetime.now(UTC))
    assert ((), ()) == (problems, found.warnings)
    ((card,),) = found.by_candidate.values()
    return card


def exported(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.keyboard.press("x")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def pick(page: Page, area: str, rating: Rating) -> None:
    """Picks an area's anchor by keyboard: the strongest stands first."""
    page.locator(f'[data-area="{area}"]').first.focus()
    page.keyboard.press("Space")
    for _ in range(3 - rating):
        page.keyboard.press("ArrowDown")


def tell(page: Page, area: str, text: str) -> None:
    """Adds a quote to an area by keyboard."""
    page.locator(f'[data-add="{area}"] input').focus()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")


def asked(caller: Caller) -> list[str]:
    return [url for url in caller.requests if not url.startswith(("data:", "blob:"))]
