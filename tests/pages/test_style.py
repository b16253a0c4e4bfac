"""The colours of both schemes, measured: contrast (WCAG 2.2, 1.4.3) and distance under colour-blindness."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

import grader.pages

STYLE = (Path(grader.pages.__file__).parent / "style.css").read_text(encoding="utf-8")
SCHEMES = dict(zip(("light", "dark", "print"), re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL), strict=True))

# Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color vision deficiency, 2009.
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
Triple = tuple[float, float, float]


def colours(scheme: str) -> dict[str, Triple]:
    """Linear red, green and blue, each in [0, 1], by the token's name."""
    found = re.findall(r"--(\w+): #(\w\w)(\w\w)(\w\w);", SCHEMES[scheme])
    return {name: (linear(r), linear(g), linear(b)) for name, r, g, b in found}


def linear(channel: str) -> float:
    share = int(channel, 16) / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: Triple) -> float:
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Triple, second: Triple) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def oklab(colour: Triple) -> Triple:
    """Björn Ottosson's perceptual space, in which a distance of 0.02 is just noticeable."""
    red, green, blue = (min(max(channel, 0.0), 1.0) for channel in colour)
    l = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)  # noqa: E741 - the space's names
    m = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    s = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    )


def seen(colour: Triple, matrix: tuple[Triple, Triple, Triple]) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", ["ink", "soft", "strong", "below", "flag", "string", "number"])
@pytest.mark.parametrize("ground", ["paper", "wash"])
def test_text_can_be_read(scheme: str, text: str, ground: str) -> None:
    assert contrast(colours(scheme)[text], colours(scheme)[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_verdicts_are_told_apart_under_colour_blindness(scheme: str, blindness: str) -> None:
    found = colours(scheme)
    for first, second in itertools.combinations(("strong", "ink", "below", "flag"), 2):
        one, other = (oklab(seen(found[name], BLINDNESS[blindness])) for name in (first, second))
        distance = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        assert distance >= 0.06, f"{scheme}: {first} and {second} are {distance:.3f} apart"


def test_the_style_asks_for_nothing_from_anywhere() -> None:
    assert not re.search(r"url\(|@import|@font-face|expression|</", STYLE)
