"""Commits read from clones: who counts, what is left out, and that nothing in a clone can start a program."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.screen.clones import Commit, GitLimits, commits

ADA = "ada@example.org"
BOB = "bob@example.org"
MAY = 1_778_000_000
"""A time in May 2026."""

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here to make clones with")
pytestmark = needs_git


def git(folder: Path, *arguments: str, stdin: bytes = b"", check: bool = True) -> str:
    """What an ordinary git command says in a folder, with no configuration but the folder's."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=check,
        env=surroundings(folder),
    )
    return done.stdout.decode("utf-8", "replace").strip()


def surroundings(folder: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C", "PAGER": "cat"}


def stream(*made: tuple[str, int, Mapping[str, str]], branch: str = "main") -> bytes:
    """Commits one after another (author's e-mail, time, files), as git imports them."""
    text = ""
    for place, (email, time, files) in enumerate(made):
        text += (
            f"commit refs/heads/{branch}\nauthor A <{email}> {time} +0000\ncommitter C <c@example.org> {time} +0000\n"
        )
        text += f"data 1\n{place % 10}\n" + "".join(
            f'M 100644 inline "{name}"\ndata {len(content.encode())}\n{content}\n' for name, content in files.items()
        )
    return text.encode()


def clone(path: Path, *made: tuple[str, int, Mapping[str, str]], bare: bool = False) -> Path:
    """A clone with these commits on its main branch."""
    path.mkdir(parents=True)
    git(path, "init", "--quiet", "--initial-branch=main", *(["--bare"] if bare else []))
    git(path, "fast-import", "--quiet", stdin=stream(*made))
    return path


def signed(path: Path) -> Path:
    """Adds a commit with a signature, on a branch of its own."""
    tree = git(path, "rev-parse", "main^{tree}")
    text = f"tree {tree}\nauthor A <{ADA}> {MAY} +0000\ncommitter A <{ADA}> {MAY} +0000\n"
    text += "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\nsigned\n"
    made = git(path, "hash-object", "-t", "commit", "-w", "--stdin", stdin=text.encode())
    git(path, "update-ref", "refs/heads/signed", made)
    return path


def ids(clone: Path, *emails: str) -> set[str]:
    return {commit.id for commit in commits(clone, emails or [ADA])}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- what counts ----------------------------------------------------------------------------------------------------


def test_an_authors_commits_with_their_times_and_files(tmp_path: Path) -> None:
    made = clone(
        tmp_path / "x", (ADA, MAY, {"a.py": "1", "b/c.go": "2"}), (BOB, MAY, {"d.rs": "3"}), (ADA, MAY + 9, {})
    )
    main = git(made, "rev-list", "main").split()
    assert (
        Commit(id=main[0], time=MAY + 9, paths=()),
        Commit(id=main[2], time=MAY, paths=("a.py", "b/c.go")),
    ) == commits(made, [ADA])
    assert set(main) == ids(made, ADA, BOB)


@pytest.mark.parametrize("bare", [False, True])
def test_a_clone_may_be_bare_and_packed(tmp_path: Path, *, bare: bool) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {"a.py": "1"}), bare=bare)
    git(made, "gc", "--quiet")
    assert 1 == len(ids(made))


def test_a_clone_of_another_object_format(tmp_path: Path) -> None:
    made = tmp_path / "x"
    made.mkdir()
    git(made, "init", "--quiet", "--object-format=sha256")
    git(made, "fast-import", "--quiet", stdin=stream((ADA, MAY, {"a.py": "1"})))
    assert [64] == [len(id) for id in ids(made)]


def test_every_branch_and_tag_counts_and_a_detached_head(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {"a.py": "1"}))
    git(made, "fast-import", "--quiet", stdin=stream((ADA, MAY, {"b.py": "1"}), branch="topic"))
    git(made, "fast-import", "--quiet", stdin=stream((ADA, MAY, {"c.py": "1"}), branch="gone"))
    git(made, "update-ref", "--no-deref", "HEAD", "refs/heads/gone")
    git(made, "update-ref", "-d", "refs/heads/gone")
    assert 3 == len(ids(made))


