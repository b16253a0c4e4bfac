"""`python -m grader` is the command `grader`."""

from __future__ import annotations

import gc

from grader.cli import main

_THRESHOLD = 50_000


def run() -> None:
    """The command line. It makes much that stays, and little garbage that has to be looked for."""
    gc.set_threshold(_THRESHOLD)
    main()


if __name__ == "__main__":
    run()
