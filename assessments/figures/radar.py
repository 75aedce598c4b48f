"""The profile of blocks as a radar."""

import html
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from assessments.domain.scorecard import Scorecard
from assessments.figures.palette import SCREEN, Palette
from assessments.figures.points import whole_points

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

FEWEST: Final = 3
"""A radar of two blocks is a line; a table tells it better."""
LABEL_WIDTH: Final = 14
LABEL_LINES: Final = 3
"""What there is room for around twelve blocks; the table below has the whole names."""


def radar(
    scorecard: Scorecard, block_names: Mapping[str, str], palette: Palette = SCREEN
) -> "Figure | None":
    """Scores of blocks (method D3) around a centre; None with fewer than three of them.

    A block without a score leaves a gap in the line, and then nothing is filled.
    """
    import plotly.graph_objects as go

    # As the page writes them: the source of the page holds no finer figure.
    scores = [None if b.score is None else whole_points(b.score) for b in scorecard.blocks]
    if sum(score is not None for score in scores) < FEWEST:
        return None
    names = _labels([block_names.get(block.block, block.block) for block in scorecard.blocks])
    around: dict[str, list[Any]] = {"theta": [*names, names[0]], "r": [*scores, scores[0]]}
    line = go.Scatterpolar(
        **around,
        mode="lines+markers",
        line={"color": palette.accent, "width": 2.5},
        marker={"color": palette.accent, "size": 8},
        hovertemplate="%{theta}: %{r}<extra></extra>",
    )
    area = go.Scatterpolar(
        **around,
        mode="none",
        fill="toself",
        fillcolor=palette.accent,
        opacity=0.14,
        hoverinfo="skip",
    )
    return go.Figure([line] if None in scores else [area, line], go.Layout(**_layout(palette)))


def _labels(names: Sequence[str]) -> list[str]:
    """Names in short lines, each a place of its own on the dial: alike ones are numbered."""
    labels = [_wrap(name) for name in names]
    return [
        f"{label} ({number})" if labels.count(label) > 1 else label
        for number, label in enumerate(labels, start=1)
    ]


def _wrap(name: str) -> str:
    # plotly reads marks in text; names are plain.
    lines = textwrap.wrap(name, LABEL_WIDTH, break_long_words=False)
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], f"{lines[LABEL_LINES - 1]} …"]
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def _layout(palette: Palette) -> dict[str, Any]:
    return {
        "template": {},
        "width": 520,
        "height": 440,
        "margin": {"l": 76, "r": 76, "t": 84, "b": 52},
        "font": {"family": "Source Sans 3, sans-serif", "size": 14, "color": palette.ink},
        "showlegend": False,
        "polar": {
            "gridshape": "linear",
            "radialaxis": {
                "range": [0, 100],
                "tickvals": [25, 50, 75],
                "angle": 90,
                "tickangle": 90,
                "gridcolor": palette.line,
                "showline": False,
                "ticks": "",
                "tickfont": {"size": 11, "color": palette.soft},
            },
            "angularaxis": {
                "direction": "clockwise",
                "rotation": 90,
                "gridcolor": palette.line,
                "linecolor": palette.strong_line,
                "ticks": "",
                "tickfont": {"size": 13, "color": palette.ink},
            },
        },
    }
