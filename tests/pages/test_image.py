from __future__ import annotations

import base64
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.pages.image import MOST_BYTES, ImageLeftOut, read_png

Png = Callable[..., str]


def test_a_png_is_kept_without_what_does_not_paint(png: Png) -> None:
    image = read_png(png(3, 2))
    assert (3, 2) == (image.width, image.height)
    raw = base64.b64decode(image.uri.removeprefix("data:image/png;base64,"))
    assert image.size == len(raw)
    assert b"tEXt" in base64.b64decode(png())
    assert b"tEXt" not in raw


def test_line_feeds_in_base64_are_nbformats_own(png: Png) -> None:
    encoded = png()
    assert read_png(encoded) == read_png(encoded[:40] + "\n" + encoded[40:] + "\n")


@pytest.mark.parametrize(
    ("width", "height", "why"),
    [(4001, 1, "4001 × 1 pixels"), (1, 100_000, "at most 4000 × 4000"), (0, 5, "0 × 5")],
)
def test_dimensions_are_bounded(png: Png, width: int, height: int, why: str) -> None:
    with pytest.raises(ImageLeftOut, match=re.escape(why)):
        read_png(png(width, height))


@pytest.mark.parametrize(
    ("encoded", "why"),
    [
        ("!!!", "not valid base64"),
        ("é", "not valid base64"),
        ("", "does not start as a PNG"),
        (base64.b64encode(b"<svg onload=alert(1)>").decode(), "does not start as a PNG"),
        (base64.b64encode(b"\x89PNG\r\n\x1a\n").decode(), "not those of a whole PNG"),
        (base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\xff" * 40).decode(), "damaged"),
        ("A" * (MOST_BYTES * 2), "larger than 2 MiB"),
        (base64.b64encode(bytes(MOST_BYTES + 1)).decode(), "larger than 2 MiB"),
    ],
)
def test_anything_else_is_left_out(encoded: str, why: str) -> None:
    with pytest.raises(ImageLeftOut, match=why):
        read_png(encoded)


def test_what_follows_the_end_is_dropped(png: Png) -> None:
    raw = base64.b64decode(png())
    assert read_png(png()) == read_png(base64.b64encode(raw + b"<script>alert(1)</script>").decode())


def test_a_cut_file_is_left_out(png: Png) -> None:
    raw = base64.b64decode(png())
    with pytest.raises(ImageLeftOut, match="not those of a whole PNG"):
        read_png(base64.b64encode(raw[:-12]).decode())


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_make_it_fail_otherwise(data: bytes, signed: bool) -> None:
    encoded = base64.b64encode((b"\x89PNG\r\n\x1a\n" if signed else b"") + data).decode()
    with pytest.raises(ImageLeftOut):
        read_png(encoded)
