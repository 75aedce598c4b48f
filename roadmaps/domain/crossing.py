"""What a roadmap does for the crossing: whether it is open, or in which phase it opens."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from assessments.domain.maturity_model import Phase
from assessments.domain.scorecard import ConditionState, GateResult
from roadmaps.domain.plans import Position


class Crossing(StrEnum):
    """What a roadmap does for the crossing."""

    NONE = "none"
    OPEN = "open"
    OPENS = "opens"
    AHEAD = "ahead"


def find_crossing(
    phases: Sequence[Phase], gate: GateResult | None, placement: Mapping[str, Position]
) -> tuple[Crossing, str | None]:
    """Whether the crossing is open today, or in which phase it opens: the last of its gate stones
    does (rule R5). Ahead while one of them is planned in no phase; none without a gate."""
    if gate is None or gate.after_stage is None:
        return Crossing.NONE, None
    unmet = [c.stone for c in gate.conditions if c.state is not ConditionState.MET]
    if not unmet:
        return Crossing.OPEN, None
    codes = [phase.code for phase in phases]
    places = [placement.get(stone) for stone in unmet]
    if None in places:
        return Crossing.AHEAD, None
    return Crossing.OPENS, max((place for place in places if place), key=codes.index)
