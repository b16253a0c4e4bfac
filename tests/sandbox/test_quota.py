from pathlib import Path

import pytest

from grader.sandbox.quota import exceeds
from grader.sandbox.template_process import remove


def test_counts_bytes_and_entries(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(bytes(20_000))
    assert not exceeds(tmp_path, max_bytes=100_000, max_files=2)
    assert exceeds(tmp_path, max_bytes=10_000, max_files=2)
    assert exceeds(tmp_path, max_bytes=100_000, max_files=1)


def test_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "root").symlink_to("/")
    (tmp_path / "itself").symlink_to(tmp_path)
    assert not exceeds(tmp_path, max_bytes=100_000, max_files=2)


@pytest.mark.parametrize("mode", [0o000, 0o700])
def test_removes_what_is_deep_or_barred(tmp_path: Path, mode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    top = tmp_path / "top"
    top.mkdir()
    monkeypatch.chdir(top)
    for _ in range(1500):
        Path("d").mkdir()
        monkeypatch.chdir("d")
    Path("last").mkdir(mode=mode)
    monkeypatch.chdir(tmp_path)
    remove(top)
    assert not top.exists()
