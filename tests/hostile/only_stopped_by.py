"""Which attacks only one layer stops: each layer that can be left out alone, by tier, with the tests that fail without it.

Where that is nothing, the others hold all the attacks that there are. `make layers` leaves out one at a time, runs all of
`tests/hostile/` that meets a sandbox, and compares.
"""

from __future__ import annotations

from grader.sandbox import order
from grader.sandbox.policy import Tier

NOTHING: frozenset[str] = frozenset()


def _each(test: str, *attacks: str) -> frozenset[str]:
    return frozenset(f"{test}[{attack}]" for attack in attacks)


SYSTEM_CALLS = (
    _each("test_network.py::test_reaches_nobody", "raw", "netlink", "io_uring")
    | _each("test_processes.py::test_is_refused", "fork", "multiprocessing", "clone", "daemon")
    | _each("test_processes.py::test_is_refused", "outlives", "ptrace", "rights")
    | _each("test_processes.py::test_does_no_harm", "fork-bomb")
)
OTHERS_IN_REACH = (
    _each("test_network.py::test_reaches_nobody", "udp")
    | _each("test_processes.py::test_is_refused", "kills")
    | {"test_network.py::test_no_listener_was_reached"}
)
FILES = _each("test_files.py::test_got_nothing", "links", "lists", "neighbours", "reads", "writes") | {
    "test_files.py::test_memory_holds_nothing_of_another_candidates",
    "test_files.py::test_nothing_was_made",
}
AMOUNTS = (
    _each("test_processes.py::test_is_refused", "limits")
    | _each("test_resources.py::test_is_refused", "memory")
    | {"test_processes.py::test_threads_are_bounded"}
)
SPARSE = _each("test_resources.py::test_is_refused", "large-file")
ENTRIES_AND_SPACE = _each("test_resources.py::test_costs_only_the_cell", "many-files", "many-large-files")
OUTPUT = _each("test_resources.py::test_output_is_bounded", "displays")
LOCKED = _each("test_resources.py::test_is_refused", "locked-memory")
PROCESSES_IN_SIGHT = frozenset({"test_files.py::test_environment_holds_nothing_of_ours"})

ONLY_STOPPED_BY: dict[tuple[Tier, str], frozenset[str]] = {
    (Tier.FULL, order.SECCOMP): SYSTEM_CALLS,
    (Tier.FULL, order.LANDLOCK): NOTHING,
    (Tier.FULL, order.RLIMITS): AMOUNTS | SPARSE,
    (Tier.FULL, order.CAPABILITIES): NOTHING,
    (Tier.FULL, order.OWN_USER): NOTHING,
    (Tier.FULL, order.SCRATCH_SIZE): ENTRIES_AND_SPACE,
    (Tier.FULL, order.READ_ONLY): NOTHING,
    (Tier.FULL, order.OWN_PROC): PROCESSES_IN_SIGHT,
    (Tier.FULL, order.PROCESS_IDS): PROCESSES_IN_SIGHT,
    (Tier.FULL, order.NETWORK): NOTHING,
    (Tier.FULL, order.IPC): NOTHING,
    (Tier.FULL, order.HOST_NAME): NOTHING,
    (Tier.FULL, "output_bytes"): OUTPUT,
    (Tier.FULL, "reply_bytes"): NOTHING,
    (Tier.PORTABLE, order.SECCOMP): SYSTEM_CALLS | OTHERS_IN_REACH,
    (Tier.PORTABLE, order.LANDLOCK): FILES | PROCESSES_IN_SIGHT,
    (Tier.PORTABLE, order.RLIMITS): AMOUNTS,
    (Tier.PORTABLE, order.CAPABILITIES): NOTHING,
    (Tier.PORTABLE, order.OWN_USER): NOTHING,
    (Tier.PORTABLE, order.SCRATCH_SIZE): ENTRIES_AND_SPACE,
    (Tier.PORTABLE, "output_bytes"): OUTPUT,
    (Tier.PORTABLE, "reply_bytes"): NOTHING,
}

AS_ORDINARY_USER: dict[tuple[Tier, str], frozenset[str]] = {
    (Tier.PORTABLE, order.SECCOMP): _each("test_network.py::test_reaches_nobody", "unix")
    | _each("test_processes.py::test_is_refused", "limits"),
}
"""What gets through besides where the kernels' user is the one who started them, and has other processes."""
BY_CHANCE: dict[tuple[Tier, str], frozenset[str]] = {
    (Tier.PORTABLE, order.SECCOMP): _each("test_processes.py::test_does_no_harm", "fork-bomb")
    | _each("test_processes.py::test_is_refused", "multiprocessing")
    | {"test_processes.py::test_threads_are_bounded"},
}
"""There, too, what may get through or not: what earlier attacks left counts among the processes of one user."""
AS_ROOT: dict[tuple[Tier, str], frozenset[str]] = {
    (Tier.FULL, order.CAPABILITIES): LOCKED,
    (Tier.PORTABLE, order.CAPABILITIES): LOCKED,
}
"""What gets through besides where root starts the kernels, whose capabilities count outside a user namespace, too.

Found where root has no CAP_SYS_RESOURCE: with it, limits could be raised as well.
"""
