"""PNG images from a notebook, taken apart and put together again before a browser sees them.

Only the chunks that paint are kept (PNG specification, third edition, section 5.6): no text, no colour profile, no
animation, nothing after the end.
"""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from grader.settings import MIB

MOST_BYTES = 2 * MIB
MOST_PIXELS = 4000
"""The largest width and height. It bounds what the browser's decoder has to hold."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PAINTING = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"pHYs"})


@dataclass(frozen=True, kw_only=True)
class Image:
    """A PNG image as a data URI. `width` and `height` are in pixels, `size` in bytes."""

    uri: str
    width: int
    height: int
    size: int


class ImageLeftOut(ValueError):
    """The image isn't shown; the message says why."""


def read_png(encoded: str) -> Image:
    """Return the PNG image in a base64 text.

    Raises:
        ImageLeftOut: it isn't base64, isn't a whole PNG, or is larger than `MOST_BYTES` or `MOST_PIXELS` a side.
    """
    raw = _decoded(encoded)
    if not raw.startswith(_SIGNATURE):
        raise ImageLeftOut("it does not start as a PNG file does")
    chunks = list(_chunks(raw))
    kinds = [kind for kind, _ in chunks]
    if not kinds or kinds[0] != b"IHDR" or kinds.count(b"IHDR") != 1 or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        raise ImageLeftOut("its parts are not those of a whole PNG file")
    width, height = _dimensions(chunks[0][1])
    painted = _SIGNATURE + b"".join(_packed(kind, data) for kind, data in chunks if kind in _PAINTING)
    uri = "data:image/png;base64," + base64.b64encode(painted).decode("ascii")
    return Image(uri=uri, width=width, height=height, size=len(painted))


def _decoded(encoded: str) -> bytes:
    if len(encoded) > MOST_BYTES * 3 // 2:
        raise ImageLeftOut(f"it is larger than {MOST_BYTES // MIB} MiB")
    try:
        raw = base64.b64decode(encoded.replace("\n", "").encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise ImageLeftOut("it is not valid base64") from error
    if len(raw) > MOST_BYTES:
        raise ImageLeftOut(f"it is larger than {MOST_BYTES // MIB} MiB")
    return raw


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and data of each chunk, up to the first IEND."""
    at = len(_SIGNATURE)
    while at + 12 <= len(raw):
        (length,) = struct.unpack_from(">I", raw, at)
        kind, data = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + length]
        checksum = raw[at + 8 + length : at + 12 + length]
        if checksum != struct.pack(">I", zlib.crc32(kind + data)):
            raise ImageLeftOut("one of its parts is damaged")
        yield kind, data
        if kind == b"IEND":
            return
        at += 12 + length


def _dimensions(header: bytes) -> tuple[int, int]:
    if len(header) != 13:
        raise ImageLeftOut("its header is damaged")
    width, height = struct.unpack_from(">II", header)
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise ImageLeftOut(f"it measures {width} × {height} pixels; at most {MOST_PIXELS} × {MOST_PIXELS} are shown")
    return width, height


def _packed(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
