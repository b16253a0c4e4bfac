"""The root that kernels of tier "full" see: a few folders bound into an empty file system, all read-only.

Runs inside the template, before it forks. Needs CAP_SYS_ADMIN: root's, or that of a user namespace of one's own.
"""

from __future__ import annotations

import os
from pathlib import Path

from grader.sandbox import linux
from grader.sandbox.order import READ_ONLY, TemplateOrder

PACKAGES = "/packages"
SCRATCH = "/scratch"
SOCKETS = "/sockets"
KERNELS = "/kernels"
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


def new_namespaces() -> None:
    """Mounts of our own; in a user namespace of our own when not root."""
    if os.geteuid() != 0:
        uid, gid = os.getuid(), os.getgid()
        with linux.layer("user namespaces"):
            linux.unshare(linux.CLONE_NEWUSER)
            linux.map_user(uid, gid)
    with linux.layer("mount namespaces"):
        linux.unshare(linux.CLONE_NEWNS)


def enter(order: TemplateOrder) -> None:
    """Build the private root at `order.root`, and make it ours."""
    root = order.root
    read_only = linux.ATTR_RDONLY if order.has(READ_ONLY) else 0
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_PRIVATE)
    linux.mount("tmpfs", root, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "mode=755,size=4m,nr_inodes=4096")
    for name in (PACKAGES, SCRATCH, SOCKETS, KERNELS, "/proc", "/tmp", "/old"):  # noqa: S108 (within the new root)
        Path(root + name).mkdir(mode=0o755)
    for path in order.readable:
        _show(path, root + path, read_only)
    for path in order.hidden:
        linux.mount("tmpfs", root + path, "tmpfs", linux.MS_RDONLY, "mode=755,size=4k,nr_inodes=2")
    for name, path in order.packages:
        _show(path, f"{root}{PACKAGES}/{name}", read_only)
    for device in DEVICES:
        _bind(device, root + device)
    linux.mount(order.folder, root + KERNELS, None, linux.MS_BIND)
    linux.mount("/proc", root + "/proc", None, linux.MS_BIND | linux.MS_REC)  # a new one may be mounted only beside it
    linux.mount("tmpfs", root + SCRATCH, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=16m")  # the template's own
    os.chdir(root)
    linux.pivot_root(".", "old")
    os.chdir("/")
    linux.unmount("/old")
    Path("/old").rmdir()
    linux.set_mount("/", read_only)


def _show(path: str, target: str, read_only: int) -> None:
    """Bind a file or folder, and guard it."""
    _bind(path, target)
    linux.set_mount(target, read_only | linux.ATTR_NOSUID | linux.ATTR_NODEV, recursive=True)


def _bind(path: str, target: str) -> None:
    place = Path(target)
    if Path(path).is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    linux.mount(path, target, None, linux.MS_BIND | linux.MS_REC)
