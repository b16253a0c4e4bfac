"""Source code as tokens: pairs of a class and a text, which the template escapes like any other text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String

from grader.pages.text import excerpt, plain, visible

MOST_CHARACTERS = 24_000
MOST_LINES = 400

# Lexing is for reading. Past these, code is shown plain: a lexer's worst case on a long line isn't worth a stuck page.
_LEXED_CHARACTERS = 12_000
_LEXED_LINE = 400

# The first row that a token type belongs to gives its class; the rest have none.
_CLASSES = (
    (Comment, "c"),
    (String.Affix, "s"),
    (String, "s"),
    (Number, "n"),
    (Keyword.Constant, "n"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (Name.Function, "f"),
    (Name.Class, "f"),
    (Name.Decorator, "f"),
)


@dataclass(frozen=True, kw_only=True)
class Token:
    """A piece of source; `kind` is a style class, or empty."""

    kind: str
    text: str


Line = tuple[Token, ...]


@dataclass(frozen=True, kw_only=True)
class CodeView:
    """Lines of source, or the first and last of them with a note of what was left out between."""

    head: tuple[Line, ...]
    left_out: str | None = None
    tail: tuple[Line, ...] = ()


def code_view(source: str) -> CodeView:
    """Return `source` as lines of tokens: shortened where it is very long, and plain where lexing could drag."""
    source = plain(source).strip("\n")
    if len(source) <= _LEXED_CHARACTERS and max(map(len, source.split("\n"))) <= _LEXED_LINE:
        return CodeView(head=_lexed(source))
    part = excerpt(source, characters=MOST_CHARACTERS, lines=MOST_LINES)
    tail = _lines(iter([("", part.tail)])) if part.left_out else ()
    return CodeView(head=_lines(iter([("", part.head)])), left_out=part.left_out, tail=tail)


@lru_cache(maxsize=256)  # the assignment's own cells stand in every notebook
def _lexed(source: str) -> tuple[Line, ...]:
    pieces = PythonLexer().get_tokens_unprocessed(source)
    return _lines((_class_of(kind), visible(text)) for _, kind, text in pieces)


@cache
def _class_of(kind: tuple[str, ...]) -> str:
    return next((name for ancestor, name in _CLASSES if _within(kind, ancestor)), "")


def _within(kind: tuple[str, ...], ancestor: tuple[str, ...]) -> bool:
    """Tell whether a token type, which is a tuple of names from general to special, is the other or below it."""
    return kind[: len(ancestor)] == ancestor


def _lines(pieces: Iterator[tuple[str, str]]) -> tuple[Line, ...]:
    """Split pieces at line feeds, and join neighbours of one class: fewer elements, a smaller page."""
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, text in pieces:
        first, *others = text.split("\n")
        lines[-1].append((kind, first))
        lines.extend([(kind, other)] for other in others)
    return tuple(tuple(_joined(line)) for line in lines)


def _joined(line: list[tuple[str, str]]) -> Iterator[Token]:
    written = (piece for piece in line if piece[1])
    for kind, group in groupby(written, key=itemgetter(0)):
        yield Token(kind=kind, text="".join(text for _, text in group))
