"""Each layer alone: with it off, what a canary gets that it otherwise doesn't."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from grader.errors import SandboxUnavailable
from grader.sandbox import landlock
from grader.sandbox.order import LANDLOCK, RLIMITS, SECCOMP
from grader.sandbox.policy import Tier
from grader.sandbox.probe import attack
from grader.sandbox.template_process import Template
from tests.hostile.attacks import available


@contextmanager
def template(tier: Tier, *, without: tuple[str, ...] = (), landlock_abi: int | None = None) -> Iterator[Template]:
    """A template of its own, ended afterwards."""
    available(tier)
    made = Template(tier, without=without, landlock_abi=landlock_abi)
    try:
        yield made
    finally:
        made.close()
    assert not made.folder.exists()


def broken(tier: Tier, without: str) -> set[str]:
    """What the canary was able to do with a layer off."""
    with template(tier, without=(without,)) as made:
        try:
            attack(made)
        except SandboxUnavailable as error:
            return set(re.findall(r"(?:able to|;) ([a-z_ ]+) \(got", str(error)))
    return set()


SECCOMP_ALONE = {"start a process", "open a connection", "change rights", "use io_uring"}


def test_full_without_seccomp() -> None:
    """Processes can be started, and end with the process ids; a socket can be made, and reaches nobody."""
    assert SECCOMP_ALONE == broken(Tier.FULL, SECCOMP)


def test_full_without_landlock() -> None:
    assert set() == broken(Tier.FULL, LANDLOCK)


@pytest.mark.parametrize("tier", [Tier.FULL, Tier.PORTABLE])
def test_without_limits(tier: Tier) -> None:
    assert set() == broken(tier, RLIMITS)


def test_portable_without_seccomp() -> None:
    assert {*SECCOMP_ALONE, "signal others"} == broken(Tier.PORTABLE, SECCOMP)


def test_portable_without_landlock() -> None:
    """This is what Landlock is for where there is no private root."""
    assert {"read files", "list folders", "write outside"} == broken(Tier.PORTABLE, LANDLOCK)


@pytest.mark.parametrize("version", [0, 2])
def test_full_on_an_older_landlock(version: int) -> None:
    with template(Tier.FULL, landlock_abi=version) as made:
        layers = attack(made).layers
    expected = f"landlock_{version}" if version and landlock.abi() >= version else None
    assert expected == next((layer for layer in layers if layer.startswith("landlock")), None)
    assert {"private_root", "pid_namespace", "network_namespace", "seccomp", "rlimits", "no_new_privs"} <= set(layers)
