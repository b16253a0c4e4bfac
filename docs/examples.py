"""Remakes the plans of examples/ and writes their hashes into its scorecards: `make examples`.

A plan's hash covers every word of its questions, so a change of the bank changes it. A test fails where the two differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from grader.screen import rubric_files
from grader.screen.plan import Choices, Plan, make, to_yaml

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def plans() -> Iterator[Plan]:
    """The plans of the three roles that the examples are of."""
    rubric = rubric_files.load()
    language = rubric_files.load_domain("language", rubric)
    yield make(rubric, Choices(seniority="senior", minutes=60, coding="before"))
    yield make(rubric, Choices(seniority="mid", domain=language, minutes=55, coding="before"))
    yield make(rubric, Choices(seniority="junior", minutes=45, deep_dives=3, coding="none"))


def files() -> dict[Path, str]:
    """What the plans and scorecards of examples/ should say."""
    made = list(plans())
    found = {EXAMPLES / "plans" / f"{plan.id}.yaml": to_yaml(plan) for plan in made}
    for path in sorted((EXAMPLES / "scorecards").iterdir()):
        text = path.read_text(encoding="utf-8")
        for plan in made:
            text = re.sub(rf'(\{{id: {plan.id}, sha256: )"\w+"', rf'\1"{plan.sha256}"', text)
        found[path] = text
    return found


if __name__ == "__main__":
    for path, text in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
