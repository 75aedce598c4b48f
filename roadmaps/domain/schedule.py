"""When the work of a roadmap runs: months inside phases, evenly loaded (method E3, dates)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import lcm
from types import MappingProxyType

from assessments.domain.maturity_model import Phase
from roadmaps.domain.levelling import Work, level
from roadmaps.domain.plans import PlanSettings, Position, Waiver
from roadmaps.domain.problem import Places, Problem, pose
from roadmaps.domain.schedules import Mark, MarkCode, Schedule, Slot
from roadmaps.domain.scopes import Scope

Span = tuple[int, int]  # first month, month after the last one
NOTHING: Mapping[str, Span] = MappingProxyType({})


def schedule(
    scope: Scope,
    phases: Sequence[Phase],
    placement: Mapping[str, Position],
    settings: PlanSettings | None = None,
    *,
    waivers: Iterable[Waiver] = (),
    entered: Mapping[str, Span] = NOTHING,
) -> Schedule:
    """The months in which everything that stands in a phase runs (method E3, dates).

    Whole months from the plan's start (0), the end not included. Inside its phase a stone starts
    once what it needs (beyond the chasm, the gate too) has ended, and moves within its slack until
    the months are loaded evenly. What does not fit starts as early as it can and is marked, as are
    dates in `entered` (first month, month after the last) that stand against a need or outside the
    phase; they hold, and what follows adapts. `placement` and `waivers` as in `describe`; it may
    break rules. ValueError on an unknown phase.
    """
    asked, unbounded = settings or PlanSettings(), [0.0] * len(phases)
    problem = pose(scope, phases, unbounded, asked, waivers=waivers)
    draft = _Draft(problem, problem.places(placement))
    draft.enter(entered)
    for phase in range(len(phases)):
        draft.fill(phase)
    return Schedule(tuple(draft.slots()), max(problem.phases[-1].end_month, draft.last))


@dataclass
class _Draft:
    """A timetable being filled; stones and phases are indexes."""

    problem: Problem
    places: Places
    spans: dict[int, Span] = field(default_factory=dict)
    entered: frozenset[int] = frozenset()

    @cached_property
    def followers(self) -> tuple[tuple[int, ...], ...]:
        """The stones that wait for each."""
        needs = self.problem.needs
        stones = range(len(needs))
        return tuple(tuple(i for i in stones if stone in needs[i]) for stone in stones)

    @property
    def last(self) -> int:
        """When the last piece of work has ended."""
        return max((end for _, end in self.spans.values()), default=0)

    def months(self, stone: int) -> int:
        """How long a stone takes."""
        start, end = self.spans.get(stone, (0, self.problem.scope.gaps[stone].months))
        return max(1, end - start)

    def enter(self, entered: Mapping[str, Span]) -> None:
        """Keep the months that people entered; none before the plan, none shorter than one."""
        for stone, code in enumerate(self.problem.stones):
            if code in entered and self.places[stone] is not None:
                start, end = entered[code]
                self.spans[stone] = (max(0, start), max(0, start, end - 1) + 1)
        self.entered = frozenset(self.spans)

    def fill(self, phase: int) -> None:
        """Settle everything of a phase that nobody entered."""
        inside = self._in_order(phase)
        early = self._earliest(phase, inside)
        late = self._latest(phase, inside, early)
        for stone in inside:
            if early[stone] == late[stone]:
                self.spans[stone] = (early[stone], early[stone] + self.months(stone))
        movable = [stone for stone in inside if stone not in self.spans]
        for stone, start in self._levelled(phase, movable, early, late):
            self.spans[stone] = (start, start + self.months(stone))

    def _in_order(self, phase: int) -> tuple[int, ...]:
        """What to settle in a phase: the longest chain first, then what unlocks most."""
        inside = {i for i, place in enumerate(self.places) if place == phase} - self.entered
        chain: dict[int, int] = {}
        for stone in reversed(self.problem.order):
            if stone in inside:
                after = [chain[other] for other in self.followers[stone] if other in inside]
                chain[stone] = self.months(stone) + max(after, default=0)
        unlocks = self.problem.unlocks
        return tuple(sorted(inside, key=lambda i: (-chain[i], -len(unlocks[i]), i)))

    def _earliest(self, phase: int, inside: Sequence[int]) -> dict[int, int]:
        """The first month each may start: its phase has begun, what it needs has ended."""
        early: dict[int, int] = {}
        for stone in inside:
            ends = [self.problem.phases[phase].start_month]
            for need in self.problem.needs[stone]:
                if need in early:
                    ends.append(early[need] + self.months(need))
                elif need in self.spans and (self.places[need] or 0) <= phase:
                    ends.append(self.spans[need][1])
            early[stone] = max(ends)
        return early

    def _latest(
        self, phase: int, inside: Sequence[int], early: Mapping[int, int]
    ) -> dict[int, int]:
        """The last month each may start without holding up another or leaving its phase; the first
        one where that is not to be had."""
        late: dict[int, int] = {}
        for stone in reversed(inside):
            limits = [self.problem.phases[phase].end_month]
            for other in self.followers[stone]:
                if other in late:
                    limits.append(late[other])
                elif other in self.entered:
                    limits.append(self.spans[other][0])
            late[stone] = max(early[stone], min(limits) - self.months(stone))
        return late

    def _levelled(
        self, phase: int, movable: Sequence[int], early: Mapping[int, int], late: Mapping[int, int]
    ) -> Iterator[tuple[int, int]]:
        """The month in which each movable stone starts."""
        begins = self.problem.phases[phase].start_month
        unit = lcm(*(self.months(stone) for stone in range(len(self.problem.needs))))
        at = {stone: index for index, stone in enumerate(movable)}
        works = [
            Work(
                months=self.months(stone),
                rate=self.problem.efforts[stone] * unit // self.months(stone),
                earliest=early[stone] - begins,
                latest=late[stone] - begins,
                after=tuple(sorted(at[need] for need in self.problem.needs[stone] if need in at)),
            )
            for stone in movable
        ]
        starts = level(works, self._base(phase, unit))
        return zip(movable, (begins + start for start in starts), strict=True)

    def _base(self, phase: int, unit: int) -> list[int]:
        """What the months of a phase carry already."""
        dates = self.problem.phases[phase]
        base = [0] * (dates.end_month - dates.start_month)
        for stone, (start, end) in self.spans.items():
            rate = self.problem.efforts[stone] * unit // self.months(stone)
            for month in range(max(start, dates.start_month), min(end, dates.end_month)):
                base[month - dates.start_month] += rate
        return base

    def slots(self) -> Iterator[Slot]:
        """Everything settled, in the scope's order."""
        for stone in sorted(self.spans):
            gap, (start, end) = self.problem.scope.gaps[stone], self.spans[stone]
            yield Slot(
                stone=gap.stone,
                phase=self._phase(stone).code,
                start_month=start,
                end_month=end,
                effort=gap.effort,
                slack=self._slack(stone),
                waits_for=tuple(
                    self.problem.stones[need] for need in sorted(self.problem.needs[stone])
                ),
                marks=tuple(self._marks(stone)),
                is_entered=stone in self.entered,
            )

    def _phase(self, stone: int) -> Phase:
        return self.problem.phases[self.places[stone] or 0]

    def _slack(self, stone: int) -> int:
        """Months by which a stone may slip while everything else stays."""
        end = self.spans[stone][1]
        limits = [self.spans[other][0] for other in self.followers[stone] if other in self.spans]
        return max(0, min([self._phase(stone).end_month, *limits]) - end)

    def _marks(self, stone: int) -> Iterator[Mark]:
        start, end = self.spans[stone]
        open_ = [
            i for i in self.problem.needs[stone] if i not in self.spans or self.spans[i][1] > start
        ]
        if open_:
            stones = tuple(self.problem.stones[need] for need in sorted(open_))
            yield Mark(MarkCode.BEFORE_NEED, stones)
        if start < self._phase(stone).start_month or end > self._phase(stone).end_month:
            is_entered = stone in self.entered
            yield Mark(MarkCode.OUTSIDE_PHASE if is_entered else MarkCode.OVERFLOWS)
