"""The process that holds one unsandboxed kernel: `python -I -S supervisor.py LIFELINE STATUS MEMORY COMMAND…`

It adopts whatever the kernel starts, also after `setsid`, and ends all of it when the kernel ends or when the other end
of the LIFELINE pipe is closed, be it on purpose or because the grader died. STATUS is the pipe on which it tells two
lines of JSON: {"pid"} when the kernel is started, {"exit", "peak_memory_bytes", "cpu_seconds"} when all has ended.
MEMORY bounds the kernel's address space, in bytes. It imports nothing but the standard library.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import select
import signal
import sys
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def prctl(option: int, value: int) -> None:
    """Set an attribute of this process."""
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def start(command: list[str], memory: int) -> int:
    """Start the kernel in a session of its own, with its limits."""
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.execv(command[0], command)  # noqa: S606 (a kernel, by its path)
    finally:
        os._exit(127)


def children_of(parents: set[int]) -> set[int]:
    """The processes whose parent is among `parents`."""
    found = set()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[1]) in parents:
            found.add(int(entry.name))
    return found


def kill_descendants() -> None:
    """Send SIGKILL to every descendant: a child's children come to us when it dies, so each round finds the next."""
    known = {os.getpid()}
    while fresh := children_of(known) - known:
        known |= fresh
        for pid in fresh:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue


def end_all(kernel: int) -> int:
    """End and reap every descendant; the kernel's exit code."""
    code = 0
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return code
        if pid == kernel:
            code = os.waitstatus_to_exitcode(status)
        elif pid == 0:
            kill_descendants()
            time.sleep(0.002)


def main() -> None:
    """Hold one kernel until it ends or the grader lets go."""
    lifeline, status, memory = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    for number in (lifeline, status):
        os.set_inheritable(number, False)
    kernel = start(sys.argv[4:], memory)
    os.write(status, json.dumps({"pid": kernel}).encode() + b"\n")
    select.select([os.pidfd_open(kernel), lifeline], [], [])
    code = end_all(kernel)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {
        "exit": code,
        "peak_memory_bytes": used.ru_maxrss * 1024,
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 6),
    }
    os.write(status, json.dumps(told).encode() + b"\n")


if __name__ == "__main__":
    main()
