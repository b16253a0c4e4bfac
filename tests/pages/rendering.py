"""All pages of some results at once."""

from __future__ import annotations

from collections.abc import Mapping

from grader import pages
from grader.results import Results


def render(results: Results, notebooks: Mapping[str, Mapping[str, object] | None]) -> dict[str, str]:
    """The HTML of every page by its path."""
    made = {f"{each.page}.html": pages.page(results, each, notebooks.get(each.page)) for each in results.everybody}
    return {"index.html": pages.index(results), **made}
