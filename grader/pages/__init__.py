"""Pages: results.json and the executed notebooks, as HTML files that need nothing else.

The records decide what is shown; the templates only place it. Every string is escaped, and first made visible: that
happens in one place, here, so no page can forget it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grader.pages.activity_view import activity_view
from grader.pages.candidate_page import candidate_page
from grader.pages.index_page import index_page
from grader.pages.screen_page import screen_page
from grader.pages.screen_view import screen_view
from grader.pages.text import visible
from grader.results import Entry, Results, SubmissionResult

__all__ = ["index", "page"]

_HERE = Path(__file__).parent


def index(results: Results) -> str:
    """The HTML of the overview."""
    return _environment().get_template("index.html.j2").render(page=index_page(results))


def page(results: Results, each: Entry, notebook: Mapping[str, object] | None) -> str:
    """The HTML of one submission's page, or of a candidate's without any.

    `notebook` is the executed notebook (nbformat 4, as plain values). It is untrusted and may hold anything; a missing
    one leaves its section out.
    """
    screen = None if each.screen is None else screen_view(each.screen)
    activity = None if each.activity is None else activity_view(each.activity)
    if isinstance(each, SubmissionResult):
        template, shown = "candidate.html.j2", candidate_page(results, each, notebook)
        return _environment().get_template(template).render(page=shown, screen=screen, activity=activity)
    template = "screen_page.html.j2"
    return (
        _environment().get_template(template).render(page=screen_page(results, each), screen=screen, activity=activity)
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([_HERE / "templates", _HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = environment.get_template("style.css").render() + environment.get_template("screen.css").render()
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    environment.globals["style_hash"] = "sha256-" + base64.b64encode(digest).decode("ascii")
    return environment


def _finalize(value: object) -> object:
    """Make a string visible before it is escaped. What a macro returned has been through here already."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
