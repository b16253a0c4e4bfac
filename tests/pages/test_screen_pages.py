"""Pages of whole screens, in a browser: the scorecards of examples/, on notebooks graded by hand, and hostile ones."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from grader.pages import render
from grader.results import Activity, ActivityMonth, Evidence, Results, Screen
from grader.screen import cards, rubric_files, screens
from tests.pages.visit import Visit

ROOT = Path(__file__).parents[2]
NOTEBOOKS = {"heron": "guarded-zeros", "kestrel": "unguarded", "starling": "swapped", "wren": "forger"}
HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>\u202eevil\u200b\x1b[31m"
ACTIVITY = Activity(
    source="local clones",
    date="2026-11-20",
    months=(ActivityMonth(month="2026-09", commits=12), ActivityMonth(month="2026-10", commits=31)),
    repositories=2,
    languages={"Python": 0.8, "C++": 0.2},
    merged_pull_requests=None,
)


@pytest.fixture
def folded(results: Results) -> Results:
    """The examples' candidates, with notebooks that were graded by hand."""
    by_name = {each.candidate: each for each in results.submissions}
    submissions = tuple(
        msgspec.structs.replace(by_name[was], candidate=name, page=f"candidates/{name}-1a2b3c4d")
        for name, was in NOTEBOOKS.items()
    )
    rubric = rubric_files.load()
    now = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
    found = cards.load(ROOT / "examples" / "scorecards", rubric, now)
    graded = msgspec.structs.replace(results, submissions=submissions)
    return screens.attach(graded, found, rubric, {"heron": ACTIVITY, "dunlin": ACTIVITY})


@pytest.fixture
def site(folded: Results, tmp_path: Path) -> Path:
    return written(folded, tmp_path)


def written(results: Results, folder: Path) -> Path:
    for path, html in render(results, {}).items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(html, encoding="utf-8")
    return folder


def page_of(results: Results, candidate: str) -> str:
    return next(each.page for each in results.everybody if each.candidate == candidate)


def screen_of(results: Results, candidate: str) -> Screen:
    found = next(each.screen for each in results.everybody if each.candidate == candidate)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["index", "kestrel", "dunlin", "heron", "magpie"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(folded: Results, visit: Visit, name: str, scheme: Literal["light", "dark"]) -> None:
    page = visit.open(name if name == "index" else page_of(folded, name), scheme=scheme)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    found = Axe().run(page)
    assert 0 == found.violations_count, found.generate_report()
    assert [] == [url for url in visit.requests[1:] if not url.startswith("data:")] + visit.complaints


@pytest.mark.parametrize("name", ["index", "kestrel", "dunlin"])
def test_nothing_scrolls_sideways_at_320_pixels(folded: Results, visit: Visit, name: str) -> None:
    page = visit.open(name if name == "index" else page_of(folded, name), width=320)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert 320 >= page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("name", ["heron", "kestrel", "starling", "wren"])
def test_outcome_reason_areas_and_coding_are_on_the_first_screen(folded: Results, visit: Visit, name: str) -> None:
    page = visit.open(page_of(folded, name))
    pieces = (".outcome .seal", ".outcome .reason", ".coding-line", ".areas tr:last-child")
    bottoms = {piece: page.locator(piece).first.evaluate("e => e.getBoundingClientRect().bottom") for piece in pieces}
    assert {} == {piece: bottom for piece, bottom in bottoms.items() if bottom > 800}


def test_the_weakest_area_comes_first(folded: Results, visit: Visit) -> None:
    page = visit.open(page_of(folded, "kestrel"))
    shown = page.locator(".areas td .mark b").all_inner_texts()
    assert (6, sorted(shown)) == (len(shown), shown)


@pytest.mark.parametrize(
    ("outcome", "names"),
    [
        ("strong", {"heron", "siskin"}),
        ("stopped_early", {"magpie"}),
        ("all", {"heron", "kestrel", "starling", "wren", "magpie", "plover", "dunlin", "siskin"}),
    ],
)
def test_an_outcome_filters_the_overview_without_a_script(visit: Visit, outcome: str, names: set[str]) -> None:
    page = visit.open("index", javascript=False)
    page.locator(f"#show-{outcome}").focus()
    page.keyboard.press("Space")
    rows = page.locator(".screens tbody th")
    assert names == {row.inner_text() for row in rows.all() if row.is_visible()}


def test_the_overview_says_first_who_waits(folded: Results, visit: Visit) -> None:
    page = visit.open("index")
    assert ["Needs a person first", "Screens"] == page.locator("h2").all_inner_texts()[:2]
    waiting = page.locator(".waiting .who a").all_inner_texts()
    assert {"wren", "plover"} == set(waiting)


def test_every_line_of_evidence_is_printed(folded: Results, visit: Visit, tmp_path: Path) -> None:
    page = visit.open(page_of(folded, "kestrel"))
    target = tmp_path / "kestrel.pdf"
    target.write_bytes(page.pdf())
    printed = " ".join(text_of(target).split())
    missing = [each.text for each in evidence(screen_of(folded, "kestrel")) if each.text not in printed]
    assert [] == missing


def evidence(screen: Screen) -> list[Evidence]:
    found = [each for area in screen.areas.values() for rating in area.ratings for each in rating.evidence]
    found += [each for asked in screen.questions for answer in asked.answers for each in answer.evidence]
    return [*found, *(flag.evidence for flag in screen.flags)]


def text_of(pdf: Path) -> str:
    """The text of a PDF, with the ligatures of its font taken apart."""
    return unicodedata.normalize("NFKC", " ".join(page.extract_text() for page in PdfReader(pdf).pages))


def test_strangers_words_are_inert_and_visible(folded: Results, visit: Visit, site: Path) -> None:
    hostile = hostile_screen(screen_of(folded, "dunlin"))
    changed = tuple(
        msgspec.structs.replace(each, screen=hostile) if each.candidate == "dunlin" else each
        for each in folded.without_notebook
    )
    written(msgspec.structs.replace(folded, without_notebook=changed), site)
    for name in ("index", page_of(folded, "dunlin")):
        page = visit.open(name)
        assert "taken" != page.title()
        assert (0, 0) == (page.locator("script").count(), page.locator("img").count())
    assert "⟨U+202E⟩evil⟨U+200B⟩␛[31m" in page.content()
    assert [] == visit.complaints


def hostile_screen(screen: Screen) -> Screen:
    """The screen with every string in it made hostile, but for those of closed vocabularies."""
    return msgspec.convert(spoilt(msgspec.to_builtins(screen)), Screen)


def spoilt(value: object, name: str = "") -> object:
    match value:
        case str():
            return value if name in {"outcome", "kind", "source", "time", "id"} else HOSTILE
        case Mapping():
            return {key: spoilt(each, key) for key, each in value.items()}
        case list():
            return [spoilt(each, name) for each in value]
    return value


def test_a_page_is_small(folded: Results, site: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in (site / "candidates").glob("*.html")}
    assert {} == {name: size for name, size in sizes.items() if size > 100 * 1024}
