"""The errors: the tree drawn in the docstring is the tree of classes, and each carries what its reader needs."""

from __future__ import annotations

import inspect
import re

import pytest

from grader import errors
from grader.errors import GraderError, InternalError, ProtocolViolation, Refused, SubmissionError
from grader.vocabulary import Status

LINE = re.compile(r"(?P<indent>[│├└─ ]*)(?P<name>[A-Z]\w+)(?:\((?P<builtin>\w+)\))?\s{2,}(?P<says>\S.*)")


def drawn() -> dict[str, tuple[str | None, str | None]]:
    """The docstring's tree: for each name its parent, and the builtin in brackets."""
    path: list[str] = []
    tree: dict[str, tuple[str | None, str | None]] = {}
    for line in (errors.__doc__ or "").splitlines():
        if match := LINE.fullmatch(line):
            depth = len(match["indent"]) // 4
            path[depth:] = [match["name"]]
            tree[match["name"]] = (path[depth - 1] if depth else None, match["builtin"])
    return tree


def real() -> dict[str, tuple[str | None, str | None]]:
    """The classes' tree, in the same form: a builtin is told where a class adds it."""
    tree: dict[str, tuple[str | None, str | None]] = {}
    for name, kind in inspect.getmembers(errors, inspect.isclass):
        if kind.__module__ == errors.__name__:
            ours = [base.__name__ for base in kind.__bases__ if base.__module__ == errors.__name__]
            builtin = [
                base.__name__ for base in kind.__bases__ if base.__module__ == "builtins" and base is not Exception
            ]
            tree[name] = (ours[0] if ours else None, builtin[0] if builtin else None)
    return tree


def test_the_tree_that_is_drawn_is_the_tree_there_is() -> None:
    assert drawn() == real()
    assert len(drawn()) >= 8


def test_every_error_is_one_of_ours_and_a_builtin() -> None:
    for name in real():
        kind = getattr(errors, name)
        assert issubclass(kind, GraderError)
        assert kind is GraderError or issubclass(kind, ValueError | OSError | RuntimeError)
        assert kind.__doc__


def test_a_submissions_error_carries_its_status_and_reason() -> None:
    error = Refused(Status.INVALID_NOTEBOOK, "The file is empty.")
    assert (Status.INVALID_NOTEBOOK, "The file is empty.", "The file is empty.") == (
        error.status,
        error.reason,
        str(error),
    )


def test_a_protocol_violation_says_to_look() -> None:
    error = ProtocolViolation("a value is malformed")
    assert (Status.PROTOCOL_VIOLATION, "a value is malformed") == (error.status, error.detail)
    assert "The notebook interfered with its checks; look at it (a value is malformed)." == error.reason


def test_our_fault_is_never_the_candidates() -> None:
    assert not issubclass(InternalError, SubmissionError)
    with pytest.raises(RuntimeError):
        raise InternalError("disk full")
