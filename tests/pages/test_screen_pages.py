"""Pages of whole screens, in a browser: the scorecards of examples/, on notebooks graded by hand, and hostile ones."""

from __future__ import annotations

import datetime
import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page
from pypdf import PdfReader

from grader.pages.index_page import index_page
from grader.results import Activity, ActivityMonth, AreaRating, AreaResult, Evidence, Rating, Results, Screen
from grader.screen import cards, rubric_files, screens
from grader.screen.scorecard import MOST_EVIDENCE, MOST_FLAGS
from tests.pages.rendering import render
from tests.pages.visit import Visit

ROOT = Path(__file__).parents[2]
NOTEBOOKS = {"heron": "guarded-zeros", "kestrel": "unguarded", "starling": "swapped", "wren": "forger"}
EVERYBODY = ("heron", "kestrel", "starling", "wren", "magpie", "plover", "dunlin", "siskin")
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


def below_the_first_screen(page: Page) -> dict[str, float]:
    """What must be seen without scrolling and is not, with where it ends."""
    pieces = (".outcome .seal", ".outcome .reason", ".coding-line", ".areas tbody tr:last-child")
    bottoms = {piece: page.locator(piece).evaluate("e => e.getBoundingClientRect().bottom") for piece in pieces}
    return {piece: bottom for piece, bottom in bottoms.items() if not 0 < bottom <= 800}


@pytest.mark.parametrize("name", EVERYBODY)
def test_outcome_reason_areas_and_coding_are_on_the_first_screen(folded: Results, visit: Visit, name: str) -> None:
    assert {} == below_the_first_screen(visit.open(page_of(folded, name)))


def test_so_they_are_where_people_with_long_names_differ_everywhere(folded: Results, visit: Visit, site: Path) -> None:
    names = ("Dr. Wilhelmina Featherstonehaugh-Cholmondeley", "Bartholomew Konstantinopoulos-Papadimitriou")
    screen = screen_of(folded, "kestrel")
    areas = {id: msgspec.structs.replace(area, ratings=differing(area, names)) for id, area in screen.areas.items()}
    longer = msgspec.structs.replace(
        screen,
        areas={id: msgspec.structs.replace(area, stressed=True, suggestion=2) for id, area in areas.items()},
        interviewers=names,
        cards=tuple(
            msgspec.structs.replace(card, interviewer=name) for card, name in zip(screen.cards, names, strict=True)
        ),
    )
    written(with_screen(folded, "kestrel", longer), site)
    page = visit.open(page_of(folded, "kestrel"))
    notes = page.locator(".areas .note").all_inner_texts()
    assert 6 == sum("3 and 1" in note for note in notes)
    assert [] == [note for note in notes if "Wilhelmina" in note]
    assert {} == below_the_first_screen(page)
    assert [] == broken_marks(page)


def differing(area: AreaResult, names: tuple[str, str]) -> tuple[AreaRating, ...]:
    ratings: tuple[Rating, Rating] = (3, 1)
    return tuple(
        msgspec.structs.replace(area.ratings[0], interviewer=name, rating=rating)
        for name, rating in zip(names, ratings, strict=True)
    )


def with_screen(results: Results, candidate: str, screen: Screen) -> Results:
    """The results with another screen of one candidate."""
    return msgspec.structs.replace(
        results,
        submissions=tuple(
            msgspec.structs.replace(each, screen=screen) if each.candidate == candidate else each
            for each in results.submissions
        ),
        without_notebook=tuple(
            msgspec.structs.replace(each, screen=screen) if each.candidate == candidate else each
            for each in results.without_notebook
        ),
    )


def broken_marks(page: Page) -> list[str]:
    """The ratings in the table of areas whose bar, glyph, number and word are not on one line."""
    cells = page.locator(".areas td")
    broken = cells.evaluate_all(
        """all => all.map(td => {
          const [bar, mark] = [".steps", ".mark"].map(name => td.querySelector(name).getBoundingClientRect());
          const one = mark.height < 32 && (bar.height === 0 || (bar.top < mark.bottom && mark.top < bar.bottom));
          return one ? "" : td.innerText;
        })"""
    )
    return [text for text in broken if text]


