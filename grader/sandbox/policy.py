"""The tiers of isolation that can be asked for."""

from __future__ import annotations

import enum


class Tier(enum.StrEnum):
    """How far a candidate's kernel is shut in."""

    FULL = "full"
    PORTABLE = "portable"
    NONE = "none"
