"""A call with the call sheet: by keyboard, from its first minute to a card that the grader reads."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
from click.testing import CliRunner
from playwright.sync_api import Page

from grader.cli import main
from grader.gradebook import opening
from grader.results import Rating, Results
from grader.screen import cards
from grader.screen.fold import fold
from tests.calling import (
    ADA,
    AREAS,
    NOTEBOOK,
    PLAN,
    QUESTIONS,
    SHIPPED,
    Caller,
    begin,
    card,
    exported,
    go,
    note,
    pick,
    read,
    stage,
    tell,
)
from tests.grading import files, place, unpacked
from tests.pages.conftest import run


def test_a_whole_call_by_keyboard(caller: Caller, sheets: dict[str, str], tmp_path: Path) -> None:
    page = caller.page(sheets["ada"])
    begin(page)
    page.keyboard.press("Tab")
    page.keyboard.type("Yes, for the search team.")
    page.keyboard.press("Tab")
    page.keyboard.type("secret-salary 80")
    page.keyboard.press("Escape")
    for question in QUESTIONS:
        page.keyboard.press("j")
        assert question.title == stage(page)
        page.keyboard.press("1")
        note(page, "q", f"This is what I said of {question.id}.")
    page.reload()
    page.locator("#rail").wait_for()
    page.keyboard.press("i")
    note(page, "n", "Spoke fast.")
    page.keyboard.press("f")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("No need for edge cases.")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.keyboard.press("j")
    assert "Rate the areas" == stage(page)
    ratings: tuple[Rating, ...] = (3, 2, 2, 3, 3, 2)
    for area, rating in zip(AREAS, ratings, strict=True):
        tab_to(page, f'[data-area="{area}"]')
        page.keyboard.press("Space")
        for _ in range(3 - rating):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    assert page.locator("#nothing-missing").is_visible()
    told = page.locator("#result-reason").inner_text()
    folder = tmp_path / "cards"
    folder.mkdir()
    path = exported(page, folder)
    assert "ada.RK.v1.json" == path.name
    found = read(path)
    folded = fold([found], NOTEBOOK, SHIPPED, "")
    assert (told, 15) == (folded.reason, folded.total)
    assert not any("not reached" in gap for gap in folded.gaps)
    assert "No need for edge cases." in [flag.evidence.text for flag in folded.flags]
    assert "Heard: " + QUESTIONS[0].signals[0] == next(a.notes for a in found.answers if a.question == QUESTIONS[0].id)
    assert "secret-salary" in path.read_text()
    assert b"secret-salary" not in msgspec.json.encode(folded)
    assert "secret-salary" not in page.locator('.panel[data-stage="outcome"]').inner_text()
    assert [] == caller.complaints
    told = reported(folder, tmp_path / "out")
    assert (folded.reason in told, "No need for edge cases." in told, "secret-salary" in told) == (True, True, False)


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until something of the kind has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"expected Tab to reach {selector}")


def reported(cards: Path, out: Path) -> str:
    """Everything that the grader says of ada, from her notebook and the cards in a folder."""
    place(out, files(Results(schema=1, run=run(), submissions=(ADA,)), {ADA.page: None}))
    for arguments in (["check-scorecard", cards], ["report", out, "--scorecards", cards]):
        done = CliRunner().invoke(main, [str(each) for each in arguments])
        assert 0 == done.exit_code, done.output
    read = [unpacked(path).decode(errors="replace") for path in out.rglob(opening.NAME)]
    read += [path.read_text() for path in sorted(out.rglob("*.*")) if path.is_file() and path.name != opening.NAME]
    return "".join(read)


def test_the_outcome_waits_for_every_area(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    go(page, "outcome")
    assert not page.locator("#result-body").is_visible()
    assert SHIPPED.areas[0].title in page.locator("#result-waits").inner_text()
    page.keyboard.press("k")
    for area in AREAS:
        page.locator(f'[data-area="{area}"][value="open"]').check()
    page.keyboard.press("j")
    assert page.locator("#result-body").is_visible()
    assert "left open" in page.locator("#missing").inner_text()


def test_a_rating_counts_with_its_quote(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    go(page, "areas")
    pick(page, AREAS[0], 3)
    assert "needs a quote" in page.locator(f'[data-lack="{AREAS[0]}"]').inner_text()
    assert [] == card(page)["ratings"]
    tell(page, AREAS[0], "I would stratify the folds.")
    assert [3] == [each["rating"] for each in card(page)["ratings"]]
    page.locator(f'[data-quotes="{AREAS[0]}"]').get_by_role("button", name="Not for this").click()
    assert [] == card(page)["ratings"]
    page.locator(f'[data-others-box="{AREAS[0]}"] summary').click()
    page.locator(f'[data-others="{AREAS[0]}"]').get_by_role("button", name="Use here").click()
    assert ["I would stratify the folds."] == [e["said"] for e in card(page)["ratings"][0]["evidence"]]


def test_what_the_card_says_once_the_notebook_is_rated(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    go(page, "areas")
    for area in AREAS:
        pick(page, area, 3)
        tell(page, area, "I would look first.")
    go(page, "outcome")
    assert "Incomplete" in page.locator("#result-reason").inner_text()
    assert "Strong: 18 of 18" in page.locator("#result-coding").inner_text()
    go(page, "areas")
    page.locator('[data-area="problem_solving"][value="open"]').check()
    go(page, "outcome")
    told = page.locator("#result-once li").all_inner_texts()
    assert ["Rated 3: Strong: 18", "Rated 2: Conditional: 17", "Rated 1: Conditional: 16"] == [
        each.partition(" of ")[0] for each in told
    ]
    assert "The notebook may fill it." in page.locator("#missing").inner_text()


def test_an_early_end(caller: Caller, sheets: dict[str, str], tmp_path: Path) -> None:
    page = caller.page(sheets["ada"])
    begin(page)
    page.keyboard.press("j")
    page.keyboard.press("b")
    box = page.locator("[data-breaker]").nth(1)
    box.focus()
    page.keyboard.press("Space")
    assert any("waits for their words" in each for each in page.evaluate("callSheet.missing()"))
    assert [] == card(page)["deal_breakers"]
    page.keyboard.press("Tab")
    page.keyboard.type("Ten years of it, but I can name nothing.")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    assert page.locator("#early").get_by_text("Thank you for your time").is_visible()
    assert SHIPPED.deal_breakers[1].title in page.locator("#early-state").inner_text()
    page.get_by_role("button", name="They have left").press("Enter")
    assert "Rate the areas" == stage(page)
    page.keyboard.press("j")
    folder = tmp_path / "cards"
    folder.mkdir()
    folded = fold([read(exported(page, folder))], NOTEBOOK, SHIPPED, "")
    assert ("stopped_early", folded.reason) == (folded.outcome, page.locator("#result-reason").inner_text())
    told = reported(folder, tmp_path / "out")
    assert (True, True) == (folded.reason in told, "Ten years of it, but I can name nothing." in told)


def test_one_enter_too_many_ends_and_swaps_nothing(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    for key in ("e", "s"):
        page.keyboard.press(key)
        page.keyboard.press("Enter")
        assert (QUESTIONS[0].title, 0) == (stage(page), page.locator("dialog[open]").count())
    page.keyboard.press("s")
    page.locator("#spares button").first.press("Enter")
    page.get_by_role("status").filter(has_text=f"“{QUESTIONS[0].title}” is swapped out").wait_for()


def test_after_the_call_the_clock_stands_and_says_so(caller: Caller, sheets: dict[str, str]) -> None:
    context = caller.context()
    context.clock.install(time=datetime(2026, 3, 2, 9, 0))
    page = caller.page(sheets["plan"], context)
    begin(page, "grace")
    page.clock.run_for(61_000)
    go(page, "areas")
    page.keyboard.press("q")
    page.clock.run_for(100)
    assert "quotes go to the areas" in page.locator("#said").inner_text()
    page.keyboard.press("k")
    page.clock.run_for(100)
    assert "The clock stands" in page.locator("#said").inner_text()
    assert "stopped" in page.locator("#clock-warning").inner_text()
    note(page, "q", "Who reads my code?")
    page.keyboard.press("p")
    page.clock.run_for(61_000)
    assert "" == page.locator("#clock-warning").inner_text()
    note(page, "q", "And who rates it?")
    assert [None, 2] == [each["minute"] for each in card(page)["notes"]["sheet"]["notes"]]


def test_caps_lock_switches_no_shortcut_off(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'J', bubbles: true}))")
    assert QUESTIONS[0].title == stage(page)


def test_a_spare_takes_a_questions_place_and_its_minutes(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.locator("#spares button").first.press("Enter")
    spare = PLAN.spares[0].question
    assert spare.title == stage(page)
    assert f"of {PLAN.items[0].minutes}:00" in page.locator("#clock-of").inner_text()
    named = [each["question"] for each in card(page)["answers"]]
    assert {spare.id, *(question.id for question in QUESTIONS)} == set(named), "what was planned stays on the card"


def test_the_clock_warns_and_never_stops_anybody(caller: Caller, sheets: dict[str, str]) -> None:
    context = caller.context()
    context.clock.install(time=datetime(2026, 3, 2, 9, 0))
    page = caller.page(sheets["plan"], context)
    begin(page, "grace")
    page.clock.run_for(4 * 60_000 + 30_000)
    assert "last minute" in page.locator("#clock-warning").inner_text()
    page.clock.run_for(90_000)
    assert "over" in page.locator("#clock-warning").inner_text()
    note(page, "q", "And I go on talking.")
    page.keyboard.press("p")
    page.clock.fast_forward(600_000)
    assert "6:" in page.locator("#clock-call").inner_text()
    (noted,) = page.evaluate("callSheet.card().notes.sheet.notes")
    assert (6, "background") == (noted["minute"], noted["stage"])


def test_shortcuts_can_be_switched_off_and_never_work_in_a_field(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.locator("#note-text").focus()
    page.keyboard.type("jqxe")
    assert ("Background", "jqxe") == (stage(page), page.locator("#note-text").input_value())
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#keys-on").press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert "Background" == stage(page)
    page.reload()
    page.locator("#rail").wait_for()
    page.keyboard.press("j")
    assert "Background" == stage(page)
    page.get_by_role("button", name="Help").press("Enter")
    page.locator("#keys-on").press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert QUESTIONS[0].title == stage(page)


def test_what_was_exported_is_not_replaced_in_silence(caller: Caller, sheets: dict[str, str], tmp_path: Path) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    assert "grace.RK.v1.draft.json" == exported(page, tmp_path).name, "during the call it is a copy"
    go(page, "outcome")
    first = exported(page, tmp_path)
    assert "grace.RK.v1.json" == first.name
    assert first.read_text() == exported(page, tmp_path).read_text(), "unchanged it may go out again"
    page.locator('[data-field="remarks"]').fill("I forgot something.")
    page.keyboard.press("Escape")
    assert "Changed since you exported it" in page.locator("#version-line").inner_text()
    page.keyboard.press("x")
    assert page.locator("#version").is_visible()
    with page.expect_download():
        page.get_by_role("button", name="Replace version 1").click()
    assert "Changed" not in page.locator("#version-line").inner_text()


def test_a_later_version_says_who_changed_it_and_why(caller: Caller, sheets: dict[str, str], tmp_path: Path) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    go(page, "outcome")
    first = exported(page, tmp_path)
    page.get_by_role("button", name="Begin a later version").click()
    page.locator("#version-reason").fill("I found my paper notes.")
    page.locator("#version-reason").press("Tab")
    page.keyboard.press("Enter")
    second = exported(page, tmp_path)
    found, problems = cards.check([first, second], SHIPPED, datetime.now(UTC))
    assert () == problems
    assert [1, 2] == [each.version for each in found.by_candidate["grace"]]
    assert "I found my paper notes." == found.by_candidate["grace"][1].edit.reason  # type: ignore[union-attr]
