"""Kernel provisioners: how a kernel's process is started, watched and ended, one for each tier.

jupyter_client calls these; nothing else of the grader knows how a kernel comes to life.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from grader.errors import InternalError

_SUPERVISOR = Path(__file__).with_name("supervisor.py")
_CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """What a kernel and all that it started used. Seconds are CPU time."""

    exit: int = 0
    peak_memory_bytes: int = 0
    cpu_seconds: float = 0.0


class _Started(msgspec.Struct, frozen=True):
    pid: int


def kernel_environment(folder: Path) -> dict[str, str]:
    """The environment of a kernel: nothing of ours but where its own folders are, and settings that spare it work."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "IPYTHONDIR": str(folder / "home" / ".ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder / "tmp"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": str(folder / "home"),
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }


def kernel_cpu_seconds(pid: int | None) -> float:
    """The CPU time of a process so far, and of those of its children that have ended; 0 where it is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123 (asked at every wait: a path costs thrice as much)
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / _CLOCK_TICKS


class UnsandboxedProvisioner(KernelProvisionerBase):
    """Tier "none": a kernel beside us with our rights, held by a supervisor that ends everything it started.

    `folder` (short: it holds the sockets), `memory_bytes` and `parent` are set by whoever makes it.
    """

    folder: Path
    memory_bytes: int
    layers: tuple[str, ...] = ()
    over_quota = template_died = installed = False

    _process: subprocess.Popen[bytes] | None = None
    _lifeline: int | None = None
    _pid: int | None = None
    usage = Usage()

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and not yet waited for."""
        return self._process is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 (jupyter_client's signature)
        """Choose the sockets' paths, and write them where the kernel reads them."""
        manager = self.parent
        assert manager is not None  # the manager makes its provisioner's parent
        for name in ("home", "tmp", "work"):
            (self.folder / name).mkdir(mode=0o700)
        manager.ip = str(self.folder / "k")
        for port, channel in enumerate(("shell", "iopub", "stdin", "hb", "control"), start=1):
            setattr(manager, f"{channel}_port", port)
        manager.connection_file = str(self.folder / "connection.json")
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", manager.connection_file]
        return {"cmd": [*command, "--HistoryManager.enabled=False"]}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401 (as above)
        """Start the supervisor, and wait until it has started the kernel."""
        lifeline, self._lifeline = os.pipe()
        told, status = os.pipe()
        loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[None] = loop.create_future()
        self._started: asyncio.Future[int] = loop.create_future()
        supervisor = [sys.executable, "-I", "-S", str(_SUPERVISOR), str(lifeline), str(status), str(self.memory_bytes)]
        with (self.folder / "kernel.log").open("wb") as log:
            self._process = subprocess.Popen(
                [*supervisor, *cmd],
                pass_fds=(lifeline, status),
                env=kernel_environment(self.folder),
                cwd=self.folder / "work",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        os.close(lifeline)
        os.close(status)
        self._told, self._text = told, b""
        loop.add_reader(told, self._hear)
        self._pid = await self._started
        return self.connection_info

    def _hear(self) -> None:
        """Take what the supervisor says; the end of the pipe is the end of everything it held."""
        chunk = os.read(self._told, 4096)
        self._text += chunk
        if chunk and not self._started.done() and b"\n" in self._text:
            first, _, self._text = self._text.partition(b"\n")
            self._started.set_result(msgspec.json.decode(first, type=_Started).pid)
        if not chunk:
            asyncio.get_running_loop().remove_reader(self._told)
            os.close(self._told)
            with contextlib.suppress(msgspec.DecodeError):  # nothing was told where the supervisor itself was killed
                self.usage = msgspec.json.decode(self._text, type=Usage)
            if not self._started.done():
                self._started.set_exception(InternalError("the kernel's supervisor ended before it started the kernel"))
            self.ended.set_result(None)

    def cpu_seconds(self) -> float:
        """The CPU time of the kernel's process so far, and of those of its children that have ended."""
        return self.usage.cpu_seconds if self.ended.done() else kernel_cpu_seconds(self._pid)

    async def poll(self) -> int | None:
        """None while the kernel runs, else its exit code."""
        return self.usage.exit if self.ended.done() else None

    async def wait(self) -> int | None:
        """Wait until the kernel and everything it started have ended."""
        if self._process is None:
            return 0
        await asyncio.shield(self.ended)
        self._process.wait()
        self._process = None
        return self.usage.exit

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel's process."""
        if self._pid is not None and not self.ended.done():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signum)

    async def kill(self, restart: bool = False) -> None:
        """Let go of the lifeline: the supervisor ends the kernel and everything it started."""
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None

    async def terminate(self, restart: bool = False) -> None:
        """As `kill`: a candidate's kernel gets no time of grace."""
        await self.kill()

    async def interrupt(self) -> None:
        """Interrupt what the kernel executes, as a person would."""
        await self.send_signal(signal.SIGINT)

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing is left to clean: the folder is its owner's."""
