"""Slides as values: what stands where, in points, before a file is made of it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

WIDTH: Final = 960
HEIGHT: Final = 540
"""16:9, in points."""
LEFT: Final = 40
INNER: Final = WIDTH - 2 * LEFT
TOP: Final = 104
BOTTOM: Final = 500
"""What is between a slide's title and its foot."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the upper left corner of the slide."""

    x: float
    y: float
    width: float
    height: float


BODY: Final = Box(LEFT, TOP, INNER, BOTTOM - TOP)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one size; it has been shortened to the room there is."""

    text: str
    size: float = 14
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs in a rectangle. `ground`, `ink` and `outline` are names of the look's colours,
    `ground` and `outline` empty for none; `alt` says what a drawn shape shows."""

    box: Box
    paragraphs: tuple[Paragraph, ...]
    name: str
    ground: str = ""
    ink: str = "ink"
    outline: str = ""
    is_dashed: bool = False
    is_centred: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `ground` and `ink` name colours of the look."""

    text: str
    ground: str = ""
    ink: str = "ink"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `widths` in points, one a column; `rows` under the heads."""

    box: Box
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    row_height: float
    name: str
    alt: str
    size: float = 12


class ChartKind(StrEnum):
    """Lying bars, standing columns, or bars that begin later: the first series is not drawn."""

    BARS = "bars"
    COLUMNS = "columns"
    SPANS = "spans"


@dataclass(frozen=True, slots=True)
class Series:
    """A row of figures (None: none to show) and the colour it is drawn in."""

    name: str
    values: tuple[float | None, ...]
    colour: str = "accent"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that can be edited. `least` and `most` bound its axis; days are counted from
    1899-12-30, as spreadsheets do."""

    box: Box
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    name: str
    alt: str
    number_format: str = "0"
    least: float | None = None
    most: float | None = None
    step: float | None = None


Part = Words | Grid | Chart


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide with its title, its parts in reading order, and what speakers should know."""

    title: str
    parts: tuple[Part, ...]
    notes: str
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides. `foot` stands on each but the first."""

    title: str
    organisation: str
    language: str
    planned_on: dt.date
    foot: str
    slides: tuple[Slide, ...]
