"""`grader check-scorecard`, and the options by which `grade` and `report` take scorecards and coding activity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path

import click
import msgspec
from sqlalchemy import Connection

from grader.cli.failure import PATH, Failure
from grader.errors import GraderError, UsageError
from grader.gradebook import scorecards
from grader.results import Results
from grader.screen import activity, cards, rubric_files, screens
from grader.screen.cards import Cards, Whose, everybody
from grader.screen.rubric import Rubric
from grader.screen.screens import Activities
from grader.visible import quiet

rubric_option = click.option("--rubric", "rubric_file", type=PATH, metavar="F", help="A team's own rubric.")
domain_option = click.option(
    "--domain", "domains", multiple=True, metavar="FILE", help="Questions of your own on a domain; repeat."
)


@dataclass(frozen=True, kw_only=True)
class ScreenFiles:
    """Where a run finds what surrounds the coding question."""

    scorecards: Path | None
    rubric_file: Path | None
    domains: Sequence[str]
    signals: Path | None

    def read(self, whose: Whose = everybody) -> ScreenInputs:
        """Read what there is of the candidates that are asked for. Raises UsageError or DocumentError, which names
        everything that is wrong, whosever it is.
        """
        if self.scorecards is None and (self.rubric_file is not None or self.domains):
            raise UsageError("--rubric and --domain say how scorecards are read; give --scorecards DIR too")
        now = datetime.now(UTC)
        screen = None
        if self.scorecards is not None:
            rubric = load_rubric(self.rubric_file, self.domains)
            screen = rubric, cards.load(self.scorecards, rubric, now, whose)
        activities = activity.load(self.signals, now) if self.signals else None
        return ScreenInputs(whose=whose, screen=screen, activities=activities)


@dataclass(frozen=True, kw_only=True)
class ScreenInputs:
    """What surrounds the coding question of some candidates, read. None stands for what was not given."""

    whose: Whose
    screen: tuple[Rubric, Cards] | None
    activities: Activities | None

    def refuse_changed(self, book: Connection) -> None:
        """Raises DocumentError where a card was changed since it was handed in."""
        if self.screen is not None:
            self._gone(book, self.screen[1])

    def attach(self, results: Results, book: Connection, time: str) -> Results:
        """The results with the screens; tells on stderr what should be looked at again, and who lacks what.

        Every card is written into the gradebook. Raises DocumentError where one was changed since it was handed in.
        """
        if self.screen is not None:
            rubric, read = self.screen
            gone = self._gone(book, read)
            scorecards.keep(book, (card for cards in read.by_candidate.values() for card in cards), time)
            results = screens.attach(results, read, rubric)
            for line in (*read.warnings, *gone, *screens.unmatched(results, read)):
                click.echo(quiet(line), err=True)
        return results if self.activities is None else screens.with_activities(results, self.activities)

    def _gone(self, book: Connection, read: Cards) -> Sequence[str]:
        before = {id: card for id, card in scorecards.handed_in(book).items() if self.whose(id[0])}
        return screens.gone(before, read)


def screen_options(command: Callable[..., object]) -> Callable[..., object]:
    """Give a command the options of `ScreenFiles`; it gets them as `screen_files`."""

    @click.option("--scorecards", type=PATH, metavar="DIR", help="Interviewers' scorecards.")
    @rubric_option
    @domain_option
    @click.option("--signals", type=PATH, metavar="DIR", help="Coding activity, a file ID.json a candidate.")
    @wraps(command)
    def with_files(
        *arguments: object,
        scorecards: Path | None,
        rubric_file: Path | None,
        domains: Sequence[str],
        signals: Path | None,
        **others: object,
    ) -> object:
        files = ScreenFiles(scorecards=scorecards, rubric_file=rubric_file, domains=domains, signals=signals)
        return command(*arguments, screen_files=files, **others)

    return with_files


def load_rubric(path: Path | None, domains: Sequence[str] = ()) -> Rubric:
    """The rubric, with the questions of these domains. Raises UsageError or DocumentError."""
    rubric = rubric_files.load(path)
    for domain in domains:
        section = rubric_files.load_domain(domain, rubric)
        if section not in rubric.sections:
            rubric = msgspec.structs.replace(rubric, sections=(*rubric.sections, section))
    return rubric


@click.command("check-scorecard")
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="FILE...")
@rubric_option
@domain_option
@click.pass_context
def check_scorecard(
    context: click.Context, *, paths: Sequence[Path], rubric_file: Path | None, domains: Sequence[str]
) -> None:
    """Say everything that is wrong with scorecards, or folders of them, each with its file and line."""
    try:
        found, problems = cards.check(paths, load_rubric(rubric_file, domains), datetime.now(UTC))
        if not problems and not found.by_candidate:
            listed = ", ".join(repr(str(path)) for path in paths)
            raise UsageError(f"no scorecard ({', '.join(cards.SUFFIXES)}) was found in {listed}")
    except GraderError as error:
        raise Failure(error) from error
    for line in _told(found, problems):
        click.echo(quiet(line))
    context.exit(2 if problems else 0)


def _told(found: Cards, problems: Sequence[str]) -> Iterator[str]:
    yield from problems
    if found.warnings:
        yield "Worth a second look:"
        yield from found.warnings
    if not problems:
        number = sum(map(len, found.by_candidate.values()))
        yield "1 scorecard can be used." if number == 1 else f"{number} scorecards can be used."
