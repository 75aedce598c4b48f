"""The planning problem in whole numbers, shared by solver, checker and reasons.

Person-days are counted in hundredths, points in tenths, so that sums are exact.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Final

from assessments.domain.maturity_model import Phase
from roadmaps.domain.plans import LATER, WAIVABLE, PlanSettings, Position, Rule, Waiver
from roadmaps.domain.scopes import Gap, Scope

DAY: Final = 100
"""Units in a person-day."""
POINT: Final = 10
"""Units in a point."""
MONTHS_AFTER: Final = 12
"""The horizon reaches at least this far beyond the last phase."""

Places = tuple[int | None, ...]
"""Phase index of each stone of the scope, None for later."""


@dataclass(frozen=True)
class Problem:
    """Scope, phases and capacities of one plan; stones and phases are indexes in given order.

    `waivers` are the rules that a person overrode for a stone; what each means stands here and
    nowhere else. `standings`: the organisation's stage at the start of each cycle, as far as it is
    known; today's stands in for those that are not.
    """

    scope: Scope
    phases: tuple[Phase, ...]
    capacities: tuple[int, ...]
    settings: PlanSettings
    waivers: tuple[Waiver, ...] = ()
    standings: tuple[int, ...] = ()

    def waived(self, rule: Rule) -> frozenset[int]:
        """Stones for which a person overrode the rule."""
        return self._waived.get(rule, frozenset())

    @cached_property
    def _waived(self) -> Mapping[Rule, frozenset[int]]:
        named = {rule: {w.stone for w in self.waivers if w.rule is rule} for rule in WAIVABLE}
        return {
            rule: frozenset(i for i, stone in enumerate(self.stones) if stone in codes)
            for rule, codes in named.items()
            if codes
        }

    @cached_property
    def stones(self) -> tuple[str, ...]:
        """Stone codes."""
        return tuple(gap.stone for gap in self.scope.gaps)

    @cached_property
    def efforts(self) -> tuple[int, ...]:
        """Efforts in hundredths of a person-day."""
        return tuple(round(gap.effort * DAY) for gap in self.scope.gaps)

    @cached_property
    def loads(self) -> tuple[int, ...]:
        """What each stone takes of its phase's capacity: nothing where it comes on top."""
        return self._but_for(Rule.CAPACITY, self.efforts)

    @cached_property
    def months_of(self) -> tuple[int, ...]:
        """Months that each stone lasts in chains of work: none where its chain may outlast."""
        return self._but_for(Rule.CHAIN, tuple(gap.months for gap in self.scope.gaps))

    def _but_for(self, rule: Rule, figures: tuple[int, ...]) -> tuple[int, ...]:
        """Figures, 0 for stones whose rule a person overrode."""
        free = self.waived(rule)
        return tuple(0 if i in free else figure for i, figure in enumerate(figures))

    @cached_property
    def weights(self) -> tuple[int, ...]:
        """Impact × gap in tenths of a point: what a stone brings in a month."""
        return tuple(gap.impact * round(gap.gap * POINT) for gap in self.scope.gaps)

    @cached_property
    def horizon(self) -> int:
        """H = max(course months, end of the last phase + 12), unless set (method E3)."""
        if self.settings.horizon is not None:
            return self.settings.horizon
        return max(self.scope.rules.course_months, self.phases[-1].end_month + MONTHS_AFTER)

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """Months of each phase."""
        return tuple(phase.end_month - phase.start_month for phase in self.phases)

    @cached_property
    def use_months(self) -> tuple[int, ...]:
        """Months in which customers can notice what each phase brings, until the horizon."""
        return tuple(max(0, self.horizon - phase.end_month) for phase in self.phases)

    @cached_property
    def cycles(self) -> tuple[range, ...]:
        """Phases of each cycle (crawl, walk, run and again); one cycle unless settings say so."""
        count = len(self.phases)
        each = self.settings.cycle_phases or count
        return tuple(range(start, min(start + each, count)) for start in range(0, count, each))

    @cached_property
    def stages(self) -> tuple[int, ...]:
        """The organisation's stage at the start of each cycle, today's where it is not known."""
        today = self.scope.organisation_stage
        known = (today, *self.standings[1:])
        return tuple(known[c] if c < len(known) else today for c in range(len(self.cycles)))

    @cached_property
    def limits(self) -> tuple[int, ...]:
        """The last stage that each phase takes (R2), counted anew in each cycle; every stage when
        the rule is off."""
        last = self.scope.last_stage
        if not self.settings.stage_limit:
            return tuple(last for _ in self.phases)
        return tuple(
            last if phase == cycle[-1] else min(last, max(number + 1, now + number))
            for cycle, now in zip(self.cycles, self.stages, strict=True)
            for number, phase in enumerate(cycle, start=1)
        )

    def takes(self, stone: int, phase: int) -> bool:
        """Whether the stage limit lets a phase take a stone (R2), waivers included."""
        return self.scope.gaps[stone].stage <= self.limits[phase] or stone in self.waived(
            Rule.STAGE_LIMIT
        )

    @cached_property
    def shares(self) -> tuple[int, ...] | None:
        """What one block may take of each phase (R6b); None when the rule is off or waived."""
        if not self.settings.block_share or len({gap.block for gap in self.scope.gaps}) < 2:
            return None
        share = Fraction(str(self.scope.rules.block_share))
        return tuple(math.floor(share * capacity) for capacity in self.capacities)

    def counts_in_share(self, stone: int) -> bool:
        """Whether a stone's effort counts in its block's share of a phase (R6b)."""
        is_free = self.scope.gaps[stone].is_gate or stone in self.waived(Rule.SHARE)
        return self.shares is not None and not is_free

    @cached_property
    def gate(self) -> tuple[int, ...]:
        """Unmet gate stones, when the gate counts (R5)."""
        if not self.settings.gate:
            return ()
        minimum = self.scope.gate_minimum
        return tuple(
            i for i, gap in enumerate(self.scope.gaps) if gap.is_gate and gap.value < minimum
        )

    @cached_property
    def needs(self) -> tuple[frozenset[int], ...]:
        """What each stone needs first: its unmet prerequisites and, beyond the chasm, the gate."""
        return tuple(
            own | gate for own, gate in zip(self.prerequisites, self._gate_needs, strict=True)
        )

    @cached_property
    def prerequisites(self) -> tuple[frozenset[int], ...]:
        """The unmet prerequisites that each stone waits for (R1)."""
        index = {stone: i for i, stone in enumerate(self.stones)}
        free = self.waived(Rule.PREREQUISITE)
        return tuple(
            frozenset() if i in free else frozenset(index[need] for need in gap.needs)
            for i, gap in enumerate(self.scope.gaps)
        )

    @cached_property
    def _gate_needs(self) -> tuple[frozenset[int], ...]:
        free, gate = self.waived(Rule.GATE), frozenset(self.gate)
        return tuple(
            gate if self.is_beyond(gap) and i not in free else frozenset()
            for i, gap in enumerate(self.scope.gaps)
        )

    def is_beyond(self, gap: Gap) -> bool:
        """Whether a stone lies beyond the chasm; own initiatives stand where people put them."""
        after = self.scope.gate_after
        return after is not None and gap.stage > after

    @cached_property
    def chains(self) -> tuple[Mapping[int, int], ...]:
        """For each stone, all it needs (itself included) with the months of the longest chain from
        the start of that one to the end of this one."""
        found: dict[int, dict[int, int]] = {}
        for stone in self.order:
            months = self.months_of[stone]
            chain = found[stone] = {stone: months}
            for need in self.needs[stone]:
                for first, lasts in found[need].items():
                    chain[first] = max(chain.get(first, 0), lasts + months)
        return tuple(found[stone] for stone in range(len(self.stones)))

    @cached_property
    def order(self) -> tuple[int, ...]:
        """All stones, each after what it needs."""
        return tuple(TopologicalSorter(dict(enumerate(self.needs))).static_order())

    @cached_property
    def unlocks(self) -> tuple[tuple[int, ...], ...]:
        """The stones that need each stone, directly or through others."""
        found: list[list[int]] = [[] for _ in self.stones]
        for stone, chain in enumerate(self.chains):
            for need in chain:
                if need != stone:
                    found[need].append(stone)
        return tuple(map(tuple, found))

    def benefit(self, places: Places) -> int:
        """Σ impact × gap × (H − end month of its phase), in tenths of a point-month."""
        return sum(
            weight * self.use_months[place]
            for weight, place in zip(self.weights, places, strict=True)
            if place is not None
        )

    def effort(self, places: Places) -> int:
        """Hundredths of a person-day that a placement takes."""
        return sum(e for e, p in zip(self.efforts, places, strict=True) if p is not None)

    def longest_chains(self, stones: frozenset[int]) -> dict[int, tuple[int, ...]]:
        """For each of `stones`, the longest chain of them that ends with it, first to last."""
        found: dict[int, tuple[int, ...]] = {}
        for stone in (stone for stone in self.order if stone in stones):
            before = [found[need] for need in sorted(self.needs[stone] & stones)]
            found[stone] = (*max(before, key=self.months, default=()), stone)
        return {stone: found[stone] for stone in sorted(stones)}

    def months(self, chain: Sequence[int]) -> int:
        """Months of a chain, one stone after the other."""
        return sum(self.months_of[stone] for stone in chain)

    def places(self, positions: Mapping[str, Position]) -> Places:
        """Phase indexes from phase codes; a stone not named is later. ValueError: unknown phase."""
        codes = {phase.code: index for index, phase in enumerate(self.phases)}
        unknown = set(positions.values()) - set(codes) - {None, LATER}
        if unknown:
            raise ValueError(f"no such phase: {', '.join(sorted(map(str, unknown)))}")
        return tuple(codes.get(positions.get(stone) or LATER) for stone in self.stones)


def pose(
    scope: Scope,
    phases: Sequence[Phase],
    capacities: Sequence[float],
    settings: PlanSettings,
    *,
    waivers: Iterable[Waiver] = (),
    standings: Sequence[int] = (),
) -> Problem:
    """The problem in whole numbers. Capacities in person-days ≥ 0, one a phase, rounded down to a
    hundredth; ValueError otherwise, and for a waiver of what is no hard rule or an empty cycle."""
    if not phases or len(phases) != len(capacities) or min(capacities) < 0:
        raise ValueError("a plan needs phases, and for each a capacity of 0 or more")
    if settings.cycle_phases is not None and settings.cycle_phases < 1:
        raise ValueError("a cycle has at least one phase")
    kept = tuple(waivers)
    for waiver in kept:
        if waiver.rule not in WAIVABLE:
            raise ValueError(f"{waiver.stone}: {waiver.rule} cannot be overridden")
    units = tuple(math.floor(round(capacity * DAY, 6)) for capacity in capacities)
    return Problem(scope, tuple(phases), units, settings, kept, tuple(standings))
