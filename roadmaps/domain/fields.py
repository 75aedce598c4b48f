"""Blocks × phases: how much work there is in each field, and why there is none (method E3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roadmaps.domain.rests import Rest, find_rests
from roadmaps.domain.roadmap import InitiativeState, RoadmapState


class Nothing(StrEnum):
    """Why a block has nothing in a phase: the plan asks nothing of it, its work stands in earlier
    phases, what is left belongs to a stage that the phase does not take, people put it off, left it
    out or stopped it, or a rule holds it (an idle pair of rule R3)."""

    NOT_ASKED = "not_asked"
    DONE = "done"
    STAGE = "stage"
    BY_HAND = "by_hand"
    STOPPED = "stopped"
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


def find_fields(state: RoadmapState, given_up: Collection[str] = ()) -> Fields:
    """Person-days and steps of every block in every phase, and the reason where there is nothing.

    Reasons of idle pairs are those that the planner gives (rule R3); the others follow from where
    the block's steps stand. `given_up`: stones whose work people stopped or do not plan; it counts
    nowhere.
    """
    codes = [phase.phase for phase in state.phases]
    rests = {(pair.block, pair.phase): find_rests([pair])[0] for pair in state.plan.idle}
    rows = []
    for block in state.scope.blocks:
        own = [each for each in state.initiatives if each.gap.block == block]
        active = [each for each in own if each.stone not in given_up]
        empty = Nothing.STOPPED if own else Nothing.NOT_ASKED
        rows.append(
            tuple(
                _field(block, code, active, rests.get((block, code)))
                or Field(
                    block,
                    code,
                    0.0,
                    0,
                    _why_nothing(codes[:place], own, active, code) if active else empty,
                )
                for place, code in enumerate(codes)
            )
        )
    return Fields(tuple(rows))


def _field(
    block: str, phase: str, active: Sequence[InitiativeState], rest: Rest | None
) -> Field | None:
    """What stands in a field, or the rule that holds its work; None where neither does."""
    here = [each.gap.effort for each in active if each.phase == phase]
    if here:
        return Field(block, phase, round(sum(here), 2), len(here))
    return Field(block, phase, 0.0, 0, Nothing.HELD, rest) if rest and active else None


def _why_nothing(
    before: Sequence[str],
    own: Sequence[InitiativeState],
    active: Sequence[InitiativeState],
    phase: str,
) -> Nothing:
    """Why nothing stands in a phase that comes after those `before`."""
    if any(each.phase == phase for each in own):
        return Nothing.STOPPED
    left = [each for each in active if each.phase not in before]
    if not left:
        return Nothing.DONE
    is_by_hand = all(each.locked or each.excluded_because for each in left)
    return Nothing.BY_HAND if is_by_hand else Nothing.STAGE
