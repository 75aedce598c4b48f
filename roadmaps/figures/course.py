"""The course as a table: where each block stands, is projected and is to be; and fields of work."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.domain.scorecard import ConditionState
from assessments.figures import stage_intensity
from roadmaps.domain.fields import Field, Fields
from roadmaps.domain.projection import Projection
from roadmaps.domain.targets import Intention, Target

STRONGEST = 5


@dataclass(frozen=True, slots=True)
class StageCell:
    """A stage (None: too few answers to say) with its colour; `is_new`: the block gets there in
    this phase; `intention`: what a target asks, empty in cells of the plan."""

    stage: int | None
    intensity: int
    is_new: bool = False
    intention: str = ""


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A block today and after each phase, and where it is to be at each horizon."""

    block: str
    plan: tuple[StageCell, ...]
    aims: tuple[StageCell, ...]


@dataclass(frozen=True, slots=True)
class CrossingCell:
    """Conditions of the crossing that are in place after a phase, of how many."""

    met: int
    asked: int
    is_open: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class FieldCell:
    """A field of work with its colour: the stronger, the more person-days."""

    field: Field
    intensity: int


def course_rows(
    projections: Sequence[Projection],
    targets: Sequence[Target],
    horizons: Sequence[int],
    stages: int,
) -> tuple[CourseRow, ...]:
    """A row for each block of the projections, in their order; a horizon without a target of the
    block has an empty cell."""
    if not projections:
        return ()
    aims = {(target.block, target.years): target for target in targets}
    return tuple(
        CourseRow(
            block=block.block,
            plan=_plan_cells([each.blocks[place].stage for each in projections], stages),
            aims=tuple(_aim(aims.get((block.block, years)), stages) for years in horizons),
        )
        for place, block in enumerate(projections[0].blocks)
    )


def _plan_cells(found: Sequence[int | None], stages: int) -> tuple[StageCell, ...]:
    before = (found[0], *found[:-1])
    return tuple(
        StageCell(stage, stage_intensity(stage, stages) if stage else 0, is_new=stage != old)
        for stage, old in zip(found, before, strict=True)
    )


def _aim(target: Target | None, stages: int) -> StageCell:
    if target is None:
        return StageCell(None, 0)
    colour = stage_intensity(target.stage, stages)
    return StageCell(target.stage, colour, intention=str(Intention(target.intention)))


def crossing_cells(projections: Sequence[Projection]) -> tuple[CrossingCell, ...]:
    """The crossing today and after each phase; none where the model has no crossing."""
    if not projections or projections[0].gate.after_stage is None:
        return ()
    gates = [projection.gate for projection in projections]
    return tuple(
        CrossingCell(
            met=sum(each.state is ConditionState.MET for each in gate.conditions),
            asked=len(gate.conditions),
            is_open=gate.is_open,
            is_new=gate.is_open and not before.is_open,
        )
        for gate, before in zip(gates, (gates[0], *gates[:-1]), strict=True)
    )


def field_rows(fields: Fields) -> tuple[tuple[str, tuple[FieldCell, ...]], ...]:
    """Blocks with their fields; the one with most person-days has the strongest colour."""
    most = fields.heaviest.days if fields.heaviest else 0.0
    return tuple(
        (row[0].block, tuple(FieldCell(field, _shade(field.days, most)) for field in row))
        for row in fields.rows
    )


def _shade(days: float, most: float) -> int:
    return max(1, round(STRONGEST * days / most)) if days and most else 0
