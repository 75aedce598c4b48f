"""Two solved plans beside one another: what moves, what it gains or costs (method E3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assessments.domain.maturity_model import Phase
from roadmaps.domain.plans import Plan, PlanSettings, Position
from roadmaps.domain.problem import pose
from roadmaps.domain.scopes import Scope


@dataclass(frozen=True, slots=True)
class Move:
    """Where a stone stands in one plan and in the other: a phase, or None for later or nowhere."""

    stone: str
    before: Position
    after: Position


@dataclass(frozen=True, slots=True)
class Measured:
    """What a plan amounts to: share (0–1), person-days, idle pairs, whether it is proved, and the
    share of the bound by which it might still grow."""

    share: float
    effort: float
    idle: int
    proved: bool
    bound_gap: float


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """What changes from one plan to another, in the model's order.

    `moved` stand in a phase in both, in another one; `entered` stand in a phase only after;
    `left_out` only before; `delivered` were delivered between the two, and are planned no longer
    for that; `kept` counts those that stay in their phase.
    """

    before: Measured
    after: Measured
    moved: tuple[Move, ...]
    entered: tuple[Move, ...]
    left_out: tuple[Move, ...]
    kept: int
    delivered: tuple[str, ...] = ()

    @property
    def share_change(self) -> float:
        """Share gained (0–1), negative when lost. Of two scopes each share is of its own."""
        return self.after.share - self.before.share

    @property
    def effort_change(self) -> float:
        """Person-days more, negative when fewer."""
        return round(self.after.effort - self.before.effort, 2)

    @property
    def idle_change(self) -> int:
        """Idle pairs more, negative when fewer."""
        return self.after.idle - self.before.idle

    @property
    def is_same(self) -> bool:
        """Nothing stands elsewhere."""
        return not (self.moved or self.entered or self.left_out)


def compare_plans(
    before: Plan, after: Plan, delivered: Collection[str] = frozenset()
) -> PlanComparison:
    """What changes from one plan to another; their scopes and phases may differ (method E3).
    `delivered`: stones that were delivered before the second plan was made."""
    first, second = before.positions, after.positions
    order = _order(tuple(first), tuple(second))
    done = tuple(s for s in order if s in delivered and s not in second)
    moves = [Move(s, first.get(s), second.get(s)) for s in order if s not in done]
    return PlanComparison(
        before=_measured(before),
        after=_measured(after),
        moved=tuple(m for m in moves if m.before and m.after and m.before != m.after),
        entered=tuple(m for m in moves if m.after and not m.before),
        left_out=tuple(m for m in moves if m.before and not m.after),
        kept=sum(m.before is not None and m.before == m.after for m in moves),
        delivered=done,
    )


def start_later(phases: Sequence[Phase], months: int) -> tuple[Phase, ...]:
    """The same phases, begun `months` later; plan them with `keep_horizon`."""
    return tuple(
        Phase(phase.code, phase.start_month + months, phase.end_month + months) for phase in phases
    )


def keep_horizon(scope: Scope, phases: Sequence[Phase], settings: PlanSettings) -> PlanSettings:
    """Settings that name the horizon of these phases, so that other phases are measured by the
    same and a later start costs what it costs."""
    problem = pose(scope, phases, [0] * len(phases), settings)
    return replace(settings, horizon=problem.horizon)


def _measured(plan: Plan) -> Measured:
    return Measured(plan.share, plan.effort, len(plan.idle), plan.proved, plan.bound_gap)


def _order(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Stones of both, each list in its own order: what only the second has follows what precedes it
    there."""
    merged, at = list(first), 0
    for stone in second:
        if stone in merged:
            at = merged.index(stone) + 1
        else:
            merged.insert(at, stone)
            at += 1
    return merged
