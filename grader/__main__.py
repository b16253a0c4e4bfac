"""`python -m grader` is the command `grader`."""

from __future__ import annotations

import gc


def run() -> None:
    """The command line, without looking through what is imported for garbage again and again: all of it stays."""
    gc.disable()
    from grader.cli import main

    gc.freeze()
    gc.set_threshold(10_000)  # grading makes much that lives long, and little garbage that needs looking for
    gc.enable()
    main()


if __name__ == "__main__":
    run()
