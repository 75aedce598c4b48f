from pathlib import Path
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from cxmaturity.svg import NotDrawn, render_svg

GOLDEN = Path(__file__).parent / "golden"

RADAR = {
    "data": [
        {
            "type": "scatterpolar",
            "mode": "none",
            "theta": ["Vision", "Voice of<br>the customer", "R&amp;D", "Vision"],
            "r": [40, 80, 20, 40],
            "fill": "toself",
            "fillcolor": "#0e5c63",
            "opacity": 0.14,
            "hoverinfo": "skip",
        },
        {
            "type": "scatterpolar",
            "mode": "lines+markers",
            "theta": ["Vision", "Voice of<br>the customer", "R&amp;D", "Vision"],
            "r": [40, 80, None, 40],
            "line": {"color": "#0e5c63", "width": 2.5},
            "marker": {"color": "#0e5c63", "size": 8},
        },
    ],
    "layout": {
        "width": 300,
        "height": 200,
        "margin": {"l": 50, "r": 50, "t": 30, "b": 30},
        "font": {"family": "Source Sans 3", "size": 12, "color": "#1b2430"},
        "paper_bgcolor": "white",
        "showlegend": False,
        "polar": {
            "gridshape": "linear",
            "radialaxis": {"range": [0, 100], "tickvals": [50, 100], "angle": 90},
            "angularaxis": {"direction": "clockwise", "rotation": 90},
        },
    },
}
COLUMNS = {
    "data": [
        {
            "type": "bar",
            "x": ["A", "B"],
            "y": [3, 1],
            "base": [0, 1],
            "text": ["3", "1"],
            "textposition": "inside",
            "textfont": {"color": "white"},
        }
    ],
    "layout": {"width": 200, "height": 160, "yaxis": {"range": [0, 4], "tickvals": [0, 4]}},
}
BARS = {
    "data": [
        {
            "type": "bar",
            "orientation": "h",
            "y": ["Crawl", "Walk"],
            "x": [75, 127.5],
            "marker": {"color": ["#a3c9ca", "#327c82"]},
            "text": ["75", "127"],
            "textposition": "outside",
        },
        {
            "type": "bar",
            "orientation": "h",
            "y": ["Crawl", "Walk"],
            "x": [25, None],
            "marker": {"color": "#0b474d"},
            "opacity": 0.5,
        },
    ],
    "layout": {
        "width": 320,
        "height": 140,
        "barmode": "stack",
        "xaxis": {"range": [0, 200], "tickvals": [0, 100, 200], "gridcolor": "#dedad1"},
        "yaxis": {"autorange": "reversed", "showline": True},
    },
}
LINES = {
    "data": [
        {
            "type": "scatter",
            "x": [0, 6, 12, 18],
            "y": [0, 1, None, 4],
            "line": {"dash": "dot", "color": "#0e5c63"},
        },
        {"type": "scatter", "mode": "markers", "x": [0, 6], "y": [2, 3], "opacity": 0.5},
    ],
    "layout": {
        "width": 320,
        "height": 160,
        "plot_bgcolor": "#f6f5f1",
        "xaxis": {"range": [0, 18], "tickvals": [0, 18], "ticktext": ["today", "18 months"]},
        "yaxis": {"range": [0, 4], "showgrid": False, "showticklabels": False},
    },
}


FIGURES = {"radar": RADAR, "bars": BARS, "columns": COLUMNS, "lines": LINES}


@pytest.mark.parametrize(("name", "figure"), FIGURES.items())
def test_svg_is_the_golden_one(name, figure):
    svg = render_svg(figure, title=f"{name} & title")

    assert svg == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_svg_begins_with_its_title_and_has_no_style(figure):
    svg = render_svg(figure, title="Above & beyond")
    root = ElementTree.fromstring(svg)  # noqa: S314 -- our own

    assert root[0].tag == "{http://www.w3.org/2000/svg}title"
    assert root[0].text == "Above & beyond"
    assert root.attrib["font-family"].startswith("Source Sans 3")
    assert "style" not in svg
    assert "<image" not in svg


def test_svg_is_the_same_from_a_figure_of_plotly():
    figure = go.Figure(LINES["data"], go.Layout(template={}, **LINES["layout"]))

    assert render_svg(figure, title="t") == render_svg(LINES, title="t")


def with_trace(**changes):
    return LINES | {"data": [LINES["data"][0] | changes]}


def with_layout(**changes):
    return LINES | {"layout": LINES["layout"] | changes}


@pytest.mark.parametrize(
    ("figure", "what"),
    [
        (with_trace(type="pie"), "no drawing of 'pie'"),
        (with_trace(text=["a"]), "scatter.text"),
        (with_trace(mode="text"), "scatter.mode = 'text'"),
        (with_trace(connectgaps=True), "scatter.connectgaps = True"),
        (with_trace(line={"shape": "spline"}), "line.shape"),
        (with_trace(line={"color": "rgba(0,0,0,.5)"}), "line.color = 'rgba(0,0,0,.5)'"),
        (with_trace(marker={"color": [1, 2]}), "marker.color = 1"),
        (with_layout(title={"text": "A"}), "layout.title"),
        (with_layout(showlegend=True), "layout.showlegend = True"),
        (with_layout(xaxis={"type": "log"}), "xaxis.type = 'log'"),
        (with_layout(template={"layout": {"font": {"size": 30}}}), "layout.template"),
        (with_layout(yaxis={}), "yaxis without a range"),
        (with_layout(annotations=[]), "layout.annotations"),
        (LINES | {"data": [{"type": "bar", "x": [1], "y": [2]}]}, "bars on numbers"),
        ({"data": [], "layout": {}}, "a figure without traces"),
        ({"data": [*RADAR["data"], *LINES["data"]], "layout": {}}, "a radar with other traces"),
        (LINES | {"frames": []}, "figure.frames"),
        (RADAR | {"layout": {}}, "a radar without radialaxis.range"),
    ],
)
def test_svg_refuses_what_it_does_not_know(figure, what):
    with pytest.raises(NotDrawn) as refusal:
        render_svg(figure, title="t")

    assert str(refusal.value).startswith(what)


def test_svg_refuses_marks_in_texts():
    figure = with_layout(xaxis={"range": [0, 18], "tickvals": [0], "ticktext": ["<b>bold</b>"]})

    with pytest.raises(NotDrawn, match="marks in"):
        render_svg(figure, title="t")
