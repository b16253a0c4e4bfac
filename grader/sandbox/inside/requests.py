"""Answers the grader's requests, and switches off what the screen's rules leave out."""

import json
import sys

from IPython import get_ipython

from grader.sandbox.inside.calling import call
from grader.sandbox.inside.definitions import definitions
from grader.sandbox.inside.functions import survey
from grader.sandbox.inside.own_tests import own_tests
from grader.sandbox.inside.values import MAX_TEXT
from grader.sandbox.inside.watch import CaseTooLong

shell = get_ipython()
MIME = "application/x-grader-reply"


def no_shell(command):
    sys.stderr.write(f"Shell commands are switched off in this screen, so this did nothing: {command[:MAX_TEXT]}\n")
    shell.user_ns["_exit_code"] = 1


def no_shell_output(command, split=True, depth=0):
    no_shell(command)
    return [] if split else ""


def no_shell_cell(line, cell):
    no_shell(cell)


class Reply:
    """Carries a reply through the display machinery under one private MIME key."""

    def __init__(self, text):
        self.text = text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": "", MIME: self.text}

    def __repr__(self):
        return ""


def reply():
    """Do what the current request orders, and answer it."""
    order = shell.kernel.get_parent()["content"]["grader_order"]
    try:
        done = {"call": call, "survey": survey, "definitions": definitions, "tests": own_tests}[order["do"]](order)
    except (KeyboardInterrupt, CaseTooLong):
        done = {"interrupted": 1}
    except BaseException as error:
        done = {"failed": f"{type(error).__name__}: {error}"[:MAX_TEXT]}
    text = json.dumps({"nonce": order["nonce"], **done}, separators=(",", ":"), ensure_ascii=False)
    return Reply(text.encode("utf-8", "replace").decode("utf-8"))  # a lone surrogate can't travel


def install():
    """Make a kernel answer the grader, before the candidate's first cell."""
    shell.system = shell.system_piped = shell.system_raw = no_shell
    shell.getoutput = no_shell_output
    for name in ("bash", "sh", "script", "system", "sx", "!"):
        shell.register_magic_function(no_shell_cell, "cell", name)
    shell.ask_exit = lambda: None  # `exit()` would end the kernel some time after its cell
    shell.kernel.grader_reply = reply
