"""Making roadmaps. The planner thinks outside the transaction, so that nobody waits for it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.db import transaction

from assessments import models as assessments
from roadmaps import models
from roadmaps.actions.boards import write_solved
from roadmaps.actions.settling import lock_board
from roadmaps.actions.versions import Made, Origin, describe_asked, write_version
from roadmaps.domain.asked import (
    Asked,
    Measured,
    find_lone_block,
    find_plan,
    keep_wishes,
    scope_for,
    without_balance,
)
from roadmaps.domain.plans import NoPlanInTime, Plan, PlanSettings
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Target
from roadmaps.domain.wishes import Wish
from roadmaps.queries.asked import find_predecessor, load_asked
from roadmaps.queries.documents import to_document
from roadmaps.queries.proposals import NOTHING_ENTERED, Entered, find_base, put_on_basis
from roadmaps.queries.roadmaps import find_latest_roadmap, load_solved, load_wishes
from roadmaps.queries.scopes import load_measured
from roadmaps.queries.targets import Standing, load_standing

PLANNING_SECONDS: Final = 15.0
"""Time for a plan that a person waits for; the shipped model takes about one."""
ONE_BLOCK: Final = "one_block"
"""Under this name `rule_reasons` keeps why the first phase may hold work of one block only."""


class NothingToPlan(Exception):
    """The targets ask for no work: every block holds, or stands where it is wanted."""


class RoadmapChanged(Exception):
    """Somebody changed the roadmap while the planner was thinking; nothing was written."""


class OneBlockFirst(Exception):
    """The first phase would hold work of `block` alone, and nobody said why it may."""

    def __init__(self, block: str) -> None:
        super().__init__(block)
        self.block = block


def generate_roadmap(
    *,
    assessment: assessments.Assessment,
    standing: Standing,
    targets: Sequence[Target],
    capacities: Sequence[float],
    settings: PlanSettings,
    starts_on: dt.date,
    keep_edits: bool = True,
    entered: Entered = NOTHING_ENTERED,
) -> models.Roadmap:
    """A new version of the roadmap, or the latest one when it was asked for exactly this.

    It follows the version before, of the last wave if this is the first of a new one, and keeps
    what people entered, said and delivered; with `keep_edits` also what they locked, left out or
    overrode. Raises NothingToPlan, OneBlockFirst, InfeasiblePlan, NoPlanInTime and RoadmapChanged;
    then nothing is written.
    """
    predecessor = find_predecessor(assessment)
    base = find_base(predecessor, standing.maturity_model)
    asked = put_on_basis(assessment, entered.put_on(base))
    measured = load_measured(assessment, standing, asked.positions)
    asked = replace(asked, targets=tuple(targets), starts_on=starts_on)
    asked = _fit(asked, measured, tuple(map(float, capacities)), settings)
    scope = scope_for(measured, asked)
    if not scope.gaps:
        raise NothingToPlan
    kept = keep_wishes(asked, scope, edits=keep_edits)
    asked = replace(asked, wishes=kept, waivers=asked.waivers if keep_edits else ())
    origin = Origin(predecessor)
    same = find_same(assessment, describe(asked, scope, measured), asked, origin)
    if same:
        return same
    best, without = find_best(measured, asked, scope)
    lone = find_lone_block(scope, best, asked.phases)
    if lone and not asked.rule_reasons.get(ONE_BLOCK):
        raise OneBlockFirst(lone)
    return store(assessment, make(measured, asked, scope, best, without), origin)


def _fit(
    asked: Asked, measured: Measured, capacities: tuple[float, ...], settings: PlanSettings
) -> Asked:
    """What is asked, with phases for these capacities, and settings that know of cycles."""
    model_phases = measured.maturity_model.phases
    phases = asked.phases if len(asked.phases) == len(capacities) else model_phases
    cycle = len(model_phases) if len(phases) > len(model_phases) else None
    settings = replace(settings, cycle_phases=cycle)
    return replace(asked, phases=phases, capacities=capacities, settings=settings)


def solve_again(*, roadmap: models.Roadmap, by: Any = None) -> None:
    """Plan the same version again around what people settled and changed; work that has begun or is
    done stays where it is.

    Raises InfeasiblePlan, NoPlanInTime, NotLatest and RoadmapChanged; then nothing is written.
    """
    solved, wishes = load_solved(roadmap), load_wishes(roadmap)
    standing = load_standing(roadmap.assessment)
    if standing is None:
        raise RoadmapChanged
    asked = load_asked(roadmap)
    begun = {s: w for s, w in asked.wishes.items() if w.locked}
    asked = replace(asked, wishes=wishes | begun)
    measured = load_measured(roadmap.assessment, standing, asked.positions)
    best, without = find_best(measured, asked, solved.scope)
    best = _with_locks_of(best, wishes)
    with transaction.atomic():
        row = lock_board(roadmap)
        if load_wishes(row) != wishes or load_solved(row) != solved:
            raise RoadmapChanged
        where_they_are = {stone: wish.phase for stone, wish in wishes.items()}
        positions = where_they_are | dict(best.positions)
        write_solved(row, plan_document(best, without), positions, by)


def _with_locks_of(best: Plan, wishes: Mapping[str, Wish]) -> Plan:
    """The plan, with no step called locked that people did not lock."""
    placements = (
        replace(placed, locked=placed.locked and wishes[placed.stone].locked)
        for placed in best.placements
    )
    return replace(best, placements=tuple(placements))


def find_best(measured: Measured, asked: Asked, scope: Scope) -> tuple[Plan, float | None]:
    """The best plan, and the share (0–1) of the one without the balance rule where it is known."""
    best, free = find_plan(measured, asked, scope), without_balance(asked)
    if free is None:
        return best, None
    try:
        other = find_plan(measured, free, scope)
    except NoPlanInTime:
        return best, None
    return best, other.share if other.proved else None


def describe(asked: Asked, scope: Scope, measured: Measured) -> dict[str, Any]:
    """The columns of a version that is asked for."""
    return describe_asked(asked, scope, measured.maturity_model.phases)


def make(measured: Measured, asked: Asked, scope: Scope, best: Plan, without: float | None) -> Made:
    """A plan ready to be stored."""
    return Made(asked, describe(asked, scope, measured), best, plan_document(best, without))


def store(assessment: assessments.Assessment, made: Made, origin: Origin) -> models.Roadmap:
    """The version of a plan, written now unless somebody asked for the same at the same moment.
    RoadmapChanged when the version that it follows is not what the planner knew."""
    with transaction.atomic():
        # Whoever asks for the same at the same moment waits here, and then finds it made.
        assessments.Assessment.objects.select_for_update().get(pk=assessment.pk)
        same = find_same(assessment, made.columns, made.asked, origin)
        if same:
            return same
        if _version(find_predecessor(assessment)) != _version(origin.follows):
            raise RoadmapChanged
        return write_version(assessment, made, origin)


def _version(row: models.Roadmap | None) -> tuple[Any, int] | None:
    """What tells a version as it stands from others, and from itself once it was changed."""
    return (row.pk, row.revision) if row else None


def find_same(
    assessment: assessments.Assessment, columns: Mapping[str, Any], asked: Asked, origin: Origin
) -> models.Roadmap | None:
    """The latest version, if it answers exactly this: same input, same plan. What led to it counts
    where there is something: a review that changes nothing is kept all the same."""
    latest = find_latest_roadmap(assessment)
    if latest is None or latest.is_edited:
        return None
    scope = {gap["stone"] for gap in latest.scope["gaps"]}
    held = {
        stone: wish
        for stone, wish in load_wishes(latest).items()
        if stone in scope and (wish.locked or wish.excluded_because)
    }
    is_same = all(getattr(latest, name) == value for name, value in columns.items())
    led = not origin.trigger or (latest.trigger, latest.reason) == (origin.trigger, origin.reason)
    return latest if is_same and led and held == dict(asked.wishes) else None


def plan_document(best: Plan, without: float | None) -> dict[str, Any]:
    """What a version stores of its plan."""
    return {"plan": to_document(best), "share_without_balance": without}
