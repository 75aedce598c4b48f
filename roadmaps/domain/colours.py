"""Colours as numbers: contrast as WCAG measures it, lightness and hue as eyes see them."""

import math
import re
from dataclasses import dataclass
from typing import Final

HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")
Triple = tuple[float, float, float]

# From linear sRGB to cones and on to Oklab (Ottosson 2020), and the way back.
TO_CONES: Final = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB: Final = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
FROM_LAB: Final = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
FROM_CONES: Final = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour as eyes order it (Oklab in polar form): `lightness` 0–1, `chroma` from 0 (grey) to
    some 0.3, `hue` in radians."""

    lightness: float
    chroma: float
    hue: float


def is_colour(text: str) -> bool:
    """Whether a text is a colour like `#0e5c63`."""
    return HEX.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, from 0 (black) to 1 (white): WCAG 2.2."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours #rrggbb, from 1 to 21: WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def to_tone(colour: str) -> Tone:
    """#rrggbb as eyes order it."""
    long, middle, short = (value ** (1 / 3) for value in _times(TO_CONES, _linear(colour)))
    lightness, a, b = _times(TO_LAB, (long, middle, short))
    return Tone(lightness, math.hypot(a, b), math.atan2(b, a))


def to_colour(tone: Tone) -> str:
    """The colour #rrggbb nearest to a tone: where screens cannot show so much chroma, as much of it
    as they can, lightness and hue kept."""
    least, most = 0.0, tone.chroma
    if _fits(tone.lightness, most, tone.hue):
        return _hex(_to_linear(tone.lightness, most, tone.hue))
    for _step in range(20):
        middle = (least + most) / 2
        is_shown = _fits(tone.lightness, middle, tone.hue)
        least, most = (middle, most) if is_shown else (least, middle)
    return _hex(_to_linear(tone.lightness, least, tone.hue))


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return (_decode(red), _decode(green), _decode(blue))


def _decode(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _encode(value: float) -> float:
    inside = min(1.0, max(0.0, value))
    return inside * 12.92 if inside <= 0.0031308 else 1.055 * inside ** (1 / 2.4) - 0.055


def _to_linear(lightness: float, chroma: float, hue: float) -> Triple:
    point = (lightness, chroma * math.cos(hue), chroma * math.sin(hue))
    long, middle, short = _times(FROM_LAB, point)
    return _times(FROM_CONES, (long**3, middle**3, short**3))


def _fits(lightness: float, chroma: float, hue: float) -> bool:
    return all(-1e-4 <= value <= 1 + 1e-4 for value in _to_linear(lightness, chroma, hue))


def _hex(linear: Triple) -> str:
    return "#" + "".join(f"{round(_encode(value) * 255):02x}" for value in linear)


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    x, y, z = vector
    first, second, third = (a * x + b * y + c * z for a, b, c in matrix)
    return (first, second, third)
