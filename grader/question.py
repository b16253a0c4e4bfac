"""Loads a question: the trusted files of one name in the rooms, checked before anything is graded with them.

A question `NAME` is `reference/NAME.py` (the function `NAME` and `MISCONCEPTIONS`), `property_tests/NAME.py`
(`CONTRACT`), its frozen battery `property_tests/NAME.battery.json`, and the assignment `notebooks/NAME.ipynb`. Its
files are trusted code, as a plugin is: they are imported, under private names, and import nothing of ours but the
vocabulary.
"""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from grader.errors import QuestionError
from grader.vocabulary import Answer, Contract, Misconception

DEFAULT = "precision_recall_f1"
RESERVED_CLASSES = frozenset({"ordinary", "large"})
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, kw_only=True)
class Question:
    """A loaded question. `root` is the folder that holds the rooms; `sha256` covers its code and its assignment."""

    name: str
    root: Path
    contract: Contract
    reference: Callable[..., Answer]
    misconceptions: tuple[Misconception, ...]
    sha256: str

    @property
    def assignment(self) -> Path:
        """The notebook that candidates get."""
        return _assignment(self.root, self.name)

    @property
    def battery(self) -> Path:
        """The frozen battery that ships with the question."""
        return self.root / "property_tests" / f"{self.name}.battery.json"


def rooms() -> Path:
    """The folder of the shipped rooms: inside the installed package, else the checkout that holds the package."""
    package = Path(__file__).resolve().parent
    installed = package / "rooms"
    return installed if installed.is_dir() else package.parent


def available(root: Path | None = None) -> tuple[str, ...]:
    """The names of the questions in `root` (the shipped rooms by default), sorted: one for each answer key."""
    folder = (root or rooms()) / "reference"
    names = (path.stem for path in folder.glob("*.py"))
    return tuple(sorted(name for name in names if _IDENTIFIER.fullmatch(name)))


def load(name_or_path: str | Path = DEFAULT, root: Path | None = None) -> Question:
    """Load and check a question.

    A plain name is a question in `root` (the shipped rooms by default). Anything else is a folder with the same rooms:
    `FOLDER` where it holds one question, `FOLDER:NAME` where it holds several. A folder beside you that is called like
    a question is `./FOLDER`. Raises QuestionError, naming the file, what was expected and what was found.
    """
    folder, name = _locate(name_or_path, root)
    sources = tuple(folder / room / f"{name}.py" for room in ("reference", "property_tests"))
    files = (*sources, _assignment(folder, name))
    digest = _digest(files)
    answers, tests = (_module(path, digest) for path in sources)
    contract = _contract(tests, sources[1])
    return Question(
        name=name,
        root=folder,
        contract=contract,
        reference=_reference(answers, sources[0], name, contract),
        misconceptions=_misconceptions(answers, sources[0], contract),
        sha256=digest,
    )


def _assignment(root: Path, name: str) -> Path:
    return root / "notebooks" / f"{name}.ipynb"


def _locate(name_or_path: str | Path, root: Path | None) -> tuple[Path, str]:
    text = str(name_or_path)
    if isinstance(name_or_path, str) and _IDENTIFIER.fullmatch(text):
        folder = (root or rooms()).resolve()
        return folder, _choose(folder, text)
    before, _, after = text.rpartition(":")
    if before and not Path(text).is_dir():
        return Path(before).resolve(), _choose(Path(before).resolve(), after)
    return Path(text).resolve(), _choose(Path(text).resolve(), None)


def _choose(folder: Path, name: str | None) -> str:
    """`name` if the folder has that question, or the folder's only one."""
    names = available(folder)
    found = ", ".join(names) or "none"
    if name is None and len(names) == 1:
        return names[0]
    if name is None:
        raise QuestionError(
            f"{folder}: expected one question in reference/, found {found}. "
            "Name one of several as FOLDER:NAME. The folder holds the rooms reference/, property_tests/, notebooks/."
        )
    if name not in names:
        raise QuestionError(f"{folder / 'reference' / name}.py: expected the question name={name!r}, found {found}.")
    return name


