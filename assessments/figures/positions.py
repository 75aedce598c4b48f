"""Where people see the blocks: the rows of a table, blocks by stages."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.positions import BlockPositions, Panorama


@dataclass(frozen=True, slots=True)
class PositionCell:
    """How many people chose one of the stages `first` to `last` (numbers); colour step 0–5."""

    first: int
    last: int
    people: int
    intensity: int

    @property
    def width(self) -> int:
        """Stages that the cell spans."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A block; without cells too few people placed it. `is_split`: views differ most, `is_shared`:
    people see it alike."""

    name: str
    result: BlockPositions
    cells: tuple[PositionCell, ...]
    is_split: bool
    is_shared: bool


def position_rows(
    panorama: Panorama, maturity_model: MaturityModel, block_names: Mapping[str, str]
) -> tuple[PositionRow, ...]:
    """A row for each block, coloured by the share of people; bands as the model has them."""
    bands = [code for code, _start in maturity_model.scoring.agreement_bands]
    return tuple(
        PositionRow(
            block_names.get(result.block, result.block),
            result,
            _cells(result),
            is_split=result.agreement == bands[0],
            is_shared=result.agreement == bands[-1],
        )
        for result in panorama.blocks
    )


def _cells(result: BlockPositions) -> tuple[PositionCell, ...]:
    return tuple(
        PositionCell(camp.first, camp.last, camp.people, ceil(5 * camp.people / result.valid))
        for camp in result.camps
        if result.valid
    )
