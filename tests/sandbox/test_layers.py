"""Each layer alone: with it off, what a canary gets that it otherwise doesn't."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks import layers
from grader.errors import SandboxUnavailable
from grader.sandbox import landlock
from grader.sandbox.order import (
    CAPABILITIES,
    LANDLOCK,
    LAYERS,
    NETWORK,
    OWN_PROC,
    OWN_USER,
    PROCESS_IDS,
    READ_ONLY,
    RLIMITS,
    SCRATCH_SIZE,
    SECCOMP,
    TemplateOrder,
)
from grader.sandbox.policy import Tier
from grader.sandbox.probe import attack
from grader.sandbox.template_process import Template
from tests.hostile.attacks import BOUNDS, available
from tests.hostile.only_stopped_by import AS_ORDINARY_USER, AS_ROOT, ONLY_STOPPED_BY


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


def broken(tier: Tier, *without: str) -> set[str]:
    """What the canary was able to do with layers off."""
    with template(tier, without=without) as made:
        try:
            attack(made)
        except SandboxUnavailable as error:
            return set(re.findall(r"(?:able to|;) ([a-z_ ]+) \(got", str(error)))
    return set()


TABLES = (ONLY_STOPPED_BY, AS_ROOT, AS_ORDINARY_USER)
HOSTILE = Path(__file__).parents[1] / "hostile"
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


@pytest.mark.parametrize("tier", [Tier.FULL, Tier.PORTABLE])
def test_without_a_user_of_its_own(tier: Tier) -> None:
    assert ({"be root"} if os.geteuid() == 0 else set()) == broken(tier, OWN_USER)


def test_the_root_is_read_only_even_where_its_user_could_write() -> None:
    lost = broken(Tier.FULL, LANDLOCK, OWN_USER)
    assert "write outside" not in lost
    assert lost | {"write outside"} == broken(Tier.FULL, LANDLOCK, OWN_USER, READ_ONLY)


def test_what_is_left_out_is_not_reported() -> None:
    """All at once, but what the canary would get out by."""
    left_out = (CAPABILITIES, NETWORK, PROCESS_IDS, RLIMITS, SCRATCH_SIZE)
    with template(Tier.FULL) as made:
        all_on = attack(made).layers
    with template(Tier.FULL, without=left_out) as made:
        assert [layer for layer in all_on if layer not in left_out] == [*attack(made).layers]
    assert {*left_out} < {*all_on}


def test_only_a_layer_can_be_left_out() -> None:
    order: dict[str, Any] = {field.name: None for field in dataclasses.fields(TemplateOrder)}
    with pytest.raises(ValueError, match=r"expected layers .* got without=\['landlok'\]"):
        TemplateOrder(**order | {"without": ("landlok",)})


def test_a_hostile_notebook_meets_the_layers_but_one() -> None:
    """As `make layers` runs all of them: here one that a single layer stops."""
    available(Tier.FULL)
    name = "test_files.py::test_environment_holds_nothing_of_ours"
    assert {name} == ONLY_STOPPED_BY[Tier.FULL, OWN_PROC]
    assert [f"{name}[full]"] == layers.run(OWN_PROC, [f"{name}[full]"], user=[], keep=None)


def test_what_only_one_layer_stops_is_written_down_for_each() -> None:
    tiers = {tier: [layer for of, layer in ONLY_STOPPED_BY if of is tier] for tier in layers.TIERS}
    assert [*LAYERS, *BOUNDS] == tiers[Tier.FULL]
    assert [*LAYERS[:6], *BOUNDS] == tiers[Tier.PORTABLE]


@pytest.mark.parametrize("name", sorted({name for table in TABLES for names in table.values() for name in names}))
def test_what_only_one_layer_stops_is_a_test(name: str) -> None:
    file, function, attack = re.findall(r"^(\w+\.py)::(\w+)(?:\[(.+)\])?$", name)[0]
    text = (HOSTILE / file).read_text()
    assert f"def {function}(" in text
    assert not attack or f'"{attack}"' in text


@pytest.mark.parametrize("version", [0, 2])
def test_full_on_an_older_landlock(version: int) -> None:
    with template(Tier.FULL, landlock_abi=version) as made:
        layers = attack(made).layers
    expected = f"landlock_{version}" if version and landlock.abi() >= version else None
    assert expected == next((layer for layer in layers if layer.startswith("landlock")), None)
    assert {"private_root", "pid_namespace", "network_namespace", "seccomp", "rlimits", "no_new_privs"} <= set(layers)
