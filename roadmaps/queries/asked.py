"""What versions of a roadmap were asked for, and what has happened to them since."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from assessments import models as assessments
from roadmaps import models
from roadmaps.domain.asked import Asked
from roadmaps.domain.gaps import Edit
from roadmaps.domain.plans import PlanSettings, Waiver
from roadmaps.domain.room.positions import Basis
from roadmaps.domain.scopes import Scope, Why
from roadmaps.domain.wishes import Wish
from roadmaps.queries.documents import from_document
from roadmaps.queries.roadmaps import find_latest_roadmap, load_asked_targets, load_phases
from roadmaps.queries.room.basis import scores_of

Status = models.Initiative.Status
AT_WORK: Final = frozenset({Status.RUNNING, Status.PAUSED})
"""Work that has begun stays in its phase."""
GIVEN_UP: Final = frozenset({Status.STOPPED, Status.NOT_PLANNED})


def find_predecessor(assessment: assessments.Assessment) -> models.Roadmap | None:
    """The roadmap that a new version follows: the assessment's latest; for the first one of a new
    wave the organisation's latest from a wave that closed no later."""
    latest = find_latest_roadmap(assessment)
    if latest:
        return latest
    rows = models.Roadmap.objects.filter(assessment__organisation=assessment.organisation_id)
    if assessment.closed_on:
        rows = rows.filter(assessment__closed_on__lte=assessment.closed_on)
    order = ("-created_on", "-assessment__closed_on", "-number")
    return rows.select_related("assessment__maturity_model").order_by(*order).first()


def load_asked(row: models.Roadmap) -> Asked:
    """What a version is asked for as it stands now: what it was made from, what people settled
    since. Work that has begun or is done stays where it is; only what was delivered before this
    version is out of its scope."""
    planned = {gap["stone"] for gap in row.scope["gaps"]}
    initiatives = list(row.initiatives.all())
    before = [each for each in initiatives if each.stone not in planned]
    return replace(
        _load_made(row),
        wishes={
            each.stone: wish_of(each, AT_WORK | {Status.DONE})
            for each in initiatives
            if each.stone in planned
        },
        begun=_at(initiatives, AT_WORK),
        delivered=_at(before, {Status.DONE}),
        claims=_claims(before),
    )


def load_next(row: models.Roadmap) -> Asked:
    """What a version that follows is asked for unless people say otherwise: the same, with all
    that has been delivered and claimed since."""
    initiatives = list(row.initiatives.all())
    delivered = _at(initiatives, {Status.DONE})
    return replace(
        _load_made(row),
        wishes={
            each.stone: wish_of(each, AT_WORK)
            for each in initiatives
            if each.stone not in delivered
        },
        begun=_at(initiatives, AT_WORK),
        delivered=delivered,
        claims=_claims(initiatives),
    )


def _load_made(row: models.Roadmap) -> Asked:
    """What a version was made from, without what people did since."""
    gaps = from_document(row.scope, Scope).gaps
    return Asked(
        targets=load_asked_targets(row),
        phases=load_phases(row),
        capacities=tuple(row.capacities),
        settings=from_document(row.settings, PlanSettings),
        starts_on=row.starts_on,
        rule_reasons=dict(row.rule_reasons),
        assumptions={stone: (pair[0], pair[1]) for stone, pair in row.assumptions.items()},
        edits=from_document(row.edits, dict[str, Edit]),
        waivers=from_document(row.waivers, tuple[Waiver, ...]),
        own=tuple(gap for gap in gaps if gap.why is Why.OWN),
        basis=Basis(row.basis),
        positions=scores_of(row),
    )


def wish_of(row: models.Initiative, fixed: Collection[str]) -> Wish:
    """What holds an initiative: a lock, a status among `fixed` in a phase, or that people left it
    out or gave it up."""
    given_up = (row.status_reason or "–") if row.status in GIVEN_UP else ""
    because = row.excluded_because or given_up
    locked = row.is_locked or (row.status in fixed and bool(row.phase))
    return Wish(None if because else row.phase or None, locked and not because, because)


def _at(rows: Iterable[models.Initiative], statuses: Collection[str]) -> tuple[str, ...]:
    return tuple(each.stone for each in rows if each.status in statuses)


def _claims(rows: Iterable[models.Initiative]) -> dict[str, tuple[int, int]]:
    return {
        each.stone: (each.claimed_capability, each.claimed_breadth)
        for each in rows
        if each.claimed_capability is not None and each.claimed_breadth is not None
    }
