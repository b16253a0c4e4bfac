"""How much a kernel has written, where no file system of its own bounds it."""

from __future__ import annotations

import os
from pathlib import Path


def exceeds(folder: Path, *, max_bytes: int, max_files: int) -> bool:
    """Whether the files beneath a folder are more, or larger together. Follows no link, and stops at either bound."""
    todo, size, count = [str(folder)], 0, 0
    while todo:
        try:
            with os.scandir(todo.pop()) as entries:
                for entry in entries:
                    size += _size(entry)
                    count += 1
                    if size > max_bytes or count > max_files:
                        return True
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(entry.path)
        except OSError:
            continue  # it went meanwhile
    return False


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_blocks * 512
    except OSError:
        return 0
