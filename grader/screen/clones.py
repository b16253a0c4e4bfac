"""Commits read from somebody's clone, without trusting it.

A clone's own configuration can name programs that git starts: a pager, a signature checker, a monitor of files, a
remote to fetch from. So none of it takes effect: git works in a fresh repository of ours, that borrows the clone's
objects and refs through links, and nothing else. Nothing in the clone is written.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError
from grader.settings import MIB
from grader.visible import visible

_BORROWED = ("objects", "refs")
_BORROWED_FILES = ("packed-refs", "shallow")
_EMAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+")
_TIME = re.compile(r"[0-9]{1,12}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class GitLimits:
    """What reading one clone may take: seconds of wall time, bytes that git may write."""

    seconds: float = 120.0
    output_bytes: int = 64 * MIB


@dataclass(frozen=True, kw_only=True)
class Commit:
    """One commit that is no merge. `time` is when it was written, in seconds since 1970 (UTC); None without a date.

    `paths` are the files that it changes; none where a shallow clone ends with this commit, so that git can't tell.
    """

    id: str
    time: int | None
    paths: tuple[str, ...]


def commits(clone: Path, emails: Sequence[str], limits: GitLimits | None = None) -> tuple[Commit, ...]:
    """The commits by these authors (by e-mail address, whatever its case) on any branch or tag of the clone.

    Raises `UsageError` where there is no clone, no git, no such address, or reading takes more than `limits` allow.
    """
    wanted = {_address(email).lower() for email in emails}
    if not wanted:
        raise UsageError("expected an author's e-mail address, found none; name at least one")
    try:
        folder = _git_folder(clone)
        with tempfile.TemporaryDirectory(prefix="grader-clone-") as name:
            ours = Path(name)
            _borrow(folder, ours)
            _configure(ours, _extensions(folder, ours, clone))
            found = _git(("log", *_LOG, *_authors(wanted)), ours, clone, limits or GitLimits())
            return tuple(_commits(found, wanted, _cut_off(folder)))
    except OSError as error:
        raise _unreadable(clone, error.strerror or str(error)) from error


_LOG = (
    *("--exclude=refs/stash", "--exclude=refs/notes/*", "--all"),
    *("--no-merges", "-z", "--name-only", "--no-renames", "--format=format:%x00%H %at %ae%x00"),
    *("--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-mailmap", "--no-notes", "--no-color"),
)


def _authors(wanted: set[str]) -> Iterator[str]:
    """What makes git look only at these authors: literal text, so an address is no pattern, and never an option."""
    yield from ("--fixed-strings", "--regexp-ignore-case")
    yield from (f"--author=<{email}>" for email in sorted(wanted))


def _address(email: str) -> str:
    if not _EMAIL.fullmatch(email) or not email.isprintable():
        raise UsageError(f"expected an author's e-mail address, such as ada@example.org, found {visible(email)!r}")
    return email


def _git_folder(clone: Path) -> Path:
    """Where a clone keeps its objects: its `.git`, or itself where it is bare."""
    for folder in (clone / ".git", clone):
        if (folder / "objects").is_dir() and (folder / "refs").is_dir() and (folder / "HEAD").is_file():
            return folder.resolve()
    raise UsageError(
        f"expected a clone, found no git repository in {str(clone)!r}; name the top folder of one that "
        "`git clone` made (not of a linked worktree or a submodule)"
    )


def _borrow(folder: Path, ours: Path) -> None:
    """Links to the clone's objects and refs, in a repository of ours."""
    for name in _BORROWED:
        (ours / name).symlink_to(folder / name)
    for name in _BORROWED_FILES:
        if (folder / name).is_file():  # a pipe would never end
            (ours / name).symlink_to(folder / name)
    with (folder / "HEAD").open("rb") as file:
        (ours / "HEAD").write_bytes(file.read(1024))


