"""How a run goes, on stderr: live where somebody is looking, else a line now and then, or as JSON for programs."""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import click
from rich.console import Console
from rich.live import Live
from rich.text import Text

from grader.batch import Event, Tell, now
from grader.plain_json import harmless
from grader.visible import quiet

LINE_SECONDS = 10.0
"""How long it is silent between two lines, where there is no terminal."""


@dataclass(kw_only=True)
class Progress:
    """What is known of a run while it goes. `clock` gives seconds."""

    total: int = 0
    clock: Callable[[], float] = time.monotonic
    kept: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    at_work: dict[int, tuple[str, float]] = field(default_factory=dict)
    started: float | None = None

    @property
    def done(self) -> int:
        """How many have their verdict."""
        return self.kept + self.statuses.total()

    def take(self, event: Event) -> None:
        """Count what happened."""
        match event.kind:
            case "kept":
                self.kept += 1
            case "started" if event.worker is not None:
                self.started = self.clock() if self.started is None else self.started
                self.at_work[event.worker] = event.entry.candidate, self.clock()
            case "again" | "done" if event.worker is not None:
                self.at_work.pop(event.worker, None)
        if event.kind == "done" and event.result is not None:
            self.statuses[event.result.status.value] += 1

    def line(self) -> str:
        """Where it stands: how many are done, by status, how quickly it goes and how long it will take."""
        parts = [f"{self.done} of {self.total} done"]
        if self.kept:
            parts.append(f"{self.kept} of them unchanged")
        parts += [f"{status} {number}" for status, number in sorted(self.statuses.items())]
        graded, seconds = self.statuses.total(), self.clock() - (self.started or 0.0)
        if graded and seconds > 0:
            rate = graded / seconds
            parts.append(f"{rate:.1f} a second")
            if left := self.total - self.done:
                parts.append(f"about {_duration(left / rate)} left")
        return ", ".join(parts)

    def workers(self) -> Iterator[str]:
        """What each worker does, and for how long."""
        for worker, (candidate, since) in sorted(self.at_work.items()):
            yield f"{worker + 1}: {candidate}, {_duration(self.clock() - since)}"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


@contextlib.contextmanager
def shown(progress: Progress, *, silent: bool, as_json: bool) -> Iterator[Tell]:
    """Show a run on stderr while it goes: what is yielded has to be told of every event."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if as_json:
        yield _told(progress, lambda event: click.echo(_as_json(event), err=True))
    elif silent:
        yield progress.take
    elif console.is_terminal:
        with Live(get_renderable=lambda: _picture(progress), console=console, transient=True, refresh_per_second=4):
            yield _told(progress, lambda event: _verdict(event, console))
    else:
        yield _told(progress, _lines(progress))
        if progress.done:
            click.echo(progress.line(), err=True)


def _verdict(event: Event, console: Console) -> None:
    """A line that stays for each verdict."""
    if event.kind == "done" and event.result is not None:
        rating = "no rating yet" if event.result.rating is None else str(event.result.rating)
        line = f"{event.entry.candidate}: {event.result.status.value}, {rating}"
        console.print(Text(quiet(line), overflow="ellipsis", no_wrap=True))


def _told(progress: Progress, show: Tell) -> Tell:
    def tell(event: Event) -> None:
        progress.take(event)
        show(event)

    return tell


def _lines(progress: Progress) -> Tell:
    """A line now and then. No name is in it: what a candidate is called is nothing for a log."""
    last = progress.clock()

    def show(event: Event) -> None:
        nonlocal last
        if event.kind == "done" and progress.clock() - last >= LINE_SECONDS:
            last = progress.clock()
            click.echo(progress.line(), err=True)

    return show


def _picture(progress: Progress) -> Text:
    return Text("\n".join(map(quiet, (*progress.workers(), progress.line()))), overflow="ellipsis", no_wrap=True)


def _as_json(event: Event) -> str:
    """One line, that no terminal and no CI runner takes for more."""
    result = event.result
    told = {
        "time": now().isoformat(timespec="milliseconds"),
        "event": event.kind,
        "candidate": event.entry.candidate,
        "notebook": event.entry.notebook,
        "worker": event.worker,
        "status": result.status.value if result else None,
        "rating": result.rating if result else None,
    }
    return harmless(json.dumps(told))
