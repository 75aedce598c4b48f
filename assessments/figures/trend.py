"""A block over its waves: dots for scores, bars for intervals, lines where both compare."""

from collections.abc import Sequence
from typing import Any, Final

from assessments.domain.waves import BlockTrend, Point
from assessments.figures.palette import SCREEN, Palette
from cxmaturity.svg import render_svg

WIDTH: Final = 280
HEIGHT: Final = 160
Trace = dict[str, Any]


def draw_trend(trend: BlockTrend, title: str, palette: Palette = SCREEN) -> str:
    """The small chart of a block as SVG; waves are numbered from 1, scores run from 0 to 100.

    Where two neighbours do not measure the same, no line joins them.
    """
    figure = {
        "data": [*_reaches(trend.points, palette), *_lines(trend, palette)],
        "layout": _layout(len(trend.points), palette),
    }
    return render_svg(figure, title=title)


def _reaches(points: Sequence[Point], palette: Palette) -> list[Trace]:
    """Intervals, and thinner the spans of few people."""
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [number, number],
            "y": list(reach),
            "line": {"color": palette.accent, "width": 16 if point.interval else 2},
            "opacity": 0.4,
        }
        for number, point in enumerate(points, start=1)
        if (reach := point.interval or point.span)
    ]


def _lines(trend: BlockTrend, palette: Palette) -> list[Trace]:
    """The scores, interrupted where neighbours do not compare."""
    numbers: list[int] = []
    scores: list[float | None] = []
    for number, point in enumerate(trend.points, start=1):
        if number > 1 and not trend.steps[number - 2].is_comparable:
            numbers.append(number)
            scores.append(None)
        numbers.append(number)
        scores.append(point.score)
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": numbers,
            "y": scores,
            "line": {"color": palette.accent, "width": 2},
            "marker": {"color": palette.accent, "size": 6},
        }
    ]


def _layout(waves: int, palette: Palette) -> dict[str, Any]:
    font = {"color": palette.soft, "size": 12}
    numbers = list(range(1, waves + 1))
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "margin": {"l": 30, "r": 8, "t": 8, "b": 22},
        "showlegend": False,
        "font": font,
        "xaxis": {
            "type": "linear",
            "range": [0.5, waves + 0.5],
            "tickvals": numbers,
            "ticktext": [str(number) for number in numbers],
            "tickfont": font,
            "showgrid": False,
        },
        "yaxis": {
            "type": "linear",
            "range": [0, 100],
            "tickvals": [0, 50, 100],
            "ticktext": ["0", "50", "100"],
            "tickfont": font,
            "gridcolor": palette.line,
        },
    }
