"""The notebook that draws a batch: it runs on what the grader writes, and nobody takes it for a submission."""

from __future__ import annotations

from pathlib import Path

import msgspec
import nbformat
import pytest
from nbclient import NotebookClient

from grader import exports
from grader.finding import find
from grader.results import Results
from tests.grading import ROOT, SAMPLES
from tests.test_exports import SAMPLE, UNGRADED, results

NOTEBOOK = ROOT / "notebooks" / "plot_results.ipynb"
NOTHING_FOUND = results(msgspec.structs.replace(UNGRADED, misconceptions=()))


@pytest.mark.parametrize("batch", [SAMPLE, NOTHING_FOUND], ids=["a batch", "nothing found"])
def test_a_batch_is_drawn(batch: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "results.csv").write_text(exports.to_csv(batch), encoding="utf-8")
    monkeypatch.setenv("RESULTS", str(tmp_path / "results.csv"))
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert ["execute_result", *["display_data"] * 3] == [output.output_type for output in outputs]
    assert 3 == sum("image/png" in output.data for output in outputs)
    assert batch.submissions[0].candidate in outputs[0].data["text/plain"]


def test_it_ships_without_outputs_and_is_no_submission() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    assert not [cell for cell in notebook.cells if cell.get("outputs") or cell.get("execution_count")]
    assert NOTEBOOK not in {entry.path for entry in find([SAMPLES])}
