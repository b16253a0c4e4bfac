"""The executed notebook as a record to be shown. It is untrusted: any key may be missing, any value be anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from grader.pages.code_view import CodeView, code_view
from grader.pages.image import Image, ImageLeftOut, read_png
from grader.pages.text import Excerpt, count, excerpt, plain, shortened
from grader.settings import MIB

MOST_CELLS = 400
MOST_OUTPUTS = 40
"""In one cell."""
MOST_CHARACTERS = 300_000
"""Of sources and outputs, in one notebook, before the rest of its cells are left out."""
MOST_IMAGE_BYTES = 8 * MIB
"""In one notebook."""

_OUTPUT_CHARACTERS = 8_000
_OUTPUT_LINES = 120
_PROSE_CHARACTERS = 20_000
_PROSE_LINES = 600

CellKind = Literal["code", "markdown", "raw", "unknown"]


@dataclass(frozen=True, kw_only=True)
class OutputView:
    """One output of a cell: text, an image, or only notes of what was left out and why. `id` is unique on the page."""

    id: str
    label: str
    failed: bool = False
    text: Excerpt | None = None
    image: Image | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CellView:
    """One cell. `number` counts from 1; `graded` marks the cell that holds the graded function."""

    number: int
    kind: CellKind
    graded: bool
    code: CodeView | None
    prose: Excerpt | None
    outputs: tuple[OutputView, ...]
    note: str | None


@dataclass(frozen=True, kw_only=True)
class NotebookView:
    """The cells, and a note where not all of them are shown."""

    cells: tuple[CellView, ...]
    note: str | None


@dataclass(kw_only=True)
class _Budget:
    """What the page still has room for."""

    characters: int = MOST_CHARACTERS
    image_bytes: int = MOST_IMAGE_BYTES


def notebook_view(notebook: Mapping[str, object], *, graded_cell: int | None) -> NotebookView:
    """Return what the page shows of an executed notebook; whatever it can't show becomes a note."""
    found = notebook.get("cells")
    if not isinstance(found, list | tuple):
        return NotebookView(cells=(), note="This file has no list of cells.")
    budget = _Budget()
    cells: list[CellView] = []
    for number, cell in enumerate(found[:MOST_CELLS], start=1):
        if budget.characters <= 0:
            break
        cells.append(_cell(number, cell, graded=number == graded_cell, budget=budget))
    missing = len(found) - len(cells)
    note = f"The last {count(missing, 'cell')} of {len(found):,} are left out; the notebook file holds them."
    return NotebookView(cells=tuple(cells), note=note if missing else None)


def _cell(number: int, value: object, *, graded: bool, budget: _Budget) -> CellView:
    cell = _mapping(value)
    source = plain(_text(cell.get("source")))
    kind = _kind(cell.get("cell_type"))
    prose = None if kind == "code" else excerpt(source, characters=_PROSE_CHARACTERS, lines=_PROSE_LINES)
    code = code_view(source) if kind == "code" else None
    budget.characters -= min(len(source), _PROSE_CHARACTERS)
    outputs, note = _outputs(number, cell.get("outputs"), budget) if kind == "code" else ((), None)
    if not isinstance(value, Mapping):
        note = "This cell is not an object, so there is nothing to show."
    return CellView(number=number, kind=kind, graded=graded, code=code, prose=prose, outputs=outputs, note=note)


def _kind(value: object) -> CellKind:
    match value:
        case "code" | "markdown" | "raw":
            return value
        case _:
            return "unknown"


def _outputs(number: int, value: object, budget: _Budget) -> tuple[tuple[OutputView, ...], str | None]:
    found = _streams_joined(value) if isinstance(value, list | tuple) else []
    shown = tuple(
        _output(f"cell {number} output {position}", output, budget)
        for position, output in enumerate(found[:MOST_OUTPUTS], start=1)
    )
    missing = len(found) - len(shown)
    return shown, f"{count(missing, 'more output')} left out." if missing else None


def _streams_joined(outputs: Sequence[object]) -> list[Mapping[str, object]]:
    """Join neighbouring pieces of one stream: a loop that prints is one output to its reader."""
    joined: list[Mapping[str, object]] = []
    for name, group in groupby(map(_mapping, outputs), key=_stream_name):
        pieces = list(group)
        if name is None:
            joined.extend(pieces)
        else:
            text = "".join(_text(piece.get("text")) for piece in pieces)
            joined.append({"output_type": "stream", "name": name, "text": text})
    return joined


def _stream_name(output: Mapping[str, object]) -> str | None:
    if output.get("output_type") != "stream":
        return None
    return "stderr" if output.get("name") == "stderr" else "stdout"


def _output(name: str, output: Mapping[str, object], budget: _Budget) -> OutputView:
    match output.get("output_type"):
        case "stream":
            label = "standard error" if output.get("name") == "stderr" else "printed"
            return OutputView(id=name, label=label, text=_excerpt(output.get("text"), budget))
        case "error":
            return OutputView(id=name, label="error", failed=True, text=_excerpt(_traceback(output), budget))
        case "execute_result" | "display_data":
            return _display(name, _mapping(output.get("data")), budget)
        case _:
            return OutputView(id=name, label="output", notes=("an output of unknown type left out",))


def _traceback(output: Mapping[str, object]) -> str:
    frames = output.get("traceback")
    lines = [_text(frame) for frame in frames] if isinstance(frames, list | tuple) else []
    return "\n".join(lines) or f"{_text(output.get('ename'))}: {_text(output.get('evalue'))}"


def _display(name: str, data: Mapping[str, object], budget: _Budget) -> OutputView:
    notes = [f"{shortened(str(kind), 60)} left out" for kind in data if kind not in ("text/plain", "image/png")]
    image = None
    if "image/png" in data:
        try:
            image = _image(_text(data["image/png"]), budget)
        except ImageLeftOut as error:
            notes.insert(0, f"image left out: {error}")
    text = _excerpt(data["text/plain"], budget) if "text/plain" in data and image is None else None
    return OutputView(id=name, label="result", text=text, image=image, notes=tuple(notes[:10]))


def _image(encoded: str, budget: _Budget) -> Image:
    image = read_png(encoded)
    if image.size > budget.image_bytes:
        raise ImageLeftOut(f"the page already holds {MOST_IMAGE_BYTES // MIB} MiB of images")
    budget.image_bytes -= image.size
    return image


def _excerpt(value: object, budget: _Budget) -> Excerpt:
    text = plain(_text(value)).strip("\n")
    budget.characters -= min(len(text), _OUTPUT_CHARACTERS)
    return excerpt(text, characters=_OUTPUT_CHARACTERS, lines=_OUTPUT_LINES)


def _text(value: object) -> str:
    """Return nbformat's multi-line string (a text or a list of texts) as one text, and anything else as none."""
    if isinstance(value, list | tuple):
        return "".join(piece for piece in value if isinstance(piece, str))
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
