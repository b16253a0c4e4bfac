"""Plain nbclient, one notebook after the other, in a kernel each: what executing alone costs."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main(folders: list[Path]) -> None:
    """Execute every notebook under `folders`."""
    for path in sorted(path for folder in folders for path in folder.rglob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types
        NotebookClient(notebook, allow_errors=True, kernel_name="python3").execute()


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