def test_merges_stashes_and_notes_do_not_count(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {"a.py": "1"}))
    git(made, "fast-import", "--quiet", stdin=stream((BOB, MAY, {"b.py": "1"}), branch="topic"))
    tree = git(made, "rev-parse", "main^{tree}")
    text = f"tree {tree}\nparent {git(made, 'rev-parse', 'main')}\nparent {git(made, 'rev-parse', 'topic')}\n"
    text += f"author A <{ADA}> {MAY} +0000\ncommitter A <{ADA}> {MAY} +0000\n\nmerge\n"
    git(
        made,
        "update-ref",
        "refs/heads/main",
        git(made, "hash-object", "-t", "commit", "-w", "--stdin", stdin=text.encode()),
    )
    for ref in ("refs/stash", "refs/notes/commits"):
        other = stream((ADA, MAY + 1, {ref: "1"})).replace(b"refs/heads/main", ref.encode())
        git(made, "fast-import", "--quiet", stdin=other)
    assert 1 == len(ids(made))


def test_where_a_shallow_clone_ends_no_files_are_known(tmp_path: Path) -> None:
    whole = clone(
        tmp_path / "x", (ADA, MAY, {"a.py": "1"}), (ADA, MAY + 1, {"b.py": "1"}), (ADA, MAY + 2, {"c.py": "1"})
    )
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{whole}", "cut")
    assert [("c.py",), ()] == [commit.paths for commit in commits(tmp_path / "cut", [ADA])]


def test_a_commit_that_only_deletes_counts(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {"a.py": "1"}))
    deletes = f"commit refs/heads/main\ncommitter C <{ADA}> {MAY} +0000\ndata 0\nfrom refs/heads/main^0\nD a.py\n"
    git(made, "fast-import", "--quiet", stdin=deletes.encode())
    assert [("a.py",), ("a.py",)] == [commit.paths for commit in commits(made, [ADA])]


@pytest.mark.parametrize("name", ["a b.py", "\\n\\nx.py", "x\\ty.py", "commit.py", "-rf", "\\303\\274.py", "\\377.py"])
def test_file_names_can_not_pass_for_commits(tmp_path: Path, name: str) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {name: "1", "z.py": "1"}), (ADA, MAY, {}))
    found = commits(made, [ADA])
    plain = name.encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
    assert [(), tuple(sorted((plain, "z.py")))] == [tuple(sorted(commit.paths)) for commit in found]


@pytest.mark.parametrize(
    ("time", "expected"),
    [("7", 7), ("notatime", None), ("", None), ("9" * 12, 999999999999), ("9" * 5000, None), ("-5", None)],
)
def test_times_are_what_anybody_writes(tmp_path: Path, time: str, expected: int | None) -> None:
    made = clone(tmp_path / "x", (BOB, MAY, {"a.py": "1"}))
    tree = git(made, "rev-parse", "main^{tree}")
    text = f"tree {tree}\nauthor A <{ADA}> {time} +0000\ncommitter A <{ADA}> {MAY} +0000\n\nx\n"
    odd = git(made, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=text.encode())
    git(made, "update-ref", "refs/heads/odd", odd)
    assert [expected] == [commit.time for commit in commits(made, [ADA])]


# --- whose commits --------------------------------------------------------------------------------------------------


def test_an_address_is_no_pattern_and_its_case_does_not_matter(tmp_path: Path) -> None:
    others = ("adaXexample.org@x", "xada@example.org", "ada@example.orgx", "ada@exampleXorg")
    made = clone(tmp_path / "x", *((email, MAY, {}) for email in others), ("Ada@Example.org", MAY, {}))
    assert set(git(made, "rev-list", "-1", "main").split()) == ids(made, "aDA@example.org")
    assert set() == ids(made, ".*@.*")


@pytest.mark.parametrize("email", ["", "ada", "ada@", "a b@c", "a@b\nc@d", "<a@b>", "a@b\x1b", "a@b@c", "\u202ea@b"])
def test_what_is_no_address_is_refused(tmp_path: Path, email: str) -> None:
    with pytest.raises(UsageError, match=r"expected an author's e-mail address, such as ada@example.org, found '"):
        commits(clone(tmp_path / "x"), [email])


