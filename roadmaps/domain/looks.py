"""How documents look: one accent that can be read, and the shades of stages that follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from roadmaps.domain.colours import Tone, contrast, is_colour, to_colour, to_tone

WHITE: Final = "#ffffff"
PAPER: Final = "#fbfaf7"
INK: Final = "#1b2430"
BLACK_INK: Final = "#111820"
READABLE: Final = 4.5
"""The least contrast of text with what it stands on (WCAG 2.2, 1.4.3)."""
FURTHEST: Final = 0.3
"""How much darker (0–1, as eyes see it) a grey may be made; further, nothing of it is left."""
GREY: Final = 0.03
"""Chroma under which a colour has no hue that a darker one could keep."""
STEP: Final = 0.005
STEPS: Final = (0.96, 0.92, 0.81, 0.70, 0.54, 0.365)
"""Lightness of the six intensities, from the palest to the strongest."""
SHARES: Final = (0.09, 0.23, 0.57, 0.89, 1.04, 0.83)
"""Their chroma, as a share of the accent's."""
WASH: Final = (0.948, 0.16)
HOUSE_ACCENT: Final = "#0e5c63"
CLIENT, CONSULTANCY = "client-logo", "consultancy-logo"


@dataclass(frozen=True, slots=True)
class Shade:
    """A ground and the ink that can be read on it."""

    ground: str
    ink: str


@dataclass(frozen=True, slots=True)
class Look:
    """How documents look: colours #rrggbb, and what stands on the cover.

    `accent` can be read on white and on paper; `intensities` are six shades from the palest to the
    strongest, of which stages take theirs (assessments.figures.stage_intensity). `pictures` are
    logos as PNG by name (CLIENT, CONSULTANCY), where there are any.
    """

    accent: str
    wash: str
    intensities: tuple[Shade, ...]
    consultancy: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def colours(self) -> dict[str, str]:
        """Colours by the name under which styles know them."""
        shades = enumerate(self.intensities)
        grounds = {f"intensity-{number}": shade.ground for number, shade in shades}
        inks = {f"on-intensity-{n}": shade.ink for n, shade in enumerate(self.intensities)}
        return {"accent": self.accent, "accent-wash": self.wash} | grounds | inks


HOUSE: Final = Look(
    HOUSE_ACCENT,
    "#e6f0f0",
    (
        Shade("#eef3f1", INK),
        Shade("#d9e8e8", INK),
        Shade("#a3c9ca", INK),
        Shade("#6fabae", BLACK_INK),
        Shade("#327c82", WHITE),
        Shade("#0b474d", WHITE),
    ),
)
"""The product's own look (static/css/report.css)."""


def correct_accent(asked: str) -> str | None:
    """The accent that documents use for the one that was asked for, both #rrggbb.

    The same where it stands out from white and from paper by READABLE; else its hue, darkened until
    it does. None where nothing would be left of it: a grey that is nearly white. Raises ValueError
    where it is no colour. Section F1.
    """
    if not is_colour(asked):
        raise ValueError(f"not a colour like {HOUSE_ACCENT}: {asked!r}")
    colour, tone = asked.lower(), to_tone(asked)
    lightness = tone.lightness
    while not is_readable(colour):
        lightness -= STEP
        if tone.chroma < GREY and tone.lightness - lightness > FURTHEST:
            return None
        colour = to_colour(replace(tone, lightness=lightness))
    return colour


def is_readable(colour: str) -> bool:
    """Whether text in a colour #rrggbb can be read on white and on paper."""
    return min(contrast(colour, WHITE), contrast(colour, PAPER)) >= READABLE


def derive_look(accent: str) -> Look:
    """The look around an accent (#rrggbb, as `correct_accent` gives it): six shades of its hue in
    growing strength, each with the ink that stands out from it by READABLE. Section F1."""
    if accent == HOUSE_ACCENT:
        return HOUSE
    tone = to_tone(accent)
    lightness, share = WASH
    return Look(
        accent,
        to_colour(Tone(lightness, tone.chroma * share, tone.hue)),
        tuple(
            _shade(Tone(lightness, tone.chroma * share, tone.hue))
            for lightness, share in zip(STEPS, SHARES, strict=True)
        ),
    )


def _shade(tone: Tone) -> Shade:
    """The tone as a ground; darker by a little where no ink could be read on it."""
    ground = to_colour(tone)
    for ink in (INK, BLACK_INK, WHITE):
        if contrast(ground, ink) >= READABLE:
            return Shade(ground, ink)
    return _shade(replace(tone, lightness=tone.lightness - STEP))
