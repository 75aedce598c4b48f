"""The prerequisite graph: blocks as columns, stages as rows, a line from what is needed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from assessments.domain.prerequisites import find_circle

MARGIN: Final = 110
HEAD: Final = 36
NODE_HEIGHT: Final = 24
NODE_GAP: Final = 10
COLUMN_GAP: Final = 40
PADDING: Final = 14
LETTER: Final = 7.6
LONGEST: Final = 14
BULGE: Final = 10

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class GraphStone:
    """A stone as the graph needs it: codes of its block, stage and prerequisites."""

    code: str
    block: str
    stage: str
    needs: tuple[str, ...] = ()
    is_gate: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a stone to one that needs it; wrong: of a later stage, or part of a circle."""

    needed: str
    stone: str
    path: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A stone in its place; `x`, `y` of the upper left corner, `middle` of its text."""

    code: str
    label: str
    is_gate: bool
    x: float
    y: float
    middle: Point
    incoming: tuple[Edge, ...]
    outgoing: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A block: its code over the middle of its stones."""

    code: str
    middle: float


@dataclass(frozen=True, slots=True)
class Band:
    """A stage: the strip that its stones stand in."""

    code: str
    y: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing, in pixels."""

    width: float
    height: float
    node_width: float
    node_height: float
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    chasm: float | None


def draw_graph(
    blocks: Sequence[str],
    stages: Sequence[str],
    stones: Sequence[GraphStone],
    *,
    chasm_after: str | None = None,
) -> Graph:
    """Stones of known blocks and stages stand in their cells, one under the other.

    Links to stones that are not drawn are left out; a circle is drawn like any other link.
    """
    drawn = [stone for stone in stones if stone.block in blocks and stone.stage in stages]
    node_width = 20 + LETTER * min(LONGEST, max((len(s.code) for s in drawn), default=6))
    step = node_width + COLUMN_GAP
    bands = _bands(blocks, stages, drawn)
    lefts = {block: MARGIN + COLUMN_GAP / 2 + place * step for place, block in enumerate(blocks)}
    corners = _corners(lefts, bands, drawn)
    edges = _edges(stages, drawn, corners, node_width)
    return Graph(
        width=MARGIN + len(blocks) * step,
        height=bands[-1].y + bands[-1].height if bands else HEAD,
        node_width=node_width,
        node_height=NODE_HEIGHT,
        columns=tuple(Column(block, x + node_width / 2) for block, x in lefts.items()),
        bands=bands,
        nodes=tuple(_node(stone, corners[stone.code], node_width, edges) for stone in drawn),
        edges=edges,
        chasm=next((b.y + b.height for b in bands[:-1] if b.code == chasm_after), None),
    )


def _bands(
    blocks: Sequence[str], stages: Sequence[str], stones: Sequence[GraphStone]
) -> tuple[Band, ...]:
    bands, y = [], float(HEAD)
    for stage in stages:
        here = [stone.block for stone in stones if stone.stage == stage]
        most = max(1, *(here.count(block) for block in blocks)) if blocks else 1
        height = 2 * PADDING + most * (NODE_HEIGHT + NODE_GAP) - NODE_GAP
        bands.append(Band(stage, y, height, y + height / 2))
        y += height
    return tuple(bands)


def _corners(
    lefts: Mapping[str, float], bands: Sequence[Band], stones: Sequence[GraphStone]
) -> dict[str, Point]:
    tops = {(block, band.code): band.y + PADDING for block in lefts for band in bands}
    corners: dict[str, Point] = {}
    for stone in stones:
        cell = (stone.block, stone.stage)
        corners[stone.code] = (lefts[stone.block], tops[cell])
        tops[cell] += NODE_HEIGHT + NODE_GAP
    return corners


def _edges(
    stages: Sequence[str],
    stones: Sequence[GraphStone],
    corners: Mapping[str, Point],
    node_width: float,
) -> tuple[Edge, ...]:
    order = {stone.code: stages.index(stone.stage) for stone in stones}
    needs = {stone.code: tuple(n for n in stone.needs if n in corners) for stone in stones}
    in_circle = {(needed, stone) for stone, needed in pairwise(find_circle(needs))}
    return tuple(
        Edge(
            needed,
            code,
            _path(corners[needed], corners[code], node_width),
            order[needed] > order[code] or (needed, code) in in_circle,
        )
        for code, all_needed in needs.items()
        for needed in all_needed
    )


def _path(start: Point, end: Point, node_width: float) -> str:
    """A curve between the sides that face one another; within a column, a bow on the left."""
    (x1, y1), (x2, y2) = start, end
    y1, y2 = y1 + NODE_HEIGHT / 2, y2 + NODE_HEIGHT / 2
    if x1 == x2:
        bend = -BULGE - min(abs(y2 - y1) / 20, COLUMN_GAP / 2 - BULGE)
        first, second = x1 + bend, x2 + bend
    else:
        x1, x2 = (x1 + node_width, x2) if x1 < x2 else (x1, x2 + node_width)
        reach = max(COLUMN_GAP / 2, abs(x2 - x1) / 2)
        side = 1 if x1 < x2 else -1
        first, second = x1 + side * reach, x2 - side * reach
    return f"M{x1:g} {y1:g}C{first:g} {y1:g} {second:g} {y2:g} {x2:g} {y2:g}"


def _node(stone: GraphStone, corner: Point, node_width: float, edges: Sequence[Edge]) -> Node:
    x, y = corner
    label = stone.code if len(stone.code) <= LONGEST else f"{stone.code[: LONGEST - 1]}…"
    return Node(
        stone.code,
        label,
        stone.is_gate,
        x,
        y,
        (x + node_width / 2, y + NODE_HEIGHT / 2),
        tuple(edge for edge in edges if edge.stone == stone.code),
        tuple(edge for edge in edges if edge.needed == stone.code),
    )
