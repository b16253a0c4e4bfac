"""A stranger's file is read, or refused with a clear line."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import InternalError, Refused
from grader.finding import find
from grader.settings import MIB, Limits
from grader.submission import Cell, Entry, Submission, fingerprint, read, read_bytes
from grader.vocabulary import Status

LIMITS = Limits()


def notebook(*sources: str, **changes: object) -> dict[str, object]:
    cells = [{"cell_type": "code", "source": source, "outputs": [], "metadata": {}} for source in sources]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells, **changes}


def put(path: Path, content: object = None) -> Path:
    """Write a file, a notebook by default, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = (
        content
        if isinstance(content, bytes)
        else json.dumps(notebook("x = 1") if content is None else content).encode()
    )
    path.write_bytes(data)
    return path


def found(*paths: Path) -> list[tuple[str, str]]:
    return [(entry.candidate, entry.notebook) for entry in find(paths)]


# --- links, pipes, permissions --------------------------------------------------------------------------------------


def taken(path: Path, limits: Limits = LIMITS) -> Submission:
    """The submission in a file."""
    return read(Entry(candidate="ada", notebook=path.name, path=path), read_bytes(path, limits.notebook_bytes))


def refusal(path: Path, limits: Limits = LIMITS) -> tuple[Status, str]:
    with pytest.raises(Refused) as caught:
        taken(path, limits)
    return caught.value.status, caught.value.reason


def test_a_link_is_refused_and_hides_nobody(tmp_path: Path) -> None:
    put(tmp_path / "ada" / "s.ipynb")
    (tmp_path / "ben").mkdir()
    (tmp_path / "ben" / "s.ipynb").symlink_to(tmp_path / "ada" / "s.ipynb")
    (tmp_path / "cyd").mkdir()
    (tmp_path / "cyd" / "s.ipynb").symlink_to("/dev/zero")
    (tmp_path / "eve").symlink_to(tmp_path / "ada")
    assert ["ada", "ben", "cyd"] == [candidate for candidate, _ in found(tmp_path)]
    refused = (Status.INVALID_NOTEBOOK, "The file is a symbolic link; hand in the notebook itself.")
    for name in ("ben", "cyd"):
        assert refused == refusal(tmp_path / name / "s.ipynb")
    assert [("ben", "s.ipynb"), ("solo", "s.ipynb")] == found(
        put(tmp_path / "solo" / "s.ipynb"), tmp_path / "ben" / "s.ipynb"
    )


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "s.ipynb")
    assert (Status.INVALID_NOTEBOOK, "This is not an ordinary file.") == refusal(tmp_path / "s.ipynb")
    entry = Entry(candidate="a", notebook="s", path=tmp_path / "s.ipynb")
    assert hashlib.sha256(b"This is not an ordinary file.").hexdigest() == fingerprint(entry, LIMITS)
    entry.path.unlink()
    assert None is fingerprint(entry, LIMITS)


def test_a_file_that_is_gone_is_our_failure(tmp_path: Path) -> None:
    with pytest.raises(InternalError) as caught:
        taken(tmp_path / "s.ipynb")
    assert "The file can't be read (No such file or directory); mend its permissions and run again." == str(
        caught.value
    )


