"""The profile of the blocks as a radar of stages: where they are, and where they are to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from cxmaturity.lettering import break_lines
from roadmaps.domain.report_results import TargetRow

FEWEST: Final = 3
"""A radar of two blocks is a line; the table of targets tells it better."""
WIDTH: Final = 467
HEIGHT: Final = 272
RADIUS: Final = 104
APART: Final = 12
"""Between the outer ring and the names around it."""
LETTERS: Final = 8.5
LEADING: Final = 10
ROOM: Final = 112
SIDEWAYS: Final = 0.25
"""Of the radius: names nearer to the middle stand above and below."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the drawing."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Ring:
    """A stage: the corners of its ring as `points` of a polygon, and where its name stands."""

    name: str
    points: str
    y: int


@dataclass(frozen=True, slots=True)
class Around:
    """A block around the rings: its axis from the middle to `end`, and its name in lines."""

    end: Spot
    anchor: str
    lines: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One line around: `path` from spot to spot, open where a block has no stage."""

    path: str
    spots: tuple[Spot, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A drawing of WIDTH × HEIGHT, in points."""

    middle: Spot
    rings: tuple[Ring, ...]
    around: tuple[Around, ...]
    today: Outline
    wanted: Outline

    @property
    def name_at(self) -> int:
        """Where names of stages begin, beside the upright axis."""
        return self.middle.x + 4


def draw_profile(
    rows: Sequence[TargetRow],
    years: int,
    stage_names: Mapping[int, str],
    block_names: Mapping[str, str],
) -> Profile | None:
    """Stages of the blocks today and within some years; None with too few blocks that have one."""
    if sum(row.today is not None for row in rows) < FEWEST:
        return None
    last, count = max(stage_names), len(rows)
    return Profile(
        middle=_spot(0, 0, count),
        rings=tuple(
            _ring(name, RADIUS * number / last, count) for number, name in stage_names.items()
        ),
        around=tuple(
            _around(block_names.get(row.block, row.block), place, count)
            for place, row in enumerate(rows)
        ),
        today=_outline([row.today for row in rows], last),
        wanted=_outline([row.at(years) for row in rows], last),
    )


def _spot(place: int, radius: float, count: int) -> Spot:
    """A place around, clockwise from the top."""
    angle = 2 * pi * place / count
    return Spot(round(WIDTH / 2 + radius * sin(angle)), round(HEIGHT / 2 - radius * cos(angle)))


def _ring(name: str, radius: float, count: int) -> Ring:
    corners = (_spot(place, radius, count) for place in range(count))
    return Ring(name, " ".join(f"{c.x},{c.y}" for c in corners), round(HEIGHT / 2 - radius) + 9)


def _around(name: str, place: int, count: int) -> Around:
    end, stand = _spot(place, RADIUS, count), _spot(place, RADIUS + APART, count)
    aside = (stand.x - WIDTH / 2) / RADIUS
    anchor = "start" if aside > SIDEWAYS else "end" if aside < -SIDEWAYS else "middle"
    texts = break_lines(name, LETTERS, ROOM, 2)
    first = stand.y + 3 - LEADING * (len(texts) - 1) // 2
    if anchor == "middle":
        is_above = stand.y < HEIGHT / 2
        first = stand.y + (3 - LEADING * (len(texts) - 1) if is_above else 5)
    lines = tuple((stand.x, first + LEADING * n, text) for n, text in enumerate(texts))
    return Around(end, anchor, lines)


def _outline(stages: Sequence[int | None], last: int) -> Outline:
    count, path, spots = len(stages), "", []
    is_closed = None not in stages
    for place, stage in enumerate([*stages, stages[0]]):
        if stage is None:
            continue
        spot = _spot(place, RADIUS * stage / last, count)
        if place and stages[place - 1] is not None:
            path += f"L{spot.x} {spot.y}"
        elif place < count:
            path += f"M{spot.x} {spot.y}"
        spots += [spot] if place < count else []
    return Outline(path, tuple(spots), is_closed)
