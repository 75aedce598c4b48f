"""Logos that come in: looked at before they are unpacked, and made anew as PNG.

What a file calls itself, or is called by a browser, is not asked. Whatever else was in it, text,
colour profiles or another format behind the picture, stays out.
"""

import io
import struct
import zlib
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS: Final = ("PNG", "JPEG", "WEBP")
MOST_BYTES: Final = 2_000_000
MOST_PIXELS: Final = 12_000_000
"""Four bytes each once unpacked: 48 MB, for a moment."""
LONGEST_SIDE: Final = 1_200
MOST_KEPT: Final = 1_000_000
"""Bytes of the PNG; each document carries it. Photographs are made smaller until they fit."""

NEAR_WHITE: Final = 190
"""Grey (0–255) from which on paper hides what is printed: less than 2:1 of contrast."""
LEAST_SEEN: Final = 0.005
"""Share of a logo that has to be darker than that."""


class Refusal(StrEnum):
    """Why a picture is not taken."""

    UNKNOWN = "unknown"
    TOO_LARGE = "too_large"
    BROKEN = "broken"


class LogoRefused(Exception):
    """A file is not taken as a logo; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def read_logo(content: bytes) -> bytes:
    """A picture in one of FORMATS as a PNG of at most LONGEST_SIDE pixels a side and MOST_KEPT
    bytes. Raises LogoRefused."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, where it was loaded, lets them pass
    if len(content) > MOST_BYTES:
        raise LogoRefused(Refusal.TOO_LARGE)
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise LogoRefused(Refusal.TOO_LARGE)
            return _shrink(_unpack(picture))
    except UnidentifiedImageError as problem:
        raise LogoRefused(Refusal.UNKNOWN) from problem
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as problem:
        raise LogoRefused(Refusal.TOO_LARGE) from problem
    except (
        *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError),
        *(struct.error, zlib.error),
    ) as problem:
        raise LogoRefused(Refusal.BROKEN) from problem


def is_seen_on_white(logo: bytes) -> bool:
    """Whether a logo (PNG, as `read_logo` gives it) stands out from white paper: laid on white, a
    part of it at least is clearly darker. The mean would not tell a dark word on white ground from
    a white one."""
    from PIL import Image

    with Image.open(io.BytesIO(logo), formats=("PNG",)) as picture:
        laid = picture.convert("RGBA")
    paper = Image.new("RGBA", laid.size, "#ffffff")
    counts = Image.alpha_composite(paper, laid).convert("L").histogram()
    return sum(counts[:NEAR_WHITE]) >= LEAST_SEEN * sum(counts)


def _unpack(picture: "Image") -> "Image":
    """The first frame, upright, in colours that PNG and paper know."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(picture)
    plain = upright.convert("RGBA")
    plain.info.clear()
    return plain


def _shrink(picture: "Image") -> bytes:
    side = LONGEST_SIDE
    while True:
        picture.thumbnail((side, side))
        stream = io.BytesIO()
        picture.save(stream, "PNG", optimize=True)
        if stream.tell() <= MOST_KEPT or side < 2:
            return stream.getvalue()
        side //= 2
