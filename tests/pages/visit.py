"""A visitor of the pages, who keeps what they ask for and complain about."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page


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
