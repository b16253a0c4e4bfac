"""Attacks over the network: to a listener on loopback, to the outside, and to other processes' sockets."""

from __future__ import annotations

import socket
import tempfile
from functools import cache
from pathlib import Path

import pytest

from grader.sandbox.policy import Tier
from tests.hostile.attacks import REFUSAL, TIERS, Outcome, carry_out

SYSTEM_CALL = """
import ctypes, os, socket
def call(number, *arguments):
    result = ctypes.CDLL(None, use_errno=True).syscall(number, *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
def reach(family, kind, address):
    with socket.socket(family, kind) as made:
        made.settimeout(1)
        made.sendto(b"hello", address) if kind == socket.SOCK_DGRAM else made.connect(address)
"""


def _attacks(port: int, path: str, abstract: str) -> dict[str, list[str]]:
    loopback = ("127.0.0.1", port)
    return {
        "tcp": [SYSTEM_CALL, f"print(got(reach, socket.AF_INET, socket.SOCK_STREAM, {loopback!r}))"],
        "udp": [SYSTEM_CALL, f"print(got(reach, socket.AF_INET, socket.SOCK_DGRAM, {loopback!r}))"],
        "outside": [SYSTEM_CALL, "print(got(reach, socket.AF_INET, socket.SOCK_STREAM, ('192.0.2.1', 80)))"],
        "unix": [SYSTEM_CALL, f"print(got(reach, socket.AF_UNIX, socket.SOCK_STREAM, {path!r}))"],
        "abstract": [SYSTEM_CALL, f"print(got(reach, socket.AF_UNIX, socket.SOCK_STREAM, {abstract!r}))"],
        "raw": [
            SYSTEM_CALL,
            "import platform",
            "print(got(call, {'x86_64': 41, 'aarch64': 198}[platform.machine()], 2, 1, 0))",
        ],
        "packets": [
            SYSTEM_CALL,
            "print(got(socket.socket, socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP))",
            "print(got(socket.socket, socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)))",
        ],
        "netlink": [SYSTEM_CALL, "print(got(socket.socket, socket.AF_NETLINK, socket.SOCK_RAW))"],
        "io_uring": [SYSTEM_CALL, "print(got(call, 425, 8, ctypes.create_string_buffer(256)))"],
        "own": [
            SYSTEM_CALL,
            "def borrowed():\n"
            "    for number in range(3, 100):\n"
            "        try:\n            made = socket.socket(fileno=os.dup(number))\n"
            "        except OSError:\n            continue\n"
            "        try:\n"
            f"            made.connect({path!r})\n            return made\n"
            "        except OSError as error:\n            last = error\n"
            "    raise last",
            "print(got(borrowed))",
        ],
    }


@cache
def outcomes(tier: Tier) -> tuple[dict[str, Outcome], int]:
    """What came of these attacks on a tier, and how many connections or messages our listeners saw."""
    with tempfile.TemporaryDirectory() as folder:
        path, abstract = str(Path(folder, "s")), f"\0grader-test-{folder}"
        listeners = [socket.create_server(("127.0.0.1", 0))]
        for address in (path, abstract):
            listeners.append(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
            listeners[-1].bind(address)
            listeners[-1].listen()
        listeners.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        port = listeners[0].getsockname()[1]
        listeners[-1].bind(("127.0.0.1", port))
        found = carry_out(_attacks(port, path, abstract), tier)
        return found, sum(map(_was_reached, listeners))


def _was_reached(listener: socket.socket) -> bool:
    with listener:
        listener.setblocking(False)
        try:
            if listener.type == socket.SOCK_DGRAM:
                listener.recv(10)
            else:
                listener.accept()[0].close()
        except BlockingIOError:
            return False
    return True


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(
    "name", ["tcp", "udp", "outside", "unix", "abstract", "raw", "packets", "netlink", "io_uring", "own"]
)
def test_reaches_nobody(name: str, tier: Tier) -> None:
    outcome = outcomes(tier)[0][name]
    assert REFUSAL in outcome.printed
    assert "GOT" not in outcome.printed
    assert (3, 3) == (outcome.result.rating, outcome.honest.rating)


@pytest.mark.parametrize("tier", TIERS)
def test_no_listener_was_reached(tier: Tier) -> None:
    assert 0 == outcomes(tier)[1]
