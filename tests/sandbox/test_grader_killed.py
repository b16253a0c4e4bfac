"""When the grader itself is killed, nothing of what it started outlives it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader.sandbox.policy import Tier
from tests.hostile.attacks import TIERS, available

PROGRAM = """
import asyncio, os, signal, sys
from nbformat import from_dict
from grader import kernel
from grader.sandbox.policy import Tier
from grader.sandbox.template_process import template_for
from grader.settings import Limits

async def main(tier):
    empty = from_dict({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    async with kernel.start(empty, tier, Limits()) as started:
        print(template_for(tier).process.pid, started._provisioner._pid, template_for(tier).folder, flush=True)
        await asyncio.sleep(600)

asyncio.run(main(Tier(sys.argv[1])))
"""


@pytest.mark.parametrize("tier", TIERS)
def test_template_and_kernel_end_with_it(tier: Tier) -> None:
    available(tier)
    root = str(Path(grader.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, tier.value],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    ) as process:
        assert process.stdout is not None
        template, kernel, folder = process.stdout.readline().split()
        watched = [os.pidfd_open(int(pid)) for pid in (template, kernel)]
        process.send_signal(signal.SIGKILL)
        for pidfd in watched:
            assert [pidfd] == select.select([pidfd], [], [], 30)[0]
            os.close(pidfd)
    subprocess.run(["chmod", "-R", "u+rwx", "--", folder], check=True)  # an ordinary user may not look into all of it
    subprocess.run(["rm", "-rf", "--", folder], check=True)  # all that is left of it
