"""Planning again: what people keep, adjust and drop, and what stays where it is (method E6)."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assessments.domain.maturity_model import Phase
from roadmaps.domain.asked import Asked, has_cycles
from roadmaps.domain.checking import check_placement
from roadmaps.domain.dates import add_months
from roadmaps.domain.gaps import Edit
from roadmaps.domain.plans import InfeasiblePlan, Plan, Position, Rule, Violation, Waiver
from roadmaps.domain.scopes import Gap, Scope
from roadmaps.domain.wishes import Wish


class Choice(StrEnum):
    """What people decide about a step when they plan again."""

    KEEP = "keep"
    ADJUST = "adjust"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people decided about a step, and why; when adjusting, person-days as paid and months
    that hold from now on (None: as they were)."""

    choice: Choice = Choice.KEEP
    reason: str = ""
    effort: float | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """A step that was to stay in its phase and could not, and the rules that stood against it."""

    stone: str
    phase: str
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Replanned:
    """The plan after people decided; what was asked of it in the end; what could not stay."""

    asked: Asked
    plan: Plan
    released: tuple[Released, ...]


def phases_over(phases: Sequence[Phase], starts_on: dt.date, today: dt.date) -> tuple[str, ...]:
    """Codes of the phases whose last month has passed."""
    return tuple(p.code for p in phases if add_months(starts_on, p.end_month) <= today)


def remaining_capacities(
    asked: Asked, delivered_days: Mapping[str, float], over: Collection[str]
) -> tuple[float, ...]:
    """Person-days to offer for what is left: none in phases that are over, elsewhere what delivered
    work (`delivered_days` by phase) has not used (method E6)."""
    return tuple(
        0.0 if phase.code in over else max(0.0, days - delivered_days.get(phase.code, 0.0))
        for phase, days in zip(asked.phases, asked.capacities, strict=True)
    )


def judge(
    asked: Asked,
    verdicts: Mapping[str, Verdict],
    over: Collection[str] = (),
    *,
    may_move: bool = False,
) -> tuple[Asked, frozenset[str]]:
    """What is asked once people decided, and the steps that stay as long as they can (method E6).

    A dropped step is left out, with its reason. An adjusted one is free again, with the effort and
    months entered. A kept one is locked in its phase, unless kept ones `may_move`; where that phase
    is over (`over`) or it stood later, the planner places it. Work that has begun is locked
    whatever else, in the first phase that is not over where its own is. `asked` is what `load_next`
    tells.
    """
    now = next((phase.code for phase in asked.phases if phase.code not in over), None)
    wishes, edits = dict(asked.wishes), dict(asked.edits)
    for stone, wish in asked.wishes.items():
        verdict = verdicts.get(stone, Verdict())
        if stone in asked.begun and verdict.choice is not Choice.DROP:
            phase = now if wish.phase in over else wish.phase
            wishes[stone] = Wish(phase, locked=phase is not None)
        else:
            wishes[stone] = _wish(wish, verdict, over, may_move=may_move)
        if verdict.choice is Choice.ADJUST:
            edits[stone] = _edit(edits.get(stone, Edit()), verdict)
    soft = {s for s, w in wishes.items() if w.locked and not asked.wishes[s].locked}
    own = tuple(_adjust_own(gap, edits.pop(gap.stone, Edit())) for gap in asked.own)
    return replace(asked, wishes=wishes, edits=edits, own=own), frozenset(soft)


def _wish(wish: Wish, verdict: Verdict, over: Collection[str], *, may_move: bool) -> Wish:
    if verdict.choice is Choice.DROP:
        return Wish(None, excluded_because=verdict.reason)
    if verdict.choice is Choice.ADJUST or wish.phase in over:
        return Wish(None)
    if wish.excluded_because or wish.phase is None or may_move:
        return wish
    return replace(wish, locked=True)


def _edit(before: Edit, verdict: Verdict) -> Edit:
    effort = before.effort if verdict.effort is None else verdict.effort
    return Edit(effort, before.months if verdict.months is None else verdict.months)


def _adjust_own(gap: Gap, edit: Edit) -> Gap:
    """One's own initiative holds its effort and months itself."""
    effort = gap.effort if edit.effort is None else edit.effort
    return replace(gap, effort=effort, months=gap.months if edit.months is None else edit.months)


def excuse_share(asked: Asked, scope: Scope, spent: Collection[str], because: str) -> Asked:
    """What is asked, with the share of a block waived for locked steps that break it in a phase of
    `spent`: one whose person-days delivered work has used in part (method E6).

    The share is one of a whole phase; of what is left of it a block may well take more.
    """
    stones = dict.fromkeys(
        stone
        for violation in _broken(asked, scope)
        if violation.rule is Rule.SHARE and violation.phase in spent
        for stone in violation.stones
    )
    excused = tuple(Waiver(Rule.SHARE, stone, because) for stone in stones)
    return replace(asked, waivers=(*asked.waivers, *excused))


def plan_keeping(
    asked: Asked, scope: Scope, soft: Collection[str], find: Callable[[Asked], Plan]
) -> Replanned:
    """The best plan in which locks hold, those of `soft` steps as long as rules allow (method E6).

    `find` plans what is asked. Of soft steps that break a rule together the one that brings least
    is released first, of equal ones the last in the model's order. Raises InfeasiblePlan when the
    other locks alone break rules, and what else `find` raises.
    """
    kept = {stone for stone in soft if stone in scope.gap_by_stone}
    released: list[Released] = []
    while True:
        gone = _weakest(asked, scope, kept)
        if not gone:
            try:
                return Replanned(asked, find(asked), tuple(released))
            except InfeasiblePlan as refusal:
                gone = _named(asked, kept, refusal.violations)
                if not gone:
                    raise
        kept -= {each.stone for each in gone}
        released += gone
        asked = _unlock(asked, gone)


def _weakest(asked: Asked, scope: Scope, kept: Collection[str]) -> list[Released]:
    """Of soft steps that break rules where locks put them, the one that brings least."""
    order = {gap.stone: place for place, gap in enumerate(scope.gaps)}

    def rank(released: Released) -> tuple[float, int]:
        gap = scope.gap_by_stone[released.stone]
        return gap.impact * gap.gap, -order[released.stone]

    return sorted(_named(asked, kept, _broken(asked, scope)), key=rank)[:1]


def _named(asked: Asked, kept: Collection[str], violations: Iterable[Violation]) -> list[Released]:
    """The soft steps that violations name, each with its own."""
    told = tuple(violations)
    stones = dict.fromkeys(stone for violation in told for stone in violation.stones)
    return [
        Released(s, asked.wishes[s].phase or "", tuple(v for v in told if s in v.stones))
        for s in stones
        if s in kept
    ]


def _broken(asked: Asked, scope: Scope) -> tuple[Violation, ...]:
    """Rules that locked steps break among themselves. Of later cycles' stages nothing is known."""
    placement: dict[str, Position] = {
        stone: wish.phase
        for stone, wish in asked.wishes.items()
        if wish.locked and stone in scope.gap_by_stone
    }
    ahead = len(asked.phases) if has_cycles(asked.settings, asked.phases) else 0
    found = check_placement(
        scope,
        asked.phases,
        asked.capacities,
        asked.settings,
        placement,
        waivers=asked.waivers,
        standings=(scope.organisation_stage, *([scope.last_stage] * ahead)),
    )
    return tuple(v for v in found if all(stone in placement for stone in v.stones))


def _unlock(asked: Asked, released: Iterable[Released]) -> Asked:
    freed = {each.stone: Wish(None) for each in released}
    return replace(asked, wishes=dict(asked.wishes) | freed)