def _digest(files: Iterable[Path]) -> str:
    """One hash over all files, each under its own, so that no byte can move from one file to the next unseen."""
    whole = hashlib.sha256()
    for path in files:
        try:
            whole.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise QuestionError(
                f"{path}: expected a file of the question, found {error.strerror or error}. "
                "A question is files of one name in reference/, property_tests/ and notebooks/."
            ) from error
    return whole.hexdigest()


def _module(path: Path, digest: str) -> ModuleType:
    """Import a file under a private name, so that no room is ever importable as `reference`."""
    name = f"_question_{digest[:16]}_{path.parent.name}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise QuestionError(f"{path}: expected a Python file, found one that can't be imported.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses and pickles of the question look themselves up here
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise QuestionError(
            f"{path}: expected a file that imports, found {type(error).__name__}: {error}. "
            "Run it on its own to see where."
        ) from error
    return module


def _reference(module: ModuleType, path: Path, name: str, contract: Contract) -> Callable[..., Answer]:
    function = getattr(module, name, None)
    if not callable(function):
        raise QuestionError(f"{path}: expected a function {name}, found {type(function).__name__}.")
    wanted = [parameter.name for parameter in contract.parameters]
    found = list(inspect.signature(function).parameters)
    if wanted != found:
        raise QuestionError(
            f"{path}: expected {name}({', '.join(wanted)}) as the contract says, found {name}({', '.join(found)})."
        )
    reference: Callable[..., Answer] = function
    return reference


def _misconceptions(module: ModuleType, path: Path, contract: Contract) -> tuple[Misconception, ...]:
    found = getattr(module, "MISCONCEPTIONS", None)
    if not isinstance(found, tuple) or not all(isinstance(entry, Misconception) for entry in found):
        raise QuestionError(f"{path}: expected MISCONCEPTIONS, a tuple of Misconception, found {_shape(found)}.")
    _check_ids(path, "misconceptions", (entry.id for entry in found))
    for entry in found:
        _check_parts(path, f"misconception {entry.id!r}, parts", entry.parts, contract)
    return found


def _contract(module: ModuleType, path: Path) -> Contract:
    contract = getattr(module, "CONTRACT", None)
    if not isinstance(contract, Contract):
        raise QuestionError(f"{path}: expected CONTRACT, a Contract, found {_shape(contract)}.")
    _check_ids(path, "parameters", (parameter.name for parameter in contract.parameters))
    _check_ids(path, "parts", (part.id for part in contract.parts))
    _check_ids(path, "properties", (law.id for law in contract.properties))
    edges = [edge.id for edge in contract.edge_classes]
    if edges:
        _check_ids(path, "edge_classes", edges)
    for reserved in sorted(RESERVED_CLASSES.intersection(edges)):
        raise QuestionError(
            f"{path}: edge_classes: expected another id than {reserved!r}, which the battery uses itself."
        )
    for edge in contract.edge_classes:
        _check_parts(path, f"edge class {edge.id!r}, undefined", sorted(edge.undefined), contract)
    if not contract.tolerance > 0:
        raise QuestionError(f"{path}: expected a positive tolerance, found tolerance={contract.tolerance!r}.")
    return contract


def _check_ids(path: Path, what: str, ids: Iterable[str]) -> None:
    """Ids go into file names, results and pages: lower case words, each once, at least one."""
    seen: list[str] = []
    for each in ids:
        if not _IDENTIFIER.fullmatch(each):
            raise QuestionError(f"{path}: {what}: expected ids of a-z, 0-9 and _, found {each!r}.")
        if each in seen:
            raise QuestionError(f"{path}: {what}: expected each id once, found {each!r} twice.")
        seen.append(each)
    if not seen:
        raise QuestionError(f"{path}: {what}: expected at least one, found none.")


def _check_parts(path: Path, what: str, parts: Iterable[str], contract: Contract) -> None:
    known = [part.id for part in contract.parts]
    _check_ids(path, what, parts := list(parts))
    for part in parts:
        if part not in known:
            raise QuestionError(f"{path}: {what}: expected some of {', '.join(known)}, found {part!r}.")


def _shape(value: object) -> str:
    if isinstance(value, tuple):
        return "a tuple that holds " + (", ".join(sorted({type(entry).__name__ for entry in value})) or "nothing")
    return "nothing" if value is None else f"a value of type {type(value).__name__}"
