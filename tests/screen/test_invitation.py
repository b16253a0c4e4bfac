"""The invitation: what a candidate needs to know, and not a word of what will be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest

from grader.sandbox.kernel_packages import PACKAGES
from grader.screen import invitation, plan, rubric_files
from grader.screen.plan import Plan
from grader.screen.selection import Choices

SHIPPED = rubric_files.load()
QUESTIONS = [question for section in SHIPPED.sections for question in section.questions]


def plans() -> Iterator[Plan]:
    for seniority in ("junior", "mid", "senior"):
        for domain in (None, *(section for section in SHIPPED.sections if section.domain)):
            for coding in ("before", "live", "none"):
                yield plan.make(
                    SHIPPED,
                    Choices(seniority=seniority, deep_learning=True, domain=domain, coding=coding),
                )


PLANS = {made.id: made for made in plans()}


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def runs(text: str, length: int = 5) -> set[tuple[str, ...]]:
    """All that many words in a row, whatever is between them."""
    found = words(text)
    return {tuple(found[start : start + length]) for start in range(len(found) - length + 1)}


@pytest.fixture(params=list(PLANS.values()), ids=list(PLANS))
def made(request: pytest.FixtureRequest) -> Plan:
    assert isinstance(request.param, Plan)
    return request.param


def test_no_question_is_told(made: Plan) -> None:
    text = invitation.text(made, "precision_recall_f1.ipynb")
    told = runs(text)
    for question in QUESTIONS:
        for spoken in (question.prompt, *question.follow_ups, *question.senior_follow_ups):
            assert not told & runs(spoken), question.id
        assert " ".join(words(question.title)) not in " ".join(words(text)), question.id


def test_no_answer_is_told(made: Plan) -> None:
    told = runs(invitation.text(made, "precision_recall_f1.ipynb"))
    for question in QUESTIONS:
        answer = (*question.signals, *question.strong_answer, *(flag.says for flag in question.red_flags))
        assert not any(told & runs(line) for line in answer), question.id


def test_length_and_topics_are_told(made: Plan) -> None:
    text = invitation.text(made, "precision_recall_f1.ipynb")
    technical = sum(item.minutes for item in made.items)
    assert f"{made.minutes} minutes" in text
    assert f"{technical} minutes: a few subjects" in text
    assert all(f"- {topic}\n" in text for topic in made.topics)
    assert made.topics


def test_the_notebook_is_told_of_where_there_is_one(made: Plan) -> None:
    text = invitation.text(made, "precision_recall_f1.ipynb")
    before = made.coding == "before"
    assert (made.coding != "none") == ("`precision_recall_f1.ipynb`" in text)
    packages = [package for package in PACKAGES if package != "ipykernel"]
    assert [before] * len(packages) == [package in text for package in packages]
    assert before == ("number undefined" in text)
    assert (made.coding == "live") == ("In the call you get a small notebook" in text)
    assert (made.coding != "none") == ("tries your function on many inputs" in text)


def test_one_length_of_the_code_is_told(made: Plan) -> None:
    code = [line for line in invitation.text(made, "a.ipynb").splitlines() if "code" in line and "minutes" in line]
    assert (made.coding != "none") == len(code)


def test_a_short_screen_is_told_as_one() -> None:
    short = plan.make(SHIPPED, Choices(seniority="mid", minutes=45, deep_dives=3))
    assert "45 minutes, in one call" in invitation.text(short, "a.ipynb")


def test_topics_are_text() -> None:
    made = PLANS["mid-60-4-none-dl"]
    evil = "<b>x</b> [a](javascript:b) `c`\n# d | *e* \u202e"
    text = invitation.text(msgspec.structs.replace(made, topics=(evil,)), "")
    assert "- \\<b\\>x\\</b\\> \\[a\\](javascript:b) \\`c\\` \\# d \\| \\*e\\* \\\\u202e\n" in text
