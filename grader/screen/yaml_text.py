"""Writes YAML that our own reader reads back as it was: every text stays a text, and nothing is said by reference."""

from __future__ import annotations

import yaml

_WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Quotes what some reader could take for a number or a word of its own, and makes no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        """Say so for everything: an alias is what a bomb is made of, so that our reader refuses them."""
        return True


def _text(dumper: _Dumper, data: str) -> yaml.ScalarNode:
    # What starts with a letter is no number; whether it needs quotes all the same, the library knows.
    style = None if data[:1].isalpha() and data.isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(str, _text)


def dump(value: object) -> str:
    """A document of plain data: dicts, lists, texts, numbers, booleans and None, in the order that they are given."""
    text: str = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return text


def quoted(text: str) -> str:
    """A text on one line between double quotes, all of it visible: where a character hides, escapes stand instead."""
    line: str = yaml.dump(text, default_style='"', allow_unicode=text.isprintable(), width=float("inf"))
    return line.rstrip("\n")
