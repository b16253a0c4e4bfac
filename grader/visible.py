"""Text of unknown origin on one line, with nothing hidden in it."""

from __future__ import annotations


def visible(text: str) -> str:
    r"""Text on one line with nothing hidden in it: white space becomes a space, the unprintable its \u escape.

    That covers control characters, line and paragraph separators, bidirectional overrides, zero-width characters,
    lone surrogates and noncharacters: all that XML 1.0 forbids, that a terminal would obey, and that makes two names
    look alike.
    """
    return "".join(c if c.isprintable() else " " if c.isspace() else f"\\u{ord(c):04x}" for c in text)
