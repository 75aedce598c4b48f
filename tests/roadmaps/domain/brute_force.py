"""The best plan found by trying everything: the rules of method E3 written a second time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from assessments.domain.maturity_model import Phase
from roadmaps.domain.plans import Balance, PlanSettings, Rule, Waiver
from roadmaps.domain.scopes import Gap, Scope


@dataclass(frozen=True)
class Tried:
    """Every placement that keeps the hard rules, best first by the objectives of method E3."""

    places: Any
    idle: Any
    benefit: Any
    effort: Any
    stones: tuple[str, ...]

    def best(self, phases: Sequence[Phase]) -> dict[str, str | None]:
        codes = [phase.code for phase in phases] + [None]
        return {s: codes[p] for s, p in zip(self.stones, self.places[0], strict=True)}


@dataclass(frozen=True)
class Trial:
    """What a plan is asked for, in the words of the rules. Phases by index, the last one + 1 for
    later. `window`: the cycle to plan; what is not locked stands in it or later."""

    scope: Scope
    phases: Sequence[Phase]
    capacities: Sequence[float]
    settings: PlanSettings = field(default_factory=PlanSettings)
    locks: Mapping[str, str] = field(default_factory=dict)
    exclusions: Iterable[str] = ()
    waivers: Iterable[Waiver] = ()
    standings: Sequence[int] = ()
    window: range | None = None

    @property
    def later(self) -> int:
        return len(self.phases)

    def is_waived(self, rule: Rule, gap: Gap) -> bool:
        return any(w.rule is rule and w.stone == gap.stone for w in self.waivers)

    def place_of(self, position: str) -> int:
        codes = [phase.code for phase in self.phases]
        return codes.index(position) if position in codes else self.later

    def taken_out(self) -> set[str]:
        put_off = {stone for stone, lock in self.locks.items() if lock == "later"}
        return put_off | set(self.exclusions)

    def needs(self) -> list[set[int]]:
        gaps = self.scope.gaps
        index = {g.stone: i for i, g in enumerate(gaps)}
        gate = (
            {index[g.stone] for g in gaps if g.is_gate and g.value < self.scope.gate_minimum}
            if self.settings.gate
            else set()
        )
        after = self.scope.gate_after or self.scope.last_stage
        return [
            (set() if self.is_waived(Rule.PREREQUISITE, g) else {index[n] for n in g.needs})
            | (gate if g.stage > after and not self.is_waived(Rule.GATE, g) else set())
            for g in gaps
        ]

    def limit(self, phase: int) -> int:
        last, each = self.scope.last_stage, self.settings.cycle_phases or self.later
        cycle, number = phase // each, phase % each + 1
        if not self.settings.stage_limit or number == each or phase == self.later - 1:
            return last
        now = self.standings[cycle] if cycle and cycle < len(self.standings) else None
        stage = self.scope.organisation_stage if now is None else now
        return min(last, max(number + 1, stage + number))


def try_all(
    scope: Scope, phases: Sequence[Phase], capacities: Sequence[float], **more: Any
) -> Tried:
    """All placements that keep the rules, the best one first; `more` as in `Trial`."""
    trial = Trial(scope, phases, capacities, **more)
    gaps, later = scope.gaps, len(phases)
    places = np.indices([later + 1] * len(gaps), dtype=np.int8).reshape(len(gaps), -1).T
    places = places[_as_settled(trial, places)]
    for stone, before in enumerate(trial.needs()):
        for need in before:
            places = places[(places[:, stone] == later) | (places[:, need] <= places[:, stone])]
    places = places[_in_time(trial, places)]
    places = _in_window(trial, places[_in_capacity(trial, places)])
    horizon = trial.settings.horizon or max(60, phases[-1].end_month + 12)
    months = np.array([max(0, horizon - phase.end_month) for phase in phases] + [0])
    benefit = sum(g.impact * g.gap * months[places[:, i]] for i, g in enumerate(gaps))
    effort = sum(g.effort * (places[:, i] < later) for i, g in enumerate(gaps))
    idle = _idle(trial, places)
    benefit, effort = np.round(benefit, 3), np.round(effort, 3)
    ranks = sum((len(gaps) - i) * places[:, i].astype(int) for i in range(len(gaps)))
    by_code = [places[:, i] for i in sorted(range(len(gaps)), key=lambda i: gaps[i].stone)]
    order = np.lexsort((*reversed(by_code), ranks, effort, -benefit, idle))
    names = tuple(g.stone for g in gaps)
    return Tried(places[order], idle[order], benefit[order], effort[order], names)


def _in_window(trial: Trial, places: Any) -> Any:
    """Placements by what stands in the window and before; the rest counts as later. A stone that
    is not locked may come after the window only to make a lock possible."""
    if trial.window is None:
        return places
    for i, g in enumerate(trial.scope.gaps):
        if g.stone not in trial.locks:
            places = places[places[:, i] >= trial.window.start]
    return np.unique(np.where(places >= trial.window.stop, trial.later, places), axis=0)


def _as_settled(trial: Trial, places: Any) -> Any:
    keep = np.ones(len(places), dtype=bool)
    for i, g in enumerate(trial.scope.gaps):
        if g.stone in trial.locks:
            keep &= places[:, i] == trial.place_of(trial.locks[g.stone])
        if g.stone in trial.exclusions:
            keep &= places[:, i] == trial.later
    return keep


def _in_time(trial: Trial, places: Any) -> Any:
    """Stage limits, and no chain longer than its phase: ends are counted from the phase's start."""
    # What is left for later has no length and no stage to keep.
    lengths = np.array([p.end_month - p.start_month for p in trial.phases] + [10**6])
    limits = np.array([trial.limit(p) for p in range(trial.later)] + [99])
    needs, ends = trial.needs(), np.zeros(places.shape, dtype=int)
    for _ in trial.scope.gaps:  # as many rounds as the longest chain can have links
        for stone, g in enumerate(trial.scope.gaps):
            start = np.zeros(len(places), dtype=int)
            for need in needs[stone]:
                same = places[:, need] == places[:, stone]
                start = np.maximum(start, np.where(same, ends[:, need], 0))
            ends[:, stone] = start + (0 if trial.is_waived(Rule.CHAIN, g) else g.months)
    keep = np.ones(len(places), dtype=bool)
    for stone, g in enumerate(trial.scope.gaps):
        keep &= ends[:, stone] <= lengths[places[:, stone]]
        if not trial.is_waived(Rule.STAGE_LIMIT, g):
            keep &= g.stage <= limits[places[:, stone]]
    return keep


