"""Which files a kernel may read: Python, the system's libraries, and the packages that the assignment promises.

The packages are named in a list; what they need comes with them, by the metadata that they were installed with. Nothing
of the grader, of its rooms or of other packages is among the files.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement

import grader
from grader.errors import SandboxUnavailable

PACKAGES = ("ipykernel", "numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "pytest", "hypothesis")
"""What a notebook finds in the kernel."""

_NOT_LIBRARY = ("site-packages", "dist-packages", "__pycache__", "test", "idlelib", "turtledemo")
_SYSTEM = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/lib64", "/usr/lib64")

_FOR_EXTRA = re.compile(r"""; *extra *== *["'][\w.-]+["'] *$""")
"""Requirements of an extra alone: most of them, and slow to read as what they are."""


@dataclass(frozen=True, kw_only=True)
class Readable:
    """`library` is the folder of Python's own modules, `modules` its entries but for `hidden` ones; `system` what
    compiled modules need; `packages` each file and folder of the packages, by name.
    """

    library: Path
    modules: tuple[Path, ...]
    hidden: tuple[Path, ...]
    system: tuple[Path, ...]
    packages: tuple[tuple[str, Path], ...]


@cache
def readable(packages: tuple[str, ...] = PACKAGES) -> Readable:
    """The files for kernels with these packages. Raises SandboxUnavailable where the grader itself lies among them."""
    library = Path(sysconfig.get_path("stdlib")).resolve()
    entries = sorted(library.iterdir())
    compiled = Path(sysconfig.get_config_var("DESTSHARED") or library)
    found = Readable(
        library=library,
        modules=tuple(entry for entry in entries if entry.name not in _NOT_LIBRARY),
        hidden=tuple(entry for entry in entries if entry.name in _NOT_LIBRARY[:2]),
        system=tuple(path for path in _system_paths(compiled, library) if path.exists()),
        packages=tuple(sorted(_entries(packages).items())),
    )
    shown = (*found.modules, *found.system, *(path for _, path in found.packages))
    own = Path(grader.__file__).resolve().parent
    above = {_identity(folder) for folder in (own, *own.parents)}
    for path in shown:
        if _identity(path) in above:
            raise SandboxUnavailable(
                f"kernels must be able to read {str(path)!r}, and the grader lies there: folder={str(own)!r}. "
                "Install the grader into a virtual environment of its own."
            )
    return found


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file or folder this is, whatever its path; None for a link to nothing."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _system_paths(compiled: Path, library: Path) -> list[Path]:
    multiarch = getattr(sys.implementation, "_multiarch", "")
    system = [Path(name) for name in _SYSTEM]
    if multiarch:
        system += [Path("/usr/lib") / multiarch, Path("/lib") / multiarch]
    if not compiled.is_relative_to(library):
        system.append(compiled)
    return [path for path in system if not path.is_symlink()]


def _entries(packages: Sequence[str]) -> dict[str, Path]:
    """Each file and folder at the top of the packages and of what they require, by name."""
    seen: set[str] = set()
    todo, entries = list(packages), {}
    while todo:
        name = re.sub(r"[-_.]+", "-", todo.pop()).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # an optional one, or for another system
        for top in _tops(distribution):
            if top not in ("..", "__pycache__") and not top.endswith(".pth"):
                entries[top] = Path(str(distribution.locate_file(top)))
        wanted = [Requirement(text) for text in _requires(distribution) if not _FOR_EXTRA.search(text)]
        todo += [each.name for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})]
    return {name: path for name, path in entries.items() if path.exists()}


def _requires(distribution: importlib.metadata.Distribution) -> list[str]:
    """What a package requires, from the head of its metadata; the text below it, a book in some, would be slow."""
    head, _, _ = (distribution.read_text("METADATA") or "").partition("\n\n")
    return re.findall(r"^Requires-Dist: (.*)$", head, re.MULTILINE) if head else list(distribution.requires or ())


def _tops(distribution: importlib.metadata.Distribution) -> set[str]:
    """The files and folders at the top of a package, from its record; a path for each of its files would be slow."""
    record = distribution.read_text("RECORD")
    if record is None:
        return {file.parts[0] for file in distribution.files or ()}
    return set(re.findall(r'^"?([^/,"\n]+)', record, re.MULTILINE))


def is_open_to_all(path: Path) -> bool:
    """Whether any user may reach and read this file or folder."""
    resolved = path.resolve()
    return all(parent.stat().st_mode & 0o001 for parent in resolved.parents) and bool(resolved.stat().st_mode & 0o004)
