"""Writing OUT: all of a run's files arrive, or nothing of the earlier results changes."""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader import output
from grader.errors import InternalError, UsageError
from tests.grading import place


def files(*candidates: str, text: str = "new") -> dict[str, bytes]:
    """A run's files, with a page and an executed notebook for each candidate."""
    pages = [f"candidates/{candidate}.html" for candidate in candidates]
    data = {"schema": 1, "submissions": [{"candidate": "x", "page": page.removesuffix(".html")} for page in pages]}
    notebooks = [page.removesuffix(".html") + ".ipynb" for page in pages]
    return {
        **{name: f"{text} {name}".encode() for name in ("index.html", "results.csv", "junit.xml", *pages, *notebooks)},
        "results.json": json.dumps(data).encode(),
    }


def tree(folder: Path) -> dict[str, bytes | str | None]:
    """All that a folder holds: the bytes of files, the targets of links, None for folders."""
    found = sorted(folder.rglob("*"))
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in found
    }


def held(run: dict[str, bytes]) -> dict[str, bytes | str | None]:
    return {"candidates": None, **run}


def test_all_files_arrive_in_a_new_folder(tmp_path: Path) -> None:
    place(tmp_path / "a" / "out", files("ada", "bob"))
    assert held(files("ada", "bob")) == tree(tmp_path / "a" / "out")


def test_a_second_run_replaces_and_removes_stale_pages_only(tmp_path: Path) -> None:
    place(tmp_path, files("ada", "bob", text="old"))
    (tmp_path / "candidates" / "notes.html").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine")
    place(tmp_path, files("ada"))
    mine: dict[str, bytes | str | None] = {"candidates/notes.html": b"mine", "notes.txt": b"mine"}
    assert held(files("ada")) | mine == tree(tmp_path)


def test_a_page_without_a_notebook_is_ours_too(tmp_path: Path) -> None:
    run = {**files(), "candidates/cy.html": b"page"}
    alone = {"schema": 1, "submissions": [], "without_notebook": [{"candidate": "cy", "page": "candidates/cy"}]}
    run["results.json"] = json.dumps(alone).encode()
    place(tmp_path, run)
    place(tmp_path, run)
    assert held(run) == tree(tmp_path)
    place(tmp_path, files("ada"))
    assert held(files("ada")) == tree(tmp_path)


def test_results_json_is_the_last_to_arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrived: list[str] = []
    replace = Path.replace

    def note(source: Path, target: Path) -> Path:
        arrived.append(target.name)
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", note)
    place(tmp_path, files("ada"))
    assert "results.json" == arrived[-1]


@pytest.mark.parametrize(
    "name",
    ["", "/etc/passwd", "../x", "candidates/../../x", "candidates/", "candidates", "candidates/a/b", "other/x", "a\\b",
     "a\0b", ".", "candidates/.", "./index.html"],
)  # fmt: skip
def test_a_name_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="relative to OUT, got name="):
        place(tmp_path, files("ada") | {name: b""})
    assert {} == tree(tmp_path)


# Nothing is lost


def _calls() -> list[tuple[object, str]]:
    """Every way in which `write` asks the system for something that can fail."""
    return [(Path, "mkdir"), (Path, "open"), (Path, "replace"), (Path, "rename"), (os, "fsync")]


class _FailsAt:
    """Lets `count` calls pass and fails the next, as a disk that is full at that moment."""

    def __init__(self, count: int) -> None:
        self.left = count
        self.failed = False

    def wrap(self, call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*args: object, **kwargs: object) -> object:
            self.left -= 1
            if self.left == -1:
                self.failed = True
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*args, **kwargs)

        return wrapped


