"""The executed notebook that is kept holds text and pictures, and nothing that a viewer would run."""

from __future__ import annotations

import base64
import json
from typing import Any

import msgspec
import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode

from grader.executed_notebook import inert

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(64))).decode()
SCRIPT = "<script>alert(1)</script>"


def executed(*cells: dict[str, Any], **more: object) -> dict[str, Any]:
    """What is kept of a notebook of these cells."""
    notebook: NotebookNode = nbformat.from_dict({"cells": list(cells), **more})  # type: ignore[no-untyped-call]
    return inert(notebook)


def code(*outputs: dict[str, Any], count: object = None) -> dict[str, Any]:
    metadata = {"a": SCRIPT}
    cell = {"cell_type": "code", "id": "cell-1", "source": "x", "metadata": metadata, "execution_count": count}
    return {**cell, "outputs": list(outputs)}


def kept(*outputs: dict[str, Any]) -> list[dict[str, Any]]:
    """The outputs that are kept of a code cell."""
    found: list[dict[str, Any]] = executed(code(*outputs))["cells"][0]["outputs"]
    return found


def shown(data: dict[str, object], kind: str = "display_data") -> dict[str, Any]:
    [output] = kept({"output_type": kind, "data": data, "metadata": {"image/png": SCRIPT}, "execution_count": 3})
    assert {"output_type": "display_data", "metadata": {}} == {key: output[key] for key in output if key != "data"}
    data_kept: dict[str, Any] = output["data"]
    return data_kept


def test_cells_keep_their_kind_id_and_source() -> None:
    text = {"cell_type": "markdown", "id": "cell-1", "source": "# Title", "metadata": {"tags": [SCRIPT]}}
    raw = {"cell_type": "raw", "id": "cell-2", "source": "raw", "metadata": {}}
    notebook = executed(
        {**text, "attachments": {"a.svg": {}}}, raw, code(count=7), metadata={"widgets": {"a": 1}}, nbformat=4
    )
    assert {
        "cells": [{**text, "metadata": {}}, raw, {**code(count=7), "metadata": {}}],
        "metadata": {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    } == notebook


def test_it_is_a_valid_notebook() -> None:
    cell = code(
        {"output_type": "stream", "name": "stdout", "text": "a"},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["t"]},
        {"output_type": "display_data", "data": {"text/html": SCRIPT, "image/png": PNG}, "metadata": {}},
    )
    nbformat.validate(executed(cell, {"cell_type": "markdown", "id": "cell-2", "source": "y"}))


def test_text_pictures_and_errors_are_kept() -> None:
    assert [{"output_type": "stream", "name": "stderr", "text": SCRIPT}] == kept(
        {"output_type": "stream", "name": "stderr", "text": SCRIPT, "more": 1}
    )
    assert [{"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", "b"]}] == kept(
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", 1, None, "b"]}
    )
    assert {"text/plain": "1"} == shown({"text/plain": "1"}, "execute_result")
    assert {"text/plain": "<Figure>", "image/png": PNG} == shown({"text/plain": "<Figure>", "image/png": PNG})
    assert {"image/png": f"{PNG}\n"} == shown({"image/png": f"{PNG}\n"})


@pytest.mark.parametrize(
    "mime",
    [
        *("text/html", "application/javascript", "image/svg+xml", "text/latex", "text/markdown", "application/pdf"),
        *("application/vnd.jupyter.widget-view+json", "image/jpeg", "application/x-grader-reply"),
    ],
)
def test_what_a_viewer_would_run_is_left_out(mime: str) -> None:
    assert {"text/plain": "1"} == shown({mime: SCRIPT, "text/plain": "1"})
    assert {"text/plain": f"[left out: {mime}]"} == shown({mime: SCRIPT})


@pytest.mark.parametrize(
    "content",
    ['"><script>alert(1)</script>', PNG + '"', "", "PHN2Zz4=", "data:text/html,x", f"{PNG}\x00", [PNG], 1, None],
)
def test_a_picture_that_is_no_png_is_left_out(content: object) -> None:
    assert {"text/plain": "[left out: image/png]"} == shown({"image/png": content})
    assert {"text/plain": "x"} == shown({"image/png": content, "text/plain": "x"})


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "update_display_data", "data": {"text/plain": "x"}},
        {"output_type": "stream", "name": "other", "text": "x"},
        {"output_type": "stream", "name": "stdout", "text": ["x"]},
        {"output_type": "error", "ename": 1, "evalue": "v", "traceback": []},
        {"output_type": "display_data", "data": SCRIPT},
        {"output_type": "display_data"},
        {"output_type": SCRIPT},
        {},
    ],
)
def test_an_output_of_another_shape_is_left_out(output: dict[str, Any]) -> None:
    assert [] == kept(output)


@pytest.mark.parametrize("count", [True, "1", 1.5, [], SCRIPT])
def test_an_execution_count_is_a_number(count: object) -> None:
    assert executed(code(count=count))["cells"][0]["execution_count"] is None


Json = st.recursive(
    st.none() | st.integers() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
mimes = st.sampled_from(["text/plain", "image/png", "text/html"]) | st.text(st.characters(), max_size=5)
outputs = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "display_data", "execute_result"])},
    optional={
        "name": st.sampled_from(["stdout", "stderr"]) | Json,
        "text": Json,
        "ename": Json,
        "evalue": Json,
        "traceback": st.lists(Json, max_size=3) | Json,
        "data": st.dictionaries(mimes, Json, max_size=3) | Json,
    },
)


@settings(database=None, deadline=None)
@given(st.lists(outputs, max_size=3))
def test_whatever_a_kernel_puts_out_can_be_written_and_read_again(some: list[dict[str, Any]]) -> None:
    written = json.dumps(kept(*some), sort_keys=True).encode()
    assert kept(*some) == msgspec.json.decode(written)
