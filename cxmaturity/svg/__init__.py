"""A plotly figure as SVG, for paper and for readers without JavaScript.

It draws what the product's figures use and refuses the rest: a trace type, attribute or value that
it does not know is an error, never a chart with something missing.
"""

from typing import Any

from cxmaturity.svg.canvas import make_canvas
from cxmaturity.svg.plane import draw_plane
from cxmaturity.svg.polar import draw_polar
from cxmaturity.svg.vocabulary import Node, NotDrawn, check

__all__ = ["NotDrawn", "render_svg"]


def render_svg(figure: Any, *, title: str) -> str:
    """The figure (plotly's, or its dictionary) as an SVG element that begins with its title.

    Pure vector; colours and sizes are the figure's own, so that one drawn for paper is safe on
    paper. Raises NotDrawn for any trace type, attribute or value that it does not know.
    """
    document: Node = figure.to_plotly_json() if hasattr(figure, "to_plotly_json") else figure
    check("figure", document)
    layout, traces = document.get("layout", {}), document.get("data", ())
    types = [str(trace.get("type", "scatter")) for trace in traces]
    for name, trace in zip(types, traces, strict=True):
        check(name, trace)
    if not types:
        raise NotDrawn("a figure without traces")
    if len({name == "scatterpolar" for name in types}) > 1:
        raise NotDrawn("a radar with other traces")
    canvas = make_canvas(layout)
    draw = draw_polar if types[0] == "scatterpolar" else draw_plane
    draw(canvas, layout, traces)
    return canvas.to_svg(title)
