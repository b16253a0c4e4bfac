"""The scorecards of a folder, by candidate: read, checked against the rubric and against one another.

Interviewers' files are hostile like anybody's: each is read strictly and capped, and messages never quote what is
private in it.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.errors import DocumentError, UsageError
from grader.screen.card_checks import Checks
from grader.screen.document import Document, Problem, raise_all, read_file
from grader.screen.problem import shown
from grader.screen.rubric import Rubric
from grader.screen.schema import mistakes
from grader.screen.scorecard import PRIVATE, CardFile, PlanUsed, Scorecard

SUFFIXES = (".json", ".yaml", ".yml")

_ABOUT_PRIVATE = re.compile(
    rf"""(?P<line>:\d+: )(?:\["[^"]*?|[\w-]*?)(?P<key>{"|".join(PRIVATE)}).*""", re.DOTALL | re.IGNORECASE
)
"""A problem in a key of the file that is private, or that has the word in its name: `salary 98765`."""


@dataclass(frozen=True, kw_only=True)
class Cards:
    """All versions of all interviewers' cards, by candidate in order. `warnings` is what should be looked at again."""

    by_candidate: Mapping[str, tuple[Scorecard, ...]]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Read:
    """A card that can be used, and its file."""

    card: Scorecard
    document: Document


Whose = Callable[[str], bool]
"""Whether a candidate's cards are asked for."""


def everybody(_: str) -> bool:
    """All cards are asked for."""
    return True


def load(folder: Path, rubric: Rubric, now: datetime.datetime, whose: Whose = everybody) -> Cards:
    """The cards in a folder and those below it, with the warnings on them, of the candidates that are asked for.

    Raises DocumentError that names everything wrong in all cards.
    """
    if not folder.is_dir():
        raise UsageError(f"expected a folder of scorecards, got {str(folder)!r}; name the folder that holds them")
    cards, problems = check([folder], rubric, now, whose)
    if problems:
        raise DocumentError(problems)
    return cards


def check(
    paths: Sequence[Path], rubric: Rubric, now: datetime.datetime, whose: Whose = everybody
) -> tuple[Cards, tuple[str, ...]]:
    """The cards that can be used among files and folders, and everything that is wrong with the others, whosever.

    Folders are searched for .yaml, .yml and .json, but for what is hidden. `now` tells which dates are in the future.
    Raises UsageError where a path doesn't exist or a folder can't be read.
    """
    read: list[_Read] = []
    problems: list[str] = []
    warnings: list[Problem] = []
    for path in _files(paths):
        try:
            document, card = _read(path, rubric, now)
        except DocumentError as error:
            problems.extend(_ABOUT_PRIVATE.sub(_hushed, line) for line in error.problems)
        else:
            read.append(_Read(card=card, document=document))
            if whose(card.candidate):
                warnings.extend(Checks(document=document, rubric=rubric, now=now).warnings)
    among = _lines(_among(read, complete=not problems))
    cards: dict[str, tuple[Scorecard, ...]] = {}
    asked_for = (each for each in read if whose(each.card.candidate))
    for each in sorted(asked_for, key=lambda each: (each.card.candidate, each.card.by, each.card.version)):
        cards[each.card.candidate] = (*cards.get(each.card.candidate, ()), each.card)
    told = _lines([*warnings, *_changed_plans(read, whose)])
    return Cards(by_candidate=cards, warnings=told), (*problems, *among)


# --- one file -------------------------------------------------------------------------------------------------------


