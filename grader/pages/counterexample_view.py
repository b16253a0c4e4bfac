"""A counterexample as a small table: positions across, one row a parameter, then expected against got."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.pages import marks
from grader.pages.marks import Mark
from grader.pages.text import count, shortened
from grader.results import Counterexample
from grader.statement import brief, inside, listed
from grader.vocabulary import Handling

MOST_COLUMNS = 24
"""Up to here the lists stand one below the other; longer ones are written out."""
MOST_VALUES = 400
_INLINE_VALUES = 8
_MOST_RUNS = 7
_GOT_CHARACTERS = 600
_NO_ANSWER = ("runs past its time limit", "ends the kernel", "was not called")


@dataclass(frozen=True, kw_only=True)
class ArgumentRow:
    """The values of one parameter, and a note where not all are shown."""

    name: str
    title: str
    values: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, kw_only=True)
class PartRow:
    """Expected against got for one part; `got` is a dash where the reply can't be told apart by part."""

    title: str
    expected: str
    got: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class MatrixCell:
    """A cell of the matrix: how many places it counts, and whether two different values meet there."""

    name: str
    count: int
    differs: bool


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Counts as a table: a row for each value of the first parameter, a column for each of the second."""

    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[MatrixCell, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class CounterexampleView:
    """One failing input. `positions` is empty where the lists are too long, or too unlike, for columns.

    `says` tells in a sentence what should have come out and what did. `counts` are those that `matrix` doesn't draw.
    `got` is the whole reply where its parts don't tell all, and `did` says what it is.
    """

    says: str
    container: str
    positions: tuple[int, ...]
    arguments: tuple[ArgumentRow, ...]
    agreement: tuple[Mark, ...]
    counts: tuple[tuple[str, int], ...]
    matrix: Matrix | None
    parts: tuple[PartRow, ...]
    did: str
    got: str | None


Cells = Mapping[str, tuple[float, ...]]
"""The values of the arguments that each count counts."""


def counterexample_view(
    example: Counterexample,
    *,
    parameters: Mapping[str, str],
    parts: Mapping[str, str],
    cells: Cells | None = None,
    forms: Mapping[str, str] | None = None,
) -> CounterexampleView:
    """Return `example` to be shown, with the titles of the question's parameters and parts.

    `forms` has a word for each part whose numbers are right in another form.
    """
    matrix = _matrix(example.counts, parameters, cells or {})
    lengths = {len(values) for values in example.args}
    columns = next(iter(lengths)) if len(lengths) == 1 else 0
    columns = columns if columns <= MOST_COLUMNS else 0
    did, got = _did(example.got)
    rows = _part_rows(example, parts, forms or {})
    sentence = _dressed_says(example, rows, parameters) if forms else _says(example, rows, parameters)
    return CounterexampleView(
        says=f"{sentence} {example.why}".strip(),
        container={"list": "lists", "array": "NumPy arrays"}.get(example.container, example.container),
        positions=tuple(range(1, columns + 1)),
        arguments=tuple(_row(name, title, values) for (name, title), values in _titled(parameters, example.args)),
        agreement=_agreement(example.args) if columns else (),
        counts=() if matrix else tuple(example.counts.items()),
        matrix=matrix,
        parts=rows,
        did=did,
        got=None if example.got_parts and _is_plain(got) else shortened(brief(got), _GOT_CHARACTERS),
    )


def _matrix(counts: Mapping[str, int], parameters: Mapping[str, str], cells: Cells) -> Matrix | None:
    """Return the counts as a table of the first parameter against the second; None where they are no such thing."""
    names = {values: name for name, values in cells.items() if name in counts and len(values) == len(parameters) == 2}
    first, second = (list(dict.fromkeys(values[place] for values in names)) for place in (0, 1))
    if not names or len(names) != len(counts) or len(names) != len(first) * len(second):
        return None
    left, above = parameters
    return Matrix(
        says=", ".join(f"{name} {number}" for name, number in counts.items()),
        columns=tuple(f"{above} = {value:g}" for value in second),
        rows=tuple(
            (
                f"{left} = {value:g}",
                tuple(_cell(names[value, other], counts, differs=value != other) for other in second),
            )
            for value in first
        ),
    )


def _cell(name: str, counts: Mapping[str, int], *, differs: bool) -> MatrixCell:
    return MatrixCell(name=name, count=counts[name], differs=differs)


def _says(example: Counterexample, rows: Sequence[PartRow], parameters: Mapping[str, str]) -> str:
    """Return what should have come out and what did: "With y_true = [1]: recall is 1, but should be 0."."""
    called = listed([f"{name} = {_list(values)}" for (name, _), values in _titled(parameters, example.args)])
    failing = [row for row in rows if row.mark.tone in ("below", "plain")]
    grouped: dict[tuple[str, str], list[str]] = {}
    for row in failing:
        grouped.setdefault((row.expected, row.got), []).append(inside(row.title))
    none = example.got_parts is None
    told = "; ".join(
        f"{listed(titles)} {'' if none else f'{_verb(titles)} {got}, but '}should be {expected}"
        for (expected, got), titles in grouped.items()
    )
    does = f" {_ends(example.got)}" if none else ""
    return f"With {called}{does}: {told}." if told else f"With {called}{does}."


def _dressed_says(example: Counterexample, rows: Sequence[PartRow], parameters: Mapping[str, str]) -> str:
    """Return what came and what was asked for, as wholes: part by part it would read as wrong numbers."""
    called = listed([f"{name} = {_list(values)}" for (name, _), values in _titled(parameters, example.args)])
    wanted = listed([row.expected for row in rows])
    if example.got_parts is None:
        raised = example.got.startswith("raises ")
        return f"With {called} {_ends(example.got) if raised else f'it returns {shortened(brief(example.got), 120)}'}."
    got = listed([row.got for row in rows])
    as_it_came = got == wanted or not _is_plain(example.got)
    gives = f"returns {shortened(brief(example.got), 120)}" if as_it_came else f"gives {got}"
    return f"With {called} it {gives}, where the numbers {wanted} are asked for."


def _verb(titles: Sequence[str]) -> str:
    return "are" if len(titles) > 1 else "is"


def _ends(got: str) -> str:
    """What happens instead of an answer."""
    if got.startswith("raises "):
        return "it stops with an error"
    if got in _NO_ANSWER:
        return f"it {got}"
    return "it returns nothing" if got == "None" else f"it returns {shortened(brief(got), 60)}"


def _did(got: str) -> tuple[str, str]:
    """What a call did, in words, and the rest of what is told of it."""
    if got.startswith("raises "):
        return "It stops with an error:", got.removeprefix("raises ")
    return ("It does not answer: it", got) if got in _NO_ANSWER else ("It returns:", got)


def before(example: Counterexample, parameters: Mapping[str, str]) -> str:
    """Return the call that came just before, in words."""
    return listed([f"{name} = {_list(values)}" for (name, _), values in _titled(parameters, example.before or ())])


def inline(example: Counterexample, parameters: Mapping[str, str]) -> str:
    """Return `example` in one line: "y_true = [0, 0], y_pred = [0, 1] → nan, nan, nan"."""
    arguments = (f"{name} = {_list(values)}" for (name, _), values in _titled(parameters, example.args))
    return f"{', '.join(arguments)} → {shortened(brief(example.got), 120)}"


def number(value: float | str, digits: int = 6) -> str:
    """Return a number to so many significant digits, with a sign where that is not all of it; a word as it is."""
    if isinstance(value, str):
        return value
    shown = f"{value:.{digits if abs(value) < 1000 else 6}g}"
    return shown if abs(float(shown) - value) < _SAME else f"≈ {shown}"


_SAME = 1e-9
"""Far above the rounding of a ratio, far below what anybody would read."""


def _both(wanted: float | str, reply: float | str) -> tuple[str, str]:
    """Return what was expected and what came: to four digits, or to six where four would look the same."""
    four, six = (number(wanted, 4), number(reply, 4)), (number(wanted), number(reply))
    alike = four[0].removeprefix("≈ ") == four[1].removeprefix("≈ ")
    return six if alike and six[0] != six[1] else four


def _titled(
    parameters: Mapping[str, str], args: Sequence[Sequence[float]]
) -> list[tuple[tuple[str, str], Sequence[float]]]:
    unnamed = ((f"argument {position}", "") for position in range(len(parameters) + 1, len(args) + 1))
    return list(zip([*parameters.items(), *unnamed], args, strict=False))


def _row(name: str, title: str, values: Sequence[float]) -> ArgumentRow:
    if len(values) > MOST_COLUMNS and (runs := _runs(values)):
        return ArgumentRow(name=name, title=title, values=runs, note=f"{count(len(values), 'value')} in all")
    missing = len(values) - MOST_VALUES
    note = f"{count(missing, 'more value')} left out" if missing > 0 else None if values else "empty"
    return ArgumentRow(name=name, title=title, values=tuple(map(number, values[:MOST_VALUES])), note=note)


def _runs(values: Sequence[float]) -> tuple[str, ...]:
    """Return a long list as a few runs of equal values: "100 × 0", "1"; nothing where there are many."""
    runs = [(number(value), len(list(group))) for value, group in itertools.groupby(values)]
    return tuple(f"{many} × {value}" if many > 1 else value for value, many in runs) if len(runs) <= _MOST_RUNS else ()


def _list(values: Sequence[float]) -> str:
    if len(values) <= _INLINE_VALUES:
        return f"[{', '.join(map(number, values))}]"
    if runs := _runs(values):
        return f"[{', '.join(runs)}]"
    return f"[{', '.join(map(number, values[:_INLINE_VALUES]))}, … {count(len(values), 'value')}]"


def _agreement(args: Sequence[Sequence[float]]) -> tuple[Mark, ...]:
    """Mark each position where two label lists differ; there is nothing to compare among one or three."""
    if len(args) != 2:
        return ()
    same, differs = Mark(glyph="=", word="same", tone="quiet"), Mark(glyph="≠", word="differs", tone="below")
    return tuple(same if first == second else differs for first, second in zip(*args, strict=True))


def _is_plain(got: str) -> bool:
    """Whether a reply is a plain tuple of numbers, which the table tells as well."""
    return not re.search(r"[^-+\d.,eE()\[\] naifNo]", got)


def _part_rows(example: Counterexample, parts: Mapping[str, str], forms: Mapping[str, str]) -> tuple[PartRow, ...]:
    """The parts' rows; a right number that came as text is right in that form alone."""
    got = example.got_parts
    text = bool(re.search("['\"]", example.got))
    replies = got or ["–"] * len(parts)
    return tuple(
        _part_row(title, *_both(wanted, reply), example.undefined.get(id_), forms.get(id_, ""), whole=text)
        for (id_, title), wanted, reply in zip(parts.items(), example.expected, replies, strict=False)
    )


def _part_row(title: str, wanted: str, reply: str, handling: Handling | None, form: str, *, whole: bool) -> PartRow:
    """A part's row. Where it has no value, anything that was chosen on purpose is right."""
    right = None if reply == "–" else wanted == reply
    return PartRow(
        title=title,
        expected=f"{wanted}, or anything chosen on purpose" if handling else wanted,
        got=reply,
        mark=marks.of_handling(handling) if handling else marks.of_reply(right, form, whole=whole),
    )
