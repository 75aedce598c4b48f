"""Versions that follow another one for a reason: planned again, or made of what was tried."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments import models as assessments
from roadmaps import models
from roadmaps.actions.planning import (
    PLANNING_SECONDS,
    NothingToPlan,
    find_best,
    find_same,
    make,
    store,
)
from roadmaps.actions.settling import NotLatest
from roadmaps.actions.targets import save_targets
from roadmaps.actions.versions import Made, Origin
from roadmaps.actions.work import choose_way
from roadmaps.domain.asked import (
    Asked,
    Measured,
    find_plan,
    keep_wishes,
    scope_for,
    without_balance,
)
from roadmaps.domain.changes import Changes, change_asked, change_targets
from roadmaps.domain.plans import NoPlanInTime
from roadmaps.domain.replanning import Replanned, Verdict, excuse_share, judge, plan_keeping
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Target
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.proposals import find_base, put_on_basis
from roadmaps.queries.scopes import load_measured
from roadmaps.queries.targets import Standing, fill_targets, load_targets

Status = models.Initiative.Status


@dataclass(frozen=True, slots=True)
class Cause:
    """What led to a version, and why it was made."""

    trigger: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rest:
    """What there is for the rest: the assessment to plan from (that of the roadmap, or of a new
    wave), targets, person-days and start; phases that are over take nothing more; kept steps that
    have not begun `may_move` to another phase. `share_because` is said where they take more than
    a block's share of what delivered work has left of a phase."""

    assessment: assessments.Assessment
    targets: tuple[Target, ...]
    capacities: tuple[float, ...]
    starts_on: dt.date
    over: tuple[str, ...] = ()
    may_move: bool = False
    share_because: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan made again, ready to be looked at and then stored."""

    measured: Measured
    scope: Scope
    replanned: Replanned
    without: float | None


def prepare(
    roadmap: models.Roadmap, standing: Standing, verdicts: Mapping[str, Verdict], rest: Rest
) -> Prepared:
    """Plan the rest of a roadmap again, by where things `standing` are; nothing is written (E6).

    Raises NothingToPlan, InfeasiblePlan and NoPlanInTime.
    """
    base = put_on_basis(rest.assessment, find_base(roadmap, standing.maturity_model))
    measured = load_measured(rest.assessment, standing, base.positions)
    asked = replace(
        base, targets=rest.targets, capacities=rest.capacities, starts_on=rest.starts_on
    )
    asked, soft = judge(asked, verdicts, rest.over, may_move=rest.may_move)
    asked = replace(asked, settings=replace(asked.settings, time_limit=PLANNING_SECONDS))
    scope = scope_for(measured, asked)
    if not scope.gaps:
        raise NothingToPlan
    asked = replace(asked, wishes=keep_wishes(asked, scope))
    asked = excuse_share(asked, scope, _find_spent(roadmap), rest.share_because)
    found = plan_keeping(asked, scope, soft, lambda each: find_plan(measured, each, scope))
    kept = replace(found, asked=replace(found.asked, wishes=keep_wishes(found.asked, scope)))
    return Prepared(measured, scope, kept, _share_without_balance(measured, kept.asked, scope))


def _find_spent(roadmap: models.Roadmap) -> frozenset[str]:
    """Phases in which work of this version is delivered."""
    planned = {gap["stone"] for gap in roadmap.scope["gaps"]}
    done = (row for row in roadmap.initiatives.all() if row.status == Status.DONE)
    return frozenset(row.phase for row in done if row.stone in planned and row.phase)


def _share_without_balance(measured: Measured, asked: Asked, scope: Scope) -> float | None:
    free = without_balance(asked)
    try:
        other = find_plan(measured, free, scope) if free else None
    except NoPlanInTime:
        return None
    return other.share if other and other.proved else None


def replan_roadmap(
    *,
    roadmap: models.Roadmap,
    standing: Standing,
    verdicts: Mapping[str, Verdict],
    rest: Rest,
    cause: Cause,
    review: tuple[str, str] | None = None,
) -> models.Roadmap:
    """The version that follows a roadmap once people decided what stays (method E6); the roadmap
    itself is frozen by that.

    `review`: code of the phase that was reviewed, and what the review found. The same once more
    gives the same version. Raises NothingToPlan, InfeasiblePlan, NoPlanInTime, RoadmapChanged and
    NotLatest; then nothing is written.
    """
    ready = prepare(roadmap, standing, verdicts, rest)
    asked, best = ready.replanned.asked, ready.replanned.plan
    made = make(ready.measured, asked, ready.scope, best, ready.without)
    origin = Origin(roadmap, cause.trigger, cause.reason, verdicts)
    with transaction.atomic():
        row = _store(rest.assessment, made, origin)
        if review:
            _keep_review(row, *review)
    return row


def _store(assessment: assessments.Assessment, made: Made, origin: Origin) -> models.Roadmap:
    """The version, made now unless it was: a form may be sent twice. NotLatest when another one
    followed meanwhile: what it followed is a frozen baseline by that."""
    same = find_same(assessment, made.columns, made.asked, origin)
    latest = find_replacement(origin.follows) if origin.follows and not same else None
    if latest:
        raise NotLatest(latest)
    return same or store(assessment, made, origin)


def _keep_review(row: models.Roadmap, phase: str, found: str) -> None:
    models.PhaseNote.objects.update_or_create(
        roadmap=row, phase=phase, defaults={"reviewed_on": timezone.localdate(), "review": found}
    )


def generate_changed(
    *,
    roadmap: models.Roadmap,
    standing: Standing,
    changes: Changes,
    ways: Mapping[str, models.Alternative],
    cause: Cause,
    by: Any = None,
) -> models.Roadmap:
    """The version that follows a roadmap with what was tried on it; another target is saved among
    the targets, another way is chosen. The same once more gives the same version.

    Raises as `replan_roadmap` does.
    """
    base = find_base(roadmap, standing.maturity_model)
    measured = load_measured(roadmap.assessment, standing, base.positions)
    asked = change_asked(base, changes, measured.maturity_model, standing.stages)
    off = dict.fromkeys(changes.without, cause.reason)
    asked = replace(
        asked,
        rule_reasons=dict(asked.rule_reasons) | off,
        settings=replace(asked.settings, time_limit=PLANNING_SECONDS),
    )
    scope = scope_for(measured, asked)
    if not scope.gaps:
        raise NothingToPlan
    asked = replace(asked, wishes=keep_wishes(asked, scope))
    best, without = find_best(measured, asked, scope)
    made = make(measured, asked, scope, best, without)
    with transaction.atomic():
        row = _store(roadmap.assessment, made, Origin(roadmap, cause.trigger, cause.reason))
        _keep_targets(roadmap.assessment, standing, changes)
        for stone, way in ways.items():
            choose_way(roadmap=row, stone=stone, way=way, because=cause.reason[:300], by=by)
    return row


def _keep_targets(assessment: assessments.Assessment, standing: Standing, changes: Changes) -> None:
    if changes.stages:
        saved = fill_targets(standing, load_targets(assessment))
        model = standing.maturity_model
        targets = change_targets(saved, changes.stages, model, standing.stages)
        save_targets(assessment=assessment, targets=targets)
