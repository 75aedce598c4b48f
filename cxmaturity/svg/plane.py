"""Charts on two axes: bars and lines."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from cxmaturity.svg.canvas import Canvas, Point, draw_runs
from cxmaturity.svg.vocabulary import Node, NotDrawn

LABEL_GAP: Final = 8
LINE: Final = "#8a8478"


@dataclass(frozen=True, slots=True)
class Scale:
    """One axis: numbers between two bounds, or categories side by side, which are in `names`."""

    node: Node
    is_across: bool
    start: float
    end: float
    bounds: tuple[float, float]
    names: tuple[str, ...]

    def at(self, value: Any) -> float:
        """Where a number or a category lies."""
        place = self.names.index(value) if self.names else float(value)
        first, last = self.bounds
        return self.start + (self.end - self.start) * (place - first) / (last - first)

    @property
    def step(self) -> float:
        """Room of one category."""
        return abs(self.end - self.start) / (self.bounds[1] - self.bounds[0])

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Where something is written, and what."""
        if self.names:
            return [(self.at(name), name) for name in self.names]
        values = self.node.get("tickvals", self.bounds)
        texts = self.node.get("ticktext", [f"{value:g}" for value in values])
        return [(self.at(value), text) for value, text in zip(values, texts, strict=True)]


def draw_plane(canvas: Canvas, layout: Node, traces: Sequence[Node]) -> None:
    """Axes and traces of a chart of bars or lines."""
    x = _make_scale(layout, traces, "x", (canvas.left, canvas.right))
    y = _make_scale(layout, traces, "y", (canvas.bottom, canvas.top))
    _draw_axes(canvas, x, y)
    heaps: dict[Any, float] = {}
    for trace in traces:
        if trace.get("type") == "bar":
            _draw_bars(canvas, trace, (x, y), layout, heaps)
        else:
            pairs = zip(trace["x"], trace["y"], strict=True)
            draw_runs(canvas, trace, (_place(x, y, pair) for pair in pairs))


def _place(x: Scale, y: Scale, pair: tuple[Any, Any]) -> Point | None:
    return None if None in pair else (x.at(pair[0]), y.at(pair[1]))


def _make_scale(
    layout: Node, traces: Sequence[Node], letter: str, ends: tuple[float, float]
) -> Scale:
    node = layout.get(f"{letter}axis", {})
    values = [value for trace in traces for value in trace[letter]]
    start, end = reversed(ends) if node.get("autorange") == "reversed" else ends
    if all(isinstance(value, str) for value in values):
        names = tuple(dict.fromkeys(values))
        return Scale(node, letter == "x", start, end, (-0.5, len(names) - 0.5), names)
    if "range" not in node:
        raise NotDrawn(f"{letter}axis without a range")
    first, last = node["range"]
    return Scale(node, letter == "x", start, end, (float(first), float(last)), ())


def _draw_axes(canvas: Canvas, x: Scale, y: Scale) -> None:
    for scale in (x, y):
        across = scale.is_across
        look: dict[str, Any] = {"fill": "none", "stroke_width": 1}
        edge = canvas.bottom if across else canvas.left
        for place, text in scale.ticks:
            if scale.node.get("showgrid", not scale.names):
                ends = (canvas.top, canvas.bottom) if across else (canvas.left, canvas.right)
                grid = [(place, end) if across else (end, place) for end in ends]
                canvas.path(grid, stroke=scale.node.get("gridcolor", LINE), **look)
            if scale.node.get("showticklabels", True):
                _label(canvas, scale, text, place)
        if scale.node.get("showline", False):
            line = [(at, edge) if across else (edge, at) for at in (scale.start, scale.end)]
            canvas.path(line, stroke=scale.node.get("linecolor", LINE), **look)


def _label(canvas: Canvas, scale: Scale, text: str, place: float) -> None:
    font = scale.node.get("tickfont", {})
    if scale.is_across:
        down = LABEL_GAP + float(font.get("size", canvas.font_size)) / 2
        canvas.write(text, (place, canvas.bottom + down), font=font)
    else:
        canvas.write(text, (canvas.left - LABEL_GAP, place), font=font, anchor="end")


def _draw_bars(
    canvas: Canvas, trace: Node, scales: tuple[Scale, Scale], layout: Node, heaps: dict[Any, float]
) -> None:
    lying = trace.get("orientation", "v") == "h"
    across, along = reversed(scales) if lying else scales
    if not across.names:
        raise NotDrawn("bars on numbers: give them names")
    names, lengths = (trace["y"], trace["x"]) if lying else (trace["x"], trace["y"])
    thick = across.step * (1 - float(layout.get("bargap", 0.2)))
    colours = _each(trace.get("marker", {}).get("color", canvas.ink), len(names))
    texts = _each(trace.get("text", ""), len(names))
    bases = _each(trace.get("base", 0), len(names))
    for name, length, base, colour, text in zip(names, lengths, bases, colours, texts, strict=True):
        if length is None:
            continue
        low = heaps.get(name, 0) if layout.get("barmode") == "stack" else base
        heaps[name] = low + length
        near, far = along.at(low), along.at(low + length)
        corner, middle = min(near, far), across.at(name)
        box = {
            "x": corner if lying else middle - thick / 2,
            "y": middle - thick / 2 if lying else corner,
            "width": abs(far - near) if lying else thick,
            "height": thick if lying else abs(far - near),
        }
        canvas.add("rect", **box, fill=colour, opacity=trace.get("opacity"))
        if text != "" and trace.get("textposition", "none") != "none":
            _name_bar(canvas, trace, text, (far, middle), lying=lying)


def _each(value: Any, count: int) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value] * count


def _name_bar(canvas: Canvas, trace: Node, text: str, end: Point, *, lying: bool) -> None:
    far, middle = end
    font, outside = trace.get("textfont", {}), trace["textposition"] == "outside"
    gap = LABEL_GAP if outside else -LABEL_GAP
    if lying:
        anchor = "start" if outside else "end"
        canvas.write(html.unescape(str(text)), (far + gap, middle), font=font, anchor=anchor)
    else:
        canvas.write(html.unescape(str(text)), (middle, far - gap), font=font)
