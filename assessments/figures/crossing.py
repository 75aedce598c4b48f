"""The crossing: blocks by stage, the conditions between."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.scorecard import ConditionResult, ConditionState, Scorecard
from assessments.figures.palette import stage_intensity
from assessments.figures.points import whole_points
from assessments.figures.reach import Reach

Link = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block on its bank; `reach` tells how sure its score is."""

    name: str
    note: str
    url: str
    reach: Reach | None = None


@dataclass(frozen=True, slots=True)
class StageColumn:
    """A stage, the blocks that stand there and the step 0–5 of its colour."""

    number: int
    name: str
    blocks: tuple[PlacedBlock, ...]
    intensity: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as the page lists it."""

    name: str
    state: str
    value: str
    note: str
    url: str


def no_link(_code: str) -> str:
    """Where there is nothing to go to, as on paper."""
    return ""


def crossing(
    scorecard: Scorecard,
    stage_names: Mapping[int, str],
    block_names: Mapping[str, str],
    *,
    link: Link = no_link,
    reaches: Mapping[str, Reach] | None = None,
) -> tuple[StageColumn, ...]:
    """Blocks under the stage they reached, with the stones in place of those asked.

    `reaches` by block draw how sure each score is.
    """
    known = reaches or {}
    return tuple(
        StageColumn(
            number,
            name,
            tuple(
                PlacedBlock(
                    block_names.get(block.block, block.block),
                    _("%(count)s of %(all)s") % {"count": block.in_place, "all": block.asked},
                    link(block.block),
                    known.get(block.block),
                )
                for block in scorecard.blocks
                if block.stage == number
            ),
            stage_intensity(number, len(stage_names)),
        )
        for number, name in sorted(stage_names.items())
    )


def unplaced(scorecard: Scorecard) -> tuple[str, ...]:
    """Codes of blocks without enough data for a stage."""
    return tuple(block.block for block in scorecard.blocks if block.stage is None)


def conditions(
    scorecard: Scorecard,
    maturity_model: MaturityModel,
    condition_names: Mapping[str, str],
    *,
    link: Link = no_link,
) -> tuple[Condition, ...]:
    """The conditions of the crossing; `link` takes the code of a block."""
    minimum = scorecard.gate.minimum
    return tuple(
        Condition(
            condition_names.get(condition.condition, condition.condition),
            condition.state.value,
            _value(condition, minimum),
            _note(condition),
            link(maturity_model.stone_by_code[condition.stone].block),
        )
        for condition in scorecard.gate.conditions
    )


def _value(condition: ConditionResult, minimum: float | None) -> str:
    if condition.score is None:
        return ""
    points = whole_points(condition.score)
    if condition.state is ConditionState.MET or minimum is None:
        return str(points)
    return _("%(points)s of %(needed)s") % {"points": points, "needed": f"{minimum:g}"}


def _note(condition: ConditionResult) -> str:
    if condition.state is not ConditionState.UNKNOWN:
        return ""
    if condition.score is None:
        return _("Too few answers to say")
    return _("More than half of the people do not know")
