"""The grader's end of a template: starts it, asks it for kernels, ends it.

One template serves every kernel of a run. When it dies, its kernels die with it, and the next kernel gets a new one.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import grader
from grader.errors import InternalError, SandboxUnavailable
from grader.sandbox import inside, landlock
from grader.sandbox.kernel_packages import PACKAGES, Readable, is_open_to_all, readable
from grader.sandbox.linux import CAP_DAC_READ_SEARCH
from grader.sandbox.order import OWN_USER, Ready, TemplateOrder, decode, encode
from grader.sandbox.policy import Tier
from grader.sandbox.preload import ALWAYS
from grader.sandbox.private_root import PACKAGES as PACKAGE_FOLDER
from grader.sandbox.private_root import SCRATCH

SCRATCH_BYTES = 64 << 20
SCRATCH_INODES = 4096
MESSAGE_BYTES = 1 << 18
_START = "import sys; sys.path[:0] = sys.argv[2:]; from grader.sandbox.template import main; main(int(sys.argv[1]))"
_START_SECONDS = 60.0
_FIRST_UID, _UIDS = 65000, 500  # Debian's policy reserves 65000-65533: nobody else has these
_THREADS = 256

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "USER": "candidate",
    "LOGNAME": "candidate",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "JOBLIB_MULTIPROCESSING": "0",  # no process may be started, and joblib falls back to one without a word
    "JUPYTER_PLATFORM_DIRS": "1",
    "MALLOC_ARENA_MAX": "2",  # else each thread takes 64 MiB of the memory that is allowed, whatever it uses
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
}
"""What kernels find in their environment, besides their own folders."""


class Template:
    """A template, started; it gets ready while other work is done, and `fork` waits for it."""

    def __init__(
        self,
        tier: Tier,
        *,
        packages: Sequence[str] = PACKAGES,
        preload: Sequence[str] = ALWAYS,
        landlock_abi: int | None = None,
        without: Sequence[str] = (),
    ) -> None:
        self.tier = tier
        self.preload = tuple(preload)
        self.without = tuple(without)
        self.died = False  # set by whoever notices first
        self._ready = False
        self.folder = Path(tempfile.mkdtemp(prefix="gk"))
        self.folder.chmod(0o711)
        self._numbers = itertools.count(1)
        self._others = 0 if os.geteuid() == 0 or tier is Tier.FULL else _threads_of(os.getuid())
        shown = readable(tuple(packages))
        version = landlock.abi() if landlock_abi is None else min(landlock_abi, landlock.abi())
        order = _order(tier, self.folder, shown, self.preload, version, self.without)
        self.capabilities = _needed_capabilities(tier, shown)
        self._line, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._log = (self.folder / "template.log").open("w+b")
        ours = [Path(grader.__file__).parents[1], _folder_of("pyseccomp")]
        command = [sys.executable, "-s", "-S", "-P", "-c", _START, str(far.fileno()), *map(str, ours)]
        with far:
            self.process = subprocess.Popen(
                command,
                pass_fds=[far.fileno()],
                env=ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                start_new_session=True,
            )
        self._line.settimeout(_START_SECONDS)
        with contextlib.suppress(OSError):  # it died, as `wait` will tell
            self._line.send(encode(order))

    def wait(self) -> None:
        """Wait until it is ready. Raises SandboxUnavailable where this machine can't give the tier's layers."""
        if not self._ready:
            try:
                self._hear()
            except BaseException:
                self.close()
                raise
            self._ready = True

    def _hear(self) -> None:
        told = b""
        with contextlib.suppress(OSError):  # it died, or says nothing in time
            told = self._line.recv(MESSAGE_BYTES)
        if not told:
            self._log.seek(0)
            last = self._log.read()[-400:].decode(errors="replace")
            raise InternalError(f"the template of the kernels did not start; its last words: {last!r}")
        ready = decode(told)
        assert isinstance(ready, Ready)  # it says nothing else first
        if ready.failed:
            raise SandboxUnavailable(f"sandbox={self.tier.value!r} can't be had here: {ready.failed}")

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return not self.died and self.process.poll() is None

    def fork(self) -> socket.socket:
        """Ask for a kernel: the line on which that takes its order and tells of itself. Raises OSError when dead, and
        what `wait` raises.
        """
        self.wait()
        near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with far:
            try:
                socket.send_fds(self._line, [b"fork"], [far.fileno()])
            except OSError:
                near.close()
                raise
        return near

    def new_folder(self) -> tuple[Path, int | None]:
        """A folder for one kernel's sockets (and, without a root of its own, its files), and the user it belongs to."""
        number = next(self._numbers)
        folder = self.folder / str(number)
        own = os.geteuid() == 0 and OWN_USER not in self.without
        uid = _FIRST_UID + number % _UIDS if own else None
        folder.mkdir(mode=0o700)
        inner = () if self.tier is Tier.FULL else ("", "home", "tmp", "work")
        for name in inner:
            (folder / "scratch" / name).mkdir(mode=0o700)
        if uid is not None:
            for path in (folder, *(folder / "scratch" / name for name in inner)):
                os.chown(path, uid, uid)
        return folder, uid

    @property
    def threads(self) -> int:
        """How many threads the kernel's user may have; where that is our user, what it ran at the start counts too."""
        return _THREADS + self._others

    def close(self) -> None:
        """End the template, and so every kernel of its."""
        self._line.close()
        if not self._ready:
            self.process.kill()  # it would not look at its line for a while
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._log.close()
        remove(self.folder)


