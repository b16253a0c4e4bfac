"""What the grader tells the template, and what it is told back: records that both sides share.

Runs inside the template: it imports nothing but the standard library.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

SECCOMP, LANDLOCK, RLIMITS, CAPABILITIES, OWN_USER = "seccomp", "landlock", "rlimits", "capabilities", "own_user"
SCRATCH_SIZE, READ_ONLY, OWN_PROC = "scratch_size", "read_only_root", "own_proc"
PROCESS_IDS, NETWORK, IPC, HOST_NAME = "pid_namespace", "network_namespace", "ipc_namespace", "uts_namespace"
LAYERS = (
    *(SECCOMP, LANDLOCK, RLIMITS, CAPABILITIES, OWN_USER, SCRATCH_SIZE),
    *(READ_ONLY, OWN_PROC, PROCESS_IDS, NETWORK, IPC, HOST_NAME),  # of tier "full" alone
)
"""What a test may leave out, to see whether the rest still holds.

Not among them is what others stand on: without `no_new_privs` an ordinary user may put on neither Landlock nor seccomp,
and without mounts of its own a kernel has no private root, in which everything that it needs lies.
"""
WORDS = "words"
"""No layer, but what says the rules: a test may leave that out, too."""


@dataclass(frozen=True, kw_only=True)
class TemplateOrder:
    """How a template prepares itself. Paths are this machine's.

    `namespaces` tells the tier: private root and namespaces, or Landlock instead. `readable` are the files and folders
    of Python and its libraries, `hidden` folders within these that are left empty, `packages` what stands in the
    kernel's package folder, each by name with its place here; `path` is Python's module search path inside. `home` is
    for the template alone, while it imports.
    """

    namespaces: bool
    folder: str
    root: str
    home: str
    readable: tuple[str, ...]
    hidden: tuple[str, ...]
    packages: tuple[tuple[str, str], ...]
    path: tuple[str, ...]
    preload: tuple[str, ...]
    prefix: str
    environment: dict[str, str]
    landlock: int
    inside: dict[str, str]
    scratch_bytes: int
    scratch_inodes: int
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unknown = [name for name in self.without if name not in (*LAYERS, WORDS)]
        if unknown:
            raise ValueError(f"expected layers that can be left out, out of {', '.join(LAYERS)}; got without={unknown}")

    def has(self, layer: str) -> bool:
        """Whether a layer is to be put on: each is, but what a test leaves out."""
        return layer not in self.without


@dataclass(frozen=True, kw_only=True)
class KernelOrder:
    """What one kernel is started with. It goes to that kernel alone: the template never holds its key.

    `folder` is the name of its folder within the template's; `uid` the user that it becomes, None to stay who it is;
    `capabilities` the mask of those that it keeps; `canary` a program to run, once shut in, in place of the kernel.
    """

    folder: str
    connection: dict[str, Any]
    uid: int | None
    capabilities: int
    memory_bytes: int
    threads: int
    canary: str | None = None


@dataclass(frozen=True, kw_only=True)
class Started:
    """The kernel's process exists; its pidfd comes along."""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """The kernel listens, and these layers are on it; or it `failed` to put one on."""

    layers: tuple[str, ...] = ()
    failed: str | None = None
    canary: dict[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Ended:
    """The kernel has ended, and what it used. CPU time is in seconds."""

    exit: int
    peak_memory_bytes: int
    cpu_seconds: float


Message = TemplateOrder | KernelOrder | Started | Ready | Ended
_KINDS = {kind.__name__: kind for kind in (TemplateOrder, KernelOrder, Started, Ready, Ended)}


def encode(message: Message) -> bytes:
    """A message as it travels."""
    return json.dumps([type(message).__name__, dataclasses.asdict(message)]).encode()


def decode(text: bytes) -> Message:
    """The message; raises ValueError for anything else."""
    kind, fields = json.loads(text)
    if kind not in _KINDS:
        raise ValueError(f"unknown message: kind={kind!r}")
    message: Message = _KINDS[kind](**fields)
    return message
