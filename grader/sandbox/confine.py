"""The layers on one kernel, in the order in which they can be put on.

Runs inside a forked kernel, before any line of the candidate's, while it has a single thread.
"""

from __future__ import annotations

import os
import resource
from pathlib import Path

from grader.sandbox import landlock, linux
from grader.sandbox.order import (
    CAPABILITIES,
    HOST_NAME,
    IPC,
    LANDLOCK,
    NETWORK,
    OWN_PROC,
    OWN_USER,
    PROCESS_IDS,
    RLIMITS,
    SCRATCH_SIZE,
    KernelOrder,
    TemplateOrder,
)
from grader.sandbox.private_root import DEVICES, KERNELS, SCRATCH, SOCKETS

_OPEN_FILES = 256
_SPACES = {NETWORK: linux.CLONE_NEWNET, IPC: linux.CLONE_NEWIPC, HOST_NAME: linux.CLONE_NEWUTS}
_TMP = "/tmp"  # noqa: S108 (the kernel's own, within its root)


def shut_in(template: TemplateOrder, kernel: KernelOrder, landlock_rules: tuple[landlock.Rule, ...]) -> list[str]:
    """Put on every layer but seccomp, which comes when the sockets are bound. The layers' names."""
    layers: list[str] = []
    uid, gid = (kernel.uid, kernel.uid) if kernel.uid is not None else (os.getuid(), os.getgid())
    if template.namespaces:
        with linux.layer("namespaces of each kernel"):
            layers += _own_namespaces(template, kernel, uid, gid)
    if template.has(OWN_USER):
        with linux.layer("an ordinary user"):
            layers += _own_user(template, kernel, uid, gid)
    with linux.layer("capabilities"):
        linux.drop_capabilities(keep=kernel.capabilities if template.has(CAPABILITIES) else linux.permitted())
        linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    layers += [name for name in (CAPABILITIES, "no_new_privs") if template.has(name)]
    if template.has(RLIMITS):
        with linux.layer("resource limits"):
            _limit(template, kernel)
        layers.append("rlimits")
    if template.landlock and template.has(LANDLOCK):
        with linux.layer("Landlock"):
            landlock.restrict((*landlock_rules, *_own_rules(template, kernel)), template.landlock)
        layers.append(f"landlock_{template.landlock}")
    return layers


def scratch_of(template: TemplateOrder, kernel: KernelOrder) -> Path:
    """The folder in which the kernel may write."""
    return Path(SCRATCH) if template.namespaces else Path(template.folder, kernel.folder, "scratch")


def sockets_of(template: TemplateOrder, kernel: KernelOrder) -> Path:
    """The folder in which the kernel binds its sockets."""
    return Path(SOCKETS) if template.namespaces else Path(template.folder, kernel.folder)


def spaces(template: TemplateOrder) -> dict[str, int]:
    """The namespaces that both a template and each of its kernels make for themselves: names and flags."""
    return {name: flag for name, flag in _SPACES.items() if template.has(name)}


def _own_namespaces(template: TemplateOrder, kernel: KernelOrder, uid: int, gid: int) -> list[str]:
    """Mounts, network, IPC and host name of its own; the process ids' came with the fork."""
    own = spaces(template)
    linux.unshare(linux.CLONE_NEWNS | sum(own.values()))
    linux.mount(f"{KERNELS}/{kernel.folder}", SOCKETS, None, linux.MS_BIND)
    linux.unmount(KERNELS)
    options = f"mode=700,uid={uid},gid={gid}"
    if template.has(SCRATCH_SIZE):
        options += f",size={template.scratch_bytes},nr_inodes={template.scratch_inodes}"
    guarded = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
    linux.mount("tmpfs", SCRATCH, "tmpfs", guarded, options)
    for name in ("home", "tmp", "work"):
        Path(SCRATCH, name).mkdir(mode=0o700)
        os.chown(f"{SCRATCH}/{name}", uid, gid)
    linux.mount(str(Path(SCRATCH, "tmp")), _TMP, None, linux.MS_BIND)
    if template.has(OWN_PROC):
        linux.mount("proc", "/proc", "proc", guarded)
    if os.getpid() != 1 and template.has(PROCESS_IDS):
        raise OSError("the kernel has no process ids of its own")
    made = (PROCESS_IDS, "mount_namespace", *own, "private_root", SCRATCH_SIZE)
    return [name for name in made if template.has(name)]


def _own_user(template: TemplateOrder, kernel: KernelOrder, uid: int, gid: int) -> list[str]:
    """Become an ordinary user when root; else, with namespaces, the only one of a user namespace of its own, so that
    one kernel's threads don't count against another's.
    """
    if kernel.uid is not None:
        linux.prctl(linux.PR_SET_KEEPCAPS, 1)
        os.setgroups([])
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)
        linux.prctl(linux.PR_SET_KEEPCAPS, 0)
        linux.prctl(linux.PR_SET_PDEATHSIG, 9)  # the change of user cleared both
        linux.prctl(linux.PR_SET_DUMPABLE, 1)
        return ["ordinary_user"]
    if template.namespaces:
        linux.unshare(linux.CLONE_NEWUSER)
        linux.map_user(uid, gid)
        return ["user_namespace"]
    return []


def _limit(template: TemplateOrder, kernel: KernelOrder) -> None:
    own = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    limits = {
        resource.RLIMIT_AS: own + kernel.memory_bytes,  # what the template brought along is not the candidate's
        resource.RLIMIT_FSIZE: template.scratch_bytes,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_NPROC: kernel.threads,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_MEMLOCK: 1 << 16,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def template_rules(template: TemplateOrder) -> tuple[landlock.Rule, ...]:
    """What every kernel of a template may open, besides its own folders."""
    devices = tuple((device, landlock.READ_FILE | landlock.WRITE_FILE) for device in DEVICES)
    if template.namespaces:
        return ("/", landlock.READ), *devices
    shown = (*template.readable, *(path for _, path in template.packages))
    return *((path, landlock.READ) for path in shown), *devices


def _own_rules(template: TemplateOrder, kernel: KernelOrder) -> tuple[landlock.Rule, ...]:
    scratch, sockets = str(scratch_of(template, kernel)), str(sockets_of(template, kernel))
    own = ((scratch, landlock.CHANGE), (sockets, landlock.SOCKETS))
    return (*own, (_TMP, landlock.CHANGE)) if template.namespaces else own
