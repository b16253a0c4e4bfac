"""Attacks on what a machine has: memory, disk, file entries, and the grader's patience with output."""

from __future__ import annotations

from functools import cache

import pytest

from grader.sandbox.policy import Tier
from grader.settings import MIB
from grader.vocabulary import Status
from tests.hostile.attacks import TIERS, Outcome, carry_out

REFUSED = {
    "memory": (
        ["def eat():\n    kept = []\n    while True:\n        kept.append(bytearray(50_000_000))\nprint(got(eat))"],
        "MemoryError",
    ),
    "numpy-memory": (["import numpy\nprint(got(numpy.ones, 10**9))"], "MemoryError"),
    "large-file": (
        [
            "import os\ndef fill():\n    with open('large', 'wb') as file:\n        for _ in range(1250):\n"
            "            file.write(bytes(8 << 20))\nprint(got(fill))",
            "print(got(os.truncate, 'large', 10 << 30), got(os.posix_fallocate, os.open('l', 65), 0, 10 << 30))",
        ],
        "OSError",
    ),
    "locked-memory": (
        ["import mmap, ctypes\nprint(got(ctypes.CDLL(None).mlockall, 3) != 'GOT 0' and 'Error')"],
        "Error",
    ),
    "recursion": (["def deeper(): return deeper()\nprint(got(deeper))"], "RecursionError"),
}
"""Attempts that end in an error of Python's, and the error."""

BOUNDED = {
    "many-files": ["import os\nfor number in range(100_000):\n    os.mkdir(f'd{number}')"],
    "deep-folders": ["import os\nfor number in range(100_000):\n    os.mkdir('d', 0)\n    os.chdir('d')"],
    "many-large-files": [
        "import time\nfor number in range(100):\n    with open(f'f{number}', 'wb') as file: file.write(bytes(8 << 20))\n"
        "    time.sleep(0.02)"
    ],
}
"""Cells that end in an error, or end the kernel."""

OUTPUT = {
    "prints": ["for _ in range(5000): print('x' * 100_000)"],
    "writes-to-descriptor": ["import os\nfor _ in range(5000): os.write(1, b'y' * 100_000)"],
    "displays": [
        "from IPython.display import display\nfor _ in range(5000): display({'text/plain': 'z' * 100_000}, raw=True)"
    ],
    "one-message": ["from IPython.display import display\ndisplay({'text/plain': 'z' * 500_000_000}, raw=True)"],
}

ATTACKS = {**{name: cells for name, (cells, _) in REFUSED.items()}, **BOUNDED, **OUTPUT}


@cache
def outcomes(tier: Tier) -> dict[str, Outcome]:
    """What came of these attacks on a tier."""
    return carry_out(ATTACKS, tier)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", REFUSED)
def test_is_refused(name: str, tier: Tier) -> None:
    outcome = outcomes(tier)[name]
    stopped = outcome.result.execution is not None and outcome.result.execution.errors  # by the quota of "portable"
    assert REFUSED[name][1] in outcome.printed or stopped
    assert "GOT" not in outcome.printed
    assert (3, 3) == (outcome.result.rating, outcome.honest.rating)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", BOUNDED)
def test_costs_only_the_cell(name: str, tier: Tier) -> None:
    outcome = outcomes(tier)[name]
    assert outcome.result.execution is not None
    assert 2 in [error.cell for error in outcome.result.execution.errors]
    assert (3, 3) == (outcome.result.rating, outcome.honest.rating)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", OUTPUT)
def test_output_is_bounded(name: str, tier: Tier) -> None:
    """Output arrives late, so that the end of the kernel may be told of a cell after the one that did it: where that
    cell held the function, a person looks. It is never a low rating, and never another candidate's loss.
    """
    outcome = outcomes(tier)[name]
    assert len(outcome.printed) < 5 * MIB
    assert outcome.result.rating in (3, None)
    assert Status.GRADER_ERROR is not outcome.result.status
    assert 3 == outcome.honest.rating