UNREADABLE = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from grader.errors import InternalError, UsageError
    from grader.finding import find
    from grader.submission import read_bytes
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    root = Path(sys.argv[1])
    try:
        read_bytes(root / "s.ipynb", 1000)
    except InternalError as error:
        print(error)
    try:
        find([root])
    except UsageError as error:
        print(str(error).replace(str(root), "ROOT"))
    """
)


def test_what_may_not_be_read_is_our_failure(tmp_path: Path) -> None:
    put(tmp_path / "s.ipynb").chmod(0)
    (tmp_path / "ada").mkdir(mode=0)
    for folder in [tmp_path, *tmp_path.parents]:
        if folder.owner() == tmp_path.owner() and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    run = subprocess.run(
        [sys.executable, "-c", UNREADABLE, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    (tmp_path / "ada").chmod(0o755)
    if "PermissionError" in run.stderr:
        pytest.skip("an ordinary user can't reach this checkout")
    assert [
        "The file can't be read (Permission denied); mend its permissions and run again.",
        "the folder 'ROOT/ada' can't be read: Permission denied",
    ] == run.stdout.splitlines(), run.stderr


# --- reading --------------------------------------------------------------------------------------------------------


def read_content(tmp_path: Path, content: object) -> tuple[Cell, ...]:
    return taken(put(tmp_path / "s.ipynb", content)).cells


def test_the_cells_of_a_notebook(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Title\n", "text"], "metadata": {}},
        {"cell_type": "code", "source": "x = 1", "outputs": [{"output_type": "what ever"}], "execution_count": "no"},
        {"cell_type": "raw", "source": [], "more": 1},
    ]
    path = put(tmp_path / "s.ipynb", notebook(cells=cells))
    entry = Entry(candidate="ada", notebook="s.ipynb", path=path)
    submission = taken(path)
    assert (
        Cell(kind="markdown", source="# Title\ntext"),
        Cell(kind="code", source="x = 1"),
        Cell(kind="raw", source=""),
    ) == submission.cells
    assert hashlib.sha256(path.read_bytes()).hexdigest() == submission.sha256 == fingerprint(entry, LIMITS)


@pytest.mark.parametrize(
    "changes",
    [
        {"metadata": {}},
        {"metadata": None},
        {"metadata": []},
        {"metadata": {"kernelspec": {"name": "no-such-kernel", "display_name": "Mine"}}},
        {"metadata": {"kernelspec": {"name": "ir", "language": "python"}}},
        {"metadata": {"kernelspec": "python3"}},
        {"metadata": {"language_info": {"name": "ipython"}}},
        {"metadata": {"language_info": {"name": "Python", "version": "2.7"}}},
        {"metadata": {"language_info": {}}},
        {"metadata": {"colab": {"provenance": []}, "accelerator": "GPU"}},
        {"nbformat_minor": 99},
        {"nbformat_minor": None},
        {"signature": "x"},
    ],
    ids=repr,
)
def test_what_a_notebook_says_of_itself_is_no_reason_to_refuse_it(tmp_path: Path, changes: dict[str, object]) -> None:
    assert (Cell(kind="code", source="x = 1"),) == read_content(tmp_path, notebook("x = 1", **changes))


def test_no_metadata_and_no_cells(tmp_path: Path) -> None:
    bare = {key: value for key, value in notebook().items() if key != "metadata"}
    assert () == read_content(tmp_path, bare)


def test_what_nbgrader_hands_out_is_told_from_answers(tmp_path: Path) -> None:
    marked: list[object] = [
        {"grade": True, "solution": False, "locked": False},  # the teacher's tests
        {"grade": False, "solution": False, "locked": True},  # the teacher's words
        {"grade": False, "solution": True, "locked": False},
        {"grade": True, "solution": False, "locked": False, "task": True},
        {"solution": None},
        [],
    ]
    cells = [{"cell_type": "code", "source": "x", "metadata": {"nbgrader": each}} for each in marked]
    read_cells = read_content(tmp_path, notebook(cells=[*cells, {"cell_type": "code", "source": "x"}]))
    assert [True, True, False, False, False, False, False] == [cell.given for cell in read_cells]


def old(version: int) -> dict[str, object]:
    cells = [
        {"cell_type": "heading", "level": 2, "source": "Title", "metadata": {}},
        {"cell_type": "code", "input": ["x = 1\n", "y"], "outputs": [], "language": "python", "collapsed": False},
    ]
    return {"nbformat": version, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}


@pytest.mark.parametrize("version", [2, 3])
def test_an_old_format_is_converted(tmp_path: Path, version: int) -> None:
    cells = read_content(tmp_path, old(version))
    assert [("markdown", "## Title"), ("code", "x = 1\ny")] == [(cell.kind, cell.source) for cell in cells]


CELL: dict[str, Any] = {"cell_type": "code", "source": "x"}
NOT_A_CELL = "Cell 1 is not a notebook cell: it needs a known cell_type and a source."
OLD = "The notebook has an old format (nbformat={}) that can't be read."
CUT = "The file is not valid JSON, so it may be cut off: "
NO_NUMBER = "The file is JSON, but not a Jupyter notebook: it has no nbformat number."

REFUSED: dict[str, tuple[object, str]] = {
    "no bytes": (b"", "The file is empty."),
    "white space": (b" \n\n", "The file is empty."),
    "truncated": (json.dumps(notebook("x = 1")).encode()[:-20], CUT + "Input data was truncated."),
    "not JSON": (b"%PDF-1.7", CUT + "JSON is malformed: invalid character (byte 0)."),
    "not UTF-8": (
        b'{"nbformat": 4, "cells": ["\xff"]}',
        CUT + "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte.",
    ),
    "deep": (b'{"a":' + b"[" * 200_000, CUT + "maximum recursion depth exceeded while deserializing an object."),
    "NaN": (b'{"nbformat": NaN}', CUT + "JSON is malformed: invalid character (byte 13)."),
    "a list": ([], NO_NUMBER),
    "an object": ({"cells": []}, NO_NUMBER),
    "a text as version": ({"nbformat": "4"}, NO_NUMBER),
    "a truth as version": ({"nbformat": True}, NO_NUMBER),
    "a fraction as version": ({"nbformat": 4.5}, NO_NUMBER),
    "a future format": (
        notebook(nbformat=5),
        "The notebook's format is newer than this grader reads: nbformat=5, newest=4; save it as version 4.",
    ),
    "a far future format": (
        b'{"nbformat": ' + b"9" * 4000 + b"}",
        "The notebook's format is newer than this grader reads: nbformat=999999999999, newest=4; save it as version 4.",
    ),
    "format 0": ({"nbformat": 0}, OLD.format(0)),
    "format -1": ({"nbformat": -1}, OLD.format(-1)),
    "a broken old one": ({"nbformat": 3, "worksheets": 1}, OLD.format(3)),
    "cells missing": ({"nbformat": 4}, "The notebook has no list of cells."),
    "cells of another type": (notebook(cells={}), "The notebook has no list of cells."),
    "a cell that is none": (notebook(cells=["x"]), NOT_A_CELL),
    "an unknown cell type": (notebook(cells=[CELL | {"cell_type": "sql"}]), NOT_A_CELL),
    "a cell type of another type": (notebook(cells=[CELL | {"cell_type": []}]), NOT_A_CELL),
    "no source": (notebook(cells=[{"cell_type": "code"}]), NOT_A_CELL),
    "a number as source": (notebook(cells=[CELL | {"source": 1}]), NOT_A_CELL),
    "the second of two": (notebook(cells=[CELL, 1]), NOT_A_CELL.replace("1", "2")),
    "numbers in a source": (notebook(cells=[CELL | {"source": ["x", 1]}]), "The source of cell 1 is not text."),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_file_is_refused_with_a_clear_line(tmp_path: Path, content: object, reason: str) -> None:
    assert (Status.INVALID_NOTEBOOK, reason) == refusal(put(tmp_path / "s.ipynb", content))


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"language_info": {"name": "R"}}, "R"),
        ({"kernelspec": {"name": "python3", "language": "julia"}}, "julia"),
        ({"language_info": {"name": "scala"}, "kernelspec": {"language": "python"}}, "scala"),
        ({"language_info": {"name": "\x1b[31m<b>" + "x" * 99}}, ("\x1b[31m<b>" + "x" * 99)[:40]),
    ],
)
def test_another_language(tmp_path: Path, metadata: object, language: str) -> None:
    path = put(tmp_path / "s.ipynb", notebook("x <- 1", metadata=metadata))
    reason = f"The notebook is written in {language!r}; the question asks for Python."
    assert (Status.OTHER_LANGUAGE, reason) == refusal(path)


def test_a_file_above_the_limit(tmp_path: Path) -> None:
    path = put(tmp_path / "s.ipynb", b" " * (MIB + 1))
    reason = "The file is larger than 1 MB; clear its outputs and hand it in again."
    assert (Status.INVALID_NOTEBOOK, reason) == refusal(path, Limits(notebook_bytes=MIB))
    os.truncate(path, 60 * MIB)
    reason = "The file is larger than 20 MB; clear its outputs and hand it in again."
    assert (Status.INVALID_NOTEBOOK, reason) == refusal(path)
    path = put(path, notebook("x = 1"))
    assert taken(path, Limits(notebook_bytes=path.stat().st_size)).cells


Json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


def mutated(data: st.DataObject) -> Iterable[tuple[str, object]]:
    keys = ["nbformat", "nbformat_minor", "metadata", "cells", "worksheets"]
    return [
        (key, data.draw(Json | st.integers(0, 6))) for key in data.draw(st.lists(st.sampled_from(keys), max_size=3))
    ]


@settings(database=None, deadline=None, max_examples=300)
@given(st.data())
def test_anything_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    base = data.draw(st.sampled_from([notebook("x"), old(2), old(3)]))
    content = data.draw(st.binary() | st.just(json.dumps({**base, **dict(mutated(data))}).encode()))
    path = put(tmp_path_factory.getbasetemp() / "any.ipynb", content)
    with contextlib.suppress(Refused):
        assert isinstance(taken(path).cells, tuple)