@pytest.mark.parametrize("width", [320, 700, 960, 1280])
def test_bar_glyph_number_and_word_of_an_area_are_on_one_line(folded: Results, visit: Visit, width: int) -> None:
    assert [] == broken_marks(visit.open(page_of(folded, "kestrel"), width=width))


def test_the_table_of_screens_fits_without_sideways_scroll(folded: Results, visit: Visit) -> None:
    page = visit.open("index")
    widths = page.locator(".screens .scroll").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert widths[0] <= widths[1]
    cell = page.locator(".screens tr.is-decline td").nth(2)
    assert ("▼ 1 weak", "1 weak") == (" ".join(cell.inner_text().split()), " ".join(spoken(cell).split()))
    legend = " ".join(page.locator(".screens .legend").inner_text().split())
    assert "▲ 3 strong ■ 2 adequate ▼ 1 weak ◆ no rating yet – not rated" == legend


def test_filters_and_legend_are_whole_at_320_pixels(folded: Results, visit: Visit) -> None:
    marks = visit.open("index", width=320).locator(".filters .mark, .legend .mark")
    rights = marks.evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
    assert 11 == len(rights)
    assert [] == [right for right in rights if right > 320 - 16]


def spoken(cell: Locator) -> str:
    """What a screen reader says: without what is hidden from it."""
    text: str = cell.evaluate(
        "e => { const c = e.cloneNode(true); c.querySelectorAll('[aria-hidden]').forEach(h => h.remove());"
        " return c.textContent; }"
    )
    return text


def test_who_and_which_versions_come_first(folded: Results, visit: Visit) -> None:
    page = visit.open(page_of(folded, "siskin"))
    screen = screen_of(folded, "siskin")
    assert f"{screen.role} · rated by R2 (version 2) · plan {screen.plan} {(screen.plan_sha256 or '')[:8]}" == (
        page.locator(".masthead .soft").first.inner_text()
    )


def test_a_tab_is_called_after_the_outcome(folded: Results, visit: Visit) -> None:
    titles = {name: visit.open(page_of(folded, name)).title() for name in ("kestrel", "magpie", "siskin")}
    assert {
        "kestrel": "kestrel: conditional · phone screen",
        "magpie": "magpie: stopped early · phone screen",
        "siskin": "siskin: strong · phone screen",
    } == titles


def test_a_sum_stands_only_beside_what_it_decided(folded: Results, visit: Visit) -> None:
    sums = {name: visit.open(page_of(folded, name)).locator(".outcome .seal b").all_inner_texts() for name in EVERYBODY}
    shown = {name: texts[0] if texts else "–" for name, texts in sums.items()}
    assert ("14", "–", "–") == (shown["kestrel"], shown["wren"], shown["magpie"])
    assert 17 == screen_of(folded, "wren").total
    rows = visit.open("index").locator(".screens tbody tr")
    assert shown == {row.locator("th").inner_text(): row.locator("td").nth(1).inner_text() for row in rows.all()}


def test_the_reason_does_not_say_the_outcome_again_and_the_bands_are_told(folded: Results, visit: Visit) -> None:
    ending = visit.open(page_of(folded, "kestrel")).locator(".ending")
    assert "It depends on Communication, which this role stresses." == ending.locator(".reason").inner_text()
    assert "14 of 18. Strong 18, a 3 in every area; conditional 14 to 17; decline 6 to 13." == (
        ending.locator(".scale").inner_text()
    )


def test_nothing_in_the_contents_is_called_the_same(folded: Results, visit: Visit) -> None:
    page = visit.open(page_of(folded, "starling"))
    titles = page.locator(".contents li").all_inner_texts()
    assert len(titles) == len(set(titles))
    assert {"Red flags of the call", "Red flags in the code", "Ask about the code"} <= set(titles)
    assert {"Red flags in the code", "What to ask about the code"} <= set(page.locator("h2").all_inner_texts())


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        (True, "None recorded (17 checked)."),
        (False, "None recorded. No question was noted on a card, so only 6 deal-breakers could be checked."),
    ],
)
def test_no_red_flag_is_told_with_what_was_checked(
    folded: Results, visit: Visit, site: Path, noted: bool, told: str
) -> None:
    if not noted:
        bare = msgspec.structs.replace(screen_of(folded, "wren"), questions=(), flags_checked=6)
        written(with_screen(folded, "wren", bare), site)
    assert told == visit.open(page_of(folded, "wren")).locator("#flags p").inner_text()


