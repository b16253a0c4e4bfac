"""Writes docs/files.md, the reference of the files that people write, from their records: `make reference`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from grader.screen.rubric_files import RubricFile
from grader.screen.scorecard import CardFile

PAGE = Path(__file__).resolve().parent / "files.md"

_INTRODUCTION = """\
Every key of a scorecard and of a team's rubric. `make reference` writes this page from the program. Both are YAML or
JSON, at most 1 MiB, without anchors, aliases, tags and doubled keys. `grader check-scorecard` names everything that is
wrong with a card at once, by file and line; `--rubric` does so for a rubric. [screens.md](screens.md) shows how they
are used."""

_TITLES: dict[str, str] = {
    "CardFile": "A scorecard",
    "RubricFile": "A team's rubric",
}

Schema = Mapping[str, object]


def text() -> str:
    """Return the whole page."""
    sections = ["# Files that people write", _INTRODUCTION, *_records(CardFile), *_records(RubricFile)]
    return "\n\n".join(sections) + "\n"


def _records(root: type) -> Iterator[str]:
    """Yield a heading, a sentence and a table for each record of a file, the file itself first."""
    definitions = msgspec.json.schema(root)["$defs"]
    for name, record in definitions.items():
        top = name in _TITLES
        yield f"{'##' if top else '###'} {_TITLES.get(name, f'`{name}`')}"
        yield " ".join(str(record.get("description", "")).split("\n\n", maxsplit=1)[0].split())
        rows = [
            f"| `{key}` | {_kind(each)} | {_needed(key, record)} | {_says(each)} |"
            for key, each in record["properties"].items()
        ]
        yield "\n".join(["| key | holds | needed | |", "| --- | --- | --- | --- |", *rows])


def _needed(key: str, record: Schema) -> str:
    required = record.get("required", [])
    return "yes" if isinstance(required, list) and key in required else ""


def _says(each: Schema) -> str:
    return str(each.get("description", "")).replace("|", "\\|")


def _kind(each: Schema) -> str:
    """Return in words what a value may be."""
    match each:
        case {"$ref": str(reference)}:
            return f"`{reference.rpartition('/')[2]}`"
        case {"enum": list(values)}:
            return " or ".join(f"`{value}`" for value in values)
        case {"anyOf": list(kinds)}:
            return " or ".join(_kind(kind) for kind in kinds)
        case {"type": "array", "items": Mapping() as items, **more}:
            return f"list of {_kind(items)}" + (f", at most {more['maxItems']}" if "maxItems" in more else "")
        case {"type": "object", "additionalProperties": Mapping() as values}:
            return f"names, each with {_kind(values)}"
        case {"type": "null"}:
            return "`null`"
        case {"type": "string", "format": str(form)}:
            return form.replace("date-time", "date and time")
        case {"type": "string", "pattern": str(pattern)}:
            return "id" if "[a-z0-9_]" in pattern else "text"
        case {"type": "string", **more}:
            return f"text, up to {more['maxLength']:,} characters" if "maxLength" in more else "text"
        case {"type": "integer", **more}:
            return f"whole number{_bounds(more)}"
        case {"type": str(kind)}:
            return kind
    return "anything"


def _bounds(more: Schema) -> str:
    least, most = more.get("minimum"), more.get("maximum")
    return f", {least} to {most}" if least is not None and most is not None else ""


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
