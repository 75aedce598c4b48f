"""Where views differ, as rows for paper: questions that divide, groups beside one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessments import figures
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.spread import Cell, CutKind, Spread
from assessments.figures.points import whole_points
from assessments.figures.spread import DifferingRow, ScoreCell

SHOWN: Final = 5
"""Questions that the report tells; a consensus session takes all."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of a cut and its score of every block, in the model's order."""

    cell: Cell
    scores: tuple[ScoreCell, ...]


@dataclass(frozen=True, slots=True)
class CutRows:
    """The groups of one cut, those that stand together (`pool`) last."""

    kind: CutKind
    rows: tuple[GroupRow, ...]
    pool: tuple[str, ...]


def dividing_rows(spread: Spread, maturity_model: MaturityModel) -> tuple[DifferingRow, ...]:
    """The first questions of the agenda that people do not see alike."""
    rows = figures.differing_rows(spread, maturity_model)
    return tuple(row for row in rows if row.item.band and not row.is_alike)[:SHOWN]


def lay_cut(
    spread: Spread, kind: CutKind, order: Sequence[str], maturity_model: MaturityModel
) -> CutRows | None:
    """A cut with a row for each group; None where no groups stand beside one another."""
    cells = figures.shown_cells(spread, kind, order)
    if not cells:
        return None
    by_block = figures.cut_rows(cells, maturity_model)
    scores = zip(*(row.cells for row in by_block), strict=True)
    rows = tuple(GroupRow(cell, group) for cell, group in zip(cells, scores, strict=True))
    pool = next((cell.members for cell in cells if len(cell.members) > 1), ())
    return CutRows(kind, rows, pool)


def lay_gaps(spread: Spread, maturity_model: MaturityModel) -> tuple[int | None, ...]:
    """Points between leaders and the front line for every block (leaders less front line), towards
    0; None where they may not be shown; empty where none may."""
    found: Mapping[str, int] = {
        row.block: whole_points(abs(row.gap)) * (1 if row.gap > 0 else -1)
        for row in figures.gap_rows(spread, maturity_model)
    }
    return tuple(found.get(block) for block in maturity_model.blocks) if found else ()
