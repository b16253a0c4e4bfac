"""Which programming language a file is in, by its name; data, pictures and generated files are in none."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_ENDINGS = {
    "Assembly": "asm s",
    "C": "c h",
    "C#": "cs",
    "C++": "cc cpp cxx hh hpp hxx ipp",
    "Clojure": "clj cljc cljs",
    "CSS": "css less sass scss",
    "CUDA": "cu cuh",
    "Dart": "dart",
    "Elixir": "ex exs",
    "Erlang": "erl hrl",
    "F#": "fs fsx",
    "Fortran": "f f03 f08 f90 f95 for",
    "Go": "go",
    "Haskell": "hs",
    "HTML": "htm html",
    "Java": "java",
    "JavaScript": "cjs js jsx mjs",
    "Julia": "jl",
    "Jupyter Notebook": "ipynb",
    "Kotlin": "kt kts",
    "Lua": "lua",
    "Nix": "nix",
    "Objective-C": "m mm",
    "OCaml": "ml mli",
    "Perl": "pl pm",
    "PHP": "php",
    "Python": "py pyi pyx",
    "R": "r rmd",
    "Ruby": "rb",
    "Rust": "rs",
    "Scala": "sc scala",
    "Shell": "bash sh zsh",
    "SQL": "sql",
    "Svelte": "svelte",
    "Swift": "swift",
    "Terraform": "hcl tf",
    "TeX": "tex",
    "TypeScript": "cts mts ts tsx",
    "Vue": "vue",
    "Zig": "zig",
}
_BY_ENDING = {f".{ending}": language for language, endings in _ENDINGS.items() for ending in endings.split()}

_OTHERS_FOLDERS = frozenset(
    {
        *("bower_components", "build", "dist", "gen", "generated", "node_modules", "site-packages", "target"),
        *("third-party", "third_party", "vendor", "vendored", "venv", ".venv"),
    }
)
"""Folders for what others wrote, or a program."""

_GENERATED = re.compile(r"(_pb2(_grpc)?\.pyi?|\.pb\.(go|cc|h)|\.min\.(js|css)|[._-](generated|gen)\.\w+|\.g\.dart)$")


def language(path: str) -> str | None:
    """The language of a file in a repository (its path with "/"), or None where it is no program or nobody typed it."""
    lower = PurePosixPath(path.lower())
    if _OTHERS_FOLDERS & set(lower.parts[:-1]) or _GENERATED.search(lower.name):
        return None
    return _BY_ENDING.get(lower.suffix)
