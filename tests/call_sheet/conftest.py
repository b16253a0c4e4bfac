"""A browser, and call sheets for it to open. It needs Chromium, as tests/pages does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from grader.call_sheet import render
from tests.calling import ADA, PLAN, SHIPPED, Caller
from tests.pages import conftest as pages

browser = pages.browser


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of two sheets: of the plan alone, and for ada with her notebook."""
    folder = tmp_path_factory.mktemp("sheets")
    (folder / "plan.html").write_text(render(PLAN, SHIPPED, None, None), encoding="utf-8")
    (folder / "ada.html").write_text(render(PLAN, SHIPPED, ADA, "ada", run=pages.run()), encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in ("plan", "ada")}


@pytest.fixture
def caller(browser: Browser, tmp_path: Path) -> Iterator[Caller]:
    yield Caller(browser, tmp_path)
    for context in browser.contexts:
        context.close()
