"""A counterexample as a small table: positions across, one row a parameter, then expected against got."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.pages import marks
from grader.pages.marks import Mark
from grader.pages.text import count, shortened
from grader.results import Counterexample

MOST_COLUMNS = 24
"""Up to here the lists stand one below the other; longer ones are written out."""
MOST_VALUES = 400
_INLINE_VALUES = 8
_GOT_CHARACTERS = 600


@dataclass(frozen=True, kw_only=True)
class ArgumentRow:
    """The values of one parameter, and a note where not all are shown."""

    name: str
    title: str
    values: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, kw_only=True)
class PartRow:
    """Expected against got for one part; `got` is empty where the reply can't be told apart by part."""

    title: str
    expected: str
    got: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class CounterexampleView:
    """One failing input. `positions` is empty where the lists are too long, or too unlike, for columns."""

    container: str
    positions: tuple[int, ...]
    arguments: tuple[ArgumentRow, ...]
    agreement: tuple[Mark, ...]
    counts: tuple[tuple[str, int], ...]
    parts: tuple[PartRow, ...]
    got: str | None


def counterexample_view(
    example: Counterexample, *, parameters: Mapping[str, str], parts: Mapping[str, str]
) -> CounterexampleView:
    """Return `example` to be shown, with the titles of the question's parameters and parts."""
    lengths = {len(values) for values in example.args}
    columns = next(iter(lengths)) if len(lengths) == 1 else 0
    columns = columns if columns <= MOST_COLUMNS else 0
    got = example.got_parts or ()
    return CounterexampleView(
        container={"list": "lists", "array": "NumPy arrays"}.get(example.container, example.container),
        positions=tuple(range(1, columns + 1)),
        arguments=tuple(_row(name, title, values) for (name, title), values in _titled(parameters, example.args)),
        agreement=_agreement(example.args) if columns else (),
        counts=tuple(example.counts.items()),
        parts=_part_rows(example.expected, got, parts),
        got=None if got and _is_plain(example.got) else shortened(example.got, _GOT_CHARACTERS),
    )


def inline(example: Counterexample, parameters: Mapping[str, str]) -> str:
    """Return `example` in one line: "y_true = [0, 0], y_pred = [0, 1] → nan, nan, nan"."""
    arguments = (f"{name} = {_list(values)}" for (name, _), values in _titled(parameters, example.args))
    return f"{', '.join(arguments)} → {shortened(example.got, 120)}"


def number(value: float | str) -> str:
    """Return a number to six significant digits, and a word as it is."""
    return value if isinstance(value, str) else f"{value:.6g}"


def _titled(
    parameters: Mapping[str, str], args: Sequence[Sequence[float]]
) -> list[tuple[tuple[str, str], Sequence[float]]]:
    unnamed = ((f"argument {position}", "") for position in range(len(parameters) + 1, len(args) + 1))
    return list(zip([*parameters.items(), *unnamed], args, strict=False))


def _row(name: str, title: str, values: Sequence[float]) -> ArgumentRow:
    missing = len(values) - MOST_VALUES
    note = f"{count(missing, 'more value')} left out" if missing > 0 else None if values else "empty"
    return ArgumentRow(name=name, title=title, values=tuple(map(number, values[:MOST_VALUES])), note=note)


def _list(values: Sequence[float]) -> str:
    shown = ", ".join(map(number, values[:_INLINE_VALUES]))
    return f"[{shown}]" if len(values) <= _INLINE_VALUES else f"[{shown}, … {count(len(values), 'value')}]"


def _agreement(args: Sequence[Sequence[float]]) -> tuple[Mark, ...]:
    """Mark each position where two label lists differ; there is nothing to compare among one or three."""
    if len(args) != 2:
        return ()
    same, differs = Mark(glyph="=", word="same", tone="quiet"), Mark(glyph="≠", word="differs", tone="below")
    return tuple(same if first == second else differs for first, second in zip(*args, strict=True))


def _is_plain(got: str) -> bool:
    """Whether a reply is a plain tuple of numbers, which the table tells as well."""
    return not re.search(r"[^-+\d.,eE()\[\] naifNo]", got)


def _part_rows(
    expected: Sequence[float | str], got: Sequence[float | str], parts: Mapping[str, str]
) -> tuple[PartRow, ...]:
    replies = got or [""] * len(parts)
    return tuple(
        PartRow(
            title=title,
            expected=number(wanted),
            got=number(reply),
            mark=marks.of_answer(number(wanted) == number(reply) if got else None),
        )
        for title, wanted, reply in zip(parts.values(), expected, replies, strict=False)
    )
