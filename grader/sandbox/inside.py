"""What runs inside a candidate's kernel: it lists functions, calls one of them, and sends inert data back.

This file's text is sent to the kernel before the candidate's first cell; it imports nothing of ours. It holds no
answer and takes no decision: everything here belongs to the candidate's process and may be tampered with, so the grader
treats what it says as the candidate's claim.

Wire format of a value: a list whose first item is its tag (`grader.answer` is the strict reader):
    ["f", hex] ["i", digits] ["b", 0|1] ["n"] ["s", text] ["m", decimal] ["q", numerator, denominator]
    ["t", items] ["l", items] ["a", dtype, items] ["d", [key, value] pairs] ["r", type, [field, value] pairs]
    ["w", type, value] (a NumPy scalar) ["o", type] (anything else)
and of the outcome of a call, with what else was seen (a reply has each different one once, and numbers in its place):
    ["r", value, seen] (returned) ["t"] (ran too long)
    ["e", type, message, raised by the candidate's own statement, line, seen] (raised)
"""

# ruff: noqa: ANN001, ANN002, ANN003, ANN201, ANN202, ANN204, D102, D103, S102, S112
# (one reason for all: this is sent as text and must stay small; what it handles is anything a stranger's code returns)
# mypy: ignore-errors

import ast
import asyncio
import contextlib
import dataclasses
import decimal
import dis
import fractions
import functools
import inspect
import io
import json
import os
import random
import signal
import sys
import time
import types
import warnings

import numpy
from IPython import get_ipython

MIME = "application/x-grader-reply"
MAX_ITEMS, MAX_DEPTH, MAX_TEXT, MAX_DIGITS, MAX_PRINTED, MAX_NAMES = 16, 4, 200, 100, 2000, 200
BITS = bytes.maketrans(b"01", b"\0\1")
TICK = 0.25  # seconds between two looks at a running case

shell = get_ipython()


class CaseTooLong(BaseException):
    """Raised into a case that runs past its limit; not an Exception, so that a candidate's handler lets it pass."""


# --- values, made inert ---------------------------------------------------------------------------------------------


def type_name(value):
    kind = type(value)
    module = "" if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}."
    return f"{module}{kind.__qualname__}"[:MAX_TEXT]


def encode_pairs(pairs, depth):
    return [[str(key)[:MAX_TEXT], encode(value, depth + 1)] for key, value in list(pairs)[:MAX_ITEMS]]


def encode(value, depth=0):
    kind = type(value)
    if kind is float:
        return ["f", value.hex()]
    if kind is bool:
        return ["b", int(value)]
    if kind is int:
        return ["i", str(value)] if value.bit_length() <= 256 else ["o", "int"]
    if value is None:
        return ["n"]
    if kind is str:
        return ["s", value[:MAX_TEXT]]
    if depth >= MAX_DEPTH:
        return ["o", type_name(value)]
    if kind in (tuple, list):
        if len(value) > MAX_ITEMS:
            return ["o", type_name(value)]
        return ["t" if kind is tuple else "l", [encode(item, depth + 1) for item in value]]
    if issubclass(kind, dict):  # ordered ones and those with a default, too
        fits = dict.__len__(value) <= MAX_ITEMS
        return ["d", encode_pairs(dict.items(value), depth)] if fits else ["o", type_name(value)]
    return encode_rarer(value, kind, depth)


def encode_rarer(value, kind, depth):
    if issubclass(kind, numpy.generic) and kind.__module__ == "numpy":
        plain = float(value) if issubclass(kind, numpy.floating) else value.item()  # a longdouble has no plain item
        return ["w", kind.__name__, encode(plain, depth + 1)]
    if kind is numpy.ndarray and value.size <= MAX_ITEMS:
        return ["a", str(value.dtype)[:MAX_TEXT], [encode(item, depth + 1) for item in value.ravel().tolist()]]
    if kind is decimal.Decimal:
        return ["m", str(value)] if len(value.as_tuple().digits) <= MAX_DIGITS else ["o", type_name(value)]
    if kind is fractions.Fraction:
        both = (value.numerator, value.denominator)
        return ["q", *map(str, both)] if max(map(int.bit_length, both)) <= 256 else ["o", type_name(value)]
    if issubclass(kind, tuple) and isinstance(getattr(kind, "_fields", None), tuple):
        return ["r", type_name(value), encode_pairs(zip(kind._fields, value, strict=False), depth)]
    if kind.__module__.partition(".")[0] == "pandas" and kind.__name__ == "Series" and len(value) <= MAX_ITEMS:
        return ["r", type_name(value), encode_pairs(value.to_dict().items(), depth)]
    if dataclasses.is_dataclass(kind):
        fields = [(field.name, getattr(value, field.name, None)) for field in dataclasses.fields(kind)]
        return ["r", type_name(value), encode_pairs(fields, depth)]
    if kind is types.SimpleNamespace or kind.__module__ == "__main__":
        attributes = getattr(value, "__dict__", None)
        if type(attributes) is dict and attributes:
            return ["r", type_name(value), encode_pairs(attributes.items(), depth)]
    return ["o", type_name(value)]


# --- the candidate's functions --------------------------------------------------------------------------------------


def describe_parameters(function, bound):
    try:
        parameters = list(inspect.signature(function).parameters.values())[1 if bound else 0 :]
    except (TypeError, ValueError):
        return None
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [
        [parameter.name[:MAX_TEXT], parameter.default is inspect.Parameter.empty]
        for parameter in parameters
        if parameter.kind in positional
    ]


