"""Which tier a run uses: what is proven, and never less in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.errors import InternalError, SandboxUnavailable
from grader.sandbox import choice
from grader.sandbox.policy import Tier
from grader.sandbox.probe import Proof


def proving(*outcomes: Exception | None) -> Callable[[Tier, tuple[str, ...]], Proof]:
    """A proof that ends like this, one time after another."""
    remaining = iter(outcomes)

    def prove(tier: Tier, preload: tuple[str, ...]) -> Proof:
        outcome = next(remaining)
        if outcome is not None:
            raise outcome
        return Proof(tier=tier, layers=(), tried=())

    return prove


def test_a_template_that_was_killed_while_it_started_is_started_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "prove", proving(InternalError("killed"), None))
    assert Tier.FULL is choice.choose("auto").tier
    monkeypatch.setattr(choice, "prove", proving(InternalError("killed"), InternalError("again")))
    with pytest.raises(InternalError, match="again"):
        choice.choose("full")


def test_the_second_best_is_told_and_nothing_is_chosen_where_a_tier_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choice, "prove", proving(SandboxUnavailable("no namespaces"), None))
    chosen = choice.choose("auto")
    assert (Tier.PORTABLE, True) == (chosen.tier, "no namespaces" in chosen.says)
    monkeypatch.setattr(choice, "prove", proving(SandboxUnavailable("no namespaces")))
    with pytest.raises(SandboxUnavailable, match="no namespaces"):
        choice.choose("full")
