"""Attacks with and on processes: children, daemons, signals to others, and the death of one's own kernel."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping, Sequence
from functools import cache

import pytest

from grader.sandbox.policy import Tier
from tests.hostile.attacks import LIMITS, TIERS, Outcome, carry_out

BRIEF = dataclasses.replace(LIMITS, cell_seconds=0.5, wall_factor=2)
"""For cells that end by a limit only: each is waited for, twice, and then for the end of its kernel."""

SYSTEM_CALL = """
import ctypes, os, platform, signal, sys, threading, time
INTEL = platform.machine() == "x86_64"
def call(number, *arguments):
    result = ctypes.CDLL(None, use_errno=True).syscall(number, *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
"""
OTHERS = f"{{{os.getpid()}, {os.getppid()}, os.getppid()}} - {{0, 1}}"

REFUSED = {
    "fork": ["print(got(os.fork))", "print(got(os.forkpty))"],
    "exec": [
        "print(got(os.execv, '/bin/true', ['true']))",
        "print(got(os.execv, sys.executable, ['python', '-c', '']))",
    ],
    "spawn": ["print(got(os.posix_spawn, '/bin/sh', ['sh', '-c', 'true'], {}))"],
    "subprocess": [
        "import subprocess\nprint(got(subprocess.run, ['true']))",
        "print(got(subprocess.Popen, 'true', shell=True) if 0 else got(os.popen, 'id'))",
    ],
    "multiprocessing": [
        "import multiprocessing\nprint(got(multiprocessing.get_context('fork').Process(target=print).start))",
        "print(got(multiprocessing.get_context('spawn').Process(target=print).start))",
    ],
    "clone": [
        "print(got(call, 56 if INTEL else 220, 17, 0, 0, 0, 0))",
        "print(got(call, 435, ctypes.create_string_buffer(88), 88))",
    ],
    "daemon": [
        "def daemon():\n    if os.fork() == 0:\n        os.setsid()\n        os.fork()\n        time.sleep(600)\nprint(got(daemon))"
    ],
    "kills": [
        f"for pid in {OTHERS}:\n    for number in (0, signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):\n"
        "        print(got(os.kill, pid, number))",
        "print(got(os.kill, -1, signal.SIGTERM), got(os.killpg, os.getppid() or 2, signal.SIGKILL))",
        f"print(got(signal.pidfd_send_signal, os.pidfd_open({os.getpid()}) if 0 else 0, 9), got(os.pidfd_open, {os.getpid()}))",
        f"print(got(call, 129 if INTEL else 138, {os.getpid()}, 9, ctypes.create_string_buffer(128)))",
    ],
    "outlives": [
        "NUMBER = 157 if INTEL else 167\nprint(got(call, NUMBER, 1, 0, 0, 0, 0))\n"
        "print(got(call, NUMBER, ctypes.c_ulong(1 + (7 << 32)), 0, 0, 0, 0))"
    ],
    "ptrace": [
        f"for pid in {OTHERS} | {{1}}:\n    print(got(call, 101 if INTEL else 117, 16, pid, 0, 0))",
        "print(got(call, 310 if INTEL else 270, os.getppid() or 1, 0, 0, 0, 0, 0))",
    ],
    "namespaces": [
        "for flag in (0x10000000, 0x20000, 0x40000000):\n    print(got(call, 272 if INTEL else 97, flag))",
        "print(got(call, 165 if INTEL else 40, b'none', b'/scratch', b'tmpfs', 0, None))",
    ],
    "rights": [
        "open('own', 'w').close()",
        "print(got(os.chmod, 'own', 0o777), got(os.chown, 'own', 0, 0), got(os.utime, 'own'), got(os.setuid, 0))",
        "print(got(os.setresuid, 0, 0, 0), got(os.setgroups, [0]), got(os.mkfifo, 'pipe'), got(os.setxattr, 'own', 'user.a', b'b'))",
        "print(got(call, 126 if INTEL else 91, (ctypes.c_uint32 * 2)(0x20080522), (ctypes.c_uint32 * 6)(1 << 21, 1 << 21)))",
    ],
    "limits": [
        f"import resource\nprint(got(resource.prlimit, {os.getpid()}, resource.RLIMIT_CORE, (0, 0)))",
        "print(got(resource.setrlimit, resource.RLIMIT_AS, (-1, -1)))",
    ],
}
"""Attempts that are refused, one by one."""

ENDS = {
    "exits": ["os._exit(0)"],
    "aborts": ["os.abort()"],
    "crashes": ["ctypes.string_at(0)"],
    "closes": ["os.closerange(0, 1000)"],
    "stops": ["os.kill(os.getpid(), signal.SIGSTOP)\nwhile True: pass"],
    "ignores": [
        "for number in range(1, 65):\n    try: signal.signal(number, signal.SIG_IGN)\n    except (OSError, ValueError): pass\n"
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    ],
    "holds": ["import itertools\nsum(itertools.repeat(1, 10**12))"],
    "loops-in-threads": [
        "def spin():\n    while True: pass\nfor _ in range(4): threading.Thread(target=spin).start()\nwhile True: pass"
    ],
}
"""Cells that end the kernel, or make us end it: the notebook is executed again without them."""

HARMLESS = {
    "kills-itself": ["os.kill(os.getpid(), signal.SIGTERM) if 0 else print('alive')"],
    "thread-bomb": [
        "stop, made = threading.Event(), 0\nthreading.stack_size(64 * 1024)\n"
        "try:\n    while made < 20000:\n        threading.Thread(target=stop.wait, daemon=True).start()\n        made += 1\n"
        "except BaseException as error:\n    print(type(error).__name__, str(error)[:40])\nstop.set()\nprint('MADE', made)"
    ],
    "fork-bomb": ["print(got(os.fork))", "print({got(os.fork) for _ in range(1000)})"],
    "exits-in-function": ["raise SystemExit", "raise KeyboardInterrupt", "exit()", "quit()"],
    "shell": ["!touch made-by-a-shell", "x = !ls", "%system id", "print(os.path.exists('made-by-a-shell'), x)"],
}


@cache
def outcomes(tier: Tier) -> dict[str, Outcome]:
    """What came of these attacks on a tier."""
    return carry_out(_with_calls({**REFUSED, **HARMLESS}), tier)


@cache
def ended(tier: Tier) -> dict[str, Outcome]:
    """What came of the cells that end their kernel."""
    return carry_out(_with_calls(ENDS), tier, limits=BRIEF)


def _with_calls(attacks: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: [SYSTEM_CALL, *cells] for name, cells in attacks.items()}


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", REFUSED)
def test_is_refused(name: str, tier: Tier) -> None:
    outcome = outcomes(tier)[name]
    assert "Error" in outcome.printed
    assert "GOT" not in outcome.printed
    assert (3, 3) == (outcome.result.rating, outcome.honest.rating)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", ENDS)
def test_costs_only_the_cell(name: str, tier: Tier) -> None:
    outcome = ended(tier)[name]
    assert outcome.result.execution is not None
    names = [error.name for error in outcome.result.execution.errors]
    assert names
    assert {*names} <= {"Stopped", "KeyboardInterrupt"}  # the second where the interrupt was enough
    assert (3, 3) == (outcome.result.rating, outcome.honest.rating)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", HARMLESS)
def test_does_no_harm(name: str, tier: Tier) -> None:
    outcome = outcomes(tier)[name]
    assert (3, 3) == (outcome.result.rating, outcome.honest.rating)
    assert "GOT" not in outcome.printed


@pytest.mark.parametrize("tier", TIERS)
def test_threads_are_bounded(tier: Tier) -> None:
    printed = outcomes(tier)["thread-bomb"].printed
    assert "MADE 20000" not in printed
    assert "can't start new thread" in printed
    assert 200 < int(printed.rpartition("MADE")[2])  # their number is what bounds them, not memory that each takes
