"""Writing one file for somebody: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from grader.errors import UsageError


def write_file(path: Path, content: bytes, what: str) -> None:
    """Write a file and the folders above it; an earlier one is replaced whole. Raises UsageError where it can't be."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"{what} can't be written to {str(path)!r}: {error.strerror}; name another file") from error
