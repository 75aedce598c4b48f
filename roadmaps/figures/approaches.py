"""Both approaches as curves: the net value so far, month by month, with its spread."""

from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor, log10
from typing import Any, Final

from assessments.figures import SCREEN, Drawing, Palette
from cxmaturity.svg import render_svg
from roadmaps.domain.outcomes import Comparison, Outcome

WIDTH, HEIGHT = 600, 340
MOST_TICKS: Final = 6
YEAR: Final = 12
Trace = dict[str, Any]


def draw_curves(
    comparison: Comparison, title: str, write: Callable[[float], str], palette: Palette = SCREEN
) -> Drawing:
    """The middle of each approach as a line (gradual full, Big Bang dashed), nine futures in ten
    above the lower edge of its area, one in ten above the upper. `write` writes amounts."""
    outcomes = (
        (comparison.big_bang, palette.ink, "dash"),
        (comparison.gradual, palette.accent, "solid"),
    )
    figure = {
        "data": [
            *(_area(outcome, colour) for outcome, colour, _dash in outcomes),
            _zero(comparison, palette),
            *(_line(outcome, colour, dash) for outcome, colour, dash in outcomes),
        ],
        "layout": _layout(comparison, write, palette),
    }
    return Drawing(figure, render_svg(figure, title=title))


def _area(outcome: Outcome, colour: str) -> Trace:
    there = list(range(len(outcome.curve)))
    upper, lower = ([getattr(p, edge) for p in outcome.curve] for edge in ("p90", "p10"))
    return {
        "type": "scatter",
        "mode": "none",
        "x": [*there, *reversed(there)],
        "y": [*upper, *reversed(lower)],
        "fill": "toself",
        "fillcolor": colour,
        "opacity": 0.12,
        "hoverinfo": "skip",
    }


def _line(outcome: Outcome, colour: str, dash: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(range(len(outcome.curve))),
        "y": [point.p50 for point in outcome.curve],
        "line": {"color": colour, "width": 2.5, "dash": dash},
        "hovertemplate": "%{x}: %{y:,.0f}<extra></extra>",
    }


def _zero(comparison: Comparison, palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, len(comparison.gradual.curve) - 1],
        "y": [0, 0],
        "line": {"color": palette.strong_line, "width": 1},
        "hoverinfo": "skip",
    }


def _layout(
    comparison: Comparison, write: Callable[[float], str], palette: Palette
) -> dict[str, Any]:
    font = {"color": palette.soft, "size": 14}
    months = len(comparison.gradual.curve) - 1
    years = list(range(0, months + 1, YEAR * ceil(months / YEAR / 10)))
    low, high, ticks = _scale(comparison)
    axis = {"type": "linear", "tickfont": font, "zeroline": False, "ticks": ""}
    texts = [write(tick) for tick in ticks]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "margin": {"l": 24 + 8 * max(map(len, texts)), "r": 12, "t": 12, "b": 32},
        "showlegend": False,
        "font": font,
        "hovermode": "closest",
        "dragmode": False,
        "xaxis": axis
        | {
            "range": [0, months],
            "tickvals": years,
            "ticktext": [str(month) for month in years],
            "showgrid": False,
            "fixedrange": True,
        },
        "yaxis": axis
        | {
            "range": [low, high],
            "tickvals": ticks,
            "ticktext": texts,
            "gridcolor": palette.line,
            "fixedrange": True,
        },
    }


def _scale(comparison: Comparison) -> tuple[float, float, Sequence[float]]:
    """Bounds that hold every point, and a few round numbers between them."""
    points = [p for o in (comparison.big_bang, comparison.gradual) for p in o.curve]
    low, high = min(p.p10 for p in points), max(p.p90 for p in points)
    step = next(s for s in _steps(high - low) if (high - low) / s <= MOST_TICKS - 1)
    first = floor(low / step)
    last = max(ceil(high / step), first + 1)
    return first * step, last * step, [step * place for place in range(first, last + 1)]


def _steps(span: float) -> Iterator[float]:
    """1, 2, 5, 10, 20 … from well below a span on."""
    power = floor(log10(span)) - 1 if span > 0 else 0
    while True:
        yield from (base * 10.0**power for base in (1, 2, 5))
        power += 1