def seal(folder: Path, uid: int | None) -> None:
    """Once the sockets are bound, nothing more may be made beside them."""
    if uid is not None:
        os.chown(folder, 0, 0)
        folder.chmod(0o711)
    else:
        folder.chmod(0o500)


def remove(folder: Path) -> None:
    """Remove what a kernel left, however deep or barred."""
    with contextlib.suppress(OSError):
        folder.chmod(0o700)
    with contextlib.suppress(OSError, RecursionError):
        shutil.rmtree(folder)
    if folder.exists():
        subprocess.run(["chmod", "-R", "u+rwx", "--", folder], check=False, stderr=subprocess.DEVNULL)
        subprocess.run(["rm", "-rf", "--", folder], check=False, stderr=subprocess.DEVNULL)


def _threads_of(uid: int) -> int:
    count = 0
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and entry.stat().st_uid == uid:
                count += len(os.listdir(entry / "task"))  # noqa: PTH208 (names only)
    return count


def _folder_of(module: str) -> Path:
    """Where a module is imported from, without importing it."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise SandboxUnavailable(f"the package {module} is missing: install the grader's requirements again")
    return Path(spec.origin).parent


def _needed_capabilities(tier: Tier, shown: Readable) -> int:
    """As root without a private root, Python may lie where no ordinary user may go: Landlock tells what to read."""
    if tier is Tier.FULL or os.geteuid() != 0:
        return 0
    paths = (shown.library, *shown.system, *(path for _, path in shown.packages))
    return 0 if all(map(is_open_to_all, paths)) else 1 << CAP_DAC_READ_SEARCH


def _order(
    tier: Tier, folder: Path, shown: Readable, preload: tuple[str, ...], version: int, without: tuple[str, ...]
) -> TemplateOrder:
    namespaces = tier is Tier.FULL
    root = folder / "root"
    root.mkdir()
    home = folder / "home"  # some packages insist on a folder to write to when they are imported
    home.mkdir(mode=0o755)
    if namespaces:
        library, packages = shown.library, Path(PACKAGE_FOLDER)
        visible: tuple[Path, ...] = (library, *shown.system)
    else:
        library = _links(folder / "library", ((path.name, path) for path in shown.modules))
        packages = _links(folder / "packages", shown.packages)
        visible = (library, packages, *shown.modules, *shown.system)
    return TemplateOrder(
        namespaces=namespaces,
        folder=str(folder),
        root=str(root),
        home=str(SCRATCH if namespaces else home),
        readable=tuple(map(str, visible)),
        hidden=tuple(map(str, shown.hidden)) if namespaces else (),
        packages=tuple((name, str(path)) for name, path in shown.packages),
        path=(str(library), str(library / "lib-dynload"), str(packages)),
        preload=preload,
        prefix=sys.prefix,
        environment=ENVIRONMENT,
        landlock=version,
        inside=inside.texts(),
        scratch_bytes=SCRATCH_BYTES,
        scratch_inodes=SCRATCH_INODES,
        without=without,
    )


def _links(folder: Path, entries: Iterable[tuple[str, Path]]) -> Path:
    """A folder of links to the entries: what can't be listed otherwise without listing its neighbours too."""
    folder.mkdir(mode=0o755)
    for name, path in entries:
        (folder / name).symlink_to(path)
    return folder


_templates: dict[Tier, Template] = {}


def template_for(tier: Tier, preload: Sequence[str] = ALWAYS) -> Template:
    """This process's template of a tier, started where none runs; one that died is followed by one of its kind."""
    template = _templates.get(tier)
    if template is None or not template.alive:
        if template is not None:
            template.close()
        template = _templates[tier] = Template(tier, preload=template.preload if template else preload)
    return template


def adopt(template: Template) -> None:
    """Have this template serve its tier, in place of the one that would be started."""
    before = _templates.pop(template.tier, None)
    if before is not None:
        before.close()
    _templates[template.tier] = template


def close_all() -> None:
    """End every template of this process."""
    while _templates:
        _templates.popitem()[1].close()


atexit.register(close_all)
