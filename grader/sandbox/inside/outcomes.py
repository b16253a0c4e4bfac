"""What became of a call, as it travels: how it ended, what was seen beside its answer, each different one once."""

import dis
import sys

import numpy
from IPython import get_ipython

from grader.sandbox.inside.values import MAX_TEXT, encode

shell = get_ipython()


def describe_error(error, seen):
    step, own, line = error.__traceback__, False, None
    while step is not None:
        code, written = step.tb_frame.f_code, step.tb_frame.f_globals is shell.user_ns
        own = written and dis.opname[code.co_code[step.tb_lasti]] == "RAISE_VARARGS"
        if written and (line is None or not is_inner(code)):
            line = line_within(code, step.tb_lineno)
        step = step.tb_next
    try:
        message = str(error)[:MAX_TEXT]
    except Exception:
        message = ""
    return ["e", type(error).__name__[:MAX_TEXT], message, int(bool(own)), line, seen]


def line_within(code, line):
    """A line's number counted from the first line of its function, as people read it beside the source."""
    return line - code.co_firstlineno + 1


def is_inner(code):
    """Whether it is a comprehension or a lambda, whose lines are told by the function that it stands in."""
    return code.co_name.startswith("<")


def line_of_warning():
    frame, line = sys._getframe(1), 0
    while frame is not None:
        if frame.f_globals is shell.user_ns:
            line = line_within(frame.f_code, frame.f_lineno)
            if not is_inner(frame.f_code):
                break
        frame = frame.f_back
    return line


def raw(argument):
    return argument.tobytes() if type(argument) is numpy.ndarray else list(argument)


def left_of(argument):
    items = argument.ravel().tolist() if type(argument) is numpy.ndarray else argument
    return encode([item if type(item) in (int, float, bool) else None for item in items])


def seen(printed, warned, arguments, before):
    noted = {}
    if printed:
        noted["printed"] = printed
    if warned:
        noted["warned"] = list(warned)
    if [raw(argument) for argument in arguments] != before:
        noted["changed"] = [left_of(argument) for argument in arguments]
    return noted


class Different:
    """Answers, each different one once: most of a battery's are alike."""

    def __init__(self):
        self.answers, self.numbers = [], {}

    def number(self, answer):
        key = repr(answer)
        if key not in self.numbers:
            self.numbers[key] = len(self.answers)
            self.answers.append(answer)
        return self.numbers[key]

    def answered(self):
        return any(answer[0] in ("r", "e") for answer in self.answers)
