from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.sandbox.preload import ALWAYS, worth_preloading


@pytest.mark.parametrize(
    ("with_pandas", "others", "worth"),
    [(0, 5, False), (1, 0, True), (1, 19, True), (1, 20, False), (2, 38, True), (2, 39, False), (3, 57, True)],
)
def test_what_enough_notebooks_use_is_preloaded(tmp_path: Path, with_pandas: int, others: int, worth: bool) -> None:
    texts = [b"import pandas as pd"] * with_pandas + [b"import numpy"] * others
    paths = [tmp_path / f"{number}.ipynb" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text)
    assert (*ALWAYS, *(["pandas"] if worth else [])) == worth_preloading(paths, 100)


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    (tmp_path / "long.ipynb").write_bytes(b" " * 43 + b"import sklearn")
    paths = [tmp_path / name for name in ("pipe.ipynb", "folder.ipynb", "gone.ipynb", "long.ipynb")]
    assert ALWAYS == worth_preloading(paths, 50)
    assert (*ALWAYS, "sklearn.metrics") == worth_preloading(paths, 60)


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ('"import pandas as pd\\n"', True),
        ('"from pandas import DataFrame"', True),
        ('"import numpy as np, pandas as pd\\n"', True),
        ('"    import pandas.testing\\n"', True),
        ('"NumPy, pandas and SciPy are there to import.\\n"', False),
        ('"import numpy\\n", "pandas"', False),
        ('"import numpy\\npandas = 1"', False),
        ('"import pandasql"', False),
    ],
)
def test_what_is_only_named_is_not_imported(tmp_path: Path, line: str, counts: bool) -> None:
    path = tmp_path / "named.ipynb"
    path.write_text(f'{{"cells": [{{"source": [{line}]}}]}}')
    assert (*ALWAYS, *(["pandas"] if counts else [])) == worth_preloading([path], 1000)