def test_at_least_one_author(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name at least one"):
        commits(clone(tmp_path / "x"), [])


def test_an_address_is_never_an_option(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {}))
    assert set() == ids(made, f"--output={tmp_path}/written@x")
    assert {"x"} == {path.name for path in tmp_path.iterdir()}


# --- what is no clone -----------------------------------------------------------------------------------------------


def worktree(path: Path) -> Path:
    git(clone(path / "x", (ADA, MAY, {})), "worktree", "add", "--quiet", "../linked", "main", "--force")
    return path / "linked"


def subfolder(path: Path) -> Path:
    made = clone(path / "x", (ADA, MAY, {})) / "src"
    made.mkdir()
    return made


@pytest.mark.parametrize(
    "make",
    [lambda path: path / "nowhere", lambda path: path, subfolder, worktree],
    ids=["none", "empty", "sub", "linked"],
)
def test_what_is_no_clone_is_refused(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(UsageError, match=r"expected a clone, found no git repository in .*; name the top folder"):
        commits(make(tmp_path), [ADA])


def test_an_empty_clone_has_no_commits(tmp_path: Path) -> None:
    assert () == commits(clone(tmp_path / "x"), [ADA])


def test_a_format_of_refs_that_can_not_be_read(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {}))
    git(made, "config", "extensions.refStorage", "reftable")
    with pytest.raises(UsageError, match="keeps its refs in a format that can't be read here"):
        commits(made, [ADA])


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = clone(tmp_path / "x")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="git is needed to read clones"):
        commits(made, [ADA])


@pytest.mark.parametrize("what", ["objects", "config"])
def test_a_broken_clone_is_told_with_what_git_says(tmp_path: Path, what: str) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {"a.py": "1"}))
    if what == "config":
        (made / ".git" / "config").write_text("[[")
    else:
        shutil.rmtree(made / ".git" / "objects")
        (made / ".git" / "objects").mkdir()
    with pytest.raises(UsageError, match=r"can't be read: git says '.+'; leave it out"):
        commits(made, [ADA])


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
@pytest.mark.parametrize("name", [".git", ".git/HEAD", ".git/objects", ".git/refs", ".git/config"])
def test_a_clone_that_is_closed_to_us(tmp_path: Path, name: str) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {}))
    (made / name).chmod(0)
    try:
        with pytest.raises(UsageError, match="can't be read: "):
            commits(made, [ADA])
    finally:
        (made / name).chmod(0o700)


# --- hostile clones -------------------------------------------------------------------------------------------------

TRAPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fsmonitor": (("core.fsmonitor=TRAP",), ("status",)),
    "pager": (("core.pager=TRAP",), ("log",)),
    "pager_of_log": (("pager.log=TRAP",), ("log",)),
    "alias": (("alias.show-them=!TRAP",), ("show-them",)),
    "signature": (("log.showSignature=true", "gpg.program=TRAP"), ("log", "--all")),
    "external_diff": (("diff.external=TRAP",), ("log", "-p", "--ext-diff")),
    "textconv": (("diff.odd.textconv=TRAP",), ("log", "-p")),
    "filter": (("filter.odd.smudge=TRAP",), ("checkout", "main", "--", ".")),
    "hooks": (("core.hooksPath=hooks",), ("checkout", "--detach", "--force", "main")),
    "fetch": (("remote.r.url=TRAP", "remote.r.vcs=x", "core.sshCommand=TRAP"), ()),
    "worktree": (("core.worktree=/", "core.bare=false"), ()),
}
"""What a clone's configuration can have git start, and the ordinary command that starts it."""


@pytest.mark.parametrize("trap", TRAPS)
def test_a_clones_configuration_starts_nothing(tmp_path: Path, trap: str) -> None:
    made = signed(clone(tmp_path / "x", (ADA, MAY, {"a.odd": "1"}), (ADA, MAY + 1, {"a.odd": "2"})))
    expected = commits(made, [ADA])
    sprung, program = arm(tmp_path, made)
    settings, command = TRAPS[trap]
    for setting in settings:
        name, _, value = setting.replace("TRAP", str(program)).partition("=")
        git(made, "config", name, value)
    if command:
        spring(made, *command)
        assert sprung.exists(), "the trap is none"
        sprung.unlink()
    before = snapshot(made)
    assert expected == commits(made, [ADA])
    assert not sprung.exists()
    assert before == snapshot(made)


