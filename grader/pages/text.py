"""Strings of unknown origin, made fit to be read: nothing in them can hide, move or colour what stands beside it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# ECMA-48: control sequences, operating system commands, and the two-byte escapes. The possessive quantifiers (`*+`)
# keep each search linear, whatever the input.
_ANSI = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*+(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*+[0-OQ-WYZ\\`-~]"
)
_SUSPECT = re.compile(r"[^\n\t\x20-\x7e]")
_CONTROL_PICTURES = 0x2400

# Letters and marks by category that paint nothing: a name made of them looks like no name at all.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """A text, or its beginning and end with a note of what was left out between them."""

    head: str
    left_out: str | None = None
    tail: str = ""


def visible(text: str) -> str:
    r"""Return `text` with control, bidirectional, zero-width and other unseen characters spelled out.

    C0 controls become their control pictures (NUL becomes ␀), others their code points (⟨U+202E⟩); line feeds and tabs
    stay. The result can be encoded as UTF-8, and doing it again changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text  # nearly all are, and this is the quick way to know
    return _SUSPECT.sub(_spelled_out, text)


def plain(text: str) -> str:
    """Return `text` without ANSI escape sequences, every line ending being a line feed."""
    return _ANSI.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def excerpt(text: str, *, characters: int, lines: int) -> Excerpt:
    """Cut `text` to about so many characters and lines: two thirds from its beginning, the rest from its end."""
    if len(text) <= characters and text.count("\n") < lines:
        return Excerpt(head=visible(text))
    head = "\n".join(text[: characters * 2 // 3].split("\n", lines * 2 // 3)[: lines * 2 // 3])
    rest = text[max(len(head), len(text) - characters // 3) :]
    tail = "\n".join(rest.rsplit("\n", lines // 3)[-(lines // 3) :])
    left_out = text[len(head) : len(text) - len(tail)]
    note = f"{count(len(left_out), 'character')} on {count(left_out.count(chr(10)) + 1, 'line')} left out here"
    return Excerpt(head=visible(head), left_out=note, tail=visible(tail))


def shortened(text: str, characters: int) -> str:
    """Return the beginning of `text`, with an ellipsis where that is not all."""
    return text if len(text) <= characters else f"{text[:characters]}… ({len(text) - characters:,} more characters)"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return `number` and the noun in its form: "1 case", "1,200 cases"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _spelled_out(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return "␡"
    if character in _BLANKS or unicodedata.category(character) in _UNSEEN_CATEGORIES:
        return f"⟨U+{code:04X}⟩"
    return character
