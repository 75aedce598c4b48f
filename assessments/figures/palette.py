"""Colours of figures: the page's own on screen, fixed ones on white paper."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """The few colours that charts use."""

    ink: str
    soft: str
    line: str
    strong_line: str
    accent: str


SCREEN: Final = Palette(
    ink="var(--ink)",
    soft="var(--ink-soft)",
    line="var(--line)",
    strong_line="var(--line-strong)",
    accent="var(--accent)",
)
"""Follows light and dark: browsers and static/js/figures.js know these names."""

PAPER: Final = Palette(
    ink="#1b2430", soft="#4b5563", line="#dedad1", strong_line="#8a8478", accent="#0e5c63"
)


def intensity(place: int, steps: int) -> int:
    """The colour step 0–5 of one of `steps` bands, the first at 0 and the last at 5."""
    return round(place * 5 / (steps - 1)) if steps > 1 else 5


def stage_intensity(number: int, stages: int) -> int:
    """The colour step 0–5 of a stage (from 1) of so many: stronger from each to the next, up to six
    stages. The palest step is kept for models that need it."""
    if stages > 5:
        return intensity(number - 1, stages)
    return 1 + round((number - 1) * 4 / max(1, stages - 1))
