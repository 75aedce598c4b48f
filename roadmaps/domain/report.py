"""The printed report as a value: all that it says, as facts and codes; templates speak."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.participation import Band
from assessments.domain.scorecard import ConditionState, Scorecard
from roadmaps.domain.plans import Balance, Position, Reason, Rule
from roadmaps.domain.rests import Rest
from roadmaps.domain.roadmap import InitiativeState, PhaseState, RoadmapState
from roadmaps.domain.targets import Target, driving_targets

DIGEST_SHOWN: Final = 12
"""Letters of the digest that tell two results apart on a page."""


@dataclass(frozen=True, slots=True)
class NumberedInitiative:
    """An initiative with its number in the report, counted through the phases and then later.

    `reasons` name the crossing once, however many of its conditions come before; `unlocks` are the
    numbers of those that need it, directly or through others.
    """

    number: int
    state: InitiativeState
    reasons: tuple[Reason, ...]
    unlocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PhaseSection:
    """A phase, or later (`phase` None), with its initiatives; `number` counts from 1."""

    number: int
    phase: PhaseState | None
    initiatives: tuple[NumberedInitiative, ...]

    @property
    def code(self) -> Position:
        """The phase's code, None for later."""
        return self.phase.phase if self.phase else None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """What is wanted of a block that drives the plan, beside where it stands today (None: too few
    answers to say)."""

    target: Target
    today: int | None


@dataclass(frozen=True)
class Report:
    """A report on a closed assessment and its roadmap.

    `digest` is the SHA-256 of the scorecard; departments are names in alphabetical order; `band`:
    what part of the headcount answered, None where the headcount is not known.
    """

    organisation: str
    assessment: str
    opened_on: datetime.date
    closed_on: datetime.date
    printed_on: datetime.date
    digest: str
    departments_answering: tuple[str, ...]
    departments_silent: tuple[str, ...]
    maturity_model: MaturityModel
    scorecard: Scorecard
    roadmap: RoadmapState
    band: Band | None = None

    @property
    def short_digest(self) -> str:
        """The beginning of the digest."""
        return self.digest[:DIGEST_SHOWN]

    @property
    def conditions_met(self) -> int:
        """Conditions of the crossing that are in place."""
        return sum(c.state is ConditionState.MET for c in self.scorecard.gate.conditions)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Numbers of initiatives by stone, from 1: phases in order, later last, and in each the
        model's order."""
        places = [phase.phase for phase in self.roadmap.phases]
        stones = [i.stone for place in (*places, None) for i in self.roadmap.in_phase(place)]
        return {stone: number for number, stone in enumerate(stones, start=1)}

    @cached_property
    def sections(self) -> tuple[PhaseSection, ...]:
        """Phases in order, then later."""
        places: tuple[PhaseState | None, ...] = (*self.roadmap.phases, None)
        return tuple(self._section(number, phase) for number, phase in enumerate(places, start=1))

    def _section(self, number: int, phase: PhaseState | None) -> PhaseSection:
        code = phase.phase if phase else None
        return PhaseSection(
            number,
            phase,
            tuple(self._numbered(initiative) for initiative in self.roadmap.in_phase(code)),
        )

    def _numbered(self, initiative: InitiativeState) -> NumberedInitiative:
        unlocks = sorted(self.numbers[stone] for stone in initiative.unlocks)
        number, reasons = self.numbers[initiative.stone], _name_crossing_once(initiative.reasons)
        return NumberedInitiative(number, initiative, reasons, tuple(unlocks))

    @property
    def phases(self) -> tuple[PhaseSection, ...]:
        """The phases without later."""
        return self.sections[:-1]

    @property
    def later(self) -> tuple[NumberedInitiative, ...]:
        """What no phase holds."""
        return self.sections[-1].initiatives

    @property
    def rests(self) -> tuple[Rest, ...]:
        """Blocks that rest, where the plan was asked to keep blocks moving."""
        is_asked = self.roadmap.settings.balance is not Balance.OFF
        return self.roadmap.rests if is_asked else ()

    @property
    def targets(self) -> tuple[TargetLine, ...]:
        """The targets that drive the plan, of the horizon that the course covers (method E2)."""
        stages = {result.block: result.stage for result in self.scorecard.blocks}
        driving = driving_targets(self.maturity_model, self.roadmap.targets)
        return tuple(TargetLine(target, stages.get(target.block)) for target in driving)


def _name_crossing_once(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Reasons without those that name the crossing in the same phase again."""
    said: set[Position] = set()
    kept = []
    for reason in reasons:
        if reason.rule is Rule.GATE:
            if reason.phase in said:
                continue
            said.add(reason.phase)
        kept.append(reason)
    return tuple(kept)
