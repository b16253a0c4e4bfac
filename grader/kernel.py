"""One candidate's kernel: started, spoken to within limits, and ended with everything it started.

nbclient executes the cells. What is ours: limits in CPU time, an output budget, the strict reading of every message,
and the silent requests by which functions are listed and called.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.connect import channel_socket_types
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete, DeadKernelError
from nbformat import NotebookNode
from traitlets import Type

from grader import answer
from grader.errors import InternalError, ProtocolViolation, TemplateDied
from grader.sandbox import inside
from grader.sandbox.policy import Tier
from grader.sandbox.provisioner import UnsandboxedProvisioner, Usage
from grader.sandbox.warm import WarmProvisioner
from grader.settings import Limits

_REPLY = "__import__('IPython').get_ipython().kernel.grader_reply()"
_START_SECONDS = 60.0  # wall time; past it the machine, not the candidate, is at fault
_STILL_IDLE = 0.9
"""A kernel that has this share of its CPU time left, when its wall time is over, did not work."""

_GRACE_SECONDS = 2.0  # at most, between an interrupt and the end of the kernel
_ENDING_SECONDS = 1.0  # wall time in which a kernel that broke its connections by ending is known to have ended


class KernelEnded(Exception):
    """The kernel is gone: it died by itself, or was ended for a limit. `how` is "died", "timeout" or "output_limit"."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class _StrictChannel(AsyncZMQSocketChannel):
    """A channel on which anything but a well-formed, signed message is a protocol violation."""

    async def _recv(  # type: ignore[override]  # jupyter_client's own asynchronous channel overrides it so
        self,
        **kwargs: Any,  # noqa: ANN401 (jupyter_client's signature)
    ) -> dict[str, Any]:
        frames = await self.socket.recv_multipart(**kwargs)
        try:
            _, parts = self.session.feed_identities(frames)
            message = self.session.deserialize(parts)
        except Exception as error:  # whatever hostile bytes make the parser trip over
            raise ProtocolViolation("a message of the kernel is malformed") from error
        match message:
            case {"msg_type": str(), "content": dict(), "parent_header": dict(), "header": dict()}:
                return dict(message)
        raise ProtocolViolation("a message of the kernel is malformed")


class _StrictClient(AsyncKernelClient):
    """A client of the two channels that we use, with a bound on the size of a message."""

    shell_channel_class = Type(_StrictChannel)
    iopub_channel_class = Type(_StrictChannel)
    max_message_bytes = 0

    def start_channels(
        self, shell: bool = True, iopub: bool = True, stdin: bool = True, hb: bool = True, control: bool = True
    ) -> None:
        super().start_channels(shell=shell, iopub=iopub, stdin=False, hb=False, control=False)

    def stop_channels(self) -> None:
        for channel in (self._shell_channel, self._iopub_channel):
            if channel is not None:
                channel.stop()

    def _create_connected_socket(self, channel: str, identity: bytes | None = None) -> Any:  # noqa: ANN401 (as above)
        socket = self.context.socket(channel_socket_types[channel])
        socket.linger = 0
        socket.maxmsgsize = self.max_message_bytes
        if identity:
            socket.identity = identity
        socket.connect(self._make_url(channel))
        return socket

    async def wait_until_ready(self) -> None:
        """Wait for the kernel's welcome, by which what it publishes arrives here: JEP 65, so ipykernel 7 and newer."""
        await self.iopub_channel.socket.poll()


class _Manager(AsyncKernelManager):
    """A manager without the control channel: a kernel is ended through its provisioner, whatever it answers."""

    def _connect_control_socket(self) -> None: ...