def _files(paths: Sequence[Path]) -> list[Path]:
    """The files to read, each once, in an order that doesn't depend on the file system's."""
    found: dict[Path, Path] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"there is no file or folder {str(path)!r}; give scorecards, or folders that hold them")
        for file in sorted(_walk(path)) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _walk(root: Path) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        raise UsageError(f"the folder {str(error.filename)!r} can't be read: {error.strerror}") from error

    for folder, folders, files in os.walk(root, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        shown_files = (name for name in files if not name.startswith(".") and name.lower().endswith(SUFFIXES))
        yield from (Path(folder, name) for name in shown_files)


def _read(path: Path, rubric: Rubric, now: datetime.datetime) -> tuple[Document, Scorecard]:
    """A file as a card. Raises DocumentError that names everything wrong in it."""
    document = read_file(path)
    checked = list(Checks(document=document, rubric=rubric, now=now).problems)
    told = {problem.path for problem in checked}  # in words that know the rubric: the schema's need not repeat them
    malformed = [document.problem(*mistake) for mistake in mistakes(document.value, CardFile)]
    raise_all([*document.problems, *checked, *(problem for problem in malformed if problem.path not in told)])
    return document, msgspec.convert(document.value, CardFile).scorecard()


def _hushed(match: re.Match[str]) -> str:
    """A problem in what is private, without a word of it."""
    key = match["key"].lower()
    return f"{match['line']}{key}: this key can't be read; is it there twice, or part of another one?"


def _lines(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Problems as text, by file and line."""
    try:
        raise_all(problems)
    except DocumentError as error:
        return error.problems
    return ()


# --- one beside the other -------------------------------------------------------------------------------------------


def _among(read: Sequence[_Read], *, complete: bool) -> Iterator[Problem]:
    """What is wrong with cards beside one another; missing ones are told where all that are there could be read."""
    versions: dict[tuple[str, str, int], _Read] = {}
    for each in read:
        card = each.card
        first = versions.setdefault((card.candidate, card.by, card.version), each)
        if first is not each:
            found = f"{card.version}, as {first.document.name} has it for the same candidate and interviewer"
            hint = "where one changes the other, raise its version, and say who, when and why under edit"
            yield each.document.problem(("version",), "a version of its own", found, hint)
    for each in read if complete else ():
        before = (each.card.candidate, each.card.by, each.card.version - 1)
        if each.card.version > 1 and before not in versions:
            says = f"version {each.card.version - 1} of this card beside it"
            yield each.document.problem(("version",), says, "none", "an earlier version stays where it is")
    yield from _different(list(versions.values()))


def _different(read: Sequence[_Read]) -> Iterator[Problem]:
    """Where interviewers of one candidate rated another role, or followed another plan; edits may have mended that."""
    latest = {(each.card.candidate, each.card.by): each for each in sorted(read, key=lambda each: each.card.version)}
    first: dict[str, _Read] = {}
    plans: dict[str, tuple[PlanUsed, _Read]] = {}
    for (candidate, _), each in sorted(latest.items()):
        other = first.setdefault(candidate, each)
        if each.card.seniority != other.card.seniority:
            same = f"{shown(other.card.seniority)}, as {other.document.name} has it for the same candidate"
            yield each.document.problem(("seniority",), same)
        if each.card.plan is None:
            continue
        plan, where = plans.setdefault(candidate, (each.card.plan, each))
        if each.card.plan.sha256 != plan.sha256:
            same = f"the plan that {where.document.name} names for the same candidate, {shown(plan.id)}"
            yield each.document.problem(("plan", "sha256"), same, f"another one, {shown(each.card.plan.id)}")


def _changed_plans(read: Sequence[_Read], whose: Whose) -> Iterator[Problem]:
    """Plans of one name whose questions differ between candidates, who then can't be compared."""
    plans: dict[str, tuple[PlanUsed, _Read]] = {}
    for each in sorted(read, key=lambda each: (each.card.candidate, each.card.by, each.card.version)):
        if each.card.plan is None:
            continue
        plan, where = plans.setdefault(each.card.plan.id, (each.card.plan, each))
        candidate = each.card.candidate
        if each.card.plan.sha256 != plan.sha256 and candidate != where.card.candidate and whose(candidate):
            same = f"the questions that candidate {shown(where.card.candidate)} was asked by a plan of this name"
            yield each.document.problem(("plan", "sha256"), same, "others")
