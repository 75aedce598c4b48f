"""A figure ready for a page: what the script draws, and what stands there without it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assessments.domain.scorecard import Scorecard
from assessments.figures.palette import SCREEN, Palette
from assessments.figures.radar import radar
from cxmaturity.svg import render_svg


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """`figure` is plotly's dictionary, `svg` the same figure as an element with its title."""

    figure: Mapping[str, Any]
    svg: str


@lru_cache(maxsize=128)
def draw(
    scorecard: Scorecard, names: tuple[tuple[str, str], ...], title: str, palette: Palette = SCREEN
) -> Drawing | None:
    """The radar of a scorecard with block names as (code, name); None with too few blocks.

    Scorecards never change, so each is drawn once per language.
    """
    figure = radar(scorecard, dict(names), palette)
    if figure is None:
        return None
    return Drawing(figure.to_plotly_json(), render_svg(figure, title=title))
