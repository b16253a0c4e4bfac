"""Runs a command within a fence, for what may get out of a sandbox with a layer off: `python fence.py COMMAND…`

What it starts ends with it, and reaches no process outside. It may write to /var/tmp and /dev/shm, which are its own,
empty and temporary; all else is read-only. A process gets `MEMORY` where it asks for no other limit.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

from grader.sandbox import linux

MEMORY = 12 << 30
FENCED = "GRADER_TESTS_FENCED"
"""Set for all that runs within."""
_OWN = ("/var/tmp", "/dev/shm")
_FIRST_PID = 20_000
"""As far from the first as on any machine that has run for a while: a kernel's own threads have the small numbers."""


def main() -> None:
    """Fence this process in, run the command, and end with its exit code."""
    if os.geteuid() != 0:
        uid, gid = os.getuid(), os.getgid()
        linux.unshare(linux.CLONE_NEWUSER)
        linux.map_user(uid, gid)
    linux.unshare(linux.CLONE_NEWNS | linux.CLONE_NEWPID)
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_PRIVATE)
    linux.set_mount("/", linux.ATTR_RDONLY, recursive=True)
    for folder in _OWN:
        linux.mount("tmpfs", folder, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "mode=1777,size=8g")
    os.environ.update({"TMPDIR": _OWN[0], FENCED: "yes"})
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
    first = os.fork()
    if first == 0:
        _be_first_process(sys.argv[1:])
    _, status = os.waitpid(first, 0)
    sys.exit(os.waitstatus_to_exitcode(status))


def _be_first_process(command: list[str]) -> None:
    """Run the command, and reap what others leave; when this process ends, so do all."""
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    linux.mount("proc", "/proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    Path("/proc/sys/kernel/ns_last_pid").write_text(str(_FIRST_PID))
    child = os.fork()
    if child == 0:
        os.execvp(command[0], command)
    while True:
        ended, status = os.wait()
        if ended == child:
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


if __name__ == "__main__":
    main()
