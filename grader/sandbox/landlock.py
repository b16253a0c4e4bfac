"""Landlock: which files a process may open, whatever its user may.

Numbers and structures are those of linux/landlock.h. Runs inside the template. It binds the calling thread and what
that starts, so it comes before any other thread.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable

from grader.sandbox import linux

_VERSION = 1  # flag of landlock_create_ruleset: tell the ABI
_PATH_BENEATH = 1

READ_FILE, READ_DIR, WRITE_FILE = 1 << 2, 1 << 3, 1 << 1
REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
MAKE_SOCK, MAKE_SYM, REFER, TRUNCATE, IOCTL_DEV = 1 << 9, 1 << 12, 1 << 13, 1 << 14, 1 << 15
_FIRST = (1 << 13) - 1  # what ABI 1 knows
_FOR_FILES = 1 | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV

READ = READ_FILE | READ_DIR
CHANGE = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | MAKE_SYM | REFER | TRUNCATE
SOCKETS = READ | WRITE_FILE | MAKE_SOCK | REMOVE_FILE

Rule = tuple[str, int]


def abi() -> int:
    """The version of Landlock that this machine's kernel has; 0 without one."""
    try:
        return linux.syscall("landlock_create_ruleset", None, 0, _VERSION)
    except OSError:
        return 0


def _attributes(version: int) -> tuple[int, bytes]:
    """What to take from the process with this version: the rights on files, and the whole ruleset's attributes."""
    files = _FIRST
    files |= REFER if version >= 2 else 0
    files |= TRUNCATE if version >= 3 else 0
    files |= IOCTL_DEV if version >= 5 else 0
    tcp, scopes = 0b11, 0b11  # bind and connect; abstract sockets and signals
    if version >= 6:
        return files, struct.pack("QQQ", files, tcp, scopes)
    if version >= 4:
        return files, struct.pack("QQ", files, tcp)
    return files, struct.pack("Q", files)


def restrict(rules: Iterable[Rule], version: int) -> None:
    """Take every right on files, TCP and other processes from this thread but those of `rules`: (path, rights)."""
    files, attributes = _attributes(version)
    ruleset = linux.syscall("landlock_create_ruleset", attributes, len(attributes), 0)
    try:
        for path, rights in rules:
            _allow(ruleset, path, rights & files)
        linux.syscall("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not os.path.isdir(path):  # noqa: PTH112 (called for hundreds of paths a kernel)
            rights &= _FOR_FILES
        linux.syscall("landlock_add_rule", ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, descriptor), 0)
    finally:
        os.close(descriptor)
