"""The template: a process that has imported what kernels need, and forks one for each order.

`python -s -S -P -c '…' LINE`, a fresh start with a clean environment; LINE is the socket to the grader. It has one
thread, and knows no answer, no candidate and no kernel's key: orders for kernels go past it, to the forked process.
It imports nothing of ours but what this folder says may run inside.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from grader.sandbox import confine, forked_kernel, inside, ipython_kernel, linux, private_root, seccomp
from grader.sandbox.order import PROCESS_IDS, Ended, Ready, Started, TemplateOrder, decode, encode

if TYPE_CHECKING:
    from ipykernel.ipkernel import IPythonKernel

_MESSAGE_BYTES = 1 << 18


def main(line: int) -> None:
    """Prepare as ordered, then serve until the grader lets go."""
    grader = socket.socket(fileno=line)
    gc.disable()  # what is imported stays
    try:
        order = decode(grader.recv(_MESSAGE_BYTES))
        assert isinstance(order, TemplateOrder)
        os.environ.clear()
        os.environ.update(order.environment)
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        if order.namespaces:
            private_root.new_namespaces()
            with linux.layer("private root"):
                private_root.enter(order)
            _first_process(confine.spaces(order))
        prepared = _prepare(order)
    except BaseException as error:
        grader.send(encode(Ready(failed=_told(error))))
        raise
    grader.send(encode(Ready()))
    _serve(grader, prepared)


def _told(error: BaseException) -> str:
    """What the grader tells of an error: the layer that is missing, or all there is to know of a failure of ours."""
    if isinstance(error, linux.LayerMissing):
        return str(error)
    return "".join(traceback.format_exception(error))[-2000:]


def _first_process(spaces: Mapping[str, int]) -> None:
    """Go on as the first process of new process ids: when it ends, so does all that it started."""
    with linux.layer("namespaces of the template"):
        linux.unshare(linux.CLONE_NEWPID | sum(spaces.values()))
    child = os.fork()
    if child:
        os.closerange(3, 4096)
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    flags = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
    with linux.layer("a /proc of its own"):
        linux.mount("proc", "/proc", "proc", flags)


def _prepare(order: TemplateOrder) -> forked_kernel.Prepared:
    """Import what kernels need, from where they will import, and make what they have in common: a kernel that answers
    the grader and has no channels yet. The way to our own modules is forgotten.
    """
    sys.prefix = sys.exec_prefix = order.prefix
    sys.path[:] = order.path
    sys.path_importer_cache.clear()
    site = importlib.import_module("site")
    site.setquit()
    site.sethelper()
    os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), order.home))
    _import_without_debugger()
    for name in order.preload:
        importlib.import_module(name)
    kernel = ipython_kernel.make()
    for name in _imported_by_rehearsal(order, kernel):
        with contextlib.suppress(Exception):  # some can only be imported by what imports them
            importlib.import_module(name)
    inside.load(order.inside)["requests"].install()
    for name in [name for name in sys.modules if name.partition(".")[0] in ("grader", "pyseccomp")]:
        del sys.modules[name]
    ipython_kernel.warm(kernel)
    threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208 (names only)
    if threads != 1:
        raise RuntimeError(
            f"the template has {threads} threads after importing {', '.join(order.preload)}; it must have 1"
        )
    prepared = forked_kernel.Prepared(
        template=order, kernel=kernel, files=confine.template_rules(order), system_calls=seccomp.build()
    )
    gc.freeze()
    return prepared


def _import_without_debugger() -> None:
    """Import what looks for the debugger when a kernel is made: that is slow to import, and never used."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # so `import` says that there is none
    importlib.import_module("ipykernel.debugger")
    del sys.modules["debugpy"]


def _imported_by_rehearsal(order: TemplateOrder, kernel: IPythonKernel) -> list[str]:
    """The modules that a kernel imports while it starts and runs a cell, found out by a fork that does so."""
    near, far = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(near)
            ipython_kernel.rehearse(kernel, Path(order.home))
            names = [name for name in sys.modules if not name.startswith("__") and name.partition(".")[0] != "grader"]
            os.write(far, " ".join(names).encode())
        finally:
            os._exit(0)
    os.close(far)
    with os.fdopen(near) as told:
        names = told.read().split()
    os.waitpid(child, 0)
    return [name for name in names if name not in sys.modules]


class _Kernels:
    """The kernels that run: each with its pidfd, and the line on which its end is told."""

    def __init__(self) -> None:
        self.poll = select.poll()
        self._running: dict[int, tuple[int, int, socket.socket]] = {}

    def add(self, pid: int, pidfd: int, line: socket.socket) -> None:
        """Watch a kernel, and whether the grader still wants it."""
        for descriptor, events in ((pidfd, select.POLLIN), (line.fileno(), 0)):
            self._running[descriptor] = (pid, pidfd, line)
            self.poll.register(descriptor, events)

    def attend(self, descriptor: int) -> None:
        """End a kernel that was let go; reap one that ended, and tell what it used."""
        if descriptor not in self._running:
            return  # it ended in the same round
        pid, pidfd, line = self._running[descriptor]
        with contextlib.suppress(ProcessLookupError):  # it is the end of it that woke us
            signal.pidfd_send_signal(pidfd, signal.SIGKILL)
        _, status, used = os.wait4(pid, 0)
        for each in (pidfd, line.fileno()):
            self.poll.unregister(each)
            del self._running[each]
        os.close(pidfd)
        ended = Ended(
            exit=os.waitstatus_to_exitcode(status),
            peak_memory_bytes=used.ru_maxrss * 1024,
            cpu_seconds=round(used.ru_utime + used.ru_stime, 6),
        )
        with contextlib.suppress(OSError):  # the grader may have let go of it
            line.send(encode(ended))
        line.close()


def _serve(grader: socket.socket, prepared: forked_kernel.Prepared) -> None:
    """Fork a kernel for each line that the grader passes; watch those that run."""
    own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY)
    kernels = _Kernels()
    kernels.poll.register(grader, select.POLLIN)
    while True:
        for descriptor, _ in kernels.poll.poll():
            if descriptor != grader.fileno():
                kernels.attend(descriptor)
                continue
            message, descriptors, _, _ = socket.recv_fds(grader, 16, 1)
            if not message:
                os._exit(0)
            line = socket.socket(fileno=descriptors[0])
            pid = _fork(prepared, line, own_pids)
            pidfd = os.pidfd_open(pid)
            socket.send_fds(line, [encode(Started())], [pidfd])
            kernels.add(pid, pidfd, line)


def _fork(prepared: forked_kernel.Prepared, line: socket.socket, own_pids: int) -> int:
    own = prepared.template.namespaces and prepared.template.has(PROCESS_IDS)
    if own:
        linux.unshare(linux.CLONE_NEWPID)
    pid = os.fork()
    if pid == 0:
        try:
            forked_kernel.become(prepared, line)
        except BaseException as error:
            line.send(encode(Ready(failed=_told(error))))
        finally:
            os._exit(70)
    if own:
        linux.setns(own_pids, linux.CLONE_NEWPID)  # else the next kernel would join this one's
    return pid
