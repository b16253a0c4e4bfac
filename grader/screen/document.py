"""A file that people write, YAML or JSON, read as plain data that knows its lines, and turned into a record.

JSON is read by the same path: it is YAML in other dress. The reader takes what the two have in common: mappings with
text as keys, lists, text, numbers, true, false, null. There are no aliases, tags or second documents, no key twice, and
no guessing: `no`, `2026-11-20` and `1:30` are text. The tree is built from events with a stack of its own, so that a
file made to exhaust us ends in a message.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec
import yaml

from grader.errors import DocumentError
from grader.screen.problem import MOST_PROBLEMS, Place, Problem, Value, did_you_mean, dotted, raise_all, shown
from grader.screen.schema import mistakes
from grader.visible import visible

__all__ = [
    "Document",
    "Place",
    "Problem",
    "Value",
    "convert",
    "did_you_mean",
    "dotted",
    "raise_all",
    "read",
    "read_file",
    "shown",
]

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 20
MOST_NODES = 50_000

T = TypeVar("T")

_WORDS: dict[str, Value] = {"": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})", re.ASCII)
_REAL = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?([eE][+-]?[0-9]{1,2})?", re.ASCII)
_UNREADABLE = yaml.reader.Reader.NON_PRINTABLE
_SURROGATE = re.compile("[\ud800-\udfff]")
_HINTS = {
    "mapping values are not allowed": 'put text that holds ": " in quotes',
    "\\t": "indent with spaces",
    "could not find expected ':'": "is a quote, a bracket or a colon missing?",
    "end of stream": "is a quote or a bracket missing?",
}
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_INDENT = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file as plain data. `problems` are those that did not keep it from being read; `convert` raises them too."""

    name: str
    value: Value
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...] = ()

    def line(self, path: Place) -> int:
        """The line that a path begins on, counted from 1; where there is none, that of the nearest thing around it."""
        return next((self.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.lines), 1)

    def at(self, path: Place) -> Value:
        """What is at a path, or None."""
        value = self.value
        for key in path:
            if isinstance(value, dict) and isinstance(key, str):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int) and 0 <= key < len(value):
                value = value[key]
            else:
                return None
        return value

    def problem(self, path: Place, expected: str, found: str | None = None, hint: str = "") -> Problem:
        """A problem at a path; `found` is what stands there unless said otherwise."""
        got = shown(self.at(path)) if found is None else found
        return Problem(file=self.name, line=self.line(path), path=path, expected=expected, found=got, hint=hint)


