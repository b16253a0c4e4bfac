"""Calls one function on groups of cases, noting what it answers, prints, warns of and changes."""

import asyncio
import inspect
import itertools
import time
import types
import warnings

import numpy

from grader.sandbox.inside.definitions import compiled_definitions, execute
from grader.sandbox.inside.functions import resolve
from grader.sandbox.inside.outcomes import Different, describe_error, line_of_warning, raw, seen
from grader.sandbox.inside.printing import Printed, written_to
from grader.sandbox.inside.values import MAX_ITEMS, MAX_TEXT, encode
from grader.sandbox.inside.watch import CaseTooLong, watch_of

BITS = bytes.maketrans(b"01", b"\0\1")


def decode_bits(text, container):
    bits = text.encode("ascii").translate(BITS)
    return list(bits) if container == "list" else numpy.frombuffer(bits, dtype=numpy.uint8).astype(numpy.int64)


def decode_numbers(values, container):
    if container == "list":
        return list(values)
    return numpy.array(values, dtype=numpy.int64 if all(type(value) is int for value in values) else numpy.float64)


def awaited(value):
    """The result of a coroutine, run on a loop of its own beside the kernel's."""
    if not inspect.iscoroutine(value):
        return value
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return asyncio.run(value)
    finally:
        asyncio._set_running_loop(running)


ITERATORS = (types.GeneratorType, map, zip, filter, itertools.chain)


def run_through(value):
    """What comes out of an iterator, as it does where somebody unpacks it: no more than can be looked at."""
    return tuple(itertools.islice(value, MAX_ITEMS + 1)) if type(value) in ITERATORS else value


def is_from_zero(message):
    text = str(message)
    return "invalid value" in text or "divide by zero" in text


SHOW_ALL = [("always", None, Warning, None, 0)]
"""The filters of `warnings.simplefilter("always")` alone."""


class Caller:
    """Calls one function on many cases, noting what it prints, warns of and changes."""

    def __init__(self, order, watch):
        self.target, self.roles, self.watch = order["target"], order["roles"], watch
        self.decode = decode_bits if order["encoding"] == "bits" else decode_numbers
        self.afresh = [statement for source in order["afresh"] for statement in compiled_definitions(source)]
        self.by_group = order["afresh_by_group"]
        self.function = resolve(self.target)
        self.printed, self.warned = Printed(), []

    def note_warning(self, message, category, filename, lineno, file=None, line=None):
        if len(self.warned) < MAX_ITEMS and is_from_zero(message):
            self.warned.append([str(message)[:MAX_TEXT], line_of_warning()])

    def define_afresh(self):
        if self.afresh:
            execute(self.afresh)
            self.function = resolve(self.target)

    def call(self, number, case, container):
        if not self.by_group:
            self.define_afresh()
        given = {position: self.decode(case[position], container) for position in self.roles}
        arguments = [given[position] for position in sorted(given)]
        before = [raw(argument) for argument in arguments]
        self.printed.text, self.warned[:] = "", []
        if warnings.filters != SHOW_ALL:  # the function may have changed them
            warnings.resetwarnings()
            warnings.simplefilter("always")
        numpy.seterr(all="warn")
        try:
            self.watch.case = number
            try:
                result = run_through(awaited(self.function(*given.values())))
            finally:
                self.watch.case = None
            answer = ["r", encode(result), seen(self.printed.text, self.warned, arguments, before)]
        except CaseTooLong:
            return ["t"]
        except BaseException as error:
            answer = describe_error(error, seen(self.printed.text, self.warned, arguments, before))
        return ["t"] if self.watch.too_long == number else answer

    def call_group(self, first, group):
        """The answers to a group's cases; after one that takes too long, the rest of the group is not reached."""
        answers = []
        if self.by_group:
            self.define_afresh()
        for offset, case in enumerate(group["cases"]):
            answers.append(self.call(first + offset, case, group["container"]))
            if answers[-1] == ["t"]:
                break
        return answers


def call(order):
    watch = watch_of(order)
    caller = Caller(order, watch)
    different, numbers, number, spent = Different(), [], 0, 0.0
    error_state = numpy.geterr()
    with warnings.catch_warnings(), written_to(caller.printed), watch:
        warnings.showwarning = caller.note_warning
        try:
            for place, group in enumerate(order["groups"]):
                started = time.process_time()
                over = spent > order["battery_seconds"] or (place >= order["first"] and not different.answered())
                answers = [] if over else caller.call_group(number, group)
                numbers.append([different.number(answer) for answer in answers])
                number += len(group["cases"])
                if ["t"] not in answers[-1:]:  # a hang has its own limit: whether others are called is no race
                    spent += time.process_time() - started
        finally:
            numpy.seterr(**error_state)
    return {"answers": different.answers, "groups": numbers}
