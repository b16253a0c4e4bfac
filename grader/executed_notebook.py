"""The executed notebook as it may be kept: text and PNG pictures; nothing that a browser or a viewer would run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nbformat import NotebookNode

KEPT = ("image/png", "text/plain")
_PNG = re.compile(r"iVBORw0KGgo[A-Za-z0-9+/=\s]*", re.ASCII)
"""A PNG's signature and more Base64: viewers put it into a page as it is."""


def inert(notebook: NotebookNode) -> dict[str, object]:
    """A plain nbformat 4.5 notebook: sources as they are, outputs reduced to streams, errors, plain text and PNG."""
    return {
        "cells": [_cell(cell) for cell in notebook.cells],
        "metadata": {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(cell: NotebookNode) -> dict[str, object]:
    kept: dict[str, object] = {
        "cell_type": cell.cell_type,
        "id": cell.id,
        "metadata": {},
        "source": str(cell.source),
    }
    if cell.cell_type == "code":
        count = cell.get("execution_count")
        kept["execution_count"] = count if type(count) is int else None
        kept["outputs"] = [output for item in cell.get("outputs", ()) for output in _output(item)]
    return kept


def _output(output: Mapping[str, object]) -> Iterator[dict[str, object]]:
    match output:
        case {"output_type": "stream", "name": ("stdout" | "stderr") as name, "text": str(text)}:
            yield {"output_type": "stream", "name": name, "text": _text(text)}
        case {"output_type": "error", "ename": str(name), "evalue": str(value), "traceback": list(lines)}:
            traceback = [_text(line) for line in lines if isinstance(line, str)]
            yield {"output_type": "error", "ename": _text(name), "evalue": _text(value), "traceback": traceback}
        case {"output_type": "execute_result" | "display_data", "data": Mapping() as data}:
            yield {"output_type": "display_data", "metadata": {}, "data": _data(data)}


def _text(text: str) -> str:
    """Text that JSON can hold: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _data(data: Mapping[object, object]) -> dict[str, str]:
    kept = {mime: _text(content) for mime in KEPT if isinstance(content := data.get(mime), str)}
    if not _PNG.fullmatch(kept.get("image/png", "")):
        kept.pop("image/png", None)
    left_out = sorted(_text(str(mime)[:100]) for mime in data if mime not in kept)
    if left_out and "text/plain" not in kept:
        kept["text/plain"] = f"[left out: {', '.join(left_out)}]"
    return kept
