"""The matrix of a version in one language, as it is printed. Pure."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

FEW_CELLS = 40
"""Up to here the letters are large; the shipped matrix has 32 cells."""


@dataclass(frozen=True, slots=True)
class Side:
    """An orientation over the stages that have it."""

    orientation: str
    span: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A descriptor, or a stage's name in the head; the chasm may lie behind it."""

    text: str
    is_before_chasm: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A block and its cells."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Blocks by stages."""

    name: str
    sides: tuple[Side, ...]
    stages: tuple[Cell, ...]
    rows: tuple[Row, ...]
    is_dense: bool


def lay_out_matrix(document: dict[str, Any], language: str) -> Matrix:
    """The matrix of a document; a text that is missing in a language is left blank."""
    stages, blocks = document["stages"], document["blocks"]
    before = ((document.get("gate") or {}).get("between") or [None])[0]
    sides = groupby(stage["orientation"] for stage in stages)
    return Matrix(
        name=_text(document["name"], language),
        sides=tuple(Side(side, len(list(same))) for side, same in sides),
        stages=tuple(Cell(_text(s["name"], language), s["code"] == before) for s in stages),
        rows=tuple(
            Row(
                _text(block["name"], language),
                tuple(
                    Cell(
                        _text(block.get("descriptors", {}).get(stage["code"], {}), language),
                        stage["code"] == before,
                    )
                    for stage in stages
                ),
            )
            for block in blocks
        ),
        is_dense=len(stages) * len(blocks) > FEW_CELLS,
    )


def _text(texts: dict[str, str], language: str) -> str:
    return texts.get(language, "")
