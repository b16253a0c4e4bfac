"""Executes what cells define and nothing else: after a cell that failed, or anew before a call."""

import ast

from IPython import get_ipython

from grader.sandbox.inside.watch import watch_of

shell = get_ipython()
DEFINING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


def compiled_definitions(source):
    """The statements of a cell that define something, each compiled for itself; none where the cell is no Python."""
    try:
        statements = ast.parse(shell.transform_cell(source)).body
    except (SyntaxError, ValueError):
        return []
    kept = [statement for statement in statements if isinstance(statement, (*DEFINING, ast.If, ast.Try))]
    return [compile(ast.Module([statement], []), "<definitions>", "exec") for statement in kept]


def execute(statements):
    """Execute definitions one by one, passing over what fails."""
    done = 0
    for statement in statements:
        try:
            exec(statement, shell.user_ns)
            done += 1
        except Exception:
            continue
    return done


def definitions(order):
    """Execute what a cell that failed defines, one statement at a time, passing over what fails or takes too long."""
    done = 0
    with watch_of(order) as watch:
        for number, statement in enumerate(compiled_definitions(order["source"])):
            try:
                watch.case = number
                done += execute([statement])
            except BaseException:
                continue
            finally:
                watch.case = None
    return {"done": done}
