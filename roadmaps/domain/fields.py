"""Blocks × phases: how much work there is in each field, and why there is none (method E3)."""

from dataclasses import dataclass
from enum import StrEnum

from roadmaps.domain.rests import Rest, find_rests
from roadmaps.domain.roadmap import InitiativeState, RoadmapState


class Nothing(StrEnum):
    """Why a block has nothing in a phase: the plan asks nothing of it, its work stands in earlier
    phases, what is left belongs to a stage that the phase does not take, people put it off or left
    it out, or a rule holds it (an idle pair of rule R3)."""

    NOT_ASKED = "not_asked"
    DONE = "done"
    STAGE = "stage"
    BY_HAND = "by_hand"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Field:
    """What a block gets in a phase: person-days and steps; `nothing` says why there are none, and
    `rest`, where a rule holds its work, what holds most of it."""

    block: str
    phase: str
    days: float
    steps: int
    nothing: Nothing | None = None
    rest: Rest | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """All fields, a row for each block of the model, in phases' order."""

    rows: tuple[tuple[Field, ...], ...]

    @property
    def empty(self) -> tuple[Field, ...]:
        """Fields of blocks that the plan asks something of, and in which nothing happens."""
        return tuple(f for f in self._all if f.nothing not in (None, Nothing.NOT_ASKED))

    @property
    def asked(self) -> int:
        """Fields of the blocks that the plan asks something of."""
        return sum(field.nothing is not Nothing.NOT_ASKED for field in self._all)

    @property
    def staying(self) -> tuple[str, ...]:
        """Blocks that the plan asks nothing of."""
        return tuple(row[0].block for row in self.rows if row[0].nothing is Nothing.NOT_ASKED)

    @property
    def heaviest(self) -> Field | None:
        """The field with most person-days, the first of several; None without any work."""
        heaviest = max(self._all, key=lambda field: field.days, default=None)
        return heaviest if heaviest and heaviest.steps else None

    @property
    def _all(self) -> tuple[Field, ...]:
        return tuple(field for row in self.rows for field in row)


def find_fields(state: RoadmapState) -> Fields:
    """Person-days and steps of every block in every phase, and the reason where there is nothing.

    Reasons of idle pairs are those that the planner gives (rule R3); the others follow from where
    the block's steps stand.
    """
    codes = [phase.phase for phase in state.phases]
    own = {
        block: [each for each in state.initiatives if each.gap.block == block]
        for block in state.scope.blocks
    }
    rests = {(pair.block, pair.phase): find_rests([pair])[0] for pair in state.plan.idle}
    return Fields(
        tuple(
            tuple(
                _field(codes, own[block], place, rests.get((block, code)), block)
                for place, code in enumerate(codes)
            )
            for block in state.scope.blocks
        )
    )


def _field(
    codes: list[str], own: list[InitiativeState], place: int, rest: Rest | None, block: str
) -> Field:
    phase = codes[place]
    here = [each for each in own if each.phase == phase]
    if here:
        return Field(block, phase, round(sum(each.gap.effort for each in here), 2), len(here))
    if rest:
        return Field(block, phase, 0.0, 0, Nothing.HELD, rest)
    return Field(block, phase, 0.0, 0, _why_nothing(codes, own, place))


def _why_nothing(codes: list[str], own: list[InitiativeState], place: int) -> Nothing:
    left = [e for e in own if e.phase is None or codes.index(e.phase) > place]
    if not own:
        return Nothing.NOT_ASKED
    if not left:
        return Nothing.DONE
    is_by_hand = all(each.locked or each.excluded_because for each in left)
    return Nothing.BY_HAND if is_by_hand else Nothing.STAGE
