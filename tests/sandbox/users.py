"""Runs a command as an ordinary user, or on a machine that forbids layers: `python users.py [--forbid LAYER]… COMMAND…`

As root it becomes `nobody`, in mounts of its own in which Python can be read wherever it is installed; nothing outside
changes. `--forbid namespaces` refuses the calls that a container's default profile refuses; `--forbid landlock` hides
Landlock.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from pathlib import Path

import pyseccomp

from grader.sandbox import linux
from grader.sandbox.kernel_packages import is_open_to_all

NOBODY = 65534
_CALLS = {
    "namespaces": (errno.EPERM, ("unshare", "setns", "mount", "pivot_root")),
    "landlock": (errno.ENOSYS, ("landlock_create_ruleset",)),
}
_LANDLOCK_CREATE_RULESET = 444  # younger than some libseccomp


def main() -> None:
    """Become the user, forbid what is to be forbidden, and run the command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--forbid", action="append", default=[], choices=sorted(_CALLS))
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    if os.geteuid() == 0:
        become_nobody()
    for layer in arguments.forbid:
        forbid(*_CALLS[layer])
    os.execvp(arguments.command[0], arguments.command)


def become_nobody() -> None:
    """Give up root, for a user who can read Python."""
    linux.unshare(linux.CLONE_NEWNS)
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_PRIVATE)
    for folder in (sys.base_prefix, sys.prefix):
        _open(Path(folder))
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    os.environ.update(HOME="/nonexistent", USER="nobody", PYTHONDONTWRITEBYTECODE="1")


def _open(folder: Path) -> None:
    """Where a parent of the folder bars the way, an empty one stands in for it, and holds the folder alone."""
    barred = next((parent for parent in reversed(folder.parents) if not parent.stat().st_mode & 0o001), None)
    if barred is None:
        return
    descriptor = os.open(folder, os.O_PATH)
    linux.mount("tmpfs", str(barred), "tmpfs", 0, "mode=755")
    folder.mkdir(parents=True)
    linux.mount(f"/proc/self/fd/{descriptor}", str(folder), None, linux.MS_BIND | linux.MS_REC)
    os.close(descriptor)
    assert is_open_to_all(folder)


def forbid(number: int, calls: tuple[str, ...]) -> None:
    """Refuse system calls, as a container's profile does."""
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for call in calls:
        known = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, call)
        rules.add_rule(pyseccomp.ERRNO(number), known if known >= 0 else _LANDLOCK_CREATE_RULESET)
    rules.load()


if __name__ == "__main__":
    main()
