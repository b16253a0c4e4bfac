"""The page of a candidate who has a scorecard and no notebook, as a record: the screen itself is a `ScreenView`."""

from __future__ import annotations

from dataclasses import dataclass

from grader.pages import marks, method
from grader.pages.method import Fact
from grader.pages.text import shortened
from grader.results import Results, WithoutNotebook


@dataclass(frozen=True, kw_only=True)
class ScreenPage:
    """What surrounds the screen on its page. `stamp` is empty: nothing of the candidate's was executed."""

    title: str
    candidate: str
    question: str
    index_href: str
    stamp: None
    run_facts: tuple[Fact, ...]


def screen_page(results: Results, alone: WithoutNotebook) -> ScreenPage:
    """Return the page of a candidate without a notebook."""
    outcome = marks.of_outcome(alone.screen.outcome)
    return ScreenPage(
        title=f"{shortened(alone.candidate, 60)}: {outcome.word}",
        candidate=shortened(alone.candidate, 120),
        question=results.run.question_title,
        index_href="../" * alone.page.count("/") + "index.html",
        stamp=None,
        run_facts=method.made_with(results.run),
    )
