"""Languages by file name: what a person typed, and nothing else."""

from __future__ import annotations

import pytest

from grader.screen.languages import language


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.py", "Python"),
        ("src/Model.PY", "Python"),
        ("train.ipynb", "Jupyter Notebook"),
        ("x/y.tsx", "TypeScript"),
        ("kernel.cu", "CUDA"),
        ("build.rs", "Rust"),
        ("run.sh", "Shell"),
        ("query.sql", "SQL"),
        # nobody typed these
        ("node_modules/x/index.js", None),
        ("a/Vendor/b.go", None),
        ("dist/app.js", None),
        ("app.min.js", None),
        ("api_pb2.py", None),
        ("api_pb2_grpc.py", None),
        ("api.pb.go", None),
        ("schema.generated.ts", None),
        ("model.g.dart", None),
        # no programs
        ("README.md", None),
        ("data.csv", None),
        ("package-lock.json", None),
        ("picture.png", None),
        ("Makefile", None),
        (".py", None),
        ("py", None),
        ("", None),
        ("a.py/", "Python"),
        ("\x00.\n", None),
    ],
)
def test_a_files_language(path: str, expected: str | None) -> None:
    assert expected == language(path)
