"""Blocks by stages: how settled and widespread the practices of each stage are."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.domain.maturity_model import MaturityModel, find_band
from assessments.domain.scorecard import BlockResult, Scorecard, Unseen
from assessments.figures.crossing import Link, no_link
from assessments.figures.palette import intensity
from assessments.figures.points import whole_points


@dataclass(frozen=True, slots=True)
class Cell:
    """Mean of a block's own stones of one stage; None with `why` where there is none."""

    value: int | None
    intensity: int
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """A block."""

    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A band of scores and its colour step."""

    label: str
    intensity: int


def heatmap(
    scorecard: Scorecard,
    maturity_model: MaturityModel,
    block_names: Mapping[str, str],
    *,
    link: Link = no_link,
) -> tuple[Row, ...]:
    """Own means of each block at each stage (method D3), coloured by the bands of stones.

    Links to cells go to the stage on the block's page. The quick form has no such means: no rows.
    """
    if scorecard.form == "quick":
        return ()
    return tuple(
        Row(
            block_names.get(block.block, block.block),
            link(block.block),
            _cells(scorecard, maturity_model, block, link(block.block)),
        )
        for block in scorecard.blocks
    )


def _cells(
    scorecard: Scorecard, maturity_model: MaturityModel, block: BlockResult, url: str
) -> tuple[Cell, ...]:
    bands = maturity_model.scoring.stone_status
    codes = [code for code, _start in bands]
    cells = []
    for reading in block.readings:
        if reading.own is None:
            why = _why_empty(scorecard, maturity_model, block.block, reading.stage)
            cells.append(Cell(None, 0, "", why))
            continue
        place = codes.index(find_band(bands, reading.own))
        anchor = f"{url}#stage-{reading.stage}" if url else ""
        cells.append(Cell(whole_points(reading.own), intensity(place, len(bands)), anchor, ""))
    return tuple(cells)


def _why_empty(scorecard: Scorecard, maturity_model: MaturityModel, block: str, stage: int) -> str:
    stones = {stone.code for stone in maturity_model.stones_of(block) if stone.stage == stage}
    unseen = {stone.unseen for stone in scorecard.stones if stone.stone in stones}
    if unseen == {Unseen.NOT_APPLICABLE}:
        return _("Does not apply")
    return _("Too few answers")


def heatmap_legend(maturity_model: MaturityModel) -> tuple[LegendEntry, ...]:
    """The bands of the heat map, from the scoring rules of the model."""
    starts = [start for _code, start in maturity_model.scoring.stone_status]
    last = len(starts) - 1
    return tuple(
        LegendEntry(_legend_label(starts, place), intensity(place, len(starts)))
        for place in range(last + 1)
    )


def _legend_label(starts: list[float], place: int) -> str:
    if place == len(starts) - 1:
        return _("%(start)s and more") % {"start": f"{starts[place]:g}"}
    bounds = {"start": f"{starts[place]:g}", "end": f"{starts[place + 1]:g}"}
    return _("%(start)s to under %(end)s") % bounds
