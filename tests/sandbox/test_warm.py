"""The provisioner under the tools of others: jupyter_client's manager and nbclient's client, as they come."""

from __future__ import annotations

import asyncio
import gc
import importlib.metadata
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode, from_dict

from grader.sandbox.policy import Tier
from grader.sandbox.template_process import template_for
from grader.sandbox.warm import WarmProvisioner
from tests.hostile.attacks import TIERS, available

SOURCE = "import os\nprint(os.getuid() != 0, os.path.exists('/etc/shadow') and os.access('/etc/shadow', os.R_OK))"


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # nbclient leaves its channels to the garbage collector
@pytest.mark.parametrize("tier", TIERS)
def test_nbclient_runs_on_it(tier: Tier) -> None:
    available(tier)
    cell: dict[str, object] = {
        "id": "a",
        "cell_type": "code",
        "source": SOURCE,
        "metadata": {},
        "execution_count": None,
        "outputs": [],
    }
    whole = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    notebook: NotebookNode = from_dict(whole)  # type: ignore[no-untyped-call]  # nbformat has no types

    async def execute() -> WarmProvisioner:
        manager = AsyncKernelManager(transport="ipc")
        manager._kernel_spec = spec = KernelSpec(argv=["python"], display_name="Python 3", language="python")
        manager.provisioner = warm = WarmProvisioner(kernel_id="stock", kernel_spec=spec, parent=manager)
        warm.tier = tier
        client = NotebookClient(notebook, km=manager, shutdown_kernel="immediate")
        await client.async_execute()
        await manager.shutdown_kernel(now=True)
        manager.context.destroy()
        return warm

    warm = asyncio.run(execute())
    gc.collect()
    assert "True False\n" == notebook.cells[0].outputs[0].text
    assert "seccomp" in warm.layers
    assert not warm.has_process
    assert not [path for path in template_for(tier).folder.iterdir() if path.name.isdigit()]


def test_its_entry_point_leads_to_it() -> None:
    declared = Path(__file__).parents[2] / "pyproject.toml"
    assert 'grader-warm = "grader.sandbox.warm:WarmProvisioner"' in declared.read_text()
    installed = [
        each
        for each in importlib.metadata.entry_points(group="jupyter_client.kernel_provisioners")
        if "grader" in each.name
    ]
    assert all(each.load() is WarmProvisioner for each in installed)
