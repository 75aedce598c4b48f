"""Making roadmaps. The planner thinks outside the transaction, so that nobody waits for it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from assessments import models as assessments
from assessments.domain.maturity_model import Phase
from roadmaps import models
from roadmaps.actions.boards import write_solved
from roadmaps.actions.settling import lock_board
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Balance, NoPlanInTime, Plan, PlanSettings, Waiver
from roadmaps.domain.roadmap import Wish, exclusions_of, locks_of
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Target
from roadmaps.queries.documents import to_document
from roadmaps.queries.roadmaps import find_latest_roadmap, load_solved, load_wishes
from roadmaps.queries.scopes import load_scope
from roadmaps.queries.targets import Standing

PLANNING_SECONDS: Final = 15.0
"""Time for a plan that a person waits for; the shipped model takes about one."""
COMPARISON_SECONDS: Final = 5.0
"""Time for the plan without the balance rule, which only serves to say what the rule costs."""


class NothingToPlan(Exception):
    """The targets ask for no work: every block holds, or stands where it is wanted."""


class RoadmapChanged(Exception):
    """Somebody changed the roadmap while the planner was thinking; nothing was written."""


def generate_roadmap(
    *,
    assessment: assessments.Assessment,
    standing: Standing,
    targets: Sequence[Target],
    capacities: Sequence[float],
    settings: PlanSettings,
    starts_on: dt.date,
    keep_edits: bool = True,
) -> models.Roadmap:
    """A new version of the roadmap, or the latest one when it was asked for exactly this.

    With `keep_edits`, what people locked or left out in the latest version stays so. Raises
    NothingToPlan, InfeasiblePlan and NoPlanInTime; then nothing is written.
    """
    scope = load_scope(assessment, standing, targets)
    if not scope.gaps:
        raise NothingToPlan
    wishes = _kept_wishes(assessment, scope) if keep_edits else {}
    asked = {
        "starts_on": starts_on,
        "targets": to_document(tuple(targets)),
        "capacities": [float(capacity) for capacity in capacities],
        "settings": to_document(settings),
        "scope": to_document(scope),
    }
    same = _find_same(assessment, asked, wishes)
    if same:
        return same
    phases = standing.maturity_model.phases
    best, without = find_best(scope, phases, tuple(capacities), settings, wishes)
    with transaction.atomic():
        # Whoever asks for the same at the same moment waits here, and then finds it made.
        assessments.Assessment.objects.select_for_update().get(pk=assessment.pk)
        same = _find_same(assessment, asked, wishes)
        return same or _write(assessment, asked, best, without, wishes)


def solve_again(*, roadmap: models.Roadmap, by: Any = None) -> None:
    """Plan the same version again around what people locked, left out and overrode. `by`: who.

    Raises InfeasiblePlan, NoPlanInTime, RoadmapChanged and NotLatest; then nothing is written.
    """
    solved, wishes = load_solved(roadmap), load_wishes(roadmap)
    best, without = find_best(
        solved.scope,
        solved.phases,
        solved.capacities,
        solved.settings,
        wishes,
        waivers=solved.waivers,
    )
    with transaction.atomic():
        row = lock_board(roadmap)
        if load_wishes(row) != wishes or load_solved(row) != solved:
            raise RoadmapChanged
        write_solved(row, _plan_document(best, without), best.positions, by)


def find_best(
    scope: Scope,
    phases: Sequence[Phase],
    capacities: Sequence[float],
    settings: PlanSettings,
    wishes: Mapping[str, Wish],
    *,
    waivers: Sequence[Waiver] = (),
) -> tuple[Plan, float | None]:
    """The best plan, and the share (0–1) of the one without the balance rule where it is known."""
    edits: dict[str, Any] = {
        "locks": locks_of(wishes),
        "exclusions": exclusions_of(wishes),
        "waivers": waivers,
    }
    best = plan(scope, phases, capacities, settings, **edits)
    if settings.balance is Balance.OFF:
        return best, None
    seconds = min(settings.time_limit, COMPARISON_SECONDS)
    free = replace(settings, balance=Balance.OFF, time_limit=seconds)
    try:
        other = plan(scope, phases, capacities, free, **edits)
    except NoPlanInTime:
        return best, None
    return best, other.share if other.proved else None


def _kept_wishes(assessment: assessments.Assessment, scope: Scope) -> dict[str, Wish]:
    """What people locked or left out in the latest version, as far as it is still in scope."""
    latest = find_latest_roadmap(assessment)
    wishes = load_wishes(latest) if latest else {}
    return {
        stone: wish
        for stone, wish in wishes.items()
        if stone in scope.gap_by_stone and (wish.locked or wish.excluded_because)
    }


def _find_same(
    assessment: assessments.Assessment, asked: Mapping[str, Any], wishes: Mapping[str, Wish]
) -> models.Roadmap | None:
    """The latest version, if it answers exactly this: same input, same plan."""
    latest = find_latest_roadmap(assessment)
    if latest is None or latest.is_edited:
        return None
    settled = {s: w for s, w in load_wishes(latest).items() if w.locked or w.excluded_because}
    is_same = all(getattr(latest, name) == value for name, value in asked.items())
    return latest if is_same and settled == wishes else None


def _write(
    assessment: assessments.Assessment,
    asked: Mapping[str, Any],
    best: Plan,
    without: float | None,
    wishes: Mapping[str, Wish],
) -> models.Roadmap:
    latest = find_latest_roadmap(assessment)
    roadmap = models.Roadmap.objects.create(
        assessment=assessment,
        number=latest.number + 1 if latest else 1,
        created_on=timezone.localdate(),
        plan=_plan_document(best, without),
        **asked,
    )
    models.Initiative.objects.bulk_create(
        models.Initiative(
            roadmap=roadmap,
            stone=placed.stone,
            position=position,
            phase=placed.phase or "",
            is_locked=wishes.get(placed.stone, Wish(None)).locked,
            excluded_because=wishes.get(placed.stone, Wish(None)).excluded_because,
        )
        for position, placed in enumerate(best.placements)
    )
    return roadmap


def _plan_document(best: Plan, without: float | None) -> dict[str, Any]:
    return {"plan": to_document(best), "share_without_balance": without}
