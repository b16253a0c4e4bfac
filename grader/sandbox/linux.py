"""Linux system calls that the standard library lacks: namespaces, mounts, capabilities, process attributes.

Runs inside the template: it imports nothing but the standard library. Every function raises OSError, naming the call.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
from collections.abc import Iterator
from pathlib import Path

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MNT_DETACH = 2
ATTR_RDONLY, ATTR_NOSUID, ATTR_NODEV = 1, 2, 4  # mount_setattr(2) counts them otherwise than mount(2)

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_KEEPCAPS = 8
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4

CAP_DAC_READ_SEARCH = 2
_CAPABILITY_VERSION = 0x20080522  # _LINUX_CAPABILITY_VERSION_3

_NUMBERS = {
    "x86_64": {"pivot_root": 155, "capset": 126},
    "aarch64": {"pivot_root": 41, "capset": 91},
}
_SHARED_NUMBERS = {  # the same on every architecture
    "mount_setattr": 442,
    "landlock_create_ruleset": 444,
    "landlock_add_rule": 445,
    "landlock_restrict_self": 446,
}
_AT_FDCWD = -100
_AT_RECURSIVE = 0x8000

_libc = ctypes.CDLL(None, use_errno=True)


class LayerMissing(Exception):
    """A layer of the sandbox can't be put on; the message names it."""


@contextlib.contextmanager
def layer(name: str) -> Iterator[None]:
    """Names the layer in whatever the system answers. Raises LayerMissing."""
    try:
        yield
    except OSError as error:
        raise LayerMissing(f"{name}: {error.strerror or error}") from error


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(name: str, *arguments: int | bytes | None) -> int:
    """Make a system call by its number; its result."""
    numbers = _SHARED_NUMBERS | _NUMBERS.get(platform.machine(), {})
    if name not in numbers:
        raise OSError(f"{name}: unknown on {platform.machine()}; the sandbox knows x86_64 and aarch64")
    passed = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return _checked(_libc.syscall(ctypes.c_long(numbers[name]), *passed), name)


def unshare(flags: int) -> None:
    """Leave namespaces for new ones."""
    _checked(_libc.unshare(flags), "unshare")


def setns(descriptor: int, kind: int) -> None:
    """Enter a namespace."""
    _checked(_libc.setns(descriptor, kind), "setns")


def mount(source: str | None, target: str, kind: str | None = None, flags: int = 0, options: str | None = None) -> None:
    """Mount a file system, bind a path, or change how a mount propagates."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, options)]
    _checked(_libc.mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3]), f"mount {target}")


def unmount(target: str) -> None:
    """Detach a mount."""
    _checked(_libc.umount2(os.fsencode(target), MNT_DETACH), f"umount {target}")


def set_mount(path: str, attributes: int, *, recursive: bool = False) -> None:
    """Add attributes to a mount."""
    settings = struct.pack("QQQQ", attributes, 0, 0, 0)
    flags = _AT_RECURSIVE if recursive else 0
    syscall("mount_setattr", _AT_FDCWD, os.fsencode(path), flags, settings, len(settings))


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root, and put the old one at `old`."""
    syscall("pivot_root", os.fsencode(new), os.fsencode(old))


def prctl(option: int, *arguments: int) -> int:
    """Set an attribute of this process."""
    padded = (*arguments, 0, 0, 0, 0)[:4]
    return _checked(_libc.prctl(option, *(ctypes.c_ulong(value) for value in padded)), f"prctl {option}")


def map_user(uid: int, gid: int) -> None:
    """In a new user namespace, map this user and group to themselves."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123 (a file of the kernel's, written in one call)
            file.write(text)


def permitted() -> int:
    """The mask of the capabilities that this process may use."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("CapPrm:")[2].split()[0], 16)


def drop_capabilities(keep: int = 0) -> None:
    """Give up every capability but those of the mask `keep`, for good."""
    with contextlib.suppress(OSError):  # beyond the last capability, or without the right to: an ordinary user has none
        for capability in range(64):
            if not keep >> capability & 1:
                prctl(PR_CAPBSET_DROP, capability)
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    low, high = keep & 0xFFFFFFFF, keep >> 32
    syscall("capset", header, struct.pack("6I", low, low, 0, high, high, 0))
