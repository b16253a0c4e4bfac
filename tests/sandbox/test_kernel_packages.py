from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

import grader
from grader.errors import SandboxUnavailable
from grader.sandbox.kernel_packages import is_open_to_all, readable


def test_packages_come_with_what_they_need() -> None:
    names = {name for name, _ in readable(("pandas",)).packages}
    assert {"pandas", "numpy", "numpy.libs", "dateutil", "six.py"} - names <= {"numpy.libs", "six.py"}
    assert not {"matplotlib", "zmq"} & names


def test_nothing_of_ours_is_among_them() -> None:
    names = {name for name, _ in readable().packages}
    assert not [name for name in names if "grader" in name or name.endswith(".pth")]
    assert not {"reference", "property_tests", "pyseccomp.py", "nbclient", "msgspec"} & names


def test_other_packages_beside_pythons_own_modules_are_left_out() -> None:
    found = readable()
    assert Path(sysconfig.get_path("stdlib")).resolve() == found.library
    assert not {"site-packages", "dist-packages"} & {path.name for path in found.modules}


def test_a_grader_among_the_systems_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Path(sysconfig.get_path("stdlib"))
    monkeypatch.setattr(grader, "__file__", str(library / "json" / "__init__.py"))
    with pytest.raises(SandboxUnavailable, match="the grader lies there"):
        readable.__wrapped__()


def test_a_closed_folder_closes_what_is_in_it(tmp_path: Path) -> None:
    inner = tmp_path / "closed" / "file"
    inner.parent.mkdir()
    inner.touch(0o644)
    inner.parent.chmod(0o700)
    assert not is_open_to_all(inner)
    assert is_open_to_all(Path("/etc"))
