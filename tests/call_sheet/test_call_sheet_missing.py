"""What is missing from a card is said once, until it is mended, and each line leads to where that is done."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.calling import AREAS, QUESTIONS, SHIPPED, Caller, begin, card, go, note, pick, tell

FIRST = QUESTIONS[0]
BREAKER = SHIPPED.deal_breakers[0]


def lines(page: Page) -> list[str]:
    go(page, "outcome")
    return page.locator("#missing li").all_inner_texts()


def focused(page: Page) -> str:
    """The attributes of the element that has the focus."""
    told: str = page.evaluate("JSON.stringify({id: document.activeElement.id, ...document.activeElement.dataset})")
    return told


def tick(page: Page, flag: str) -> None:
    page.locator(f'[data-flag="{flag}"][data-question="{FIRST.id}"][type=checkbox]').check()


def test_two_flags_without_words_are_two_lines_and_go_when_told(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    flags = FIRST.red_flags[:2]
    for flag in flags:
        tick(page, flag.id)
    for _ in range(2):
        told = [line for line in lines(page) if "waits for their words" in line]
        assert [True, True] == [flag.says in line for flag, line in zip(flags, told, strict=True)]
    for flag in flags:
        page.locator("#missing button", has_text=flag.says).click()
        assert f'"flagSaid":"{flag.id}"' in focused(page)
        page.keyboard.type("Just buy machines.")
        assert not [line for line in lines(page) if flag.says in line]
    assert [] == caller.complaints


def test_a_deal_breaker_without_words_opens_its_dialog(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("b")
    page.locator(f'[data-breaker="{BREAKER.id}"]').check()
    page.keyboard.press("Escape")
    go(page, "outcome")
    page.locator("#missing button", has_text="deal-breaker").click()
    assert f'"breakerSaid":"{BREAKER.id}"' in focused(page)
    page.keyboard.type("It is always so.")
    page.keyboard.press("Escape")
    assert not page.locator("#missing", has_text="deal-breaker").is_visible()
    assert 1 == len([line for line in lines(page) if "not reached" in line]), "after a deal-breaker they are one line"


def test_what_was_written_and_not_added_is_led_to(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    page.keyboard.press("q")
    page.keyboard.type("Half a sent")
    go(page, "areas")
    page.locator(f'[data-add="{AREAS[0]}"] input').fill("Never added")
    page.reload()
    page.locator("#rail").wait_for()
    assert "Never added" == page.locator(f'[data-add="{AREAS[0]}"] input').input_value()
    assert 2 == len([line for line in lines(page) if "is not added yet" in line])
    page.locator("#missing button", has_text="What you wrote last").click()
    assert (FIRST.title, "note-text") == (
        page.locator(".panel:visible h2").inner_text(),
        page.evaluate("document.activeElement.id"),
    )
    page.keyboard.press("Enter")
    go(page, "outcome")
    page.locator("#missing button", has_text=f"What you wrote for {SHIPPED.areas[0].title}").click()
    page.keyboard.press("Enter")
    assert not [line for line in lines(page) if "is not added yet" in line]
    found = card(page)["notes"]["sheet"]["notes"]
    assert [("Half a sent", f"q.{FIRST.id}"), ("Never added", "areas")] == [(n["text"], n["stage"]) for n in found]


def test_the_words_of_a_flag_on_a_question_that_was_swapped_out(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    tick(page, FIRST.red_flags[0].id)
    page.keyboard.press("Escape")
    page.locator("h2:visible").first.focus()
    page.keyboard.press("s")
    page.locator("#spares button").first.press("Enter")
    go(page, "outcome")
    page.locator("#missing button", has_text=FIRST.red_flags[0].says).click()
    page.keyboard.type("Any smaller one will do.")
    assert ["Any smaller one will do."] == [flag["said"] for flag in card(page)["red_flags"]]


def test_flags_are_rated_beside_what_was_ticked(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    tick(page, FIRST.red_flags[0].id)
    page.locator("[data-flag-said]:visible").fill("Just buy machines.")
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.locator(f'[data-breaker="{BREAKER.id}"]').check()
    page.locator(f'[data-breaker-said="{BREAKER.id}"]:visible').fill("It is always so.")
    page.keyboard.press("Escape")
    go(page, "areas")
    beside = page.locator('[data-area-card="flags"] #recorded')
    assert FIRST.red_flags[0].says in beside.inner_text()
    assert BREAKER.title in beside.inner_text()
    pick(page, "flags", 3)
    beside.get_by_role("button", name=FIRST.red_flags[0].says).click()
    (rated,) = card(page)["ratings"]
    assert ("flags", ["Just buy machines."]) == (rated["area"], [each["said"] for each in rated["evidence"]])
    assert 1 == beside.get_by_role("button").count(), "what is used already is not offered again"
    assert [line for line in lines(page) if "1 red flag and 1 deal-breaker. One of the two is wrong" in line]
    go(page, "areas")
    pick(page, "flags", 1)
    assert not [line for line in lines(page) if "One of the two is wrong" in line]


def test_an_observation_at_a_key_backs_no_rating(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    page.keyboard.press("w")
    go(page, "areas")
    for area in AREAS:
        pick(page, area, 3)
    assert [] == card(page)["ratings"]
    tell(page, AREAS[0], "I would look first.")
    assert [AREAS[0]] == [each["area"] for each in card(page)["ratings"]]


def test_what_is_to_rate_is_no_fault_before_the_outcome_was_seen(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    go(page, "areas")
    lack = page.locator(f'[data-lack="{AREAS[0]}"]')
    seen = [(lack.inner_text(), "urgent" in str(lack.get_attribute("class")))]
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert [("to rate", False), ("to rate", True)] == [
        *seen,
        (lack.inner_text(), "urgent" in str(lack.get_attribute("class"))),
    ]


def test_words_come_back_with_the_tick(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    box = page.locator("[data-flag][type=checkbox]:visible").first
    box.check()
    page.locator("[data-flag-said]:visible").fill("Just buy machines.")
    box.uncheck()
    assert [] == card(page)["red_flags"]
    box.check()
    assert ["Just buy machines."] == [flag["said"] for flag in card(page)["red_flags"]]


def test_a_note_can_be_edited(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    page.keyboard.press("j")
    note(page, "q", "Mesure first.")
    page.get_by_role("button", name="Edit: Mesure first.").press("Enter")
    page.locator("#edit-text").fill("Measure first.")
    page.get_by_role("button", name="Keep", exact=True).press("Enter")
    assert ["Measure first."] == [each["said"] for each in card(page)["answers"][0]["evidence"]]


def test_every_note_stands_in_its_section(caller: Caller, sheets: dict[str, str]) -> None:
    page = caller.page(sheets["plan"])
    begin(page, "grace")
    note(page, "q", "I lead a team.")
    go(page, "own_questions")
    note(page, "q", "Who reads my code?")
    shown = [page.locator("#log .note-text").all_inner_texts()]
    go(page, "background")
    shown.append(page.locator("#log .note-text").all_inner_texts())
    assert [["said “Who reads my code?”"], ["said “I lead a team.”"]] == shown
    page.emulate_media(media="print")
    for stage, text in (("background", "I lead a team."), ("own_questions", "Who reads my code?")):
        expect(page.locator(f'[data-printed="{stage}"]')).to_contain_text(text)
