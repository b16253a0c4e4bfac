"""What this machine allows, proven: a canary kernel is started on a tier, and tries to break out."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import socket
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import grader
from grader.errors import InternalError, SandboxUnavailable
from grader.sandbox import landlock
from grader.sandbox.order import KernelOrder, Ready, Started, decode, encode
from grader.sandbox.policy import Tier
from grader.sandbox.preload import ALWAYS
from grader.sandbox.template_process import MESSAGE_BYTES, Template, remove, template_for

_CANARY_SECONDS = 30.0
_MEMORY = 1 << 30
LEAST_LANDLOCK = 3
"""The version of Landlock that tier `portable` needs."""
_CONNECTION = {f"{name}_port": port for port, name in enumerate(("shell", "iopub", "stdin", "hb", "control"), start=1)}
_TRIED = ("x86_64",)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A tier that a canary kernel was shut in by: the layers that were on it, and what it tried in vain."""

    tier: Tier
    layers: tuple[str, ...]
    tried: tuple[str, ...]


@cache
def prove(tier: Tier, preload: tuple[str, ...] = ALWAYS) -> Proof:
    """Start a canary kernel on this tier. Raises SandboxUnavailable, naming the layer that is missing or fails.

    `preload` is what the template imports for the kernels that come after it.
    """
    _check(tier)
    return attack(template_for(tier, preload))


def _check(tier: Tier) -> None:
    """What can be told without starting anything."""
    if platform.system() != "Linux":
        raise SandboxUnavailable("the sandbox is made of Linux's layers: run the grader on Linux, or in a container")
    try:
        ctypes.CDLL("libseccomp.so.2")
    except OSError as error:
        raise SandboxUnavailable(
            "seccomp: the library libseccomp.so.2 is missing. On Debian and Ubuntu: apt-get install libseccomp2"
        ) from error
    if tier is Tier.PORTABLE and landlock.abi() < LEAST_LANDLOCK:
        raise SandboxUnavailable(
            f"Landlock: this machine's kernel has version {landlock.abi()}, and sandbox='portable' needs "
            f"{LEAST_LANDLOCK} or newer (Linux 6.2, with landlock among its security modules)"
        )


def attack(template: Template) -> Proof:
    """Have a canary kernel of this template try to break out. Raises SandboxUnavailable where it does."""
    listener = socket.create_server(("127.0.0.1", 0))
    secrets = Path(tempfile.mkdtemp(prefix="gkcanary"))
    secrets.chmod(0o755)
    secret = secrets / "secret"
    secret.write_text("nobody's business")
    (secrets / "open").mkdir()
    (secrets / "open").chmod(0o777)
    folder, uid = template.new_folder()
    try:
        with listener, template.fork() as line:
            arguments = _arguments(secret, listener.getsockname()[1])
            program = Path(__file__).with_name("canary.py").read_text() + f"\nfound = attempts(*{arguments!r})\n"
            order = KernelOrder(
                folder=folder.name,
                connection={"transport": "ipc", "key": "canary", "signature_scheme": "hmac-sha256", **_CONNECTION},
                uid=uid,
                capabilities=template.capabilities,
                memory_bytes=_MEMORY,
                threads=template.threads,
                canary=program,
            )
            line.settimeout(_CANARY_SECONDS)
            line.send(encode(order))
            ready = _hear(line)
    finally:
        remove(folder)
        remove(secrets)
    return _judge(template.tier, ready)


def _arguments(secret: Path, port: int) -> tuple[object, ...]:
    own = Path(grader.__file__).parent
    rooms = [own.parent, own / "rooms"]
    files = [*sorted(own.glob("*.py")), *(file for room in rooms for file in sorted(room.glob("*/*.py")))]
    return (
        [str(path) for path in (secret, *files[:50], "/etc/shadow", "/etc/hostname")],
        [str(path) for path in (secret.parent, own, own.parent, "/home")],
        [str(secret), str(secret.parent / "made"), str(secret.parent / "open" / "made"), "/made"],
        port,
        os.getpid(),
    )


def _hear(line: socket.socket) -> Ready:
    """The canary's report; its kernel is ended after it."""
    pidfd = None
    try:
        while True:
            text, descriptors, _, _ = socket.recv_fds(line, MESSAGE_BYTES, 1)
            message = decode(text) if text else None
            if isinstance(message, Started):
                pidfd = descriptors[0]
            elif isinstance(message, Ready):
                return message
            else:
                raise InternalError(f"the canary kernel ended without a report: {message}")
    except TimeoutError as error:
        raise InternalError("the canary kernel gave no report in time") from error
    finally:
        if pidfd is not None:
            with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
            os.close(pidfd)


def _judge(tier: Tier, ready: Ready) -> Proof:
    if ready.failed or ready.canary is None:
        raise SandboxUnavailable(f"sandbox={tier.value!r} can't be had here: {ready.failed}")
    broken = [f"{name} ({what})" for name, what in ready.canary.items() if what]
    if broken:
        raise SandboxUnavailable(
            f"sandbox={tier.value!r} doesn't hold here: a canary kernel was able to {'; '.join(broken)}"
        )
    return Proof(tier=tier, layers=tuple(ready.layers), tried=tuple(ready.canary))


def is_tried_architecture() -> bool:
    """Whether the sandbox was tried on this kind of processor."""
    return platform.machine() in _TRIED
