"""The sheet that charts are drawn on: elements, text, and the lines of a trace."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypedDict
from xml.sax.saxutils import escape, quoteattr

from cxmaturity.svg.vocabulary import Node, NotDrawn

Point = tuple[float, float]
LINE_HEIGHT: Final = 1.2
DASHES: Final = {"dash": "6 4", "dot": "1 4"}


def number(value: float) -> str:
    """A number as short as two decimals allow."""
    return f"{round(value, 2) + 0.0:g}"


def _quote(value: float | str) -> str:
    return quoteattr(value if isinstance(value, str) else number(value))


@dataclass(slots=True)
class Canvas:
    """The drawing so far; the plot area lies between the edges."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    family: str
    font_size: float
    ink: str
    parts: list[str] = field(default_factory=list)

    def add(self, tag: str, **attributes: float | str | None) -> None:
        """Append an element; attributes that are None are left out, `content` stands inside."""
        content = attributes.pop("content", None)
        given = "".join(
            f" {name.replace('_', '-')}={_quote(value)}"
            for name, value in attributes.items()
            if value is not None
        )
        self.parts.append(
            f"<{tag}{given}/>" if content is None else f"<{tag}{given}>{content}</{tag}>"
        )

    def path(
        self, points: Iterable[Point], *, closed: bool = False, **attributes: float | str | None
    ) -> None:
        """Append a line through points."""
        steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self.add("path", d=f"M{steps}{'Z' if closed else ''}", **attributes)

    def write(self, text: str, at: Point, *, font: Node, anchor: str = "middle") -> None:
        """Append text whose lines, parted by `<br>`, stand around the height of a point."""
        size = float(font.get("size", self.font_size))
        lines = str(text).split("<br>")
        if any(re.search(r"</?[a-z]", line) for line in lines):
            raise NotDrawn(f"marks in {text!r}")
        first = at[1] + size * (0.35 - (len(lines) - 1) * LINE_HEIGHT / 2)
        for place, line in enumerate(lines):
            self.add(
                "text",
                content=escape(html.unescape(line)),
                x=at[0],
                y=first + place * size * LINE_HEIGHT,
                text_anchor=anchor,
                font_size=size,
                fill=font.get("color", self.ink),
            )

    def to_svg(self, title: str) -> str:
        """The whole element; its title comes first, because readers look for it there."""
        box = f"0 0 {number(self.width)} {number(self.height)}"
        look = f'viewBox="{box}" role="img" font-family={quoteattr(self.family)}'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {look}><title>{escape(title)}</title>'
        return "\n".join((head, *self.parts, "</svg>\n"))


def make_canvas(layout: Node) -> Canvas:
    """An empty canvas of the size, margins and font of a layout, with its backgrounds."""
    width, height = float(layout.get("width", 640)), float(layout.get("height", 400))
    margin, font = layout.get("margin", {}), layout.get("font", {})
    canvas = Canvas(
        width,
        height,
        left=float(margin.get("l", 40)),
        top=float(margin.get("t", 40)),
        right=width - float(margin.get("r", 40)),
        bottom=height - float(margin.get("b", 40)),
        family=str(font.get("family", "Source Sans 3, sans-serif")),
        font_size=float(font.get("size", 12)),
        ink=str(font.get("color", "black")),
    )
    if "paper_bgcolor" in layout:
        canvas.add("rect", width=width, height=height, fill=layout["paper_bgcolor"])
    if "plot_bgcolor" in layout:
        canvas.add(
            "rect",
            x=canvas.left,
            y=canvas.top,
            width=canvas.right - canvas.left,
            height=canvas.bottom - canvas.top,
            fill=layout["plot_bgcolor"],
        )
    return canvas


class Stroke(TypedDict):
    """How a line looks."""

    fill: str
    stroke: str
    stroke_width: float
    stroke_dasharray: str | None


def stroke(line: Node, ink: str) -> Stroke:
    """The look of a plotly line."""
    return Stroke(
        fill="none",
        stroke=line.get("color", ink),
        stroke_width=float(line.get("width", 2)),
        stroke_dasharray=DASHES.get(line.get("dash", "solid")),
    )


def draw_runs(canvas: Canvas, trace: Node, points: Iterable[Point | None]) -> None:
    """Area, line and markers of a trace through its points; None leaves a gap."""
    mode, opacity = trace.get("mode", "lines+markers"), trace.get("opacity")
    line, marker = trace.get("line", {}), trace.get("marker", {})
    ink = line.get("color", marker.get("color", canvas.ink))
    for run in _runs(points):
        if trace.get("fill", "none") == "toself":
            area = trace.get("fillcolor", ink)
            canvas.path(run, closed=True, fill=area, opacity=opacity)
        if "lines" in mode and len(run) > 1:
            canvas.path(run, **stroke(line, ink), stroke_linejoin="round", opacity=opacity)
        for x, y in run if "markers" in mode else ():
            radius = float(marker.get("size", 6)) / 2
            canvas.add(
                "circle", cx=x, cy=y, r=radius, fill=marker.get("color", ink), opacity=opacity
            )


def _runs(points: Iterable[Point | None]) -> Sequence[Sequence[Point]]:
    """Points between gaps."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]
