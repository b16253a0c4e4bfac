"""IPython's kernel in two steps: made once, in the template, and given its channels in each fork.

ipykernel's own application does both at once, and opens five channels where two are used. As it is made here it has no
socket, no thread and no key, so that a fork needs no more than those. Runs inside.
"""

from __future__ import annotations

import asyncio
import linecache
import logging
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # late otherwise, because the template sets first where packages are imported from
    import zmq
    from ipykernel.ipkernel import IPythonKernel


_SETTINGS = {"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}}

_FAILING = """\
def divide(number):
    return number / 0


divide(1)
"""


def make() -> IPythonKernel:
    """The kernel and its shell, without channels. It keeps no history, and reads no files of settings.

    Tracebacks are plain text: colors would cost most of what an error costs, and no page shows them.
    """
    from ipykernel.ipkernel import IPythonKernel
    from ipykernel.kernelapp import IPKernelApp
    from traitlets.config import Config

    log = logging.getLogger("kernel")
    log.addHandler(logging.NullHandler())  # else its complaints would be the candidate's output
    log.propagate = False
    application = IPKernelApp.instance(config=Config(_SETTINGS))
    kernel = IPythonKernel.instance(parent=application, log=log)
    shell = kernel.shell
    assert shell is not None  # it made one
    application.kernel, application.shell = kernel, shell  # where magics look for them
    application.init_pdb()
    application.init_path()
    application.init_extensions()
    shell.user_ns_hidden.update(shell.user_ns)
    shell._sys_modules_keys = set(sys.modules)
    shell._format_exception_for_storage = _of_no_history
    return kernel


def _of_no_history(*exception: object, **where: object) -> dict[str, object]:
    """What IPython remembers of a cell's error: it would format the traceback a second time, and nobody asks for it."""
    return {}


def settle(kernel: IPythonKernel, home: Path) -> None:
    """Have the shell look where this process is, and where its home is."""
    from IPython.core.profiledir import ProfileDir

    shell = kernel.shell
    assert shell is not None  # as in `make`
    shell.home_dir, shell.starting_dir, shell.ipython_dir = str(home), str(Path.cwd()), str(home / ".ipython")
    shell.profile_dir = ProfileDir.create_profile_dir_by_name(shell.ipython_dir, "default")
    shell.history_manager.dir_hist[:] = [Path.cwd()]


def listen(kernel: IPythonKernel, connection: Mapping[str, Any]) -> None:
    """Bind the channels that cells and their outputs travel on; from now on, what is printed goes there."""
    import zmq
    from ipykernel.iostream import IOPubThread, OutStream
    from ipykernel.shellchannel import ShellChannelThread
    from jupyter_client.session import Session
    from zmq.eventloop.zmqstream import ZMQStream

    context = zmq.Context()
    session = Session(key=connection["key"].encode(), signature_scheme=connection["signature_scheme"])
    published = IOPubThread(_bound(context, zmq.XPUB, connection, "iopub"), session=session)
    published.start()
    sys.stdout, sys.stderr = (OutStream(session, published, name) for name in ("stdout", "stderr"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # but while a cell runs
    asked = ShellChannelThread(context, daemon=True)
    asked.shell_stream = ZMQStream(_bound(context, zmq.ROUTER, connection, "shell"), asked.io_loop)
    asked.start()
    for thread in (published, asked):
        thread.io_loop.asyncio_loop.set_exception_handler(_out_of_memory)  # type: ignore[attr-defined] # tornado types its base
    kernel.session, kernel.shell_stream, kernel.shell_channel_thread = session, asked.shell_stream, asked
    kernel.iopub_thread, kernel.iopub_socket = published, published.background_socket
    assert kernel.shell is not None  # as in `make`
    for part in (kernel.shell.displayhook, kernel.shell.display_pub):
        part.session, part.pub_socket = session, kernel.iopub_socket


def _out_of_memory(loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
    """End the kernel where a channel has no memory left: it would fall silent, and be waited for in vain."""
    if isinstance(context.get("exception"), MemoryError):
        os._exit(1)
    loop.default_exception_handler(dict(context))


def _bound(context: zmq.Context[zmq.Socket[bytes]], kind: int, connection: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 (ipykernel has no types)
    socket = context.socket(kind)
    socket.linger = 1000
    socket.bind(f"ipc://{connection['ip']}-{connection[f'{name}_port']}")
    return socket


def serve(kernel: IPythonKernel) -> None:
    """Answer requests until the process ends."""
    from tornado.ioloop import IOLoop

    kernel.start()
    IOLoop.current().start()


def warm(kernel: IPythonKernel) -> None:
    """Use what IPython makes when it is first used, so that no fork has to: regular expressions, formatters, caches."""
    shell = kernel.shell
    assert shell is not None  # as in `make`
    shell.run_cell("None", silent=True)
    shell.user_expressions({"nothing": "None"})
    name = shell.compile.cache(_FAILING)
    try:
        exec(compile(_FAILING, name, "exec"), {})  # noqa: S102 (our own)
    except ZeroDivisionError as error:
        shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__, tb_offset=1)
    del linecache.cache[name]


def rehearse(kernel: IPythonKernel, home: Path) -> None:
    """Listen and run cells for a moment, for the sake of what that imports: an error's traceback above all."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    settle(kernel, home)
    secret = {"key": "rehearsal", "signature_scheme": "hmac-sha256"}
    listen(kernel, {"ip": str(home / "k"), "shell_port": 1, "iopub_port": 2, **secret})
    assert kernel.shell is not None  # as in `make`
    for cell in ("import numpy\n1 / 0", "%precision 3\nprint(1)", "1"):
        kernel.shell.run_cell(cell, store_history=True)
