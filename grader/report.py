"""The files of OUT, made from the results and the executed notebooks alone, so that they can be made again.

Each file is made from things that have a hash, and the gradebook knows from which it was made and what was in it: what
is neither stale nor changed is not made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from grader import exports, output, pages, run_record
from grader.errors import InternalError, UsageError
from grader.gradebook import attempts, files, opening, reports, scorecards
from grader.gradebook.attempts import Attempt, Executed
from grader.gradebook.files import Made
from grader.gradebook.reports import Report
from grader.plain_json import encoded
from grader.results import Entry, Results, Run
from grader.screen import screens


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A file of OUT: its name there, a hash of all that it is made from, and how it is made."""

    name: str
    made_from: str
    make: Callable[[], Iterable[bytes]]


# --- writing --------------------------------------------------------------------------------------------------------


def write(out: Path, book: Connection, report: Report, time: str) -> tuple[str, ...]:
    """Write a report into the gradebook, and its files into OUT. Where nothing has changed, nothing is written.

    Returns the names of files that did not hold what was written to them, because somebody changed them or a run was
    ended. Raises as `output.staging` does.
    """
    report = _unless_same(book, report, time)
    known = files.ours(book)
    pieces = list(_pieces(book, report))
    whole = {name for name, made in known.items() if _sha256(out / name) == made.sha256}
    kept = {each.name for each in pieces if each.name in whole and known[each.name].made_from == each.made_from}
    stale = [each for each in pieces if each.name not in kept]
    gone = known.keys() - {each.name for each in pieces}
    if stale or gone:
        with output.staging(out, known.keys()) as stage:
            made = {}
            for each in stale:
                made[each.name] = Made(made_from=each.made_from, sha256=stage.add(each.name, each.make()))
            files.own(book, made)  # before they are in place: whenever this is ended, they are known to be ours
            stage.place(kept)
            files.disown(book, gone)
    return tuple(sorted(name for name in known.keys() - whole if (out / name).exists()))


def _unless_same(book: Connection, report: Report, time: str) -> Report:
    """This report, as of the latest run where that one came to the same; else it is written down."""
    run = reports.latest_run(book, report)
    if run is not None and _made(run) == _made(report.results.run):
        return replace(report, results=msgspec.structs.replace(report.results, run=run))
    reports.add(book, report, time)
    return report


def _made(run: Run) -> tuple[str, str | None]:
    return run_record.made_with(run), run.shard


def _pieces(book: Connection, report: Report) -> Iterator[Piece]:
    numbers = {each.page: number for each, number in zip(report.results.submissions, report.attempts, strict=True)}
    came_to_one = attempts.with_notebook(book, report.attempts)
    executed = {page: partial(attempts.executed, book, n) for page, n in numbers.items() if n in came_to_one}
    return pieces(report.results, executed, numbers)


def pieces(
    results: Results, executed: Mapping[str, Callable[[], Executed]], versions: Mapping[str, int]
) -> Iterator[Piece]:
    """Every file that OUT holds besides the gradebook.

    `executed` gives the executed notebooks by page, one at a time, so that not all are in memory at once; `versions`
    has a number for each that tells it from any other.
    """
    base = f"{run_record.code_sha256()} {run_record.made_with(results.run)}"
    hashes, seen = [], set[str]()
    for each in results.everybody:
        if each.page in seen:
            raise InternalError(f"two candidates have one page: page={each.page!r}; ids must be unique")
        seen.add(each.page)
        load = executed.get(each.page)
        made_from = _hash(base, str(versions.get(each.page)), _digest(each))
        hashes.append(made_from)
        yield Piece(name=f"{each.page}.html", made_from=made_from, make=partial(_page, results, each, load))
        if load is not None:
            yield Piece(name=f"{each.page}.ipynb", made_from=made_from, make=partial(_notebook, load))
    everything = _hash(_digest(results.run), *hashes)
    yield Piece(name="index.html", made_from=everything, make=lambda: _text(pages.index(results)))
    yield Piece(name="results.csv", made_from=everything, make=lambda: _text(exports.to_csv(results)))
    yield Piece(name="junit.xml", made_from=everything, make=lambda: [exports.to_junit(results)])
    yield Piece(name=output.RESULTS, made_from=everything, make=lambda: exports.to_json(results))


def _page(results: Results, each: Entry, load: Callable[[], Executed] | None) -> list[bytes]:
    return _text(pages.page(results, each, load() if load else None))


def _notebook(load: Callable[[], Executed]) -> list[bytes]:
    return [json.dumps(load(), indent=1, sort_keys=True).encode(), b"\n"]


def _text(text: str) -> list[bytes]:
    return [text.encode("utf-8", "replace")]


def _digest(record: msgspec.Struct) -> str:
    try:
        content = msgspec.json.encode(record)
    except UnicodeEncodeError:
        content = encoded(record)
    return hashlib.sha256(content).hexdigest()


def _hash(*words: str) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _sha256(path: Path) -> str | None:
    """The hash of an ordinary file's content; None where there is none that can be read."""
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


# --- reading --------------------------------------------------------------------------------------------------------


def current(out: Path, book: Connection, time: str, leaving: str | None = None) -> Report:
    """The report in OUT, from its gradebook; what an older grader wrote is taken from its files into the gradebook, all
    of it or nothing.

    Raises UsageError where OUT holds none, or a file is broken that is not of a candidate who is `leaving`.
    """
    report = reports.latest(book)
    if report is None:
        results = read_results(out)
        with opening.transaction(book):
            report = Report(results=results, attempts=tuple(_adopted(out, book, results, leaving)))
            scorecards.adopt(book, screens.handed_in(results), time)
            reports.add(book, report, time)
    return report


def adopt_cards(out: Path, book: Connection, time: str) -> None:
    """Take the scorecards of an older grader's results into a new gradebook: what was handed in stays as it is.

    Results of a schema that can't be read are replaced as ever.
    """
    if not files.ours(book):
        with contextlib.suppress(UsageError):
            scorecards.adopt(book, screens.handed_in(read_results(out)), time)


def published(out: Path) -> Results:
    """The results in OUT, from its gradebook: an edit of results.json is nobody's verdict. Where there is none, what an
    older grader wrote.

    Raises UsageError where OUT holds none.
    """
    if opening.exists(out):
        with opening.opened(out / opening.NAME) as book:
            latest = reports.latest(book)
        if latest is not None:
            return latest.results
    return read_results(out)


def _adopted(out: Path, book: Connection, results: Results, leaving: str | None) -> Iterator[int]:
    """What was graded before there was a gradebook. It has no key: it is shown, and never stands for a new grading."""
    for each in results.submissions:
        notebook = None if each.candidate == leaving else _read_notebook(out / f"{each.page}.ipynb")
        alone = msgspec.structs.replace(each, screen=None, activity=None)
        attempt = Attempt(time=results.run.started, key=None, final=True, result=alone, executed=notebook)
        yield attempts.keep(book, attempt)


def read_results(out: Path) -> Results:
    """The results of an earlier run. Raises UsageError where OUT holds none."""
    path = out / output.RESULTS
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"expected the results of a run in {str(path)!r}: {error.strerror}; run `grader grade` first"
        ) from error
    return exports.from_json(data)


def _read_notebook(path: Path) -> Executed | None:
    if not path.is_file():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, object])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UsageError(f"the executed notebook {str(path)!r} is broken ({error}); grade it again") from error