def _in_capacity(trial: Trial, places: Any) -> Any:
    keep = np.ones(len(places), dtype=bool)
    blocks = dict.fromkeys(g.block for g in trial.scope.gaps)
    for phase, capacity in enumerate(trial.capacities):
        used = {block: np.zeros(len(places)) for block in blocks}
        total = np.zeros(len(places))
        for stone, g in enumerate(trial.scope.gaps):
            days = g.effort * (places[:, stone] == phase)
            total += 0 if trial.is_waived(Rule.CAPACITY, g) else days
            used[g.block] += 0 if g.is_gate or trial.is_waived(Rule.SHARE, g) else days
        keep &= total <= capacity + 1e-9
        if len(blocks) > 1 and trial.settings.block_share:
            for block in blocks:
                keep &= used[block] <= 0.5 * capacity + 1e-9
    return keep


def _idle(trial: Trial, places: Any) -> Any:
    """Pairs of phase and block that the balance setting counts."""
    idle = np.zeros(len(places), dtype=int)
    balance, gaps = trial.settings.balance, trial.scope.gaps
    second = min(1, trial.later - 1)
    for phase in range(trial.later) if balance is Balance.EVERY_PHASE else [second]:
        for block in dict.fromkeys(g.block for g in gaps):
            members = [i for i, g in enumerate(gaps) if g.block == block]
            able = [
                i
                for i in members
                if gaps[i].stage <= trial.limit(phase) and gaps[i].stone not in trial.taken_out()
            ]
            if balance is Balance.OFF or not able:
                continue
            if balance is Balance.BY_SECOND_PHASE:
                idle += np.all([places[:, i] > second for i in members], axis=0)
                continue
            works = np.any([places[:, i] == phase for i in members], axis=0)
            idle += np.any([places[:, i] > phase for i in able], axis=0) & ~works
    return idle
