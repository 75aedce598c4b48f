"""How wide text is in our sans, for drawings, where nothing breaks lines by itself."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).resolve().parents[1] / "static/fonts/source-sans-3"
FACES: Final = {
    False: ("source-sans-3-latin-400-normal.woff2", "source-sans-3-latin-ext-400-normal.woff2"),
    True: ("source-sans-3-latin-600-normal.woff2", "source-sans-3-latin-ext-600-normal.woff2"),
}
STAND_INS: Final = {0x202F: 0x2009, 0x2010: 0x2D, 0x2011: 0x2D}
"""The narrow space that never breaks, which French is full of, and two hyphens: the fonts lack them
and have their twins."""
UNKNOWN: Final = 1.5
"""Ems of a sign that the sans lacks: as wide as the mark for it."""
CUT: Final = "…"


def width_of(text: str, size: float, *, strong: bool = False) -> float:
    """How wide a line of text is when set in letters of `size`, in the unit of `size`."""
    widths = _widths(strong)
    return size * sum(widths.get(sign, UNKNOWN) for sign in text)


def break_lines(
    text: str, size: float, width: float, most: int, *, strong: bool = False
) -> tuple[str, ...]:
    """A text in at most `most` lines of a width; what has no room is left out and said so.

    Words that are wider than a line are broken anywhere.
    """
    lines = list(_fill(text, size, width, strong=strong))
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and width_of(last + CUT, size, strong=strong) > width:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip() + CUT)


def _fill(text: str, size: float, width: float, *, strong: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if width_of(longer, size, strong=strong) <= width:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _chop(word, size, width, strong=strong)
        yield from whole
    if line:
        yield line


def _chop(word: str, size: float, width: float, *, strong: bool) -> Iterator[str]:
    """A word in parts that have room in a line, a letter at least."""
    part = ""
    for letter in word:
        if part and width_of(part + letter, size, strong=strong) > width:
            yield part
            part = ""
        part += letter
    yield part


@lru_cache(maxsize=2)
def _widths(strong: bool) -> Mapping[str, float]:  # noqa: FBT001 -- a key of the cache
    """Ems by sign."""
    from fontTools.ttLib import TTFont

    found: dict[str, float] = {}
    for name in reversed(FACES[strong]):
        font = TTFont(FONTS / name)
        ems, widths = font["head"].unitsPerEm, font["hmtx"]
        found |= {chr(n): widths[glyph][0] / ems for n, glyph in font.getBestCmap().items()}
    return found | {chr(lacking): found[chr(twin)] for lacking, twin in STAND_INS.items()}
