"""Attacks on files: the answer key, the grader, other people's, and the environment."""

from __future__ import annotations

import os
import sys
import sysconfig
from functools import cache
from pathlib import Path

import pytest

import grader
from grader import question
from grader.sandbox.policy import Tier
from tests.hostile.attacks import TIERS, Outcome, carry_out

ROOT = Path(grader.__file__).parents[1]
NAME = question.DEFAULT
SITE = Path(sysconfig.get_path("purelib"))
os.environ["GRADER_TEST_SECRET"] = "sesame-in-the-environment"


def _secrets() -> list[str]:
    """The answer key, the frozen battery, the grader; their caches and metadata; and a stranger's file."""
    rooms = question.rooms()
    files = [rooms / "reference" / f"{NAME}.py", *sorted((rooms / "property_tests").glob(f"{NAME}*"))]
    files += sorted(Path(grader.__file__).parent.rglob("*.py"))[:40]
    files += sorted(ROOT.glob("*/__pycache__/*.pyc"))[:40]
    files += [*SITE.glob("screen_grader*/*"), *SITE.glob("*screen_grader*.pth"), ROOT / "pyproject.toml"]
    files += [Path("/etc/shadow"), Path("/etc/hostname"), Path(sys.executable)]
    return [str(path) for path in files if path.is_file()]


SECRETS = _secrets()
FOLDERS = [str(path) for path in (ROOT, ROOT / "grader", question.rooms() / "reference", SITE, Path("/home"))]

MARK = "mark = 'left-' + 'by-' + '0123456789abcdef' * 2"
SCAN = """
import ctypes, re
found = looked_at = 0
def look():
    global found, looked_at
    pattern = re.compile(b'left-' + b'by-[0-9a-f]{32}')
    for line in open('/proc/self/maps'):
        span, rights, *_ = line.split()
        start, end = (int(each, 16) for each in span.split('-'))
        if rights.startswith('rw') and '[v' not in line:
            looked_at += end - start
            found += len(pattern.findall(ctypes.string_at(start, end - start)))
print(got(look), 'FOUND', found > 0, 'LOOKED', looked_at > 1 << 20)
"""

ATTACKS = {
    "reads": [
        f"for path in {SECRETS!r}:\n    print(got(open, path))",
        f"import os\nfor path in {SECRETS!r}:\n    print(got(os.open, path, os.O_RDONLY))",
    ],
    "lists": [f"import os\nfor path in {FOLDERS!r}:\n    print(got(os.listdir, path))"],
    "links": [
        f"import os\nfor number, path in enumerate({SECRETS!r}):\n    os.symlink(path, f's{{number}}')\n"
        "    print(got(open, f's{number}'), got(os.link, path, f'h{number}'))"
    ],
    "imports": [
        "for name in ('grader', 'grader.sandbox.order', 'reference', 'property_tests', "
        f"'reference.{NAME}', 'pyseccomp', 'msgspec', 'nbclient'):\n    print(got(__import__, name))"
    ],
    "writes": [
        f"for path in {[*FOLDERS, '/', '/usr', '/var/tmp', '/dev', '/dev/shm', '/proc', '/etc', '/packages', '/sockets']!r}:\n"
        "    print(got(open, path + '/gk-made-by-an-attack', 'w'))",
        f"import os\nfor path in {SECRETS[:3]!r}:\n"
        "    print(got(os.remove, path), got(os.truncate, path, 0), got(os.rename, path, 'mine'))",
    ],
    "neighbours": [
        "import os\nfrom pathlib import Path\n"
        "for folder in (*Path.cwd().parents[1:4], Path('/kernels'), Path('/sockets')):\n"
        "    print(folder, got(lambda: [str(p) for p in folder.iterdir() if p.name.isdigit()] or len(None)))"
    ],
    "environment": [
        "import glob, os\nprint(dict(os.environ))",
        "for path in glob.glob('/proc/[0-9]*/environ') + glob.glob('/proc/[0-9]*/cmdline') + ['/proc/self/environ']:\n"
        "    print(got(lambda: open(path, 'rb').read()))",
        "print('PROCESSES', len(glob.glob('/proc/[0-9]*')))",
    ],
    "leaves-a-mark": [MARK],
    "memory-of-others": [SCAN],
    "memory-of-its-own": [MARK, SCAN],
    "memory": [
        "import gc, sys\nframe, seen = sys._getframe(), ''\nwhile frame:\n"
        "    seen += repr(frame.f_locals.keys())\n    frame = frame.f_back\n"
        "texts = [o for o in gc.get_objects() if isinstance(o, dict)]\n"
        "print('swapped' + '_precision_recall' in str(texts), 'key' in seen and 'expected' in seen)"
    ],
}


@cache
def outcomes(tier: Tier) -> dict[str, Outcome]:
    """What came of these attacks on a tier."""
    return carry_out(ATTACKS, tier)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", ["reads", "lists", "links", "imports", "writes", "neighbours"])
def test_got_nothing(name: str, tier: Tier) -> None:
    outcome = outcomes(tier)[name]
    assert "Error" in outcome.printed
    assert "GOT" not in outcome.printed
    assert (3, 3) == (outcome.result.rating, outcome.honest.rating)


@pytest.mark.parametrize("tier", TIERS)
def test_imports_find_no_module(tier: Tier) -> None:
    assert 8 == outcomes(tier)["imports"].printed.count("ModuleNotFoundError")


@pytest.mark.parametrize("tier", TIERS)
def test_environment_holds_nothing_of_ours(tier: Tier) -> None:
    outcome = outcomes(tier)["environment"]
    assert "sesame" not in outcome.printed
    assert "PATH" in outcome.printed
    assert ("PROCESSES 1" if tier is Tier.FULL else "PROCESSES 0") in outcome.printed
    assert (3, 3) == (outcome.result.rating, outcome.honest.rating)


@pytest.mark.parametrize("tier", TIERS)
def test_memory_holds_no_answer(tier: Tier) -> None:
    assert "False False" in outcomes(tier)["memory"].printed


@pytest.mark.parametrize("tier", TIERS)
def test_memory_holds_nothing_of_another_candidates(tier: Tier) -> None:
    """Only on `full` may a kernel read the map of its own memory; what it scans there it would find."""
    others, own = (outcomes(tier)[f"memory-of-{whose}"] for whose in ("others", "its-own"))
    may = tier is Tier.FULL
    assert f"FOUND False LOOKED {may}" in others.printed
    assert f"FOUND {may} LOOKED {may}" in own.printed
    assert (3, 3) == (others.result.rating, others.honest.rating)


def test_there_was_something_to_find() -> None:
    assert {f"{NAME}.py"} <= {Path(path).name for path in SECRETS}
    assert len(SECRETS) > 40


def test_nothing_was_made() -> None:
    for folder in (*FOLDERS, "/", "/var/tmp"):
        assert not Path(folder, "gk-made-by-an-attack").exists()
