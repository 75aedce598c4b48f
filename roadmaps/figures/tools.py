"""The inventory of tools as a drawing: suppliers as rows, from what needs nothing to the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.figures.prerequisite_graph import Graph, GraphStone, draw_graph
from roadmaps.domain.tools import Tool, layers_of, supplier_names


@dataclass(frozen=True, slots=True)
class ToolDrawing:
    """The drawing, in pixels, and the tools by the codes that its nodes have."""

    graph: Graph
    tools: Mapping[str, Tool]


def draw_tools(tools: Sequence[Tool], in_house: str) -> ToolDrawing | None:
    """Tools (named by key) in the row of their supplier, each to the right of all it needs; None
    without tools. `in_house`: the row of those that have no supplier."""
    if not tools:
        return None
    layers, names = layers_of(tools), supplier_names(tools)
    rows = {tool.key: names.get(tool.key) or in_house for tool in tools}
    graph = draw_graph(
        blocks=[f"{layer}" for layer in range(max(layers.values()) + 1)],
        stages=list(dict.fromkeys(rows.values())),
        stones=[
            GraphStone(
                code=_wide(tool.key),
                block=f"{layers[tool.key]}",
                stage=rows[tool.key],
                needs=tuple(map(_wide, tool.needs)),
                is_gate=tool.is_critical,
            )
            for tool in tools
        ],
    )
    return ToolDrawing(graph, {_wide(tool.key): tool for tool in tools})


def _wide(key: int) -> str:
    """A key as long as the longest text that a box takes: boxes are as wide as their code."""
    return f"{key:>14}"
