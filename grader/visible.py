"""Text of unknown origin on one line, with nothing hidden in it."""

from __future__ import annotations

import re
import unicodedata

_EMPTY_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Fillers and the empty Braille cell: letters and signs by their category, and nothing to be seen."""


def visible(text: str) -> str:
    r"""Text on one line with nothing hidden in it: white space becomes a space, the unprintable its \u escape.

    That covers control characters, line and paragraph separators, bidirectional overrides, zero-width characters,
    lone surrogates and noncharacters: all that XML 1.0 forbids, that a terminal would obey, and that makes two names
    look alike.
    """
    return "".join(c if c.isprintable() else " " if c.isspace() else f"\\u{ord(c):04x}" for c in text)


_COMMAND = re.compile(r":(?=:)|##(?=\w*\[)")
"""What starts a CI runner's command: `::warning::` at the start of a line, `##[group]` and `##vso[…]` anywhere."""


def quiet(text: str) -> str:
    """Visible text that neither a terminal nor a CI runner takes for a command, wherever it is printed."""
    return _COMMAND.sub(lambda sign: f"{sign[0]} ", visible(text))


def is_blank(text: str) -> bool:
    """Whether there is nothing to be seen in a text: white space, characters without a shape, and marks on nothing.

    What this Python's Unicode doesn't know yet may have a shape.
    """
    return all(_has_no_shape(unicodedata.category(c)) or c in _EMPTY_LETTERS for c in text)


def _has_no_shape(category: str) -> bool:
    return category[0] in "CMZ" and category != "Cn"


def same_name(name: str) -> str:
    """A name as it is compared: case, spaces, full width and characters without a shape make no second name."""
    shaped = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) != "Cf")
    return " ".join(shaped.split()).casefold()
