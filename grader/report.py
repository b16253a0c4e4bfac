"""The files of OUT, made from the results and the executed notebooks alone, so that they can be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec

from grader import exports, pages
from grader.errors import UsageError
from grader.results import Results

Notebooks = Mapping[str, Mapping[str, object] | None]


def files(results: Results, notebooks: Notebooks) -> dict[str, bytes]:
    """Everything that OUT holds, by its name relative to OUT."""
    made = {name: text.encode("utf-8", "replace") for name, text in pages.render(results, notebooks).items()}
    for page, notebook in notebooks.items():
        if notebook is not None:
            made[f"{page}.ipynb"] = json.dumps(notebook, indent=1, sort_keys=True).encode() + b"\n"
    made["results.csv"] = exports.to_csv(results).encode("utf-8", "replace")
    made["junit.xml"] = exports.to_junit(results)
    made["results.json"] = exports.to_json(results)
    return made


def read(out: Path) -> tuple[Results, Notebooks]:
    """The results and executed notebooks of an earlier run. Raises UsageError where OUT holds none."""
    results = read_results(out)
    return results, read_notebooks(out, results)


def read_results(out: Path) -> Results:
    """The results of an earlier run. Raises UsageError where OUT holds none."""
    path = out / "results.json"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"expected the results of a run in {str(path)!r}: {error.strerror}; run `grader grade` first"
        ) from error
    return exports.from_json(data)


def read_notebooks(out: Path, results: Results) -> Notebooks:
    """The executed notebooks of these results, by page; None where there is none. Raises UsageError on a broken one."""
    return {each.page: _notebook(out / f"{each.page}.ipynb") for each in results.submissions}


def _notebook(path: Path) -> Mapping[str, object] | None:
    if not path.is_file():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, object])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UsageError(f"the executed notebook {str(path)!r} is broken ({error}); grade it again") from error
