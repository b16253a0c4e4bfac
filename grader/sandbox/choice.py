"""Which tier a run uses: the one that was asked for, or the best that a canary kernel proves; never less in silence."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from grader.errors import InternalError, SandboxUnavailable
from grader.sandbox.policy import Tier
from grader.sandbox.preload import ALWAYS
from grader.sandbox.probe import prove
from grader.sandbox.template_process import template_for

AUTO = "auto"
_OTHERWISE = (
    "Candidates' notebooks are strangers' programs. `grader doctor` says what this machine allows, and how to allow "
    "more. On a machine that holds nothing of value, --sandbox none runs them unguarded."
)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The tier of a run, and a sentence that says it."""

    tier: Tier
    says: str


def begin(asked: str, preload: tuple[str, ...] = ALWAYS) -> None:
    """Start what `choose` will wait for, so that other work can be done meanwhile. What is missing, `choose` tells."""
    tier = Tier.FULL if asked == AUTO else Tier(asked)
    if tier is not Tier.NONE:
        with contextlib.suppress(SandboxUnavailable):
            template_for(tier, preload)


def choose(asked: str, preload: tuple[str, ...] = ALWAYS) -> Choice:
    """The tier for "auto", "full", "portable" or "none". Raises SandboxUnavailable where it can't be had.

    `preload` is what the kernels of the run will share.
    """
    if asked == Tier.NONE:
        return Choice(tier=Tier.NONE, says="Sandbox: none. Notebooks run with your rights.")
    if asked != AUTO:
        return Choice(tier=_proven(Tier(asked), preload), says=f"Sandbox: {asked}.")
    try:
        return Choice(tier=_proven(Tier.FULL, preload), says="Sandbox: full.")
    except SandboxUnavailable as error:
        missing = error
    try:
        tier = _proven(Tier.PORTABLE, preload)
    except SandboxUnavailable as error:
        raise SandboxUnavailable(f"no sandbox can be had here. {missing} {error} {_OTHERWISE}") from error
    return Choice(tier=tier, says=f"Sandbox: portable, the second best; `grader doctor` says more. {missing}")


def _proven(tier: Tier, preload: tuple[str, ...]) -> Tier:
    try:
        try:
            return prove(tier, preload).tier
        except InternalError:  # the template died while it started, of something from outside: another one may not
            return prove(tier, preload).tier
    except SandboxUnavailable as error:
        raise SandboxUnavailable(f"{error}. {ADVICE[tier]}") from error


ADVICE = {
    Tier.FULL: (
        "Tier 'full' needs namespaces: run as root, or let ordinary users make them (on Ubuntu: "
        "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0); a container needs --security-opt "
        "seccomp=unconfined and --security-opt systempaths=unconfined"
    ),
    Tier.PORTABLE: "Tier 'portable' needs Landlock 3 or newer and seccomp: a Linux 6.2 or newer",
    Tier.NONE: "",
}
