"""A change tried on a plan: solved on the spot and laid beside the present one (method E3)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from roadmaps.domain.asked import Asked, Measured, find_plan, scope_for, values_for
from roadmaps.domain.changes import Changes, change_asked, change_work, shifted
from roadmaps.domain.comparing import Compared, Side, compare, make_side
from roadmaps.domain.dates import months_between
from roadmaps.domain.planning import describe
from roadmaps.domain.plans import Plan, Position
from roadmaps.domain.problem import pose
from roadmaps.domain.projection import project
from roadmaps.domain.scopes import Scope
from roadmaps.domain.wishes import Wish, exclusions_of, locks_of

TRYING_SECONDS: Final = 2.0
"""Time for a plan that is only looked at."""


@dataclass(frozen=True, slots=True)
class Present:
    """A plan as people left it: what it is asked for, its scope, its placement told as a plan, and
    where stones stand that were delivered before it."""

    measured: Measured
    asked: Asked
    scope: Scope
    plan: Plan
    delivered: Mapping[str, Position]

    @property
    def today(self) -> dict[str, int | None]:
        """Stage number per block."""
        return {result.block: result.stage for result in self.measured.scorecard.blocks}


def ask_changed(present: Present, changes: Changes) -> Asked:
    """What a version with these changes is asked for; ValueError as in `change_asked`."""
    model = present.measured.maturity_model
    asked = change_asked(present.asked, changes, model, present.today)
    codes = {phase.code for phase in asked.phases}
    wishes = {
        stone: wish if wish.phase is None or wish.phase in codes else Wish(None)
        for stone, wish in asked.wishes.items()
    }
    return replace(asked, wishes=wishes)


def try_changes(present: Present, changes: Changes, seconds: float = TRYING_SECONDS) -> Compared:
    """The present plan beside the best one with these changes (method E3).

    Both are measured by the farther of the two horizons, in months from the present start. Work
    that has begun or is done stays where it is. Raises InfeasiblePlan and NoPlanInTime, and
    ValueError as in `change_asked`.
    """
    asked = ask_changed(present, changes)
    scope = present.scope
    if changes.stages:
        scope = scope_for(present.measured, asked)
    scope = change_work(scope, changes.ways)
    horizon = max(_horizon(present.scope, present.asked), _horizon(scope, asked))
    planned = shifted(asked, changes.later, horizon)
    planned = replace(planned, settings=replace(planned.settings, time_limit=seconds))
    after = find_plan(present.measured, planned, scope)
    return compare(
        side_of(present, present.asked, present.scope, _measured_by(present, horizon)),
        side_of(present, planned, scope, after),
    )


def _horizon(scope: Scope, asked: Asked) -> int:
    return pose(scope, asked.phases, asked.capacities, asked.settings).horizon


def _measured_by(present: Present, horizon: int) -> Plan:
    """The present plan, measured by a horizon: nothing moves, only its share is another."""
    asked, plan = present.asked, present.plan
    if _horizon(present.scope, asked) == horizon:
        return plan
    return _told(asked, present.scope, plan, horizon)


def side_of(present: Present, asked: Asked, scope: Scope, plan: Plan) -> Side:
    """A plan as one side of a comparison, with where the organisation stands after each phase."""
    measured = present.measured
    prospect = project(
        measured.maturity_model,
        measured.scorecard,
        scope,
        asked.phases,
        plan.positions,
        values=values_for(measured, asked),
    )
    blocks = {stone.code: stone.block for stone in measured.maturity_model.stones}
    return make_side(
        plan,
        scope,
        asked.phases,
        gate=measured.scorecard.gate,
        delivered=present.delivered,
        prospect=prospect,
        worked=frozenset(
            (phase, blocks[stone])
            for stone, phase in present.delivered.items()
            if phase is not None and stone in blocks
        ),
    )


def compare_replanned(present: Present, measured: Measured, asked: Asked, plan: Plan) -> Compared:
    """The plan as it was beside the one made again, both told of the work that is left (method E6).

    `present` is the plan as it was; `measured` and `asked` are what the new one was made from. Both
    are measured by the farther horizon, in months from the start of the plan as it was.
    """
    scope, was = scope_for(measured, asked), present.asked
    later = months_between(was.starts_on, asked.starts_on)
    horizon = max(_horizon(scope, was), _horizon(scope, asked))
    now = replace(present, measured=measured, delivered=_delivered(present, asked))
    done = replace(was, delivered=asked.delivered, claims=asked.claims)
    return compare(
        side_of(now, done, scope, _told(was, scope, present.plan, horizon)),
        side_of(now, asked, scope, _told(shifted(asked, later, horizon), scope, plan, horizon)),
    )


def _delivered(present: Present, asked: Asked) -> dict[str, Position]:
    places = {**present.delivered, **present.plan.positions}
    return {stone: places.get(stone) for stone in asked.delivered}


def _told(asked: Asked, scope: Scope, plan: Plan, horizon: int) -> Plan:
    """A plan told of the steps of a scope, measured by a horizon; what it proves stays as it is."""
    told = describe(
        scope,
        asked.phases,
        asked.capacities,
        replace(asked.settings, horizon=horizon),
        plan.positions,
        locks=locks_of(asked.wishes),
        exclusions=exclusions_of(asked.wishes),
        waivers=asked.waivers,
        standings=plan.standings,
    )
    return replace(told, proved=plan.proved, bound_gap=plan.bound_gap)
