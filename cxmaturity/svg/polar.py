"""Radar charts: categories around a centre."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Final

from cxmaturity.svg.canvas import LINE_HEIGHT, Canvas, Point, draw_runs
from cxmaturity.svg.vocabulary import Node, NotDrawn

LABEL_GAP: Final = 12
LINE: Final = "#8a8478"


@dataclass(frozen=True, slots=True)
class Dial:
    """Where a value of a category lies."""

    centre: Point
    radius: float
    bounds: tuple[float, float]
    angles: dict[str, float]

    def at(self, angle: float, radius: float) -> Point:
        """The point at an angle (degrees, anticlockwise from the right) and a distance."""
        x, y = self.centre
        return x + radius * cos(radians(angle)), y - radius * sin(radians(angle))

    def length(self, value: float) -> float:
        """The distance of a value from the centre."""
        start, end = self.bounds
        return self.radius * (value - start) / (end - start)

    def place(self, category: str, value: float | None) -> Point | None:
        """The point of a value; None where there is none."""
        return None if value is None else self.at(self.angles[category], self.length(value))


def draw_polar(canvas: Canvas, layout: Node, traces: Sequence[Node]) -> None:
    """Grid, labels and traces of a radar."""
    polar = layout.get("polar", {})
    dial = _make_dial(canvas, polar, traces)
    _draw_grid(canvas, polar, dial)
    for trace in traces:
        pairs = zip(trace["theta"], trace["r"], strict=True)
        draw_runs(canvas, trace, (dial.place(category, value) for category, value in pairs))
    _label_rings(canvas, polar.get("radialaxis", {}), dial)
    _label_categories(canvas, polar.get("angularaxis", {}), dial)


def _make_dial(canvas: Canvas, polar: Node, traces: Sequence[Node]) -> Dial:
    axis, around = polar.get("radialaxis", {}), polar.get("angularaxis", {})
    if "range" not in axis or "tickvals" not in axis:
        raise NotDrawn("a radar without radialaxis.range and radialaxis.tickvals")
    categories = list(dict.fromkeys(name for trace in traces for name in trace["theta"]))
    turn = -1 if around.get("direction") == "clockwise" else 1
    step = 360 / len(categories)
    return Dial(
        centre=((canvas.left + canvas.right) / 2, (canvas.top + canvas.bottom) / 2),
        radius=min(canvas.right - canvas.left, canvas.bottom - canvas.top) / 2,
        bounds=(float(axis["range"][0]), float(axis["range"][1])),
        angles={
            name: float(around.get("rotation", 0)) + turn * step * place
            for place, name in enumerate(categories)
        },
    )


def _draw_grid(canvas: Canvas, polar: Node, dial: Dial) -> None:
    axis, around = polar["radialaxis"], polar.get("angularaxis", {})
    rings = [value for value in axis["tickvals"] if dial.length(value) > 0]
    angles = dial.angles.values()
    x, y = dial.centre
    for value in dict.fromkeys([*rings, dial.bounds[1]]):
        length = dial.length(value)
        colour = (
            around.get("linecolor", LINE)
            if value == dial.bounds[1]
            else axis.get("gridcolor", LINE)
        )
        if polar.get("gridshape") == "linear":
            ring = [dial.at(angle, length) for angle in angles]
            canvas.path(ring, closed=True, fill="none", stroke=colour, stroke_width=1)
        else:
            canvas.add("circle", cx=x, cy=y, r=length, fill="none", stroke=colour, stroke_width=1)
    for angle in angles:
        spoke = (dial.centre, dial.at(angle, dial.radius))
        canvas.path(spoke, fill="none", stroke=around.get("gridcolor", LINE), stroke_width=1)


def _label_rings(canvas: Canvas, axis: Node, dial: Dial) -> None:
    if not axis.get("showticklabels", True):
        return
    for value in axis["tickvals"]:
        x, y = dial.at(float(axis.get("angle", 0)), dial.length(value))
        canvas.write(f"{value:g}", (x - 4, y), font=axis.get("tickfont", {}), anchor="end")


def _label_categories(canvas: Canvas, axis: Node, dial: Dial) -> None:
    font = axis.get("tickfont", {})
    for name, angle in dial.angles.items():
        side = cos(radians(angle))
        anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
        x, y = dial.at(angle, dial.radius + LABEL_GAP)
        rise = name.count("<br>") * float(font.get("size", canvas.font_size)) * LINE_HEIGHT / 2
        canvas.write(name, (x, y - rise * sin(radians(angle))), font=font, anchor=anchor)
