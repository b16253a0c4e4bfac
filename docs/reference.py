"""Writes docs/reference.md from the program itself: `make reference`. A test fails where the two differ."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from grader import question
from grader.cli import main as command_line
from grader.coding_grade import RULES, SEVERAL, STATUS_RULES
from grader.pages import marks
from grader.screen.fold import RULES as FOLD_RULES
from grader.vocabulary import Finding, Handling, Status

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference.md"

HANDLINGS = {
    Handling.AS_REFERENCE: "0.0 for each undefined ratio, as the reference has it.",
    Handling.OTHER_CONVENTION: "Something else, on purpose: 1.0, NaN, None, a word, or an error with its own message.",
    Handling.LEAKS: "An accident: an error that Python or a library raised, NaN or infinity from an unguarded "
    "division, or a call that never ended.",
    Handling.WRONG: "A wrong number where the ratio has a value, one other than 0.0 and 1.0 where it has none, or "
    "a part left out.",
    Handling.MIXED: "Several of these within the class; the worst counts.",
    Handling.NOT_REACHED: "The call was not made, because earlier ones used up the time.",
}
FINDINGS = {
    Finding.RENAMED_FUNCTION: "The function has another name, and was found all the same.",
    Finding.METHOD_OF_CLASS: "The function has its name, and is a method of a class.",
    Finding.REVERSED_PARAMETERS: "The parameters stand in another order; their names told which is which.",
    Finding.SEPARATE_FUNCTIONS: "There is a function for each number; they were called together.",
    Finding.CELL_ERRORS: "Some cells end in an error, or were stopped.",
    Finding.NOT_TOP_TO_BOTTOM: "The cells give another result, or an error, when they are run from top to bottom.",
    Finding.MUTATES_INPUTS: "The function changes the sequences that it is given.",
    Finding.STATEFUL: "An answer depends on earlier calls. The rule row `stateful` rates that.",
    Finding.NONDETERMINISTIC: "The same call gives different answers.",
    Finding.LISTS_ONLY: "It works with lists, and does worse with NumPy arrays.",
    Finding.ARRAYS_ONLY: "It works with NumPy arrays, and does worse with lists.",
    Finding.IGNORES_LENGTH_MISMATCH: "Sequences of different length are accepted in silence.",
    Finding.SLOW_ON_LARGE: "The large case doesn't finish within the time of one case.",
    Finding.DELEGATES_TO_LIBRARY: "A library's ready-made function does the work. The rule row `delegated` rates that.",
    Finding.STATES_ITS_CONVENTION: "A comment or docstring says what happens where a ratio is undefined.",
    Finding.EXPLAINS_IN_WORDS: "The cell for two sentences is filled in.",
    Finding.OWN_TESTS: "The candidate wrote tests.",
}
RED_FLAGS = {
    "could_not_start": "There is an honest attempt, and it stops with an error on every input with a clear answer.",
    "metrics_in_doubt": "The answers are those of a wrong idea of a part that the question is about; it may be a slip.",
    "no_edge_case_considered": "No input that leaves a ratio undefined is handled, and no own test tries one.",
}


def text() -> str:
    """Return the whole page."""
    program = (*_commands(), _COMPLETION)
    words = (*_ratings(), *_screens(), *_vocabularies(), *_question())
    return "\n\n".join(("# Reference", _INTRODUCTION, *program, *words)) + "\n"


_INTRODUCTION = (
    "Every command, and every word that a result may hold. `make reference` writes this page from the program. "
    "[ci.md](ci.md) has the exit codes, the files of a report and the limits; [interviewers.md](interviewers.md) "
    "says what to do with a verdict."
)


_COMPLETION = """\
## Completion, and Jupyter

A shell completes commands, options and their values once it is told so, in the file that it reads when it starts:

| shell | file | line |
| --- | --- | --- |
| bash | `~/.bashrc` | `eval "$(_GRADER_COMPLETE=bash_source grader)"` |
| zsh | `~/.zshrc` | `eval "$(_GRADER_COMPLETE=zsh_source grader)"` |
| fish | `~/.config/fish/completions/grader.fish` | `_GRADER_COMPLETE=fish_source grader \\| source` |

Beside Jupyter the same commands go by `jupyter grader`: `jupyter grader grade submissions`.
`notebooks/plot_results.ipynb` draws the `results.csv` of a batch."""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def commands(command: click.Command, path: str = "grader") -> Iterator[tuple[str, click.Command]]:
    """Yield every command below `command`, itself first, with what one types for it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in sorted(command.list_commands(context)):
            yield from commands(command.get_command(context, name), f"{path} {name}")


def _commands() -> Iterator[str]:
    yield "## Commands"
    above = click.Context(command_line, **command_line.context_settings)
    for path, command in commands(command_line):
        context = click.Context(command, parent=above)
        arguments = "".join(
            f" {each.make_metavar(context)}" for each in command.params if isinstance(each, click.Argument)
        )
        yield f"### `{path}{arguments}`"
        yield inspect.cleandoc(str(command.help))
        options = [each for each in command.get_params(context) if isinstance(each, click.Option)]
        yield table(("option", "default", "what it does"), (_option(each, context) for each in options))


