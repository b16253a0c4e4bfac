"""Forgets a candidate: takes them out of everything under OUT, and says where else they may be.

The report without them is written as a run's is, with every table made anew, so that no count, list or shared sentence
keeps a trace. Then they are taken out of the gradebook.
"""

from __future__ import annotations

import mmap
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader import output, report
from grader.errors import UsageError
from grader.gradebook import files, forgetting, opening
from grader.gradebook.forgetting import Kept
from grader.gradebook.reports import Report
from grader.results import Results
from grader.screen.problem import did_you_mean
from grader.submission import page_of


@dataclass(frozen=True, kw_only=True)
class Forgotten:
    """What was done. File names are relative to OUT.

    Nobody of that id was there where both numbers are 0. `finished`: an earlier command had been ended before nothing
    was left of whom it forgot; now nothing is. `mentions` are files there that hold the id or the name of a file of
    theirs as a word, or that can't be read: notes of somebody's own, or what another candidate wrote. `elsewhere` says
    where else to look.
    """

    candidate: str
    submissions: int
    without_notebook: int
    finished: bool
    removed: tuple[str, ...]
    remade: tuple[str, ...]
    mentions: tuple[str, ...]
    elsewhere: tuple[str, ...]


def forget(out: Path, candidate: str, time: str) -> Forgotten:
    """Remove a candidate, by the exact id, from the gradebook and the files of OUT. Others' results stay as they are.

    Whenever it is ended, the same again does the rest. Raises UsageError where OUT holds no results, nobody of that id,
    or can't be written: then nothing has changed; or where the gradebook can't be written anew, and says what is left.
    """
    if not opening.exists(out):
        report.read_results(out)  # says what is missing before anything is made there
    there = _files(out)
    with output.claimed(out), opening.opened(out / opening.NAME) as book:
        before = report.current(out, book, time, leaving=candidate)
        output.check_writable(out, files.ours(book))
        unfinished, known = opening.owes_rewriting(book), candidate in forgetting.candidates(book)
        if not known and not unfinished:
            raise _unknown(out, candidate, before.results)
        kept = forgetting.kept(book, candidate)
        if known:
            report.write(
                out, book, _without(before, candidate), time
            )  # first: while the gradebook has them, it can be redone
            forgetting.forget(book, candidate, time)
        opening.rewrite(book)
        left = _files(out)
    words = _words(candidate, kept.notebooks, before.results)
    return Forgotten(
        candidate=candidate,
        submissions=len(kept.notebooks),
        without_notebook=int(known and not kept.notebooks),
        finished=unfinished,
        removed=tuple(name for name in there if name not in left),
        remade=tuple(sorted(name for name in left if known and name in output.FIXED)),
        mentions=tuple(name for name in left if _mentions(out / name, name, words)),
        elsewhere=tuple(_elsewhere(candidate, kept)),
    )


def _without(before: Report, candidate: str) -> Report:
    results = before.results
    kept = [
        (each, number)
        for each, number in zip(results.submissions, before.attempts, strict=True)
        if each.candidate != candidate
    ]
    return Report(
        attempts=tuple(number for _, number in kept),
        results=msgspec.structs.replace(
            results,
            submissions=tuple(each for each, _ in kept),
            without_notebook=tuple(each for each in results.without_notebook if each.candidate != candidate),
        ),
    )


def _unknown(out: Path, candidate: str, results: Results) -> UsageError:
    known = {each.candidate for each in results.everybody}
    other_case = [f'did you mean "{each}"?' for each in sorted(known) if each.casefold() == candidate.casefold()]
    hint = did_you_mean(candidate, known) or "".join(other_case[:1]) or "results.csv there has the ids."
    return UsageError(
        f"Expected the exact id of a candidate in {str(out)!r}, got candidate={candidate!r}. "
        f"Nothing has changed; {hint}"
    )


# --- what lies under OUT --------------------------------------------------------------------------------------------


def _files(out: Path) -> list[str]:
    """Every file under OUT, by its name relative to it, whoever's it is, and every folder that can't be listed.

    No link to a folder is followed.
    """
    found: list[Path] = []
    for folder, _, names in os.walk(out, onerror=lambda error: found.append(Path(error.filename))):
        found.extend(Path(folder) / name for name in names)
    return sorted(path.relative_to(out).as_posix() for path in found)


def _words(candidate: str, notebooks: Sequence[str], results: Results) -> re.Pattern[bytes]:
    """What would tell of them: the id, a notebook's path, the name of a page, also as an older grader called it."""
    pages = {page_of(candidate, notebook) for notebook in ("", *notebooks)}
    pages |= {each.page for each in results.everybody if each.candidate == candidate}
    words = {candidate, *notebooks, *(page.rpartition("/")[2] for page in pages)}
    encoded = (re.escape(word.encode("utf-8", "backslashreplace")) for word in sorted(words) if word)
    return re.compile(rb"(?<![0-9A-Za-z_])(?:" + b"|".join(encoded) + rb")(?![0-9A-Za-z_])")


def _mentions(path: Path, name: str, words: re.Pattern[bytes]) -> bool:
    """Whether a file, or its name, holds one of the words. What can't be read may."""
    if words.search(os.fsencode(name)):
        return True
    try:
        if path.is_symlink() or not path.is_file():
            return path.is_dir() and not path.is_symlink()  # a folder that can't be listed
        with path.open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                return False
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                return words.search(content) is not None
    except OSError:
        return True


# --- what lies elsewhere --------------------------------------------------------------------------------------------


def _elsewhere(candidate: str, kept: Kept) -> Iterator[str]:
    """Where this command doesn't reach, one line each."""
    for notebook in kept.notebooks:
        yield f"the notebook that they handed in: {notebook}, in the folder that was graded"
    by = ", ".join(kept.interviewers)
    yield f"scorecards, every version: those with `candidate: {candidate}`" + (f", by {by}" if by else "")
    yield "call sheets, what a browser keeps of them, and the scorecard of `grader plan --candidate`"
    yield f"signals: {candidate}.json, and the clones that it was made from"
    yield "the history of git, where notebooks, scorecards or reports were committed"
    yield "CI: artefacts, job summaries and logs; copies of this report, also where it was merged into another"
    yield "backups, mail and chat, and the record of this command in the shell's history"
