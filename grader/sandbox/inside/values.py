"""Values made inert: what a call returned, as it travels. The docstring of this folder has the format."""

import dataclasses
import decimal
import fractions
import types

import numpy

MAX_ITEMS, MAX_DEPTH, MAX_TEXT, MAX_DIGITS = 16, 4, 200, 100


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
    if issubclass(kind, str):  # the text that it holds, whatever it says of itself
        return ["s", str.__str__(value)[:MAX_TEXT]]
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
