"""What is wrong in a file that people write: where, what was expected there, and what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from grader.errors import DocumentError
from grader.visible import visible

MOST_PROBLEMS = 100
MOST_SHOWN = 60

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
"""What a document holds."""

Place: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead to a place in a document."""

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,59}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong in a file. `line` counts from 1; `hint` says what may have been meant."""

    file: str
    line: int
    path: Place
    expected: str
    found: str
    hint: str = ""

    def __str__(self) -> str:
        """FILE:LINE: PATH: expected …, got …; on one line, with nothing hidden in it."""
        place = f"{self.file}:{self.line}: " + (f"{dotted(self.path)}: " if self.path else "")
        return visible(f"{place}expected {self.expected}, got {self.found}{'; ' if self.hint else ''}{self.hint}")


def raise_all(problems: Iterable[Problem]) -> None:
    """Raise DocumentError with these problems, by file and line; where there are none, do nothing."""
    lines = [str(problem) for problem in sorted(problems, key=lambda problem: (problem.file, problem.line))]
    if len(lines) > MOST_PROBLEMS:
        lines[MOST_PROBLEMS:] = ["and more: mend these first"]
    if lines:
        raise DocumentError(lines)


def dotted(path: Place) -> str:
    """A path as people write it: `ratings[2].anchor`. Keys that are no plain name are in brackets and quotes."""
    parts = (
        f"[{key}]" if isinstance(key, int) else f".{key}" if _PLAIN_KEY.fullmatch(key) else f"[{shown(key)}]"
        for key in path
    )
    return "".join(parts).removeprefix(".")


def shown(value: object) -> str:
    """A value in a few words, with nothing hidden in it: text in quotes, shortened; lists and mappings by kind."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            text = visible(value[:MOST_SHOWN])
            return f'"{text}…" ({len(value):,} characters)' if len(value) > MOST_SHOWN else f'"{text}"'
        case dict():
            return "a mapping" if value else "an empty mapping"
        case list() | tuple():
            return "a list" if value else "an empty list"
    return str(value)


def one_of(choices: Iterable[object]) -> str:
    """Choices as people read them: `1, 2 or 3`."""
    words = [str(choice) for choice in choices]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that is nearest, or nothing where none is near."""
    near = get_close_matches(word, sorted(known), n=1) if len(word) <= MOST_SHOWN else []
    return f'did you mean "{near[0]}"?' if near else ""
