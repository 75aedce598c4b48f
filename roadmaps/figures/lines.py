"""Lines over time: what was measured on its way to a target, and benefits as they add up."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from typing import Any, Final

from assessments.figures.palette import SCREEN, Palette
from cxmaturity.svg import render_svg
from roadmaps.domain.benefits import Point
from roadmaps.domain.indicators import Indicator

Trace = dict[str, Any]
Spot = tuple[dt.date, float]
STEPS_AIMED_AT: Final = 3
ROOM_FOR_DAYS: Final = 22


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is drawn: its size, what stands left of the axis, how days and values are
    written."""

    width: int
    height: int
    left: int
    name_day: Callable[[dt.date], str]
    name_value: Callable[[float], str]
    palette: Palette = SCREEN


def draw_indicator(indicator: Indicator, title: str, look: Look) -> str:
    """What was measured as a line, and dashed the way from baseline to target, as SVG; empty while
    nothing was measured."""
    spots = [(each.measured_on, each.value) for each in indicator.in_order]
    if not spots:
        return ""
    way = _way(indicator, spots)
    traces = [_line(way, look.palette.strong_line, "dash")] if way else []
    traces.append(_line(spots, look.palette.accent, marks=True))
    return _draw([*spots, *way], traces, title, look)


def _way(indicator: Indicator, spots: Sequence[Spot]) -> list[Spot]:
    """From the baseline on the first day to the target on its day; without both, along the
    target."""
    if indicator.target is None:
        return []
    first, last = spots[0][0], indicator.target_on or spots[-1][0]
    start = indicator.target if indicator.baseline is None else indicator.baseline
    if last <= first:
        return [(first, indicator.target)]
    return [(first, start), (last, indicator.target)]


def draw_benefits(points: Sequence[Point], title: str, look: Look) -> str:
    """Benefits as they add up, as SVG: a pale area from the cautious to the best figure, dashed the
    likely one, solid what was obtained. Empty without any."""
    if not points:
        return ""
    low, likely, high = (
        [(point.day, float(getattr(point, name))) for point in points]
        for name in ("low", "likely", "high")
    )
    obtained = [(p.day, float(p.obtained)) for p in points if isinstance(p.obtained, Decimal)]
    area = _line([*high, *reversed(low)], look.palette.accent)
    traces = [
        area
        | {"mode": "none", "fill": "toself", "fillcolor": look.palette.accent, "opacity": 0.15},
        _line(likely, look.palette.strong_line, "dash"),
    ]
    if obtained:
        traces.append(_line(obtained, look.palette.accent, marks=len(obtained) == 1))
    return _draw([*low, *high, *obtained, (points[0].day, 0.0)], traces, title, look)


def _line(spots: Sequence[Spot], colour: str, dash: str = "solid", *, marks: bool = False) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers" if marks else "lines",
        "x": [day.toordinal() for day, _value in spots],
        "y": [value for _day, value in spots],
        "line": {"color": colour, "width": 2, "dash": dash},
        "marker": {"color": colour, "size": 7},
    }


def _draw(spots: Sequence[Spot], traces: Sequence[Trace], title: str, look: Look) -> str:
    days = sorted({day for day, _value in spots})
    ticks = find_ticks([value for _day, value in spots])
    shown = [days[0], days[-1]] if len(days) > 1 else days
    pad = 1 if len(days) == 1 else max(1, (days[-1] - days[0]).days // 40)
    font = {"color": look.palette.soft, "size": 12}
    axis = {"type": "linear", "tickfont": font}
    # The last day is written around its place: it needs as much room to its right.
    room = max(8, 4 * len(look.name_day(days[-1])))
    layout = {
        "width": look.width,
        "height": look.height,
        "margin": {"l": look.left, "r": room, "t": 10, "b": ROOM_FOR_DAYS},
        "showlegend": False,
        "font": font,
        "xaxis": axis
        | {
            "range": [days[0].toordinal() - pad, days[-1].toordinal() + pad],
            "tickvals": [day.toordinal() for day in shown],
            "ticktext": [look.name_day(day) for day in shown],
            "showgrid": False,
        },
        "yaxis": axis
        | {
            "range": [ticks[0], ticks[-1]],
            "tickvals": list(ticks),
            "ticktext": [look.name_value(tick) for tick in ticks],
            "gridcolor": look.palette.line,
        },
    }
    return render_svg({"data": list(traces), "layout": layout}, title=title)


def find_ticks(values: Sequence[float]) -> tuple[float, ...]:
    """Round numbers that hold all values between the first and the last of them, at least two."""
    low, high = min(values), max(values)
    if low == high:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    step = _round_step((high - low) / STEPS_AIMED_AT)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(number * step for number in range(first, max(last, first + 1) + 1))


def _round_step(rough: float) -> float:
    """The next of 1, 2, 2.5, 5 and 10 times a power of ten."""
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
