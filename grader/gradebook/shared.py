"""Results that share what is equal in them: of a thousand notebooks most are right or wrong in the same few ways."""

from __future__ import annotations

import msgspec

from grader.results import SubmissionResult

Pool = dict[tuple[str, bytes], object]
"""What was met before, by its type's name and its content."""

_THEIR_OWN = frozenset({"candidate", "notebook", "page", "sha256", "graded_at", "execution"})
"""What no two have in common."""


def shared(result: SubmissionResult, pool: Pool) -> SubmissionResult:
    """The same result, made of what is in the pool wherever that is equal; what is new goes there.

    Measured on 160 submissions in as many styles: 6 KiB a result instead of 18; where each style comes six times, 3.
    """
    fields = (name for name in result.__struct_fields__ if name not in _THEIR_OWN)
    return msgspec.structs.replace(result, **{name: _one(getattr(result, name), pool) for name in fields})


def _one(value: object, pool: Pool) -> object:
    if isinstance(value, tuple):
        value = tuple(_one(item, pool) for item in value)
    if value is None or isinstance(value, int):
        return value
    return pool.setdefault((type(value).__name__, msgspec.json.encode(value)), value)
