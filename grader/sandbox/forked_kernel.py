"""What a forked process does to become one candidate's kernel: it shuts itself in, listens, and only then says so.

Runs inside the template's child. No line of a candidate's has run when it reports its layers, so the report is ours.
"""

from __future__ import annotations

import gc
import os
import random
import signal
import socket
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.sandbox import confine, ipython_kernel, landlock, linux, seccomp
from grader.sandbox import rules as rules_in_words
from grader.sandbox.order import SECCOMP, WORDS, KernelOrder, Ready, TemplateOrder, decode, encode

if TYPE_CHECKING:
    import pyseccomp
    from ipykernel.ipkernel import IPythonKernel

_MESSAGE_BYTES = 1 << 18


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """What the kernels of a template have in common, made before any of them."""

    template: TemplateOrder
    kernel: IPythonKernel
    files: tuple[landlock.Rule, ...]
    system_calls: pyseccomp.SyscallFilter


def become(prepared: Prepared, line: socket.socket) -> None:
    """Be a kernel until it ends. `line` leads to the grader, for the order and the report, and is closed then."""
    template, kernel = prepared.template, prepared.kernel
    _leave_the_template(line)
    order = decode(line.recv(_MESSAGE_BYTES))
    assert isinstance(order, KernelOrder)
    layers = confine.shut_in(template, order, prepared.files)
    _settle(template, order)
    ipython_kernel.settle(kernel, confine.scratch_of(template, order) / "home")
    ipython_kernel.listen(kernel, {**order.connection, "ip": str(confine.sockets_of(template, order) / "k")})
    if template.has(SECCOMP):
        with linux.layer("seccomp"):
            seccomp.load(prepared.system_calls, os.getpid())
        layers.append("seccomp")
    gc.enable()
    if template.has(WORDS) and order.canary is None:  # a canary is to meet the layers themselves
        rules_in_words.say()
    canary = _ask_canary(order.canary) if order.canary else None
    line.send(encode(Ready(layers=tuple(layers), canary=canary)))
    line.close()
    if canary is None:
        del order
        ipython_kernel.serve(kernel)
    os._exit(0)


def _leave_the_template(line: socket.socket) -> None:
    """Keep nothing of the template's but the line; die with it."""
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    kept = line.fileno()
    os.closerange(3, kept)
    os.closerange(kept + 1, 4096)


def _settle(template: TemplateOrder, order: KernelOrder) -> None:
    """Folders of its own, and random generators that differ from every other kernel's."""
    scratch = confine.scratch_of(template, order)
    os.umask(0o077)
    os.chdir(scratch / "work")
    folders = {"HOME": "home", "MPLCONFIGDIR": "home", "TMPDIR": "tmp", "JUPYTER_RUNTIME_DIR": "tmp"}
    os.environ.update({name: str(scratch / folder) for name, folder in folders.items()})
    tempfile.tempdir = None
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _ask_canary(program: str) -> dict[str, str]:
    """Run a program of ours that tries to break out; what came of each attempt."""
    namespace: dict[str, dict[str, str]] = {}
    exec(program, namespace)  # noqa: S102 (the grader's own)
    return namespace["found"]
