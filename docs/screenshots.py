"""Takes the pictures of the documentation from real pages: `make screenshots`.

It grades the shipped samples and the examples into a temporary folder, opens three of the pages in Debian's Chromium,
and writes the first 900 pixels of each, 1200 wide, to docs/images/.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec
from PIL import Image
from playwright.sync_api import sync_playwright

from grader.results import Results

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SAMPLE, SCREEN = "swapped", "kestrel"
WIDTH, HEIGHT, SCALE = 1200, 900, 1.5
MAX_BYTES = 200_000


def graded(out: Path) -> dict[str, Path]:
    """Grade samples and examples into `out`: each picture's name, with the page that it shows."""
    samples, screens = out / "samples", out / "screens"
    _grade(ROOT / "notebooks" / "samples", "-o", samples)
    _grade(ROOT / "examples" / "notebooks", "--scorecards", ROOT / "examples" / "scorecards", "-o", screens)
    return {
        "candidate": _page(samples, SAMPLE),
        "overview": samples / "index.html",
        "screen": _page(screens, SCREEN),
    }


def _grade(*arguments: str | Path) -> None:
    """Grade in a sandbox, as everybody should: without one, every page begins with a stamp that says so."""
    command = [sys.executable, "-m", "grader", "grade", *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _page(out: Path, candidate: str) -> Path:
    results = msgspec.json.decode((out / "results.json").read_bytes(), type=Results)
    return out / f"{next(each.page for each in results.submissions if each.candidate == candidate)}.html"


def take(pages: dict[str, Path]) -> None:
    """Photograph each page's first screen. Raises SystemExit where there is no Chromium, or a picture is too big."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("the pictures need Chromium; install it with: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, color_scheme="light"
        )
        for name, page in pages.items():
            opened = context.new_page()
            opened.goto(page.as_uri())
            picture = small(opened.screenshot())
            if len(picture) > MAX_BYTES:
                raise SystemExit(f"{name}.png would be {len(picture)} bytes; expected at most {MAX_BYTES}")
            (IMAGES / f"{name}.png").write_bytes(picture)
        browser.close()


def small(picture: bytes) -> bytes:
    """Return the same PNG with a palette of 256 colours: enough for text in every tone, at half the size."""
    made = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256).save(made, "PNG", optimize=True)
    return made.getvalue()


def main() -> None:
    """Grade, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        take(graded(Path(folder) / "out"))


if __name__ == "__main__":
    main()