def spring(made: Path, *command: str) -> None:
    """Runs an ordinary git command, in a terminal: a pager is started for nobody else."""
    ours, terminal = pty.openpty()
    subprocess.run(
        ["git", *command], cwd=made, env=surroundings(made), stdin=subprocess.DEVNULL, stdout=terminal, check=False
    )
    os.close(terminal)
    os.close(ours)


def arm(folder: Path, made: Path) -> tuple[Path, Path]:
    """A program that leaves a mark, as every hook of a clone, and attributes that ask for it."""
    sprung, program = folder / "sprung", folder / "program"
    program.write_text(f"#!/bin/sh\ntouch {sprung}\n")
    program.chmod(0o755)
    shutil.rmtree(made / ".git" / "hooks", ignore_errors=True)
    (made / "hooks").mkdir()
    for hook in ("post-checkout", "pre-auto-gc", "reference-transaction", "fsmonitor-watchman"):
        (made / "hooks" / hook).symlink_to(program)
    (made / ".git" / "info").mkdir(exist_ok=True)
    (made / ".git" / "info" / "attributes").write_text("*.odd diff=odd filter=odd\n")
    return sprung, program


def test_what_is_missing_is_not_fetched(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {"a.py": "1"}), bare=True)
    sprung, program = tmp_path / "sprung", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {sprung}\n")
    program.chmod(0o755)
    settings = {"core.repositoryFormatVersion": "1", "extensions.partialClone": "r", "remote.r.promisor": "true",
                "remote.r.url": str(tmp_path / "x"), "remote.r.uploadpack": str(program)}  # fmt: skip
    for name, value in settings.items():
        git(made, "config", name, value)
    tree = git(made, "rev-parse", "main^{tree}")
    (made / "objects" / tree[:2] / tree[2:]).unlink()
    git(made, "log", "--name-only", check=False)
    assert sprung.exists(), "the trap is none"
    sprung.unlink()
    with pytest.raises(UsageError, match="git says"):
        commits(made, [ADA])
    assert not sprung.exists()


def test_an_included_file_is_not_read(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {}))
    os.mkfifo(tmp_path / "pipe")
    git(made, "config", "include.path", str(tmp_path / "pipe"))
    assert 1 == len(ids(made))


@pytest.mark.parametrize("name", ["packed-refs", "shallow"])
def test_a_pipe_instead_of_a_file_is_passed_over(tmp_path: Path, name: str) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {}))
    os.mkfifo(made / ".git" / name)
    assert 1 == len(ids(made))


def test_a_clone_that_never_ends_is_given_up(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {}))
    os.mkfifo(made / ".git" / "refs" / "heads" / "pipe")
    with pytest.raises(UsageError, match=r"can't be read: it took more than 0\.2 seconds"):
        commits(made, [ADA], GitLimits(seconds=0.2))


def test_a_log_that_is_too_long_is_given_up(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {f"{'x' * 50}{number}.py": "1" for number in range(50)}))
    with pytest.raises(UsageError, match="can't be read: its log is longer than 1000 bytes"):
        commits(made, [ADA], GitLimits(output_bytes=1000))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_clone_of_another_user_is_read(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {}))
    for path in (made, *made.rglob("*")):
        os.chown(path, 65534, 65534)
    assert "" == git(made, "log", check=False), "git refuses it as it is"
    assert 1 == len(ids(made))


def test_our_own_surroundings_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {}))
    for name, value in {
        "GIT_DIR": "/nowhere",
        "GIT_TRACE": str(tmp_path / "trace"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "log.follow",
        "GIT_CONFIG_VALUE_0": "x",
    }.items():
        monkeypatch.setenv(name, value)
    assert 1 == len(commits(made, [ADA]))
    assert not (tmp_path / "trace").exists()


def test_a_replaced_commit_is_read_as_it_was(tmp_path: Path) -> None:
    made = clone(tmp_path / "x", (ADA, MAY, {"a.py": "1"}))
    git(made, "fast-import", "--quiet", stdin=stream((BOB, MAY, {"b.py": "1"}), branch="other"))
    git(made, "replace", "main", "other")
    assert {("a.py",)} == {commit.paths for commit in commits(made, [ADA])}