def _configure(ours: Path, extensions: Mapping[str, str]) -> None:
    """Our own configuration. Of the clone's we repeat only how its objects are named."""
    sha256 = extensions.get("objectformat") == "sha256"
    lines = ["[core]", f"repositoryformatversion = {int(sha256)}", "bare = true", "commitGraph = false"]
    lines += ["[extensions]", "objectFormat = sha256"] if sha256 else []
    (ours / "config").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _extensions(folder: Path, ours: Path, clone: Path) -> dict[str, str]:
    """How the clone is stored, from its configuration, read as a plain file: nothing in it takes effect."""
    config = folder / "config"
    if not config.is_file():
        return {}
    asked = ("config", "--no-includes", "--file", str(config), "-z", "--list")
    listed = _git(asked, ours, clone, GitLimits(output_bytes=MIB)).decode("utf-8", "replace")
    settings = dict(item.partition("\n")[::2] for item in listed.split("\0"))
    found = {name.removeprefix("extensions."): value.lower() for name, value in settings.items()}
    if found.get("refstorage", "files") != "files":
        raise UsageError(
            f"the clone {str(clone)!r} keeps its refs in a format that can't be read here "
            f"({visible(found['refstorage'])[:40]}); clone it again with `git clone --ref-format=files`"
        )
    return found


def _cut_off(folder: Path) -> frozenset[str]:
    """The commits with which a shallow clone ends."""
    path = folder / "shallow"
    if not path.is_file():
        return frozenset()
    with path.open("rb") as file:
        return frozenset(file.read(MIB).decode("ascii", "replace").split())


def _commits(found: bytes, wanted: set[str], cut_off: frozenset[str]) -> Iterator[Commit]:
    """The commits of a log. Names are never empty, so three zero bytes stand between commits only."""
    for record in found.strip(b"\0").split(b"\0\0\0") if found else ():
        head, *paths = record.split(b"\0")
        commit, time, email = head.decode("utf-8", "replace").split(" ", 2)
        if email.lower() in wanted:
            shown = (path.removeprefix(b"\n") if index == 0 else path for index, path in enumerate(paths))
            yield Commit(
                id=commit,
                time=int(time) if _TIME.fullmatch(time) else None,
                paths=() if commit in cut_off else tuple(path.decode("utf-8", "replace") for path in shown),
            )


def _git(arguments: Sequence[str], ours: Path, clone: Path, limits: GitLimits) -> bytes:
    """What a git command writes, started in `ours` with nothing of our own surroundings."""
    git = shutil.which("git")
    if git is None:
        raise UsageError("git is needed to read clones, and is not installed here; install it and run again")
    command = (git, "--no-pager", "--no-optional-locks", *arguments)
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            cwd=ours,
            env=_environment(ours),
        ) as process,
    ):
        assert process.stdout is not None  # it is piped
        timer = threading.Timer(limits.seconds, process.kill)
        timer.start()
        try:
            data = process.stdout.read(limits.output_bytes + 1)
            if len(data) > limits.output_bytes:
                process.kill()
            process.wait()
        finally:
            timer.cancel()
            process.kill()
        complaints.seek(0)
        complaint = complaints.read(2000).decode("utf-8", "replace")
    if len(data) > limits.output_bytes:
        raise _unreadable(clone, f"its log is longer than {limits.output_bytes} bytes")
    if process.returncode == -signal.SIGKILL:
        raise _unreadable(clone, f"it took more than {limits.seconds:g} seconds")
    if process.returncode:
        raise _unreadable(clone, f"git says {visible(complaint.strip())[:300]!r}")
    return data


def _environment(ours: Path) -> dict[str, str]:
    """All that git sees of this machine: no configuration but ours, nobody to ask, nowhere to fetch from."""
    return {
        "PATH": os.defpath,
        "HOME": str(ours),
        "LC_ALL": "C",
        "TZ": "UTC",
        "GIT_DIR": str(ours),
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _unreadable(clone: Path, why: str) -> UsageError:
    return UsageError(
        f"the clone {str(clone)!r} can't be read: {why}; leave it out, or clone it again and name the new one"
    )
