"""An nbgrader course: its folders, and which of its notebooks students handed in.

COURSE/submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb are graded, and nothing else of COURSE.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from grader.errors import UsageError

SUBMITTED = "submitted"
MADE = ("source", "release", "autograded", "feedback")
"""The other folders that nbgrader makes in a course. Their notebooks are the teacher's, or copies."""

FILES = ("nbgrader_config.py", "gradebook.db")
MOST_LISTED = 10


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """The notebooks of a course's students: `folder` holds them, and their names are relative to it."""

    folder: Path
    notebooks: tuple[PurePath, ...]


def handed_in(path: Path, notebooks: Sequence[PurePath]) -> HandedIn | None:
    """What was handed in, if `path` is a course or its folder of submissions, else None; `notebooks` are all in it.

    Raises UsageError where a course holds notebooks at other places than nbgrader's: nobody's may be lost in silence.
    """
    if path.resolve().name == SUBMITTED and notebooks and all(map(_is_placed, notebooks)):
        return HandedIn(folder=path, notebooks=tuple(notebooks))
    marks = [path / SUBMITTED, *(path / name for name in (*MADE, *FILES))]
    if not marks[0].is_dir() or not any(mark.exists() for mark in marks[1:]):
        return None
    theirs = [each.relative_to(SUBMITTED) for each in notebooks if each.parts[0] == SUBMITTED]
    others = [each for each in notebooks if each.parts[0] not in (SUBMITTED, *MADE)]
    strays = [str(each) for each in others] + [str(SUBMITTED / each) for each in theirs if not _is_placed(each)]
    if strays:
        raise UsageError(
            f"expected the notebooks of the nbgrader course {str(path)!r} in {SUBMITTED}/STUDENT/ASSIGNMENT/, found "
            f"{_listed(strays)}; move them, or name the folder that is to be graded"
        )
    return HandedIn(folder=path / SUBMITTED, notebooks=tuple(theirs))


def chosen(course: HandedIn, assignment: str | None) -> tuple[PurePath, ...]:
    """The notebooks of one assignment. Raises UsageError where there are several and none is named, or not that one."""
    names = sorted({each.parts[1] for each in course.notebooks})
    if assignment is None and len(names) > 1:
        raise UsageError(
            f"expected one assignment in {str(course.folder)!r}, found {_listed(names)}; name one with --assignment"
        )
    if assignment is not None and assignment not in names:
        raise UsageError(
            f"expected an assignment in {str(course.folder)!r}, got assignment={assignment!r}; there is "
            f"{_listed(names)}"
        )
    return tuple(each for each in course.notebooks if assignment in (None, each.parts[1]))


def _is_placed(notebook: PurePath) -> bool:
    return len(notebook.parts) > 2


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(map(repr, names[:MOST_LISTED])) or "none"
    return shown if len(names) <= MOST_LISTED else f"{shown} and {len(names) - MOST_LISTED} more"