@pytest.mark.parametrize("links", [True, False], ids=["links", "no-links"])
@pytest.mark.parametrize("earlier", [True, False], ids=["earlier", "fresh"])
def test_whichever_call_fails_nothing_has_changed(tmp_path: Path, *, earlier: bool, links: bool) -> None:
    out = tmp_path / "out"
    if earlier:
        place(out, files("ada", "bob", text="old"))
    before = tree(tmp_path)
    for count in range(1000):
        with pytest.MonkeyPatch.context() as patch:
            failing = _FailsAt(count)
            for owner, name in _calls():
                patch.setattr(owner, name, failing.wrap(getattr(owner, name)))
            if not links:
                patch.setattr(os, "link", _no_links)
            says = refusal(out, files("ada", "cy"))
        if not failing.failed:
            break
        assert "No space left on device. Nothing there has changed" in says
        assert before == tree(tmp_path)
    assert count > 20
    assert held(files("ada", "cy")) == tree(out)


def refusal(out: Path, run: dict[str, bytes]) -> str:
    """What `write` says when it refuses, nothing where it does not."""
    try:
        place(out, run)
    except UsageError as error:
        return str(error)
    return ""


def _no_links(*_: object, **__: object) -> None:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def test_what_cannot_be_put_back_is_kept_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, files("ada", text="old"))
    replace = Path.replace

    def fail(source: Path, target: Path) -> Path:
        if target.name in {"index.html", "ada.html"} and (source.parent.name == "old" or target.name == "index.html"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return replace(source, target)

    monkeypatch.setattr(os, "link", _no_links)
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(InternalError, match="could not be put back") as caught:
        place(tmp_path, files("ada"))
    kept = Path(str(caught.value).split("move '")[1].split("'")[0])
    assert b"old index.html" == kept.read_bytes()


# A disk that is really full

WRITE = """
import sys
from pathlib import Path
from grader.errors import UsageError
from tests.grading import place
names = ["index.html", "results.csv", "junit.xml", "results.json", "candidates/ada.html"]
try:
    place(Path(sys.argv[1]), {name: b"x" * int(sys.argv[2]) for name in names})
except UsageError as error:
    print(error)
"""


def _write(out: Path, size: int, limit: Callable[[], None] | None = None) -> str:
    """What writing files of `size` bytes in a process of its own says."""
    command = [sys.executable, "-c", WRITE, str(out), str(size)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=limit)
    return run.stdout


def test_old_results_survive_a_file_size_limit(tmp_path: Path) -> None:
    place(tmp_path, files("ada", text="old"))
    before = tree(tmp_path)
    says = _write(tmp_path, 100_000, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
    assert "File too large. Nothing there has changed" in says
    assert before == tree(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KiB; skipped where this user may not mount one (the limit above is tested everywhere)."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small disk needs root; the same is tested with a limit on file sizes")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_old_results_survive_a_full_disk(small_disk: Path) -> None:
    out = small_disk / "out"
    place(out, files("ada", text="old"))
    before = tree(small_disk)
    assert "No space left on device. Nothing there has changed" in _write(out, 100_000)
    assert before == tree(small_disk)
    assert "" == _write(out, 10_000)
    assert 10_000 == len((out / "index.html").read_bytes())


# Known before grading


def test_a_folder_that_can_be_written_is_left_as_it_is(tmp_path: Path) -> None:
    output.check_writable(tmp_path / "new" / "out")
    output.check_writable(tmp_path)
    assert {} == tree(tmp_path)
    place(tmp_path, files("ada"))
    output.check_writable(tmp_path)
    assert held(files("ada")) == tree(tmp_path)


@pytest.mark.parametrize("check", [output.check_writable, lambda out: place(out, files("ada"))])
class TestRefused:
    """Each refusal comes from the early check and from writing alike, and changes nothing."""

    def refused(self, check: Callable[[Path], None], out: Path, says: str) -> None:
        top = out.parent
        before = tree(top)
        with pytest.raises(UsageError) as caught:
            check(out)
        assert says in str(caught.value)
        assert f"out={str(out)!r}" in str(caught.value)
        assert before == tree(top)

    def test_out_is_a_file(self, tmp_path: Path, check: Callable[[Path], None]) -> None:
        (tmp_path / "out").write_text("mine")
        self.refused(check, tmp_path / "out", "Not a directory")
        self.refused(check, tmp_path / "out" / "deeper", "Not a directory")

    def test_out_is_a_dangling_link(self, tmp_path: Path, check: Callable[[Path], None]) -> None:
        (tmp_path / "out").symlink_to("nowhere")
        self.refused(check, tmp_path / "out", "No such file or directory")

    def test_candidates_is_a_file(self, tmp_path: Path, check: Callable[[Path], None]) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "candidates").write_text("mine")
        self.refused(check, tmp_path / "out", "Not a directory")

    def test_candidates_is_a_link(self, tmp_path: Path, check: Callable[[Path], None]) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "candidates").symlink_to("../elsewhere")
        self.refused(check, tmp_path / "out", "got 'candidates', which no earlier run wrote there")

    def test_somebody_elses_index(self, tmp_path: Path, check: Callable[[Path], None]) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "index.html").write_text("my home page")
        self.refused(check, tmp_path / "out", "got 'index.html', which no earlier run wrote there")

    @pytest.mark.parametrize("data", [b"", b"{}", b'{"schema": 1}', b"[" * 100_000, b'"\xff"'])
    def test_somebody_elses_results(self, tmp_path: Path, check: Callable[[Path], None], data: bytes) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "results.json").write_bytes(data)
        self.refused(check, tmp_path / "out", "got 'results.json', which no earlier run wrote there")

    def test_results_json_is_a_link(self, tmp_path: Path, check: Callable[[Path], None]) -> None:
        place(tmp_path / "other", files("ada"))
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "results.json").symlink_to("../other/results.json")
        self.refused(check, tmp_path / "out", "got 'results.json', which no earlier run wrote there")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; ordinary users are refused here")
    def test_no_permission(self, tmp_path: Path, check: Callable[[Path], None]) -> None:
        (tmp_path / "out").mkdir(mode=0o500)
        self.refused(check, tmp_path / "out", "Permission denied")
        self.refused(check, tmp_path / "out" / "deeper", "Permission denied")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no /proc here")
