"""What this machine allows, tier by tier, as `grader doctor` tells it."""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import platform
from dataclasses import dataclass

from grader.errors import SandboxUnavailable
from grader.sandbox import landlock
from grader.sandbox.choice import ADVICE
from grader.sandbox.policy import Tier
from grader.sandbox.probe import Proof, is_tried_architecture, prove

_PACKAGES = ("pyseccomp", "ipykernel", "jupyter_client", "nbclient", "numpy")


@dataclass(frozen=True, kw_only=True)
class Examination:
    """Each isolating tier, best first, with its proof or why it can't be had; and the machine's facts."""

    tiers: tuple[tuple[Tier, Proof | str], ...]
    machine: tuple[str, ...]

    @property
    def used(self) -> Tier | None:
        """The tier that --sandbox auto uses here."""
        return next((tier for tier, proof in self.tiers if isinstance(proof, Proof)), None)

    def lines(self) -> list[str]:
        """The examination as text for a terminal."""
        lines = [*self.machine, ""]
        for tier, proof in self.tiers:
            if isinstance(proof, Proof):
                lines.append(f"{tier.value}: yes. Layers: {', '.join(proof.layers)}.")
                lines.append(f"  A canary kernel tried in vain to: {', '.join(proof.tried)}.")
            else:
                lines += [f"{tier.value}: no. {proof}", f"  {ADVICE[tier]}."]
        used = f"{self.used.value} will be used" if self.used else "none can be had, so `grader grade` refuses (exit 3)"
        return [*lines, "", f"With --sandbox auto: {used}."]


def examine() -> Examination:
    """Start a canary kernel on each tier."""
    return Examination(tiers=tuple((tier, _proof(tier)) for tier in (Tier.FULL, Tier.PORTABLE)), machine=_machine())


def _proof(tier: Tier) -> Proof | str:
    try:
        return prove(tier)
    except SandboxUnavailable as error:
        return str(error)


def _machine() -> tuple[str, ...]:
    tried = "" if is_tried_architecture() else " (the sandbox was never tried on this architecture)"
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES)
    return (
        f"{platform.system()} {platform.release()} on {platform.machine()}{tried}, Python {platform.python_version()}, "
        f"{'root' if os.geteuid() == 0 else 'an ordinary user'}",
        f"Landlock: {f'version {landlock.abi()}' if landlock.abi() else 'none'}; libseccomp: {_libseccomp()}",
        f"Versions: {versions}",
    )


def _libseccomp() -> str:
    class Version(ctypes.Structure):
        _fields_ = (("major", ctypes.c_uint), ("minor", ctypes.c_uint), ("micro", ctypes.c_uint))

    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        return "none"
    library.seccomp_version.restype = ctypes.POINTER(Version)
    version = library.seccomp_version().contents
    return f"{version.major}.{version.minor}.{version.micro}"
