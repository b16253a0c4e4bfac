"""What runs inside a candidate's kernel: it lists functions, calls one of them, and sends inert data back.

The text of this folder is sent to the kernel before the candidate's first cell; it imports nothing of ours but itself.
It holds no answer and takes no decision: everything here belongs to the candidate's process and may be tampered with,
so the grader treats what it says as the candidate's claim.

Wire format of a value: a list whose first item is its tag (`grader.answer` is the strict reader):
    ["f", hex] ["i", digits] ["b", 0|1] ["n"] ["s", text] ["m", decimal] ["q", numerator, denominator]
    ["t", items] ["l", items] ["a", dtype, items] ["d", [key, value] pairs] ["r", type, [field, value] pairs]
    ["w", type, value] (a NumPy scalar) ["o", type] (anything else)
and of the outcome of a call, with what else was seen (a reply has each different one once, and numbers in its place):
    ["r", value, seen] (returned) ["t"] (ran too long)
    ["e", type, message, raised by the candidate's own statement, line, seen] (raised)
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

PACKAGE = "grader.sandbox.inside"
MODULES = ("values", "functions", "watch", "printing", "definitions", "outcomes", "calling", "own_tests", "requests")
"""In the order in which they import one another; the last one's `install` makes a kernel answer the grader."""


def texts() -> dict[str, str]:
    """The modules' names and texts, as they are sent."""
    return {name: Path(__file__).with_name(f"{name}.py").read_text() for name in MODULES}


def load(sent: Mapping[str, str]) -> dict[str, ModuleType]:
    """The modules, made of their texts beside a shell, where none of ours can be imported. No name stays behind."""
    loaded = {name: ModuleType(f"{PACKAGE}.{name}") for name in sent}
    for name, module in loaded.items():
        sys.modules[module.__name__] = module
        exec(compile(sent[name], f"<{module.__name__}>", "exec"), module.__dict__)
    for module in loaded.values():
        del sys.modules[module.__name__]
    return loaded


def program() -> str:
    """All of it as one text that, executed in a kernel, makes it answer the grader."""
    return f"{Path(__file__).read_text()}\nload({texts()!r})['requests'].install()\n"
