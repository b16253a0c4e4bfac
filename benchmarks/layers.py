"""Leaves out each layer of the sandbox in turn, and says which of the hostile notebooks get through then.

All of `tests/hostile/` that meets a sandbox runs for each tier that this machine gives and each layer, behind the
fence of `tests/sandbox/fence.py`; `only_stopped_by.py` beside these tests holds what is known. Exit code 1 where
anything else gets through, or anything less. It takes half an hour, 12 GiB of memory to spare, and a repository that
everybody may read: else permissions hide what a layer does.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.measuring import ROOT
from grader.errors import SandboxUnavailable
from grader.sandbox.policy import Tier
from grader.sandbox.probe import prove
from tests.hostile.only_stopped_by import AS_ORDINARY_USER, AS_ROOT, BY_CHANCE, ONLY_STOPPED_BY

FENCE, USERS = ROOT / "tests" / "sandbox" / "fence.py", ROOT / "tests" / "sandbox" / "users.py"
HOSTILE = "tests/hostile/"
FILES = sorted(path.name for path in (ROOT / HOSTILE).glob("test_*.py") if "attacks import" in path.read_text())
INDEPENDENT = "test_lies.py"
"""What these get depends on no user: where root has the choice, they run as root alone."""
TIERS = (Tier.FULL, Tier.PORTABLE)


def main() -> None:
    """Run the tests with each layer off, and print what fails; first with none off, when nothing may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tier", type=Tier, choices=TIERS, action="append", help="this tier alone")
    parser.add_argument("--layer", action="append", help="this layer alone")
    parser.add_argument("--ordinary-user", action="store_true", help="run as one, where this user is root")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write what the tests say into this folder")
    asked = parser.parse_args()
    user = [str(USERS)] if asked.ordinary_user and os.geteuid() == 0 else []
    right = True
    for tier in available(asked.tier or TIERS):
        for layer in asked.layer or ["", *(name for of, name in ONLY_STOPPED_BY if of is tier)]:
            known = ONLY_STOPPED_BY.get((tier, layer), frozenset())
            root = os.geteuid() == 0 and not user
            known |= (AS_ROOT if root else AS_ORDINARY_USER).get((tier, layer), frozenset())
            found = got_through(tier, layer, known, user, asked.keep)
            chance = frozenset() if root else BY_CHANCE.get((tier, layer), frozenset())
            known = known - chance | found & chance
            tell(tier, layer, found, known)
            right &= found == known
    sys.exit(0 if right else 1)


def available(tiers: Iterable[Tier]) -> list[Tier]:
    """Those of the tiers that this machine gives; the others are named."""
    found = []
    for tier in tiers:
        try:
            prove(tier)
        except SandboxUnavailable as error:
            print(f"{tier.value}: left out, for it can't be had on this machine: {error}")
        else:
            found.append(tier)
    return found


def got_through(
    tier: Tier, without: str, known: frozenset[str], user: Sequence[str], keep: Path | None
) -> frozenset[str]:
    """The tests of a tier that fail with a layer off. What is new runs once more, without the attacks that are known:
    these may leave processes behind, which disturb what comes after them.
    """
    other = next(each for each in TIERS if each is not tier)
    files = [file for file in FILES if not user or file != INDEPENDENT]
    failed = run(without, [*files, "-k", f"not {other.value}"], user, keep and keep / f"{tier.value}-{without}.txt")
    by_name = {re.sub(rf"-?{tier.value}\]$", "]", test).removesuffix("[]"): test for test in failed}
    new = sorted(test for name, test in by_name.items() if name not in known)
    again = run(without, new, user, keep and keep / f"{tier.value}-{without}-again.txt") if new else []
    return frozenset(name for name, test in by_name.items() if name in known or test in again)


def run(without: str, tests: Sequence[str], user: Sequence[str], keep: Path | None) -> list[str]:
    """The tests that fail with a layer off, of some in the folder of hostile ones."""
    python = [sys.executable]
    done = subprocess.run(
        [*python, str(FENCE), *(python if user else ()), *user, *python, "-m", "pytest", *tests, "-q", "-rfE"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd=ROOT / HOSTILE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GRADER_HOSTILE_WITHOUT": without},
    )
    if keep:
        keep.write_text(done.stdout)
    if done.returncode not in (0, 1):
        sys.exit(f"the tests did not run to their end: exit code {done.returncode}\n{done.stdout[-3000:]}")
    return re.findall(rf"^(?:FAILED|ERROR) (?:{HOSTILE})?(\S+)", done.stdout, re.MULTILINE)


def tell(tier: Tier, layer: str, found: frozenset[str], known: frozenset[str]) -> None:
    """Print a row of the table, and what in it is not as it is known to be."""
    said = "nothing: the others hold" if layer else "nothing, as it has to be"
    print(f"{tier.value}, {f'without {layer}' if layer else 'every layer on'}: {len(found) or said}")
    for name in sorted(found | known):
        mark = "" if name in found & known else "  NEW" if name in found else "  NO LONGER"
        print(f"    {name}{mark}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