def test_a_candidate_with_two_notebooks_is_one_candidate(folded: Results) -> None:
    again = msgspec.structs.replace(folded.submissions[0], page="candidates/heron-2")
    twice = msgspec.structs.replace(folded, submissions=(*folded.submissions, again))
    assert index_page(twice).summary.startswith("8 candidates; 5 notebooks, graded on ")


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


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_line_of_evidence_is_printed(folded: Results, visit: Visit, tmp_path: Path, name: str) -> None:
    page = visit.open(page_of(folded, name))
    target = tmp_path / "page.pdf"
    target.write_bytes(page.pdf())
    printed = "".join(text_of(target).split())
    told = evidence(screen_of(folded, name))
    assert [] == [each.text for each in told if "".join(each.text.split()) not in printed]
    assert [] != told


def evidence(screen: Screen) -> list[Evidence]:
    found = [each for area in screen.areas.values() for rating in area.ratings for each in rating.evidence]
    found += [each for asked in screen.questions for answer in asked.answers for each in answer.evidence]
    return [*found, *(flag.evidence for flag in screen.flags)]


def text_of(pdf: Path) -> str:
    """The text of a PDF, with the ligatures of its font taken apart."""
    return unicodedata.normalize("NFKC", " ".join(page.extract_text() for page in PdfReader(pdf).pages))


def test_strangers_words_are_inert_and_visible(folded: Results, visit: Visit, site: Path) -> None:
    hostile = hostile_screen(screen_of(folded, "dunlin"))
    written(with_screen(folded, "dunlin", hostile), site)
    for name in ("index", page_of(folded, "dunlin")):
        page = visit.open(name)
        assert "taken" != page.title()
        assert (0, 0) == (page.locator("script").count(), page.locator("img").count())
    assert "⟨U+202E⟩evil⟨U+200B⟩␛[31m" in page.content()
    assert [] == visit.complaints


def test_the_largest_card_there_can_be_is_inert(folded: Results, visit: Visit, site: Path, tmp_path: Path) -> None:
    path = tmp_path / "largest.json"
    path.write_text(json.dumps(largest_card(), ensure_ascii=False), encoding="utf-8")
    now = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
    found, problems = cards.check([path], rubric_files.load(), now)
    assert () == problems
    written(screens.attach(folded, found, rubric_files.load()), site)
    page = visit.open(page_of(folded, "kestrel"))
    assert (0, 0, "kestrel: stopped early · phone screen") == (
        page.locator("script").count(),
        page.locator("img").count(),
        page.title(),
    )
    assert 6 * MOST_EVIDENCE == page.locator("#areas .quote").count()
    assert [] == [url for url in visit.requests[1:] if not url.startswith("data:")] + visit.complaints


def largest_card() -> dict[str, object]:
    """A card that is as long as the schema lets it be, of hostile words."""
    rubric = rubric_files.load()
    quote = (HOSTILE * 20)[:1_000].replace("\x1b", "\u2066")  # a control character is refused when the file is read
    evidence = [{"said": quote, "minute": 240}] * MOST_EVIDENCE
    questions = [question for section in rubric.sections for question in section.questions]
    rated = {"rating": 3, "evidence": evidence}
    return {
        "schema": 1,
        "candidate": "kestrel",
        "interviewer": quote[:80],
        "date": "2026-11-20",
        "seniority": "senior",
        "coding": "before",
        "ratings": [
            {"area": area.id, "anchor": next(a.id for a in area.anchors_for("senior") if a.rating == 3), **rated}
            for area in rubric.areas
        ],
        "answers": [
            {
                "question": question.id,
                "anchor": next(anchor.id for anchor in question.anchors if anchor.rating == 3),
                "notes": (quote * 4)[:4_000],
                **rated,
            }
            for question in questions
        ],
        "red_flags": [{"flag": "other", "says": quote, "said": quote}] * MOST_FLAGS,
        "deal_breakers": [{"id": rubric.deal_breakers[0].id, "said": quote}] * MOST_FLAGS,
    }


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