def written_here(value):
    function = inspect.unwrap(value) if callable(value) else value
    return getattr(function, "__globals__", None) is shell.user_ns


def describe_class(name, owner):
    try:
        required = [given for _, given in describe_parameters(owner, False) or [] if given]
    except Exception:
        return
    if required:
        return
    for attribute, value in list(vars(owner).items()):
        static = isinstance(value, (staticmethod, classmethod))
        function = value.__func__ if static else value
        if attribute.startswith("_") or not inspect.isfunction(function):
            continue
        bound = not isinstance(value, staticmethod)
        yield {"owner": name, "name": attribute, "parameters": describe_parameters(function, bound)}


def survey(order):
    found = []
    for name, value in list(shell.user_ns.items()):
        if name.startswith("_"):
            continue
        if inspect.isclass(value):
            if value.__module__ == "__main__":
                found.extend(describe_class(name, value))
        elif callable(value) and (name == order["name"] or written_here(value)):
            found.append({"owner": None, "name": name, "parameters": describe_parameters(value, False)})
    return {"functions": found[:MAX_NAMES], "names": sorted(set(shell.user_ns) & set(order["names"]))}


def resolve(target):
    if "steps" in target:
        return compose([(step["part"], resolve(step), step["takes"]) for step in target["steps"]])
    if target.get("owner") is None:
        return shell.user_ns[target["name"]]
    return method_of_new(shell.user_ns[target["owner"]], target["name"])


def method_of_new(owner, name):
    """Each call gets an instance of its own, so that nothing is left over from the one before."""

    def called(*arguments):
        return getattr(owner(), name)(*arguments)

    return called


def compose(steps):
    def composed(*arguments):
        known = dict(enumerate(arguments))
        for part, function, takes in steps:
            known[part] = function(*[known[key] for key in takes])
        return tuple(known[part] for part, _, _ in steps)

    return composed


# --- calling --------------------------------------------------------------------------------------------------------


def decode_bits(text, container):
    bits = text.encode("ascii").translate(BITS)
    return list(bits) if container == "list" else numpy.frombuffer(bits, dtype=numpy.uint8).astype(numpy.int64)


def decode_numbers(values, container):
    if container == "list":
        return list(values)
    return numpy.array(values, dtype=numpy.int64 if all(type(value) is int for value in values) else numpy.float64)


def raw(argument):
    return argument.tobytes() if type(argument) is numpy.ndarray else list(argument)


class Printed(io.TextIOBase):
    """Takes what the function prints, up to a cap."""

    def __init__(self):
        self.text = ""

    def writable(self):
        return True

    def write(self, text):
        if len(self.text) < MAX_PRINTED:
            self.text += text[:MAX_PRINTED]
        return len(text)


def drop(message):
    return None


@contextlib.contextmanager
def written_to(printed):
    """What the function prints goes to `printed`; what it displays, or writes past Python's streams, goes nowhere."""
    streams, kept = (sys.stdout, sys.stderr), [os.dup(1), os.dup(2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    sys.stdout, sys.stderr = printed, Printed()
    shell.display_pub.register_hook(drop)
    try:
        for number in (1, 2):
            os.dup2(nowhere, number)
        yield
    finally:
        shell.display_pub.unregister_hook(drop)
        sys.stdout, sys.stderr = streams
        for number, copy in enumerate(kept, start=1):
            os.dup2(copy, number)
        for number in (*kept, nowhere):
            os.close(number)


class Watch:
    """Interrupts a case that uses too much CPU time, or too much wall time where it only waits."""

    def __init__(self, cpu_seconds, wall_seconds):
        self.limits = {signal.SIGPROF: cpu_seconds, signal.SIGALRM: wall_seconds}
        self.case = self.too_long = None
        self.seen = dict.fromkeys(self.limits)
        self.ticks = dict.fromkeys(self.limits, 0.0)

    def tick(self, number, frame):
        if self.case is None:
            return
        if self.seen[number] != self.case:
            self.seen[number], self.ticks[number] = self.case, 0.0
        self.ticks[number] += TICK
        if self.ticks[number] > self.limits[number]:
            self.too_long = self.case
            raise CaseTooLong

    def __enter__(self):
        self.before = {number: signal.signal(number, self.tick) for number in self.limits}
        signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
        signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
        return self

    def __exit__(self, *exception):
        self.case = None
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self.before.items():
            signal.signal(number, handler)


def watch_of(order):
    return Watch(order["case_seconds"], order["case_seconds"] * order["wall_factor"])


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
                result = awaited(self.function(*given.values()))
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


# --- the candidate's own tests --------------------------------------------------------------------------------------


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


# --- what else the grader asks --------------------------------------------------------------------------------------


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


def no_shell(command):
    sys.stderr.write(f"Shell commands are switched off in this screen, so this did nothing: {command[:MAX_TEXT]}\n")
    shell.user_ns["_exit_code"] = 1


def no_shell_output(command, split=True, depth=0):
    no_shell(command)
    return [] if split else ""


def no_shell_cell(line, cell):
    no_shell(cell)


shell.system = shell.system_piped = shell.system_raw = no_shell
shell.getoutput = no_shell_output
for name in ("bash", "sh", "script", "system", "sx", "!"):
    shell.register_magic_function(no_shell_cell, "cell", name)
shell.ask_exit = lambda: None  # `exit()` would end the kernel some time after its cell


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


shell.kernel.grader_reply = reply
