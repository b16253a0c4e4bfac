"""Cards that leave the page and come back: as they were, changed, broken; whatever was entered, they are valid."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from grader.screen import cards
from grader.screen.fold import fold
from tests.calling import AREAS, NOTEBOOK, SHIPPED, Caller, begin, card, go, note, pick


def full_card(page: Page) -> None:
    """Enters something in every place."""
    begin(page, "grace")
    page.keyboard.press("j")
    page.keyboard.press("1")
    note(page, "q", "Measure first.")
    note(page, "n", "Calm.")
    page.locator("[data-flag]:visible").first.check()
    page.locator("[data-flag-said]:visible").fill("Just buy machines.")
    page.locator("summary:visible", has_text="Rate this answer").click()
    page.locator("[data-answer]:visible").nth(1).check()
    go(page, "areas")
    pick(page, AREAS[1], 2)
    page.locator(f'[data-area="{AREAS[0]}"][value="open"]').check()


def take_in(page: Page, content: bytes) -> None:
    page.set_input_files("#import", {"name": "card.json", "mimeType": "application/json", "buffer": content})


@pytest.fixture(scope="module")
def taken(browser: Browser, sheets: dict[str, str]) -> str:
    """The text of such a card, as it is exported."""
    page = browser.new_context().new_page()
    page.goto(sheets["plan"])
    full_card(page)
    text: str = page.evaluate("callSheet.text()")
    return text


def test_an_exported_card_comes_back_as_it_was(caller: Caller, sheets: dict[str, str], taken: str) -> None:
    page = caller.page(sheets["plan"])
    take_in(page, taken.encode())
    page.locator("#rail").wait_for()
    before, after = json.loads(taken), card(page)
    for each in (before, after):
        each["notes"]["sheet"]["clock"].pop("since")
    assert before == after


def test_a_card_that_somebody_changed_is_taken_as_a_card(caller: Caller, sheets: dict[str, str], taken: str) -> None:
    before = json.loads(taken)
    before["ratings"][0]["evidence"][0]["said"] = "Measure, always."
    page = caller.page(sheets["plan"])
    take_in(page, json.dumps(before).encode())
    page.locator("#rail").wait_for()
    after = card(page)
    assert "Measure, always." in json.dumps(after["ratings"])
    for key in ("candidate", "version", "red_flags", "deal_breakers", "interest", "salary", "date"):
        assert before[key] == after[key]
    assert [each["rating"] for each in before["ratings"]] == [each["rating"] for each in after["ratings"]]


BROKEN: dict[str, tuple[str, object, str]] = {
    "rating": ("ratings.0.rating", 4, "ratings[0].rating: expected one of 1, 2, 3, got 4"),
    "anchor": ("ratings.0.anchor", "nope", "ratings[0].anchor: expected"),
    "area": ("ratings.0.area", "charm", "ratings[0].area: expected one of"),
    "question": ("answers.0.question", "<img src=x onerror=alert(1)>", "answers[0].question: expected one of"),
    "plan": ("plan.sha256", "0" * 64, "plan.sha256: expected"),
    "text": ("interviewer", "  ", "interviewer: expected text of 1 to 80 characters"),
    "length": ("red_flags.0.said", "x" * 1001, "red_flags[0].said: expected text of 1 to 1000 characters"),
    "type": ("answers", {}, "answers: expected a list"),
    "key": ("extra", 1, "expected no such key"),
    "hidden": ("date", "2026\u202e-01-01", "⟨U+202E⟩"),
    "minute": ("red_flags.0.minute", 2.5, "red_flags[0].minute: expected a whole number"),
}


@pytest.fixture(scope="module")
def refusing(browser: Browser, sheets: dict[str, str]) -> Page:
    """One page for all that is refused: it stays at its start."""
    page = browser.new_context().new_page()
    page.goto(sheets["plan"])
    return page


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_card_is_refused_with_every_problem(refusing: Page, taken: str, what: str) -> None:
    path, value, expected = BROKEN[what]
    broken: Any = json.loads(taken) | {"schema": 7}
    *parents, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    target = broken
    for key in parents:
        target = target[key]
    target[last] = value
    take_in(refusing, json.dumps(broken).encode())
    problems = refusing.locator("#import-problems")
    expect(problems).to_contain_text(expected)
    expect(problems).to_contain_text("schema: expected one of 1, got 7")
    assert not refusing.locator("#rail").is_visible()


@pytest.mark.parametrize(
    "content", [b"", b"schema: 1\n", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"x" * 2_000_000]
)
def test_what_is_no_card_is_refused(refusing: Page, content: bytes) -> None:
    refusing.evaluate("document.getElementById('import-problems').replaceChildren()")
    take_in(refusing, content)
    expect(refusing.locator("#import-problems")).to_contain_text("the file: expected")
    assert not refusing.locator("#rail").is_visible()


# --- a random walk --------------------------------------------------------------------------------------------------

LONE = "\ue000"  # stands for half of a pair, which can't be sent to a browser

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "x" * 1200,
        "\ufeff",
        "\uaabe",  # a mark on nothing
        "\u3164",
        "a\u2028b",
        "\x85",
        "a" + LONE,
        "</script>",
        "- a: b",
        "'",
        '"',
        "\\u0000",
        "1e9",
        "😀" * 600,
    ]
)
PLACE = st.integers(0, 200)
STEP = st.one_of(
    st.tuples(st.just("click"), PLACE),
    st.tuples(st.just("type"), PLACE, TEXT),
    st.tuples(st.just("note"), st.sampled_from(["said", "did", "note"]), TEXT),
    st.tuples(st.just("key"), st.sampled_from("jjjkqdnfbespziwrohu123456789")),
    st.tuples(st.just("go"), PLACE),
    st.tuples(st.just("reload"), st.booleans()),
)
WALK = """steps => {
  const CLICKED = ["input[type=checkbox]:not(#keys-on)", "input[type=radio]",
    ...["swapIn", "assign", "dropNote", "lastQuote", "mend", "useRecorded"].map(act => `[data-act=${act}]`)].join();
  const shown = selector => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility());
  const one = (found, place) => found.length ? found[place % found.length] : null;
  const type = (field, text) => {
    if (!field) return;
    field.value = text.replaceAll("\\ue000", "\\ud800");
    field.dispatchEvent(new Event("input", {bubbles: true}));
  };
  for (const [kind, first, text] of steps) {
    if (kind === "click") one(shown(CLICKED), first)?.click();
    if (kind === "type") type(one(shown("textarea, input[type=text]:not([readonly])"), first), text);
    if (kind === "note") {
      document.querySelector(`[name=kind][value=${first}]`).click();
      type(document.getElementById("note-text"), text);
      document.querySelector("#composer").requestSubmit();
    }
    if (kind === "key") {
      document.activeElement.blur();
      for (const dialog of shown("dialog[open]")) if (first !== "1") dialog.close();
      document.body.dispatchEvent(new KeyboardEvent("keydown", {key: first, bubbles: true}));
    }
    if (kind === "go") one(shown("#rail button"), first)?.click();
    for (const form of shown("form.add")) if (form.querySelector("input").value) form.requestSubmit();
  }
  const text = callSheet.text();
  const read = callSheet.read(text);
  document.querySelector('#rail [data-stage="outcome"]').click();
  return {
    text, problems: read.problems, changed: read.changed, folded: callSheet.fold(callSheet.card()),
    missing: callSheet.missing(), told: [...document.querySelectorAll("#missing li")].map(each => each.textContent),
  };
}"""


class Walker:
    """One page, in which every walk begins anew."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.file = folder / "card.json"

    def walk(self, steps: Sequence[Sequence[object]]) -> dict[str, Any]:
        self.page.evaluate("sessionStorage.clear()")
        self.page.reload()
        self.page.evaluate("localStorage.clear()")  # only now: a page that is left keeps its sheet
        begin(self.page)
        found: dict[str, Any] = self.page.evaluate(WALK, [list(each) for each in steps])
        self.file.write_text(found["text"], encoding="utf-8")
        return found


@pytest.fixture(scope="module")
def walker(browser: Browser, sheets: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Walker:
    page = browser.new_context().new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(sheets["ada"])
    return Walker(page, tmp_path_factory.mktemp("walk"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=5, max_size=80))
def test_whatever_is_entered_the_exported_card_is_valid(walker: Walker, steps: list[tuple[object, ...]]) -> None:
    found = walker.walk(steps)
    assert ([], False) == (found["problems"], found["changed"]), "the page takes back what it gave"
    assert found["missing"] == found["told"]
    checked, problems = cards.check([walker.file], SHIPPED, datetime.now(UTC))
    assert () == problems
    ((one,),) = checked.by_candidate.values()
    folded = fold([one], NOTEBOOK, SHIPPED, "")
    assert (folded.outcome, folded.reason) == (found["folded"]["outcome"], found["folded"]["reason"])
