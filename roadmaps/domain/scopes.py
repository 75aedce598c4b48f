"""The scope of a plan as a value: the gaps to close and what the planner must know of the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from assessments.domain.maturity_model import PlanningRules
from roadmaps.domain.efforts import months_for
from roadmaps.domain.values import ValueState

DEFAULT_GAIN: Final = 20.0
"""Points that an own initiative is taken to bring unless a person enters another figure (E3)."""


class Kind(StrEnum):
    """`build` what is not there yet; `extend` what is, for half the effort."""

    BUILD = "build"
    EXTEND = "extend"


class Why(StrEnum):
    """Why a stone is in scope: a block's target, a stone that needs it, the gate, or a person."""

    TARGET = "target"
    ENABLING = "enabling"
    GATE = "gate"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Gap:
    """A stone to work on. `value`, `aim` and `gap` on 0–100; `effort` in person-days.

    `gap` is kept to a tenth of a point, rounded up; `needs` are its unmet prerequisites, all in
    scope. `state` tells a measured value from an assumed or unknown one; `quick_win` is rule R4.
    """

    stone: str
    block: str
    stage: int
    impact: int
    value: float
    aim: float
    gap: float
    kind: Kind
    effort: float
    months: int
    needs: tuple[str, ...] = ()
    why: Why = Why.TARGET
    state: ValueState = ValueState.VALUE
    is_gate: bool = False
    quick_win: bool = False

    @property
    def check_first(self) -> bool:
        """Nothing is known of the stone: look before working on it."""
        return self.state is ValueState.UNKNOWN


@dataclass(frozen=True, slots=True)
class StopProposal:
    """A stone above the target of a block that scales back, with its value (0–100). `needed_by`:
    stones in scope that rest on it, which speaks against stopping."""

    stone: str
    block: str
    value: float
    needed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlookStone:
    """A stone as the outlook of its block counts it; `value` None does not count."""

    stone: str
    stage: int
    impact: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """A block that advances: its stones up to the target stage, and (threshold, own floor) of
    each stage from the first to the target."""

    block: str
    stones: tuple[OutlookStone, ...]
    thresholds: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Scope:
    """What a plan is made from: gaps in the model's order, closed under what they need.

    `gate_after`: the stage behind which the chasm lies (None: no gate), crossed once its stones
    stand at `gate_minimum`; `ahead` are the blocks whose promise runs ahead of delivery (R13);
    `stops` and `reviews` are proposals of blocks that scale back and hold; with `indicative`,
    values were assumed after a quick wave; `trainers` are stones that involve and train people,
    `is_trained` when one of them is acquired (R10).
    """

    gaps: tuple[Gap, ...]
    blocks: tuple[str, ...]
    organisation_stage: int
    last_stage: int
    gate_after: int | None
    gate_minimum: float
    rules: PlanningRules
    size_factor: float = 1.0
    outlooks: tuple[Outlook, ...] = ()
    stops: tuple[StopProposal, ...] = ()
    reviews: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    indicative: bool = False
    trainers: tuple[str, ...] = ()
    is_trained: bool = False

    @cached_property
    def gap_by_stone(self) -> dict[str, Gap]:
        """Gaps by stone code."""
        return {gap.stone: gap for gap in self.gaps}

    @property
    def effort(self) -> float:
        """Person-days of the whole scope."""
        return round(sum(gap.effort for gap in self.gaps), 2)


def own_initiative(
    scope: Scope,
    code: str,
    *,
    block: str,
    impact: int,
    effort: float,
    stage: int = 1,
    gain: float = DEFAULT_GAIN,
    months: int | None = None,
) -> Gap:
    """A piece of work that a person adds: impact (1–5) × gain (points) is its benefit (E3).

    `effort` in person-days as the organisation pays it; duration from the effort before the size
    factor unless given. The default stage lets it stand in any phase.
    """
    lasts = months_for(scope.rules, effort / scope.size_factor) if months is None else months
    return Gap(
        stone=code,
        block=block,
        stage=stage,
        impact=impact,
        value=0.0,
        aim=gain,
        gap=gain,
        kind=Kind.BUILD,
        effort=effort,
        months=lasts,
        why=Why.OWN,
    )


def add_initiatives(scope: Scope, initiatives: Iterable[Gap]) -> Scope:
    """The scope with own initiatives after its stones."""
    return replace(scope, gaps=(*scope.gaps, *initiatives))
