"""A shard: one of several parts of the submissions, each graded on a machine of its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from grader.errors import UsageError
from grader.submission import Entry

_MOST = 1000


@dataclass(frozen=True, kw_only=True)
class Shard:
    """Part `number` of `of`, counted from 1. Raises UsageError where there is no such part."""

    number: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.of <= _MOST:
            raise UsageError(f"expected --shard N/M with 1 <= N <= M <= {_MOST}, got shard={str(self)!r}")

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def has(self, candidate: str) -> bool:
        """Whether a candidate is in this part, with or without a notebook. It is always the same one, whoever else is
        there, so that what a machine has in its gradebook stays of use.
        """
        return _place(candidate) % self.of == self.number - 1

    def part(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The entries of this part."""
        return tuple(entry for entry in entries if self.has(entry.candidate))


def parse(text: str | None) -> Shard:
    """The shard that is written as 3/10; where none is, all is one part. Raises UsageError."""
    if text is None:
        return Shard(number=1, of=1)
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text, re.ASCII)
    if found is None:
        raise UsageError(f"expected --shard as 3/10 (the third of ten parts), got shard={text!r}")
    return Shard(number=int(found[1]), of=int(found[2]))


def _place(candidate: str) -> int:
    return int.from_bytes(hashlib.sha256(candidate.encode("utf-8", "surrogatepass")).digest()[:8], "big")
