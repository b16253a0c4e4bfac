"""The invitation: what a candidate may know before the call, as Markdown. No spoken question stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.sandbox.kernel_packages import PACKAGES
from grader.screen.plan import Plan
from grader.visible import visible

_SIGNS = re.compile(r"([\\`*_\[\]<>&#|~])")

_HOW = (
    "There is rarely one right answer. We go by how you get to yours: what you look at first, what you assume, "
    "what you give up and for what. Ask when something is open. Where you don't know, say so, and then how you "
    "would find out: that is a good answer too. Nobody will have you derive formulas or quiz you on a library.\n"
)
_WORTH = (
    "This is the first of several steps. It decides whom we invite to the next one, not whom we hire, and it "
    "shows less than half of what we go by: an hour can't show how you work with others, or on our systems. "
    "People decide, not a program. If you need something to be at your best, more time or another form, tell us "
    "before the call.\n"
)
_NOTEBOOK = (
    "With this comes `{name}`, a short coding question. The notebook says what to do. Work in it before the call, "
    "in any editor for notebooks; you may look things up.\n\n"
    "- It has Python, with {packages}. It has no network and no shell.\n"
    "- Some inputs leave a number undefined, such as a ratio of nothing to nothing. What your function does there "
    "is for you to decide. Say what you decided in a comment or a docstring.\n"
    "- Run it once from top to bottom, save it, and send the `.ipynb` file back before the call.\n"
    "{rated}"
)
_LIVE = (
    "In the call you get a small notebook, `{name}`, and write a short function in it while we talk. Think aloud. "
    "How you go about it matters more than polish. There is nothing to prepare.\n\n"
    "- You write Python, in the editor for notebooks that you like best.\n"
    "- At the end, run it once from top to bottom, save it, and send the `.ipynb` file.\n"
    "{rated}"
)
_RATED = (
    "- A program runs it and tries your function on many inputs. Then a person reads what came of it, and your "
    "code, and talks with you about it. Where the program can't tell, a person looks: that is never a zero.\n"
    "- It is one small part of the screen. Style, speed and length aren't rated.\n"
)


def text(plan: Plan, notebook: str) -> str:
    """The invitation to a planned screen; `notebook` is the name of the candidate's file, if there is one."""
    parts = [
        ("How long it takes", _length(plan)),
        ("What it is about", f"{_listed(map(_escaped, plan.topics))}\n{_HOW}"),
        ("What to have at hand", _listed(_at_hand(plan))),
        *_coding(plan, notebook),
        ("What it is worth", _WORTH),
    ]
    return "# Your first technical conversation with us\n" + "".join(f"\n## {title}\n\n{body}" for title, body in parts)


def _length(plan: Plan) -> str:
    technical = plan.minutes - plan.background - plan.own_questions
    parts = _listed(
        (
            f"{plan.background} minutes: who we are, and what you do now",
            f"{technical} minutes: a few subjects, each in depth",
            f"{plan.own_questions} minutes: whatever you want to know from us",
        )
    )
    return f"{plan.minutes} minutes, in one call. Everybody who applies for this role is asked the same.\n\n{parts}"


def _at_hand(plan: Plan) -> Iterable[str]:
    yield "A quiet place and a connection that you trust."
    yield "Something to write on, for a sketch or a small sum."
    yield "Your own work, fresh in mind: what was yours, what you decided, what went wrong. Leave out what is secret."
    yield "What you want to ask us."
    if plan.coding == "before":
        yield "Your notebook, open."
    if plan.coding == "live":
        yield "A computer with Python, an editor that opens notebooks, and a way to share the screen."


def _coding(plan: Plan, notebook: str) -> Iterable[tuple[str, str]]:
    if plan.coding == "before":
        first, *rest = [package for package in PACKAGES if package != "ipykernel"]
        packages = f"{', '.join((first, *rest[:-1]))} and {rest[-1]}"
        yield "The notebook", _NOTEBOOK.format(name=notebook, packages=packages, rated=_RATED)
    if plan.coding == "live":
        yield "The code", _LIVE.format(name=notebook, rated=_RATED)


def _listed(lines: Iterable[str]) -> str:
    return "".join(f"- {line}\n" for line in lines)


def _escaped(text: str) -> str:
    """A text on one line that Markdown takes for nothing but text."""
    return _SIGNS.sub(r"\\\1", visible(text))
