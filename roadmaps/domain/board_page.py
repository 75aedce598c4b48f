"""The board page as a value: what a board reads in 90 seconds."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.participation import Band
from assessments.domain.scorecard import BlockResult, ConditionState, GateResult, Scorecard
from assessments.domain.spread import ItemSpread
from roadmaps.domain.costs import Cost
from roadmaps.domain.deciding import Asked
from roadmaps.domain.phase_notes import PhaseNote
from roadmaps.domain.roadmap import InitiativeState, PhaseState, RoadmapState
from roadmaps.domain.targets import Target

STRENGTHS: Final = 2
PHASES: Final = 3
"""What one sheet has room for; further phases of the first cycle are counted."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A condition of the crossing, how it stands, and the day that says so: that of the answers, or
    (`is_delivered`) the one on which its gate stone was delivered."""

    condition: str
    stone: str
    state: ConditionState
    on: dt.date
    is_delivered: bool = False


@dataclass(frozen=True, slots=True)
class Crosser:
    """A block: the stage (a number from 1) at which it stands today, None where too few answered to
    say, and the one wanted at the nearest horizon."""

    block: str
    today: int | None
    wanted: int | None


@dataclass(frozen=True, slots=True)
class BoardPhase:
    """A phase between two days, both included: person-days, money as entered (None: none was), what
    customers will notice in people's words (empty: nobody entered it), and by code the step of
    highest impact (None: nothing is planned).

    `is_beside_days`: nobody said what a person-day costs, and `cost` is what was entered beside.
    """

    phase: str
    starts_on: dt.date
    ends_on: dt.date
    days: float
    cost: Decimal | None = None
    is_beside_days: bool = False
    benefit: str = ""
    stone: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Months before anything is delivered: step by step, and all at once."""

    gradual: int
    at_once: int


@dataclass(frozen=True)
class BoardPage:
    """What stands on one sheet.

    `years` is the nearest horizon, `dispute` the item that divides people most (None: none may be
    shown, or none does), `more_phases` counts what the first cycle has beyond `phases`, `share`
    (0–1) is that of what customers would gain, `wait` is None for a plan without work; `band`: what
    part of the headcount answered, None where the headcount is not known.
    """

    organisation: str
    assessment: str
    printed_on: dt.date
    closed_on: dt.date
    number: int
    digest: str
    maturity_model: MaturityModel
    scorecard: Scorecard
    years: int
    crossers: tuple[Crosser, ...]
    evidence: tuple[Evidence, ...]
    strengths: tuple[BlockResult, ...]
    dispute: ItemSpread | None
    phases: tuple[BoardPhase, ...]
    more_phases: int
    share: float
    wait: Wait | None
    currency: str
    asked: tuple[Asked, ...]
    band: Band | None


def find_evidence(
    today: GateResult, so_far: GateResult, deliveries: Mapping[str, dt.date], closed_on: dt.date
) -> tuple[Evidence, ...]:
    """The conditions of the crossing, each with the day of its evidence (method F2).

    As answers found them, on the day the assessment closed. One that was not met and is by what is
    done `so_far` stands by the day on which its gate stone was delivered (`deliveries`, by stone).
    """
    met = {c.condition for c in so_far.conditions if c.state is ConditionState.MET}
    return tuple(
        Evidence(
            each.condition,
            each.stone,
            ConditionState.MET,
            deliveries[each.stone],
            is_delivered=True,
        )
        if each.state is not ConditionState.MET
        and each.condition in met
        and each.stone in deliveries
        else Evidence(each.condition, each.stone, each.state, closed_on)
        for each in today.conditions
    )


def find_crossers(
    maturity_model: MaturityModel, stages: Mapping[str, int | None], targets: Iterable[Target]
) -> tuple[Crosser, ...]:
    """Every block today (`stages`) and at the model's nearest horizon, in the model's order (method
    F2). Without a target for it a block stays where it is."""
    nearest = min(maturity_model.horizons)
    wanted = {target.block: target.stage for target in targets if target.years == nearest}
    return tuple(
        Crosser(block, stages.get(block), wanted.get(block, stages.get(block)))
        for block in maturity_model.blocks
    )


def find_strengths(scorecard: Scorecard) -> tuple[BlockResult, ...]:
    """The two blocks that are furthest and have stones in place, highest first, ties in the model's
    order (method F2)."""
    there = [each for each in scorecard.blocks if each.score is not None and each.in_place]
    return tuple(sorted(there, key=lambda each: -(each.score or 0))[:STRENGTHS])


def find_dispute(scorecard: Scorecard, maturity_model: MaturityModel) -> ItemSpread | None:
    """The first item of the consensus session's agenda (method D6) that people do not see alike;
    None where there is none, or none may be shown."""
    agenda = scorecard.spread.agenda if scorecard.spread else ()
    alike = maturity_model.scoring.agreement_bands[-1][0]
    return next((item for item in agenda if item.band not in (None, alike)), None)


def tell_phases(
    roadmap: RoadmapState,
    notes: Mapping[str, PhaseNote],
    costs: Mapping[str, Cost],
    gains: Mapping[str, str],
) -> tuple[BoardPhase, ...]:
    """The phases of the first cycle, all of them where there are no cycles (method F2).

    `costs` by phase; `gains`: by stone, what customers gain from it, in people's words. A phase
    without words of its own has those of the step that weighs most among those with some.
    """
    return tuple(
        _tell(
            phase,
            roadmap.in_phase(phase.phase),
            costs[phase.phase],
            find_benefit(roadmap.in_phase(phase.phase), notes.get(phase.phase), gains),
        )
        for phase in roadmap.phases[: roadmap.settings.cycle_phases]
    )


def find_benefit(
    initiatives: tuple[InitiativeState, ...], note: PhaseNote | None, gains: Mapping[str, str]
) -> str:
    """What customers will notice of a phase (method F2): its own words, else the gain of the step
    that weighs most among those with one, else nothing."""
    if note and note.benefit:
        return note.benefit
    told = [each for each in initiatives if gains.get(each.stone)]
    return gains[max(told, key=_weight).stone] if told else ""


def _tell(
    phase: PhaseState, initiatives: tuple[InitiativeState, ...], cost: Cost, benefit: str
) -> BoardPhase:
    spent = (cost.amount if cost.total is None else cost.total) or None
    best = max(initiatives, key=_weight, default=None)
    return BoardPhase(
        phase=phase.phase,
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        days=phase.effort,
        cost=spent,
        is_beside_days=spent is not None and cost.total is None,
        benefit=benefit,
        stone=best.stone if best else None,
    )


def _weight(initiative: InitiativeState) -> tuple[int, float]:
    """Impact first; of equal ones, what closes more."""
    return initiative.gap.impact, initiative.gap.gap