class _BoundedNotebookClient(NotebookClient):
    """nbclient with an output budget, and with a strict reading of what the kernel publishes."""

    output_left = 0
    exceeded = False

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        self.spend(msg)
        if msg["msg_type"].startswith("comm"):
            return None  # widgets would run code of ours on the candidate's word
        try:
            return super().process_message(msg, cell, cell_index)
        except (CellExecutionComplete, ProtocolViolation):
            raise
        except Exception as error:  # whatever a message of the wrong shape makes nbclient trip over
            raise ProtocolViolation("an output of the kernel is malformed") from error

    def spend(self, msg: Mapping[str, Any]) -> None:
        """Take a message's size from the budget; past it, the kernel is ended."""
        self.output_left -= 200 + len(repr(msg["content"]))
        if self.output_left < 0 and not self.exceeded:
            self.exceeded = True
            assert self.km is not None  # set by `start`, as is its provisioner
            assert self.km.provisioner is not None
            self.task_ending = asyncio.ensure_future(self.km.provisioner.kill())


class Kernel:
    """A running kernel. Made by `start`; every method may raise KernelEnded or ProtocolViolation."""

    def __init__(self, manager: AsyncKernelManager, client: _BoundedNotebookClient, limits: Limits) -> None:
        self._manager = manager
        self._client = client
        self._limits = limits
        self._timed_out = False
        self._lost: str | None = None

    @property
    def _provisioner(self) -> UnsandboxedProvisioner | WarmProvisioner:
        provisioner = self._manager.provisioner
        assert isinstance(provisioner, UnsandboxedProvisioner | WarmProvisioner)  # `start` made it so
        return provisioner

    def cpu_seconds(self) -> float:
        """The CPU time used so far."""
        return self._provisioner.cpu_seconds()

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers of the sandbox that are on the kernel."""
        return self._provisioner.layers

    @property
    def usage(self) -> Usage:
        """What the kernel used, known once it has ended."""
        return self._provisioner.usage

    async def run_cell(self, index: int, cpu_seconds: float) -> bool:
        """Execute a cell of the notebook; past its limit it is interrupted. Whether it stayed within the limit."""
        cell = self._client.nb.cells[index]
        return await self._within(self._client.async_execute_cell(cell, index), cpu_seconds, interrupt=True)

    async def ask(self, order: Mapping[str, object], cpu_seconds: float) -> Mapping[str, object]:
        """Have the code inside the kernel do something silently; its reply, parsed and checked for length and nonce."""
        nonce = secrets.token_hex(8)
        reply: list[object] = []

        async def request() -> None:
            reply.append(await self._request("", {"grader_order": {**order, "nonce": nonce}}, {"reply": _REPLY}))

        await self._within(request(), cpu_seconds, interrupt=False)
        match reply:
            case [{"user_expressions": {"reply": {"data": {"application/x-grader-reply": text}}}}]:
                return answer.parse_reply(text, nonce, self._limits.reply_bytes)
        raise ProtocolViolation("the reply to a check is missing")

    async def watch(self, name: str) -> None:
        """Wait until the connection of a channel breaks, then end the kernel: a message above the bound breaks it."""
        assert self._client.kc is not None
        socket = getattr(self._client.kc, f"{name}_channel").socket
        monitor = socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        try:
            await monitor.recv_multipart()
            ended, _ = await asyncio.wait({self._provisioner.ended}, timeout=_ENDING_SECONDS)
            if not ended:
                self._lost = name
                await self._provisioner.kill()
        finally:
            socket.disable_monitor()
            monitor.close(0)

    async def install(self) -> None:
        """Send the code that runs inside, before any cell of the candidate's, where it isn't there already."""
        if self._provisioner.installed:
            return
        code = "exec(compile(get_ipython().kernel.get_parent()['content']['grader_source'], '<grader>', 'exec'), {})"
        content = await self._request(code, {"grader_source": inside.program()}, {})
        if content.get("status") != "ok":
            raise InternalError(f"the code inside the kernel can't be installed: {content.get('evalue')}")

    async def _request(
        self, code: str, extra: Mapping[str, object], expressions: Mapping[str, str]
    ) -> Mapping[str, object]:
        """A silent execute request; its reply's content. What the kernel publishes meanwhile is only counted."""
        client = self._client.kc
        assert client is not None
        content = {
            "code": code,
            "silent": True,
            "store_history": False,
            "user_expressions": expressions,
            "allow_stdin": False,
            "stop_on_error": False,
            **extra,
        }
        message = client.session.msg("execute_request", content)
        client.shell_channel.send(message)
        drain = asyncio.ensure_future(self._drain(message["header"]["msg_id"]))
        try:
            while True:
                reply = await client.shell_channel.get_msg()
                if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                    return dict(reply["content"])
        finally:
            await _cancel([drain])

    async def _drain(self, request: str) -> None:
        """Take what is published: what belongs to the request is charged, not what a cell before it left behind."""
        assert self._client.kc is not None
        while True:
            published = await self._client.kc.iopub_channel.get_msg()
            if published["parent_header"].get("msg_id") == request:
                self._client.spend(published)

    async def _within(self, work: Coroutine[Any, Any, object], cpu_seconds: float, *, interrupt: bool) -> bool:
        """Await `work` for so much CPU time, and `wall_factor` times as much wall time; past it, interrupt or end.

        Returns whether the limit was kept. Raises KernelEnded where the kernel is gone.
        """
        task, ended = asyncio.ensure_future(work), self._provisioner.ended
        kept, cpu_end, wall_end = True, self.cpu_seconds() + cpu_seconds, time.monotonic()
        wall_end += cpu_seconds * self._limits.wall_factor
        either: set[asyncio.Future[Any]] = {task, ended}
        with self._abandoning(task):
            while not task.done() and not ended.done():
                left = min((cpu_end - self.cpu_seconds()) / (os.cpu_count() or 1), wall_end - time.monotonic())
                if left <= 0 and kept and interrupt:
                    grace = min(_GRACE_SECONDS, cpu_seconds)
                    kept, cpu_end = False, self.cpu_seconds() + grace
                    wall_end = time.monotonic() + grace * self._limits.wall_factor
                    await self._provisioner.interrupt()
                elif left <= 0:
                    # Who calls cases sees to those that wait: a kernel that neither answers nor works is broken itself.
                    self._timed_out = interrupt or cpu_end - self.cpu_seconds() < cpu_seconds * _STILL_IDLE
                    await self._provisioner.kill()
                    await asyncio.shield(ended)
                else:
                    await asyncio.wait(either, timeout=max(left, 0.02), return_when=asyncio.FIRST_COMPLETED)
        return await self._outcome(task) and kept

    async def within_wall(self, work: Coroutine[Any, Any, object], seconds: float) -> None:
        """Await `work`, which is ours, for so many seconds of wall time. Raises KernelEnded."""
        task = asyncio.ensure_future(work)
        either: set[asyncio.Future[Any]] = {task, self._provisioner.ended}
        with self._abandoning(task):
            done, _ = await asyncio.wait(either, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        self._timed_out = not done
        await self._outcome(task)

    @contextlib.contextmanager
    def _abandoning(self, task: asyncio.Future[object]) -> Iterator[None]:
        """Where the run is ended meanwhile, nobody waits for `task` any more."""
        try:
            yield
        except asyncio.CancelledError:
            task.add_done_callback(lambda done: done.cancelled() or done.exception())  # taken note of
            self._abandon(task)
            raise

    def _abandon(self, task: asyncio.Future[object]) -> None:
        polling = self._client.task_poll_for_reply
        if polling is not None:
            polling.cancel()
        task.cancel()

    async def _outcome(self, task: asyncio.Future[object]) -> bool:
        """The end of `task`, with the end of the kernel told as what it was."""
        if not task.done():  # the kernel has ended; what it said last may still be under way
            await asyncio.wait({task}, timeout=0.2)
        if not task.done():
            self._abandon(task)
        try:
            await task
        except (asyncio.CancelledError, DeadKernelError):
            raise self._ended() from None
        if self._client.exceeded:
            raise self._ended()
        return True

    def _ended(self) -> KernelEnded | ProtocolViolation | TemplateDied:
        """Why the kernel is gone."""
        if self._provisioner.template_died:
            return TemplateDied("what the kernels are forked from died while this notebook was executed")
        if self._lost == "shell":
            return ProtocolViolation("a reply is too long, or the kernel closed its connection")
        if self._client.exceeded or self._lost == "iopub" or self._provisioner.over_quota:
            return KernelEnded("output_limit")
        return KernelEnded("timeout" if self._timed_out else "died")


def kernel_manager(tier: Tier, folder: Path, limits: Limits) -> AsyncKernelManager:
    """A manager whose kernel will run in the given tier, with its files in `folder`."""
    spec = KernelSpec(argv=["python"], display_name="Python 3", language="python")
    manager = _Manager(transport="ipc", context=_context())
    manager.client_factory = _StrictClient
    manager._kernel_spec = spec  # no kernel installed here is meant, so none is looked up
    kernel_id = secrets.token_hex(8)
    match tier:
        case Tier.NONE:
            beside = UnsandboxedProvisioner(kernel_id=kernel_id, kernel_spec=spec, parent=manager)
            beside.folder, beside.memory_bytes = folder, limits.memory_bytes
            manager.provisioner = beside
        case Tier.FULL | Tier.PORTABLE:
            warm = WarmProvisioner(kernel_id=kernel_id, kernel_spec=spec, parent=manager)
            warm.tier, warm.memory_bytes = tier, limits.memory_bytes
            manager.provisioner = warm
    return manager


def _context() -> zmq.asyncio.Context:
    """The one ZeroMQ context of this process: each would have threads of its own."""
    return zmq.asyncio.Context.instance()


@contextlib.asynccontextmanager
async def start(notebook: NotebookNode, tier: Tier, limits: Limits) -> AsyncIterator[Kernel]:
    """A kernel for the cells of `notebook`, ready, with the code inside installed; ended on leaving.

    Outputs land in `notebook`. Raises InternalError where the machine can't start a kernel.
    """
    folder = Path(tempfile.mkdtemp(prefix="gk"))
    manager = kernel_manager(tier, folder, limits)
    client = _BoundedNotebookClient(notebook, km=manager, allow_errors=True, timeout=None, coalesce_streams=True)
    client.output_left = limits.output_bytes
    watchers: list[asyncio.Future[None]] = []
    try:
        await manager.start_kernel()
        channels = manager.client(context=_context())
        assert isinstance(channels, _StrictClient)  # the factory above makes it so
        client.kc = channels
        channels.max_message_bytes = limits.reply_bytes * 2
        channels.allow_stdin = False
        channels.start_channels()
        kernel = Kernel(manager, client, limits)
        watchers = [asyncio.ensure_future(kernel.watch(name)) for name in ("shell", "iopub")]
        await _get_ready(kernel, channels, folder)
        yield kernel
    finally:
        await _cancel(watchers)
        if client.kc is not None:
            client.kc.stop_channels()
        if manager.provisioner is not None and manager.provisioner.has_process:
            await manager.provisioner.kill()
            await manager.provisioner.wait()
            await manager.cleanup_resources()
        shutil.rmtree(folder, ignore_errors=True)


async def _cancel(tasks: Sequence[asyncio.Future[None]]) -> None:
    for task in tasks:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _get_ready(kernel: Kernel, client: _StrictClient, folder: Path) -> None:
    try:
        await kernel.within_wall(client.wait_until_ready(), _START_SECONDS)
        await kernel.install()
    except KernelEnded as error:
        file = folder / "kernel.log"
        log = file.read_text(errors="replace")[-400:] if file.exists() else ""
        raise InternalError(f"the kernel did not start ({error.how}); its last words: {log!r}") from error
