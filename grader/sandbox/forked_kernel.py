"""What a forked process does to become one candidate's kernel: it shuts itself in, listens, and only then says so.

Runs inside the template's child. No line of a candidate's has run when it reports its layers, so the report is ours.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from grader.sandbox import confine, landlock, linux, seccomp
from grader.sandbox import rules as rules_in_words
from grader.sandbox.order import SECCOMP, WORDS, KernelOrder, Ready, TemplateOrder, decode, encode

if TYPE_CHECKING:
    from ipykernel.kernelapp import IPKernelApp

_MESSAGE_BYTES = 1 << 18


def become(
    template: TemplateOrder, line: socket.socket, rules: tuple[landlock.Rule, ...], install: Callable[[], None]
) -> None:
    """Be a kernel until it ends. `line` leads to the grader, for the order and the report, and is closed then."""
    _leave_the_template(line)
    kernel = decode(line.recv(_MESSAGE_BYTES))
    assert isinstance(kernel, KernelOrder)
    layers = confine.shut_in(template, kernel, rules)
    _settle(template, kernel)
    application = _listen(template, kernel)
    install()
    if SECCOMP not in template.without:
        with linux.layer("seccomp"):
            seccomp.build(os.getpid()).load()
        layers.append("seccomp")
    gc.enable()
    if WORDS not in template.without and kernel.canary is None:  # a canary is to meet the layers themselves
        rules_in_words.say()
    canary = _ask_canary(kernel.canary) if kernel.canary else None
    line.send(encode(Ready(layers=tuple(layers), canary=canary)))
    line.close()
    if canary is None:
        del kernel
        application.start()  # type: ignore[no-untyped-call]  # ipykernel's own
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


def _settle(template: TemplateOrder, kernel: KernelOrder) -> None:
    """Folders of its own, and random generators that differ from every other kernel's."""
    scratch = confine.scratch_of(template, kernel)
    os.umask(0o077)
    os.chdir(scratch / "work")
    folders = {"HOME": "home", "MPLCONFIGDIR": "home", "TMPDIR": "tmp", "JUPYTER_RUNTIME_DIR": "tmp"}
    os.environ.update({name: str(scratch / folder) for name, folder in folders.items()})
    os.environ["IPYTHONDIR"] = str(scratch / "home" / ".ipython")
    tempfile.tempdir = None
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _listen(template: TemplateOrder, kernel: KernelOrder) -> IPKernelApp:
    """An IPython kernel, its sockets bound."""
    scratch, sockets = confine.scratch_of(template, kernel), confine.sockets_of(template, kernel)
    file = scratch / "tmp" / "connection.json"
    file.write_text(json.dumps({**kernel.connection, "ip": str(sockets / "k")}))
    return _application(file)


def _application(file: Path) -> IPKernelApp:
    """An initialised application that reads its sockets from a connection file.

    It has no command line and no files of settings: a third of its start would be spent there.
    """
    from ipykernel.kernelapp import (
        IPKernelApp,
    )  # late, because the template sets first where packages are imported from
    from traitlets.config import Config

    class Application(IPKernelApp):
        def parse_command_line(self, argv: object = None) -> None: ...

        def load_config_file(self, *arguments: object, **more: object) -> None: ...

    application = Application.instance(connection_file=str(file), config=Config({"HistoryManager": {"enabled": False}}))
    application.initialize([])  # type: ignore[no-untyped-call]  # ipykernel's own
    return application


def rehearse(template: TemplateOrder) -> None:
    """Be a kernel for a moment, in the template's own folder, for the sake of what that imports."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.environ["IPYTHONDIR"] = f"{template.home}/.ipython"
    file = Path(template.home, "connection.json")
    ports = {f"{name}_port": port for port, name in enumerate(("shell", "iopub", "stdin", "hb", "control"), start=1)}
    secret = {"key": "rehearsal", "signature_scheme": "hmac-sha256"}
    file.write_text(json.dumps({"transport": "ipc", "ip": f"{template.home}/k", **secret, **ports}))
    shell = _application(file).shell
    assert shell is not None  # an initialised application has one
    shell.run_cell("import numpy\n1 / 0", silent=True)
    shell.run_cell("%precision 3\nprint(1)", silent=True)


def _ask_canary(program: str) -> dict[str, str]:
    """Run a program of ours that tries to break out; what came of each attempt."""
    namespace: dict[str, dict[str, str]] = {}
    exec(program, namespace)  # noqa: S102 (the grader's own)
    return namespace["found"]
