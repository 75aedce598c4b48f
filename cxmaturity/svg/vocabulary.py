"""What the writer knows of plotly; anything else is refused."""

import re
from collections.abc import Mapping
from typing import Any, Final

Node = Mapping[str, Any]

BARE_TEMPLATE: Final = {"data": {"scatter": [{"type": "scatter"}]}}
"""What plotly makes of `go.Layout(template={})`: nothing that could be drawn."""
ON_SCREEN_ONLY: Final = frozenset(
    {"customdata", "dragmode", "hoverinfo", "hoverlabel", "hovermode", "hovertemplate"}
)
FONT: Final = frozenset({"color", "family", "size"})
SCATTER: Final = frozenset(
    {"connectgaps", "fill", "fillcolor", "line", "marker", "mode", "name", "opacity", "type"}
)
AXIS: Final = frozenset(
    {
        "autorange", "fixedrange", "gridcolor", "linecolor", "range", "showgrid", "showline",
        "showticklabels", "tickfont", "ticks", "ticktext", "tickvals", "type", "zeroline",
    }
)  # fmt: skip
KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "figure": frozenset({"data", "layout"}),
    "layout": frozenset(
        {
            "autosize", "bargap", "barmode", "font", "height", "margin", "paper_bgcolor",
            "plot_bgcolor", "polar", "showlegend", "template", "width", "xaxis", "yaxis",
        }
    ),
    "margin": frozenset({"b", "l", "r", "t"}),
    "font": FONT,
    "tickfont": FONT,
    "textfont": FONT,
    "polar": frozenset({"angularaxis", "bgcolor", "gridshape", "radialaxis"}),
    "radialaxis": frozenset(
        {
            "angle", "gridcolor", "linecolor", "range", "showline", "showticklabels", "tickangle",
            "tickfont", "ticks", "tickvals",
        }
    ),
    "angularaxis": frozenset(
        {"direction", "gridcolor", "linecolor", "rotation", "showline", "tickfont", "ticks"}
    ),
    "xaxis": AXIS,
    "yaxis": AXIS,
    "line": frozenset({"color", "dash", "width"}),
    "marker": frozenset({"color", "size"}),
    "scatterpolar": SCATTER | {"r", "theta"},
    "scatter": SCATTER | {"x", "y"},
    "bar": frozenset(
        {
            "base", "marker", "name", "opacity", "orientation", "text", "textfont",
            "textposition", "type", "x", "y",
        }
    ),
}  # fmt: skip
VALUES: Final[Mapping[str, tuple[object, ...]]] = {
    "autorange": ("reversed",),
    "barmode": ("overlay", "stack"),
    "connectgaps": (False,),
    "dash": ("solid", "dash", "dot"),
    "direction": ("clockwise", "counterclockwise"),
    "fill": ("none", "toself"),
    "gridshape": ("linear", "circular"),
    "mode": ("lines", "markers", "lines+markers", "none"),
    "orientation": ("h", "v"),
    "showlegend": (False,),
    "template": (BARE_TEMPLATE,),
    "textposition": ("none", "inside", "outside"),
    "ticks": ("",),
    "type": ("scatterpolar", "scatter", "bar", "linear", "category"),
    "zeroline": (False,),
}
COLOUR: Final = re.compile(
    r"#([0-9a-f]{3}|[0-9a-f]{6})|rgb\([\d, ]+\)|var\(--[a-z0-9-]+\)|currentColor|white|black"
)


class NotDrawn(ValueError):
    """The figure holds something that the writer does not know."""


def check(name: str, node: Node) -> None:
    """Raise NotDrawn where `node` says anything that a part called `name` may not say."""
    if name not in KNOWN:
        raise NotDrawn(f"no drawing of {name!r}")
    for key, value in node.items():
        if key in ON_SCREEN_ONLY:
            continue
        if key not in KNOWN[name]:
            raise NotDrawn(f"{name}.{key}")
        if key in VALUES and value not in VALUES[key]:
            raise NotDrawn(f"{name}.{key} = {value!r}")
        if key.endswith("color"):
            _check_colours(f"{name}.{key}", value)
        elif key != "template" and isinstance(value, Mapping):
            check(key, value)


def _check_colours(where: str, value: Any) -> None:
    for colour in value if isinstance(value, list | tuple) else (value,):
        if not (isinstance(colour, str) and COLOUR.fullmatch(colour)):
            raise NotDrawn(f"{where} = {colour!r}")
