"""Attacks on the verdict: functions that are wrong, in notebooks that try to have them taken for right.

Whatever a notebook patches, it doesn't know what is expected; at worst a person looks at it.
"""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest

from grader.sandbox.policy import Tier
from grader.vocabulary import Status
from tests.hostile.attacks import LIMITS, TIERS, Outcome, carry_out

BRIEF = dataclasses.replace(LIMITS, cell_seconds=1, battery_seconds=0.5, case_seconds=0.1, wall_factor=2)
"""For kernels that fall silent: each is waited for in vain, twice."""

WRONG = "def precision_recall_f1(y_true, y_pred):\n    return 0.5, 0.5, 0.5\n"
KERNEL = "from IPython import get_ipython\nkernel = get_ipython().kernel\n"

ATTACKS = {
    "patched-json": ["import json\njson.dumps = lambda *a, **k: '{}'\njson.loads = lambda *a, **k: {}"],
    "patched-builtins": [
        "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.sum = lambda *a: 0\nbuiltins.isinstance = lambda *a: True\n"
        "builtins.type = lambda *a: float\nbuiltins.float = lambda *a: 1.0"
    ],
    "patched-numpy": [
        "import numpy, math\nnumpy.isclose = numpy.allclose = lambda *a, **k: True\nmath.isclose = lambda *a, **k: True"
    ],
    "equal-to-all": [
        "class Equal(float):\n    __eq__ = __ge__ = __le__ = lambda s, o: True\n    __ne__ = lambda s, o: False\n"
        "    __hash__ = float.__hash__\n    __sub__ = __rsub__ = lambda s, o: 0.0\n    hex = lambda s: '0x1p0'"
    ],
    "huge": ["HUGE = 10 ** 100_000"],
    "long-repr": ["class Long:\n    def __repr__(self): return 'x' * 10**9\n    __getattr__ = lambda s, n: s"],
    "forged-reply": [KERNEL + "kernel.grader_reply = lambda: {'groups': 'all right'}"],
    "forged-mime": [
        KERNEL + "class Reply:\n    def _repr_mimebundle_(self, **k):\n"
        '        return {\'application/x-grader-reply\': \'{"nonce": "0", "groups": []}\'}\n'
        "kernel.grader_reply = Reply"
    ],
    "deep-reply": [
        KERNEL + "class Reply:\n    def _repr_mimebundle_(self, **k):\n"
        "        return {'application/x-grader-reply': '[' * 200_000 + ']' * 200_000}\nkernel.grader_reply = Reply"
    ],
    "garbage-frames": [KERNEL + "kernel.grader_reply = lambda: kernel.shell_stream.socket.send_multipart([b'x'] * 9)"],
    "bad-signature": [KERNEL + "kernel.session.key = b'another'"],
    "silent": [KERNEL + "kernel.session.send = lambda *a, **k: None"],
    "exits-in-call": [
        "def precision_recall_f1(y_true, y_pred):\n    raise SystemExit(0)",
    ],
    "interrupts-in-call": ["def precision_recall_f1(y_true, y_pred):\n    raise KeyboardInterrupt"],
    "dies-in-call": ["import os\ndef precision_recall_f1(y_true, y_pred):\n    os._exit(0)"],
}
RETURNS = {
    "equal-to-all": "def precision_recall_f1(y_true, y_pred):\n    return Equal(2), Equal(2), Equal(2)\n",
    "huge": "def precision_recall_f1(y_true, y_pred):\n    return HUGE, HUGE, (x for x in ())\n",
    "long-repr": "def precision_recall_f1(y_true, y_pred):\n    return Long(), Long(), Long()\n",
}
OWN = ("exits-in-call", "interrupts-in-call", "dies-in-call")
WHOLE = {name: [*cells, *([] if name in OWN else [RETURNS.get(name, WRONG)])] for name, cells in ATTACKS.items()}


@cache
def outcomes(tier: Tier) -> dict[str, Outcome]:
    """What came of these attacks on a tier."""
    return carry_out(WHOLE, tier, right=False, limits=BRIEF)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", ATTACKS)
def test_is_never_taken_for_right(name: str, tier: Tier) -> None:
    outcome = outcomes(tier)[name]
    assert outcome.result.rating in (1, None)
    assert Status.GRADER_ERROR is not outcome.result.status
    assert 3 == outcome.honest.rating
