from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.pages.image import Image
from grader.pages.notebook_view import MOST_CELLS, MOST_OUTPUTS, CellView, NotebookView, notebook_view

Dict = dict[str, Any]


def one(cell: object) -> CellView:
    (view,) = notebook_view({"cells": [cell]}, graded_cell=None).cells
    return view


def code(*outputs: object, source: object = "x") -> Dict:
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def test_cells_count_from_one_and_the_graded_one_is_marked() -> None:
    view = notebook_view({"cells": [code(), code()]}, graded_cell=2)
    assert [(1, False), (2, True)] == [(cell.number, cell.graded) for cell in view.cells]


def test_a_source_may_be_a_list_of_lines() -> None:
    assert one(code(source="a = 1\nb = 2")) == one(code(source=["a = 1\n", "b = 2"]))


def test_markdown_is_text_as_written() -> None:
    prose = one({"cell_type": "markdown", "source": "# <b>Hello</b>"}).prose
    assert prose is not None
    assert "# <b>Hello</b>" == prose.head


def test_pieces_of_one_stream_are_one_output() -> None:
    pieces = [{"output_type": "stream", "name": "stdout", "text": f"{n}\n"} for n in range(3)]
    (output,) = one(code(*pieces)).outputs
    assert output.text is not None
    assert ("printed", "0\n1\n2") == (output.label, output.text.head)


def test_a_traceback_loses_its_colours() -> None:
    (output,) = one(code({"output_type": "error", "traceback": ["\x1b[31mKeyError\x1b[0m: 'a'", "there"]})).outputs
    assert output.failed
    assert output.text is not None
    assert "KeyError: 'a'\nthere" == output.text.head


def test_an_error_without_traceback_has_its_name() -> None:
    (output,) = one(code({"output_type": "error", "ename": "KeyError", "evalue": "'a'"})).outputs
    assert output.text is not None
    assert "KeyError: 'a'" == output.text.head


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/javascript", "image/jpeg", "text/latex"])
def test_what_could_act_is_left_out_and_said(kind: str) -> None:
    (output,) = one(code({"output_type": "display_data", "data": {kind: "<script>", "text/plain": "a"}})).outputs
    assert (f"{kind} left out",) == output.notes
    assert output.text is not None
    assert "a" == output.text.head


def test_an_image_replaces_its_text(notebooks: dict[str, Dict]) -> None:
    plotted = notebook_view(notebooks["candidates/swapped-1a2b3c4d"], graded_cell=None).cells[5].outputs[0]
    assert isinstance(plotted.image, Image)
    assert plotted.text is None


def test_an_image_that_is_none_says_so() -> None:
    (output,) = one(code({"output_type": "display_data", "data": {"image/png": ["x", 3]}})).outputs
    assert ("image left out: it is not valid base64",) == output.notes


def test_many_cells_and_outputs_are_counted() -> None:
    outputs = [{"output_type": "display_data", "data": {"text/plain": "a"}}] * (MOST_OUTPUTS + 5)
    assert "5 more outputs left out." == one(code(*outputs)).note
    view = notebook_view({"cells": [code()] * (MOST_CELLS + 7)}, graded_cell=None)
    assert f"The last 7 cells of {MOST_CELLS + 7} are left out; the notebook file holds them." == view.note


def test_a_huge_notebook_stops_at_its_budget() -> None:
    view = notebook_view({"cells": [code(source="x" * 10**6)] * 100}, graded_cell=None)
    assert 30 > len(view.cells)
    assert view.note is not None


@pytest.mark.parametrize("cells", [None, 3, "cells", {}, {"a": 1}])
def test_no_list_of_cells(cells: object) -> None:
    assert NotebookView(cells=(), note="This file has no list of cells.") == notebook_view(
        {"cells": cells}, graded_cell=None
    )


WORDS = ["cells", "cell_type", "source", "outputs", "output_type", "name", "text", "data", "traceback", "image/png"]
KINDS = ["code", "markdown", "raw", "stream", "error", "display_data", "execute_result", "stdout", "stderr"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(KINDS)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=25,
)


@given(st.lists(VALUES, max_size=4))
def test_any_values_make_a_view(cells: list[object]) -> None:
    assert len(cells) == len(notebook_view({"cells": cells}, graded_cell=1).cells)