def read(text: str | bytes, name: str) -> Document:
    """The one YAML or JSON document in the text of a file called `name`.

    At most 1 MiB, 20 levels and 50,000 values. Raises DocumentError where it can't be read, which says where and why.
    """
    source = _decoded(text, name)
    builder = _Builder(name=name, breaks=[match.start() for match in re.finditer("\n", source)])
    try:
        for event in yaml.parse(source, Loader=yaml.SafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.index = error.problem_mark.index if error.problem_mark else builder.index
        builder.refuse("readable YAML or JSON", *_in_words(error.problem or "something else"))
    except (ValueError, OverflowError) as error:  # the parser lets the errors of odd numbers through
        if isinstance(error, DocumentError):
            raise
        builder.refuse("readable YAML or JSON", "an escape or a version that is no number we know")
    if not builder.documents:
        builder.refuse("a document", "an empty file")
    return Document(name=name, value=builder.root, lines=builder.lines, problems=tuple(builder.problems))


def convert(document: Document, kind: type[T]) -> T:
    """The document as a record of a msgspec type. Raises DocumentError, which names everything that is wrong."""
    found = (document.problem(*mistake) for mistake in mistakes(document.value, kind))
    raise_all([*document.problems, *islice(found, MOST_PROBLEMS + 1)])
    return msgspec.convert(document.value, type=kind, strict=True)


def read_file(path: Path) -> Document:
    """The one document in a file. Raises DocumentError, also where there is no such file or it can't be read."""
    try:
        data = _first_bytes(path)
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        found = getattr(error, "strerror", None) or str(error)
        problem = Problem(file=str(path), line=1, path=(), expected="a file that can be read", found=found)
        raise DocumentError([str(problem)]) from error
    return read(data, str(path))


def _first_bytes(path: Path) -> bytes:
    """What a file begins with: enough to read it, or to see that it is too long."""
    if path.exists() and not path.is_file():
        raise OSError("a folder, or what is no ordinary file")  # a pipe would never end
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _in_words(problem: str) -> tuple[str, str]:
    """What the parser stumbled over, and what helps."""
    hint = next((says for part, says in _HINTS.items() if part in problem), "")
    return problem.removeprefix("found "), hint


def _decoded(text: str | bytes, name: str) -> str:
    """The text with plain line breaks. Raises DocumentError if it is too long, not UTF-8, or has control characters."""

    def refuse(line: int, expected: str, found: str) -> NoReturn:
        raise DocumentError([str(Problem(file=name, line=line, path=(), expected=expected, found=found))])

    if len(text) > MOST_BYTES:
        refuse(1, f"a file of at most {MOST_BYTES:,} bytes", "more")
    if isinstance(text, bytes) and text.startswith(_WIDE_MARKS):
        refuse(1, "UTF-8", "UTF-16: save the file as UTF-8")
    try:
        plain = text.decode("utf-8") if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        refuse(error.object.count(b"\n", 0, error.start) + 1, "UTF-8", f"the byte 0x{error.object[error.start]:02x}")
    plain = plain.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if odd := _UNREADABLE.search(plain):
        refuse(plain.count("\n", 0, odd.start()) + 1, "text", f"the control character {visible(odd.group())}")
    if plain.lstrip()[:1] in {"{", "["}:  # JSON may be indented with tabs, YAML may not
        plain = _INDENT.sub(lambda indent: " " * len(indent.group()), plain)
    return plain


@dataclass(kw_only=True)
class _Frame:
    """A list or mapping that is being filled. `key` is the key that waits for its value."""

    path: Place
    filled: list[Value] | dict[str, Value]
    key: str | None = None


@dataclass(kw_only=True)
class _Builder:
    """Puts the parser's events together: the tree, the line of every path, and what is wrong but ends nothing."""

    name: str
    breaks: list[int]
    index: int = 0
    documents: int = 0
    nodes: int = 0
    root: Value = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)

    def take(self, event: yaml.Event) -> None:
        """Take the next event. Raises DocumentError where reading on is not worth it."""
        self.index = event.start_mark.index if event.start_mark else self.index
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.refuse("one document", "a second one")
            case yaml.AliasEvent():
                self.refuse("a value", f"the alias {shown(event.anchor)}: write the value out")
            case yaml.CollectionEndEvent():
                self.frames.pop()
            case yaml.NodeEvent():
                self.node(event)

    def node(self, event: yaml.NodeEvent) -> None:
        """Take a value, or a key."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.refuse(f"at most {MOST_NODES:,} values", "more")
        if event.anchor is not None:
            self.note("no anchor", shown(event.anchor))
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            self.note("no tag", shown(event.tag))
        if self.frames and isinstance(self.frames[-1].filled, dict) and self.frames[-1].key is None:
            self.name_key(self.frames[-1], event)
        elif isinstance(event, yaml.ScalarEvent):
            self.place(self.scalar(event))
        elif len(self.frames) >= MOST_DEPTH:
            self.refuse(f"at most {MOST_DEPTH} levels", "more")
        else:
            empty: list[Value] | dict[str, Value] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
            self.frames.append(_Frame(path=self.place(empty), filled=empty))

    def name_key(self, frame: _Frame, event: yaml.NodeEvent) -> None:
        """Take the key of the value that comes next."""
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse("text as a key", "a list or a mapping")
        frame.key = self.text(event)
        path = (*frame.path, frame.key)
        if frame.key in frame.filled:
            self.note("each key once", f"{shown(frame.key)} again, first on line {self.lines[path]}")
        else:
            self.lines[path] = self.line()

    def next_place(self) -> Place:
        """Where the next value goes; inside a mapping without a waiting key, the mapping."""
        if not self.frames:
            return ()
        frame = self.frames[-1]
        if isinstance(frame.filled, list):
            return (*frame.path, len(frame.filled))
        return frame.path if frame.key is None else (*frame.path, frame.key)

    def place(self, value: Value) -> Place:
        """Put a value where it belongs, and say where that is."""
        path = self.next_place()
        if not self.frames:
            self.root = value
        elif isinstance((frame := self.frames[-1]).filled, list):
            frame.filled.append(value)
        elif frame.key is not None:
            frame.filled[frame.key] = value
            frame.key = None
        self.lines.setdefault(path, self.line())
        return path

    def scalar(self, event: yaml.ScalarEvent) -> Value:
        """What a scalar stands for: as in JSON where it has no quotes, else text."""
        if event.style is not None or len(event.value) > 40:
            return self.text(event)
        if event.value in _WORDS:
            return _WORDS[event.value]
        if _WHOLE.fullmatch(event.value):
            return int(event.value)
        return float(event.value) if _REAL.fullmatch(event.value) else self.text(event)

    def text(self, event: yaml.ScalarEvent) -> str:
        """The text of a scalar. JSON writes a rare character as two halves: they are put together."""
        value: str = event.value
        if not _SURROGATE.search(value):
            return value
        try:
            return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            self.note("whole characters", f"half of one in {shown(value)}")
            return value.encode("utf-8", "replace").decode()

    def line(self) -> int:
        """The line that the event at hand begins on."""
        return bisect_left(self.breaks, self.index) + 1

    def note(self, expected: str, found: str, hint: str = "") -> None:
        """Note a problem where the next value goes, and read on."""
        place, line = self.next_place(), self.line()
        self.problems.append(Problem(file=self.name, line=line, path=place, expected=expected, found=found, hint=hint))

    def refuse(self, expected: str, found: str, hint: str = "") -> NoReturn:
        """Note a problem, and give up."""
        self.note(expected, found, hint=hint)
        raise_all(self.problems)
        raise AssertionError  # there was one to raise
