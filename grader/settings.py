"""The values that a run is made with: frozen, passed along, read from the command line in one place."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one notebook may use. Seconds are CPU time; `wall_factor` times as much wall time stands behind each."""

    cell_seconds: float = 20.0
    notebook_seconds: float = 60.0
    battery_seconds: float = 10.0
    case_seconds: float = 2.0
    wall_factor: float = 3.0
    output_bytes: int = 4 * MIB
    reply_bytes: int = 8 * MIB
    memory_bytes: int = 1536 * MIB
    notebook_bytes: int = 20 * MIB
    shrink_calls: int = 200

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if not value > 0:
                raise ValueError(f"a limit must be positive: {name}={value!r}")
