"""The provisioner of tiers "full" and "portable": kernels forked from the template, ended through their pidfd."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from grader.errors import InternalError, TemplateDied
from grader.sandbox.order import SCRATCH_SIZE, Ended, KernelOrder, Message, Ready, Started, decode, encode
from grader.sandbox.policy import Tier
from grader.sandbox.provisioner import Usage, kernel_cpu_seconds
from grader.sandbox.quota import exceeds
from grader.sandbox.template_process import MESSAGE_BYTES, SCRATCH_BYTES, SCRATCH_INODES, remove, seal, template_for
from grader.settings import Limits

_CHANNELS = ("shell", "iopub", "stdin", "hb", "control")
_QUOTA_SECONDS = 0.25


class WarmProvisioner(KernelProvisionerBase):
    """A kernel of the template's. `tier` and `memory_bytes` may be set by whoever makes it.

    `ended` is done when the kernel and everything that it started have ended; `usage` is known then.
    """

    tier = Tier.FULL
    memory_bytes = Limits.memory_bytes
    layers: tuple[str, ...] = ()
    usage = Usage()
    over_quota = False
    template_died = False
    installed = True

    _line: socket.socket | None = None
    _pidfd: int | None = None
    _pid: int | None = None
    _folder: Path | None = None
    _quota: asyncio.Task[None] | None = None

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and not yet waited for."""
        return self._line is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 (jupyter_client's signature)
        """Choose the sockets' paths, in a folder of the kernel's own."""
        manager = self.parent
        assert manager is not None  # the manager makes its provisioner's parent
        self._template = template_for(self.tier)
        self._folder, self._uid = self._template.new_folder()
        manager.ip = str(self._folder / "k")
        for port, channel in enumerate(_CHANNELS, start=1):
            setattr(manager, f"{channel}_port", port)
        self.connection_info = manager.get_connection_info()
        return {"cmd": []}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401 (as above)
        """Have a kernel forked, and wait until it tells that it is shut in and listens."""
        assert self._folder is not None  # pre_launch came first
        loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[None] = loop.create_future()
        self._ready: asyncio.Future[Ready] = loop.create_future()
        try:
            self._line = self._template.fork()
            self._line.setblocking(False)
            self._line.send(encode(self._order(self._folder)))
        except OSError as error:
            self._template.died = True
            raise TemplateDied("the template of the kernels died before this kernel was started") from error
        loop.add_reader(self._line, self._hear)
        ready = await self._ready
        if ready.failed:
            raise InternalError(f"the kernel could not be shut in: {ready.failed}")
        self.layers = tuple(ready.layers)
        seal(self._folder, self._uid)
        if self.tier is Tier.PORTABLE and SCRATCH_SIZE not in self._template.without:
            self._quota = asyncio.ensure_future(self._keep_quota(self._folder / "scratch"))
        return self.connection_info

    def _order(self, folder: Path) -> KernelOrder:
        info: dict[str, Any] = dict(self.connection_info)
        connection = {**info, "key": info["key"].decode()}
        return KernelOrder(
            folder=folder.name,
            connection=connection,
            uid=self._uid,
            capabilities=self._template.capabilities,
            memory_bytes=self.memory_bytes,
            threads=self._template.threads,
        )

    def _hear(self) -> None:
        """Take what comes on the kernel's line; its end without a word is the template's death."""
        assert self._line is not None  # else nothing would be read
        try:
            text, descriptors, _, _ = socket.recv_fds(self._line, MESSAGE_BYTES, 1)
        except BlockingIOError:
            return
        except OSError:
            text, descriptors = b"", []
        match decode(text) if text else None:
            case Started():
                self._pidfd = descriptors[0]
                self._pid = _pid_of(self._pidfd)
            case Ready() as ready:
                self._ready.set_result(ready)
            case message:
                self._end(message)

    def _end(self, message: Message | None) -> None:
        """Note the end of the kernel: told by the template, or by the end of the template itself."""
        assert self._line is not None  # as above
        asyncio.get_running_loop().remove_reader(self._line)
        if isinstance(message, Ended):
            self.usage = Usage(
                exit=message.exit, peak_memory_bytes=message.peak_memory_bytes, cpu_seconds=message.cpu_seconds
            )
        else:
            self.template_died = self._template.died = True
            self._signal(signal.SIGKILL)
        if not self._ready.done():
            died = TemplateDied("the template of the kernels died while it started this kernel")
            self._ready.set_exception(
                died if self.template_died else InternalError("the kernel ended before it was ready")
            )
        self.ended.set_result(None)

    async def _keep_quota(self, scratch: Path) -> None:
        """Without a file system of its own, the kernel is ended when its files outgrow the scratch space."""
        while not self.ended.done():
            if exceeds(scratch, max_bytes=SCRATCH_BYTES, max_files=SCRATCH_INODES):
                self.over_quota = True
                await self.kill()
            await asyncio.wait([self.ended], timeout=_QUOTA_SECONDS)

    def cpu_seconds(self) -> float:
        """The CPU time that the kernel used so far."""
        return self.usage.cpu_seconds if self.ended.done() else kernel_cpu_seconds(self._pid)

    async def poll(self) -> int | None:
        """None while the kernel runs, else its exit code."""
        return self.usage.exit if self.ended.done() else None

    async def wait(self) -> int | None:
        """Wait until the kernel and everything it started have ended."""
        if self._line is None:
            return 0
        await asyncio.shield(self.ended)
        if self._quota is not None:
            await self._quota
        self._line.close()
        self._line = None
        if self._pidfd is not None:
            os.close(self._pidfd)
            self._pidfd = None
        assert self._folder is not None  # it was launched
        remove(self._folder)
        return self.usage.exit

    def _signal(self, number: int) -> None:
        if self._pidfd is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, number)

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel's process."""
        self._signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once."""
        self._signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """As `kill`: a candidate's kernel gets no time of grace."""
        self._signal(signal.SIGKILL)

    async def interrupt(self) -> None:
        """Interrupt what the kernel executes, as a person would."""
        self._signal(signal.SIGINT)

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing is left to clean: `wait` removed the kernel's folder."""


def _pid_of(pidfd: int) -> int:
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
        if line.startswith("Pid:"):
            return int(line.split()[1])
    raise InternalError("a kernel's pidfd doesn't tell its process")
