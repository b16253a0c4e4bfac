"""Grades `tests/corpus/`, and says where the grader's verdict isn't the one that the contract asks for.

A *false accept* is a wrong formula that gets a 3, or is called right. A *false reject* is a 1 for right formulas in any
dress. Submissions that a person has to look at are counted apart. Exit code 1 where there is a false accept or reject.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.results import Rating, SubmissionResult
from tests.corpus_notebooks import Handed, load
from tests.grading import grade

RATINGS: tuple[Rating | None, ...] = (3, 2, 1, None)
MOST_UNRATED = 0.05
"""The largest share of submissions that may wait for a person."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One submission of the corpus, and what the grader said of it."""

    handed: Handed
    given: SubmissionResult

    @property
    def false_accept(self) -> bool:
        """A wrong formula got a 3, or was called right."""
        expected = self.handed.expected
        wrong = {part for part, right in (expected.core or {}).items() if not right}
        called_right = {part for part, right in (self.given.core or {}).items() if right}
        return bool(wrong & called_right) or (self.given.rating == 3 and (expected.rating == 1 or bool(wrong)))

    @property
    def false_reject(self) -> bool:
        """Right formulas, in any dress, got a 1."""
        return self.given.rating == 1 and self.handed.expected.rating in {2, 3}

    @property
    def differences(self) -> tuple[str, ...]:
        """What the grader says otherwise than the contract, a phrase for each."""
        expected, given = self.handed.expected, self.given
        core = given.core if expected.core is None and given.status == "graded" else expected.core
        return tuple(
            f"{what} {_plain(actual)}, not {_plain(wanted)}"
            for what, wanted, actual in (
                ("status", expected.status.value, given.status.value),
                ("rating", expected.rating, given.rating),
                ("core", core, given.core),
                ("misconceptions", sorted(expected.misconceptions), sorted(given.misconceptions)),
            )
            if wanted != actual
        )


def verdicts(folder: Path) -> list[Verdict]:
    """Grade the corpus in one batch; `folder` takes its notebooks."""
    corpus = load()
    given = grade(folder, {each.name: each.notebook for each in corpus})
    return [Verdict(handed=each, given=given[each.name]) for each in corpus]


def table(found: Sequence[Verdict]) -> str:
    """The confusion table: the rating that the contract asks for, by the rating given."""
    pairs = Counter((each.handed.expected.rating, each.given.rating) for each in found)
    head = "expected".ljust(10) + "".join(f"given {_plain(given)}".rjust(12) for given in RATINGS)
    rows = [
        _plain(expected).ljust(10) + "".join(str(pairs[expected, given]).rjust(12) for given in RATINGS)
        for expected in RATINGS
    ]
    return "\n".join([head, *rows])


def main() -> None:
    """Print the table, and each disagreement."""
    with tempfile.TemporaryDirectory() as folder:
        found = verdicts(Path(folder))
    unrated = sum(each.given.rating is None for each in found)
    accepts, rejects = [each for each in found if each.false_accept], [each for each in found if each.false_reject]
    print(f"{table(found)}\n")
    print(f"{len(found)} submissions; {unrated} wait for a person (at most {MOST_UNRATED:.0%} should)")
    _list("false accepts", accepts)
    _list("false rejects", rejects)
    _list("other disagreements", [each for each in found if each.differences and each not in (*accepts, *rejects)])
    sys.exit(1 if accepts or rejects else 0)


def _list(title: str, found: Sequence[Verdict]) -> None:
    print(f"\n{title}: {len(found)}")
    for each in found:
        print(f"  {each.handed.path.name}: {'; '.join(each.differences)}")
        print(f"    by the contract: {each.handed.expected.why}")
        print(f"    the grader: {each.given.reason}")


def _plain(value: object) -> str:
    """A value in the words of the corpus."""
    if isinstance(value, dict):
        return ", ".join(f"{part} {'right' if right else 'wrong'}" for part, right in value.items())
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "null" if value is None else str(value)


if __name__ == "__main__":
    main()