def test_a_file_system_that_takes_no_folders_is_refused() -> None:
    with pytest.raises(UsageError, match="Expected a folder that can be written"):
        output.check_writable(Path("/proc/self/out"))


# Links and hostile names


def test_links_of_ours_are_replaced_and_not_followed(tmp_path: Path) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim"
    victim.write_text("safe")
    place(out, files("ada", "bob"))
    for name in ("index.html", "candidates/ada.html", "candidates/bob.html"):
        (out / name).unlink()
        (out / name).symlink_to(victim)
    place(out, files("ada"))
    assert "safe" == victim.read_text()
    assert held(files("ada")) == tree(out)


@pytest.mark.parametrize(
    "page",
    [
        "../victim",
        "/victim",
        "candidates/../../victim",
        "victim",
        "candidates/x/victim",
        "candidates",
        "",
    ],
)
def test_a_page_that_is_none_is_never_removed(tmp_path: Path, page: str) -> None:
    out = tmp_path / "out"
    place(out, files("ada"))
    victims = [tmp_path / "victim.html", out / "victim.html", out / "candidates/victim", out / "candidates/victim.txt"]
    for victim in victims:
        victim.write_text("safe")
    (out / "results.json").write_text(json.dumps({"schema": 1, "submissions": [{"page": page}]}))
    place(out, {name: data for name, data in files("ada").items() if not name.startswith("candidates/")})
    assert ["safe"] * 4 == [victim.read_text() for victim in victims]


def test_a_page_that_is_somebody_elses_is_not_replaced(tmp_path: Path) -> None:
    place(tmp_path, files("ada"))
    (tmp_path / "candidates" / "bob.html").write_text("mine")
    before = tree(tmp_path)
    with pytest.raises(UsageError, match=r"got 'candidates/bob\.html', which no earlier run wrote there"):
        place(tmp_path, files("ada", "bob"))
    assert before == tree(tmp_path)


def test_a_folder_in_a_files_place_is_not_replaced(tmp_path: Path) -> None:
    place(tmp_path, files("ada"))
    (tmp_path / "index.html").unlink()
    (tmp_path / "index.html").mkdir()
    (tmp_path / "index.html" / "mine").write_text("safe")
    with pytest.raises(UsageError, match=r"got 'index\.html', which no earlier run wrote there"):
        place(tmp_path, files("ada"))
    assert "safe" == (tmp_path / "index.html" / "mine").read_text()
