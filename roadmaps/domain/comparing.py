"""Two plans beside one another, with all that follows from where things stand (method E3, E6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.domain.maturity_model import Phase
from assessments.domain.scorecard import GateResult
from roadmaps.domain.binding import binding
from roadmaps.domain.crossing import Crossing, find_crossing
from roadmaps.domain.plans import Plan, Position, Reason, Rule
from roadmaps.domain.projection import Projection
from roadmaps.domain.rests import Rest, find_rests
from roadmaps.domain.scopes import Scope
from roadmaps.domain.what_if import Move, PlanComparison, compare_plans


@dataclass(frozen=True, slots=True)
class Side:
    """One of two plans: what it was made from, when the crossing opens, and where the organisation
    stands today and after each phase (empty without results). `worked`: phases and blocks in which
    work is delivered already; `delivered`: the stones of that work."""

    plan: Plan
    scope: Scope
    phases: tuple[Phase, ...]
    crossing: Crossing
    crossing_phase: str | None
    prospect: tuple[Projection, ...] = ()
    worked: frozenset[tuple[str, str]] = frozenset()
    delivered: frozenset[str] = frozenset()

    @property
    def rests(self) -> tuple[Rest, ...]:
        """Blocks that rest in a phase, one entry a block: not where they delivered something, nor
        in a phase without person-days, as one that is over."""
        closed = {load.phase for load in self.plan.loads if not load.capacity}
        return find_rests(
            pair
            for pair in self.plan.idle
            if pair.phase not in closed and (pair.phase, pair.block) not in self.worked
        )

    @property
    def stages(self) -> dict[str, int | None]:
        """The organisation's stage after each phase."""
        return {each.phase: each.stage for each in self.prospect if each.phase is not None}


@dataclass(frozen=True, slots=True)
class Rebound:
    """A step that another rule binds, or whose rule binds no longer: the reason that weighs most in
    each plan, None where nothing holds it."""

    stone: str
    phase_before: Position
    phase_after: Position
    before: Reason | None
    after: Reason | None

    @property
    def both(self) -> tuple[Reason | None, Reason | None]:
        """Both reasons."""
        return self.before, self.after


@dataclass(frozen=True, slots=True)
class Step:
    """A step that stands elsewhere, with the reason that weighs most where it stands in the second
    plan; None where nothing holds it, or that plan does not know it."""

    stone: str
    before: Position
    after: Position
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two plans and what changes from the first to the second."""

    before: Side
    after: Side
    plans: PlanComparison
    rebound: tuple[Rebound, ...]

    @property
    def points(self) -> int:
        """Points (of 100) of the share that are gained, negative when lost: between the two whole
        shares that are told."""
        first, second = self.before.plan.share, self.after.plan.share
        return whole(second) - whole(first)

    @property
    def is_same_scope(self) -> bool:
        """Both shares are of the same: the same steps with the same gaps."""
        first, second = (
            [(gap.stone, gap.gap) for gap in side.scope.gaps] for side in (self.before, self.after)
        )
        return first == second

    @property
    def are_proved(self) -> bool:
        """No better plan exists under the rules of either."""
        return self.before.plan.proved and self.after.plan.proved

    @property
    def moved(self) -> tuple[Step, ...]:
        """Steps that stand in another phase."""
        return self._steps(self.plans.moved)

    @property
    def entered(self) -> tuple[Step, ...]:
        """Steps that stand in a phase only in the second plan."""
        return self._steps(self.plans.entered)

    @property
    def left_out(self) -> tuple[Step, ...]:
        """Steps that stand in a phase only in the first plan."""
        return self._steps(self.plans.left_out)

    def _steps(self, moves: Iterable[Move]) -> tuple[Step, ...]:
        placed = {each.stone: each for each in self.after.plan.placements}
        return tuple(
            Step(
                move.stone,
                move.before,
                move.after,
                binding(placed[move.stone].reasons, move.after) if move.stone in placed else None,
            )
            for move in moves
        )

    @property
    def shifts(self) -> int:
        """How many steps stand elsewhere."""
        plans = self.plans
        return len(plans.moved) + len(plans.entered) + len(plans.left_out)

    @property
    def rebound_in_place(self) -> tuple[Rebound, ...]:
        """Steps that stand where they stood and are bound otherwise, but for locks: those are
        people's."""
        return tuple(
            each
            for each in self.rebound
            if each.phase_before == each.phase_after
            and all(reason is None or reason.rule is not Rule.LOCKED for reason in each.both)
        )

    @property
    def staying(self) -> tuple[Move, ...]:
        """Steps that stand in the same phase as before."""
        places = self.after.plan.positions
        return tuple(
            Move(placed.stone, placed.phase, placed.phase)
            for placed in self.before.plan.placements
            if placed.phase is not None and places.get(placed.stone) == placed.phase
        )

    @property
    def rows(self) -> tuple[tuple[str, int | None, int | None], ...]:
        """Stage after each phase of either plan, in order: phase, before, after."""
        first, second = self.before.stages, self.after.stages
        codes = dict.fromkeys([*first, *second])
        return tuple((code, first.get(code), second.get(code)) for code in codes)


def whole(share: float) -> int:
    """A share (0–1) in whole points of 100, rounded down as pages tell it."""
    return int(100 * share + 1e-9)


def make_side(
    plan: Plan,
    scope: Scope,
    phases: tuple[Phase, ...],
    *,
    gate: GateResult | None,
    delivered: Mapping[str, Position],
    prospect: tuple[Projection, ...] = (),
    worked: frozenset[tuple[str, str]] = frozenset(),
) -> Side:
    """A plan with its crossing; `delivered` are stones that were in place before, with the phase
    they were delivered in."""
    crossing, phase = find_crossing(phases, gate, {**delivered, **plan.positions})
    return Side(plan, scope, phases, crossing, phase, prospect, worked, frozenset(delivered))


def compare(before: Side, after: Side) -> Compared:
    """What changes from one plan to another, and which rules bind otherwise (method E3)."""
    plans = compare_plans(before.plan, after.plan, after.delivered)
    return Compared(before, after, plans, _rebound(before, after))


def _rebound(before: Side, after: Side) -> tuple[Rebound, ...]:
    first = {placed.stone: placed for placed in before.plan.placements}
    found = []
    for placed in after.plan.placements:
        old = first.get(placed.stone)
        if old is None:
            continue
        was, now = binding(old.reasons, old.phase), binding(placed.reasons, placed.phase)
        if (was and was.rule) != (now and now.rule):
            found.append(Rebound(placed.stone, old.phase, placed.phase, was, now))
    return tuple(found)
