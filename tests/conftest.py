"""For every test: no deadline an example. How long something takes is a matter for benchmarks, on machines at rest."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