def _option(option: click.Option, context: click.Context) -> tuple[str, str, str]:
    typed = "" if option.is_flag else f" {option.make_metavar(context).replace('INTEGER RANGE', 'N')}"
    if option.required:
        default = "required"
    elif option.name == "jobs":
        default = "one for each processor"  # its value is this machine's
    else:
        default = f"`{option.default}`" if isinstance(option.default, str | Path) else ""
    return f"`{', '.join(option.opts)}{typed}`", default, option.help or _SANDBOX


_SANDBOX = "How far notebooks are shut in. This version has only `none`, which has to be asked for by name."


def _shown(rating: int | None) -> str:
    return "none" if rating is None else str(rating)


def _ratings() -> Iterator[str]:
    yield "## Ratings"
    yield (
        "A function that answered ordinary inputs gets the rating of the first row that applies, read from the top. "
        "The page calls it the rule; `results.json` has its id in `rule`."
    )
    rows = [(f"`{rule.id}`", _shown(rule.rating), rule.says) for rule in RULES]
    yield table(("rule row", "rating", "sentence"), [*rows, (f"`{SEVERAL[0]}`", _shown(None), SEVERAL[1])])
    yield "## Statuses"
    yield "Where no function was judged, the status is the rule's row too. No rating is never a zero: a person looks."
    rows = [(f"`{status}`", _shown(rating), says) for status, (rating, says) in STATUS_RULES.items()]
    graded = (f"`{Status.GRADED}`", "3, 2, 1 or none", "The function was judged by its answers; see the rows above.")
    yield table(("status", "rating", "sentence"), [graded, *rows])


def _screens() -> Iterator[str]:
    yield "## Outcomes of a screen"
    yield (
        "Scorecards and the notebook's rating are folded by the first row that applies, read from the top. Sums, bands "
        "and policies are the rubric's. It proposes; people decide."
    )
    rows = [(f"`{rule.id}`", f"`{rule.outcome}`" if rule.outcome else _BANDED, rule.says) for rule in FOLD_RULES]
    yield table(("row", "outcome", "sentence"), rows)


_BANDED = "`strong`, `conditional` or `decline`"


def _vocabularies() -> Iterator[str]:
    yield "## Handling of an edge class"
    yield "What the function does with inputs that leave a ratio undefined."
    rows = [(f"`{each}`", _on_page(each), HANDLINGS[each]) for each in Handling]
    yield table(("handling", "on the page", "means"), rows)
    yield "## Findings"
    yield (
        "Worth knowing; no finding changes a rating. What two of them tell of is rated by a rule row of its own. Those "
        "marked with a dash are not reported by this version."
    )
    used = reported()
    yield table(
        ("finding", "reported", "means"),
        [(f"`{each}`", "yes" if each in used else "–", FINDINGS[each]) for each in Finding],
    )
    yield "## Red flags"
    yield "What an interviewer should know before the call. They repeat evidence from above, and change no rating."
    yield table(("red flag", "means"), [(f"`{name}`", RED_FLAGS[name]) for name in red_flags()])


def _on_page(handling: Handling) -> str:
    mark = marks.of_handling(handling)
    return f"{mark.glyph} {mark.word}"


def _nodes() -> Iterator[ast.AST]:
    for path in sorted((ROOT / "grader").rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def reported() -> set[Finding]:
    """Return the findings that some module of the grader makes."""
    used = {ast.unparse(node) for node in _nodes() if isinstance(node, ast.Attribute)}
    return {each for each in Finding if f"Finding.{each.name}" in used}


def red_flags() -> list[str]:
    """Return the ids of the red flags that some module of the grader raises."""
    raised = (node for node in _nodes() if isinstance(node, ast.Call) and ast.unparse(node.func) == "RedFlag")
    ids = {ast.literal_eval(given.value) for node in raised for given in node.keywords if given.arg == "id"}
    return sorted(ids)


def _question() -> Iterator[str]:
    asked = question.load()
    yield f"## The question `{asked.name}`"
    yield "### Edge classes"
    edges = asked.contract.edge_classes
    yield table(("edge class", "title", "sentence"), [(f"`{each.id}`", each.title, each.says) for each in edges])
    yield "### Properties"
    laws = asked.contract.properties
    yield table(("property", "title"), [(f"`{each.id}`", each.title) for each in laws])
    yield "### Misconceptions"
    yield "A *concept* is a wrong idea; a *dress* is the right numbers in other clothes."
    rows = [(f"`{each.id}`", each.kind, each.says, each.ask, each.good_answer) for each in asked.misconceptions]
    yield table(("misconception", "kind", "sentence", "ask next", "a good answer"), rows)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
