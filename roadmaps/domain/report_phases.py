"""What the report says of each phase beside its steps: promise, cover, people, indicators, cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from roadmaps.domain.costs import Cost
from roadmaps.domain.indicators import Indicator
from roadmaps.domain.operational_plan import PlanRow
from roadmaps.domain.phase_notes import PhaseNote


@dataclass(frozen=True, slots=True)
class PhaseBrief:
    """A phase in short.

    `cost` is money that people entered, None where nobody entered any; `is_beside_days`: nobody
    said what a person-day costs, so that it counts amounts alone. `running` is what it costs a year
    once delivered, None where nothing of it is known. `owners` in the order of their steps;
    `without_owner` counts steps; `indicators` are those of its steps.
    """

    phase: str
    note: PhaseNote
    cost: Decimal | None
    is_beside_days: bool
    running: Decimal | None
    owners: tuple[str, ...]
    without_owner: int
    indicators: tuple[Indicator, ...]


def brief_phases(
    phases: Sequence[str],
    rows: Sequence[PlanRow],
    notes: Mapping[str, PhaseNote],
    costs: Mapping[str, Cost],
    indicators: Mapping[str, Sequence[Indicator]],
) -> dict[str, PhaseBrief]:
    """Every phase by code; `costs` by phase, `indicators` by stone (method E7). Nothing is
    estimated: what nobody entered stays unsaid."""
    return {
        phase: _brief(
            phase,
            [row for row in rows if row.phase == phase],
            notes.get(phase, PhaseNote(phase)),
            costs[phase],
            indicators,
        )
        for phase in phases
    }


def _brief(
    phase: str,
    rows: Sequence[PlanRow],
    note: PhaseNote,
    cost: Cost,
    indicators: Mapping[str, Sequence[Indicator]],
) -> PhaseBrief:
    spent = (cost.amount if cost.total is None else cost.total) or None
    owners = dict.fromkeys(row.details.owner for row in rows)
    return PhaseBrief(
        phase=phase,
        note=note,
        cost=spent,
        is_beside_days=spent is not None and cost.total is None,
        running=cost.running or None,
        owners=tuple(owner for owner in owners if owner),
        without_owner=sum(not row.details.owner for row in rows),
        indicators=tuple(each for row in rows for each in indicators.get(row.stone, ())),
    )
