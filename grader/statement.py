"""A statement of the diagnosis, and the words that statements are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.vocabulary import Case, Contract

LONGEST_CALL = 12
"""Values of a case that a question can still say aloud."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing that is wrong, in a sentence for an interviewer, with what to ask next and what a good answer holds.

    `more` is its evidence, where that needs more sentences. What only follows from another thing has nothing to ask,
    nor has what the questions of others ask about already.
    """

    id: str
    says: str
    more: str = ""
    ask: str = ""
    good_answer: str = ""


def inside(title: str) -> str:
    """A title as it stands inside a sentence: "precision", but "F1"."""
    first = title.split(" ", maxsplit=1)[0]
    plain = first[1:].islower() and not any(character.isdigit() for character in first)
    return f"{title[0].lower()}{title[1:]}" if plain else title


def listed(items: Sequence[str]) -> str:
    """Items as a sentence lists them: "precision, recall and F1"."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def number(value: float) -> str:
    """A number as people say it, to three significant digits."""
    return f"{value:.3g}"


_LONG_NUMBER = re.compile(r"([1-9][0-9]*\.[0-9]{4}|0\.0*[1-9][0-9]{3})[0-9]{3,}")


def brief(text: str) -> str:
    """A text with its long numbers cut, as people read them: "0.6666…"."""
    return _LONG_NUMBER.sub(r"\1…", text)


def call(contract: Contract, case: Case) -> str:
    """The input of a case: "y_true = [0, 1] and y_pred = [1, 1]"."""
    if sum(map(len, case)) > LONGEST_CALL:
        return "the failing input on the page"
    if not any(case):
        return f"empty {listed([parameter.name for parameter in contract.parameters])}"
    pairs = zip(contract.parameters, case, strict=True)
    return listed(
        [f"{parameter.name} = [{', '.join(f'{value:g}' for value in values)}]" for parameter, values in pairs]
    )


def became(case: Case, left: Case, names: Sequence[str]) -> str:
    """What sequences are after a call that changed them: "y_true and y_pred are empty"."""
    states: dict[str, list[str]] = {}
    for name, before, after in zip(names, case, left, strict=True):
        if before != after:
            state = f"[{', '.join(f'{value:g}' for value in after)}]" if after else "empty"
            states.setdefault(state, []).append(name)
    return listed([f"{listed(each)} {'are' if len(each) > 1 else 'is'} {state}" for state, each in states.items()])
