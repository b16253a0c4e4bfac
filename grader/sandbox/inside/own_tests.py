"""Tries the candidate's own tests, with answers from a table in the function's place."""

import contextlib
import dataclasses
import functools
import inspect
import random
import sys
import time
import warnings

import numpy
from IPython import get_ipython

from grader.sandbox.inside.calling import decode_numbers
from grader.sandbox.inside.functions import resolve
from grader.sandbox.inside.outcomes import describe_error
from grader.sandbox.inside.printing import Printed, written_to
from grader.sandbox.inside.values import encode
from grader.sandbox.inside.watch import CaseTooLong, watch_of

shell = get_ipython()
MAX_ASKED, MAX_NUMBERS, MAX_NUMBER = 200, 1000, 2**53  # as in grader.trials


def plain_number(value):
    number = value.item() if isinstance(value, numpy.generic) else value
    if type(number) not in (bool, int, float) or not abs(number) <= MAX_NUMBER:
        raise ValueError
    return int(number) if type(number) is bool else number


def plain_arguments(signature, given, named, wanted):
    """The arguments as tuples of numbers, by position; None where they are anything else."""
    try:
        arguments = list(signature.bind(*given, **named).arguments.values())
        if len(arguments) == wanted and all(in_order(argument) for argument in arguments):
            return tuple(tuple(map(plain_number, argument)) for argument in arguments)
    except Exception:
        return None
    return None


def in_order(argument):
    return not isinstance(argument, (dict, set, frozenset)) and len(argument) <= MAX_NUMBERS


def dressed(numbers, example, names):
    """Numbers in the form of an example of what the candidate's function returns; by default, as a tuple."""
    kind, named = type(example), dict(zip(names, numbers, strict=False))
    if issubclass(kind, dict):
        return {**example, **named}
    if issubclass(kind, tuple) and hasattr(kind, "_replace"):
        return example._replace(**named)
    if kind.__module__.partition(".")[0] == "pandas" and kind.__name__ == "Series":
        return kind({**example.to_dict(), **named})
    if dataclasses.is_dataclass(kind):
        return dataclasses.replace(example, **named)
    if kind is numpy.ndarray and example.ndim == 1:
        return numpy.array([*numbers, *example[len(numbers) :]])
    if kind in (tuple, list):
        return kind([*numbers, *example[len(numbers) :]])
    return tuple(numbers)


class StandIn:
    """Answers in the function's place from a table; what that doesn't hold, the function itself answers, and is noted.

    `beyond` tells that something was asked which the table doesn't hold.
    """

    def __init__(self, order):
        self.own = resolve(order["target"])
        self.wanted, self.names = len(order["roles"]), order["names"]
        self.asked = [tuple(map(tuple, arguments)) for arguments in order["asked"]]
        self.table, self.noted, self.beyond, self.example = {}, {}, False, None
        self.signature = None
        with contextlib.suppress(TypeError, ValueError):
            self.signature = inspect.signature(self.own)

    def take_example(self, place):
        """Look at what the function returns for the arguments at `place`, as lists or, where it fails then, arrays."""
        for container in ("array", "list"):
            with contextlib.suppress(Exception):
                self.example = self.own(*[decode_numbers(argument, container) for argument in self.asked[place]])

    def function(self):
        @functools.wraps(self.own)
        def stand_in(*given, **named):
            key = plain_arguments(self.signature, given, named, self.wanted)
            numbers = self.table.get(key)
            if numbers is not None:
                return dressed(numbers, self.example, self.names)
            if key in self.table:
                return self.own(*given, **named)
            self.beyond = True
            return self.note(key, given, named)

        return stand_in

    def note(self, key, given, named):
        outcome = None
        try:
            result = self.own(*given, **named)
            outcome = ["r", encode(result), {}]
        except CaseTooLong:
            raise
        except BaseException as error:
            outcome = describe_error(error, {})
            raise
        finally:
            if key is not None and outcome and len(self.noted) < MAX_ASKED:
                self.noted.setdefault(key, outcome)
        return result


def outcome_of(step, stand_in, namespace):
    """Execute a step: "p" passed, "f" failed, "u" where that says nothing about the answers in the table."""
    stand_in.beyond = False
    try:
        exec(step["code"], namespace)
        failed = None
    except CaseTooLong:
        raise
    except BaseException as error:
        failed = error
    undecided = stand_in.beyond or isinstance(failed, NameError) or type(failed).__name__ in ("Skipped", "SkipTest")
    return "u" if undecided else "f" if failed else "p"


def run_tests(order, stand_in, watch, first):
    """The outcomes of the tests with what the stand-in answers now. Everything is bound in a copy of the namespace.

    Ordered to be brief, it stops after the first failure; the others are undecided then.
    """
    namespace = dict(shell.user_ns)
    namespace[order["target"]["name"]] = stand_in.function()
    random.seed(0)
    numpy.random.seed(0)
    outcomes = ""
    for number, step in enumerate(order["steps"], start=first):
        watch.case = number
        try:
            outcome = outcome_of(step, stand_in, namespace)
        finally:
            watch.case = None
        if watch.too_long == number:
            raise CaseTooLong
        if step["test"]:
            outcomes += outcome
            if order["brief"] and outcome == "f":
                return outcomes.ljust(sum(step["test"] for step in order["steps"]), "u")
        elif outcome != "p":
            for name in step["binds"]:
                namespace.pop(name, None)
    return outcomes


def compiled(source):
    try:
        return compile(source, "<own tests>", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return compile("raise NameError", "<own tests>", "exec")


def settle_hypothesis():
    """Have tests that are defined from now on draw the same examples each time, and spend nothing on shrinking."""
    if "hypothesis" in sys.modules:
        from hypothesis import HealthCheck, Phase, settings

        calm = {"derandomize": True, "database": None, "deadline": None, "phases": (Phase.explicit, Phase.generate)}
        settings.register_profile("own tests", suppress_health_check=list(HealthCheck), **calm)
        settings.load_profile("own tests")


def own_tests(order):
    """Try the candidate's own tests with each table of answers in the function's place."""
    stand_in, outcomes, started = StandIn(order), [], time.process_time()
    settle_hypothesis()
    for step in order["steps"]:
        step["code"] = compiled(step["source"])
    with warnings.catch_warnings(), written_to(Printed()), watch_of(order) as watch:
        warnings.simplefilter("ignore")
        try:
            if order["example"] is not None:
                watch.case = -1
                stand_in.take_example(order["example"])
            for place, rows in enumerate(order["tables"]):
                if time.process_time() - started > order["battery_seconds"]:
                    return {"late": 1}
                stand_in.table = dict(zip(stand_in.asked, rows, strict=True))
                outcomes.append(run_tests(order, stand_in, watch, place * len(order["steps"])))
        except CaseTooLong:
            return {"late": 1}
    return {"outcomes": outcomes, "asked": [[key, outcome] for key, outcome in stand_in.noted.items()]}
