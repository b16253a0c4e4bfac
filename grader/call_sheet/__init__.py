"""The call sheet: one HTML file that carries a call from its first minute to a scorecard that the grader reads.

The records decide what is on the page, the templates place it, and the script keeps what the interviewer enters. Every
string is escaped, and first made visible; the script puts text in as text, and the page's policy forbids it otherwise.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grader.call_sheet.page import call_sheet
from grader.pages.text import visible
from grader.results import Run, SubmissionResult
from grader.screen.plan import Plan
from grader.screen.rubric import Rubric

__all__ = ["MARK", "render"]

MARK = '<meta name="generator" content="grader plan">'
"""Near the top of every call sheet: it was made, and can be made again."""

_HERE = Path(__file__).parent
_PAGES = _HERE.parent / "pages"


def render(
    plan: Plan, rubric: Rubric, coding: SubmissionResult | None, candidate: str | None, *, run: Run | None = None
) -> str:
    """Return the HTML of a plan's call sheet.

    `coding` is what the grader found about this candidate's notebook, and `run` the run that found it, for the names of
    the question's parameters and parts. Without `candidate` the page asks for one.
    """
    environment = _environment()
    sheet = call_sheet(plan, rubric, coding, candidate, run)
    data = msgspec.to_builtins(sheet.data)
    return environment.get_template("call_sheet.html.j2").render(page=sheet, data=data)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([_HERE / "templates", _HERE, _PAGES / "templates", _PAGES]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("style", "script"):
        text = environment.get_template(f"{name}.j2").render()
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        environment.globals[f"{name}_hash"] = "sha256-" + base64.b64encode(digest).decode("ascii")
    return environment


def _finalize(value: object) -> object:
    """Make a string visible before it is escaped. What a macro or `tojson` returned is markup already."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
