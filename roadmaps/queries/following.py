"""A roadmap as it is carried out: what people said of its steps, and where that leads."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max, prefetch_related_objects

from assessments.models import Organisation
from roadmaps import models
from roadmaps.domain.claims import Basis
from roadmaps.domain.following import Following, follow
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.scopes import Gap, Scope
from roadmaps.domain.steps import Step, make_step
from roadmaps.domain.values import with_assumptions
from roadmaps.queries.documents import from_document
from roadmaps.queries.initiatives import load_details
from roadmaps.queries.roadmaps import load_phases, load_roadmap
from roadmaps.queries.room.basis import scores_of
from roadmaps.queries.schedule import load_timetable
from roadmaps.queries.scopes import load_measured
from roadmaps.queries.targets import load_standing


def load_following(row: models.Roadmap, today: dt.date) -> Following:
    """A version as it stands today (method E7)."""
    prefetch_related_objects([row], "initiatives")
    state, details = load_roadmap(row), load_details(row)
    dated = load_timetable(row, today).stones
    return follow(
        state.initiatives,
        state.phases,
        details,
        {each.stone: (each.starts_on, each.ends_on) for each in dated},
        today=today,
        before=tuple(_done_before(row, details, today)),
    )


def _done_before(
    row: models.Roadmap, details: dict[str, Details], today: dt.date
) -> Iterable[Step]:
    """Steps that were done when this version was made, with what an earlier one planned of them."""
    planned = {gap["stone"] for gap in row.scope["gaps"]}
    before = [
        each
        for each in details.values()
        if each.stone not in planned and each.status is Status.DONE
    ]
    gaps = _earlier_gaps(row, {each.stone for each in before})
    for each in before:
        if each.stone in gaps:
            yield make_step(gaps[each.stone], None, each, None, today)


def _earlier_gaps(row: models.Roadmap, stones: set[str]) -> dict[str, Gap]:
    """What the newest earlier version of the organisation's roadmaps planned of each stone."""
    found: dict[str, Gap] = {}
    if not stones:
        return found
    rows = models.Roadmap.objects.filter(
        assessment__organisation=row.assessment.organisation_id, created_on__lte=row.created_on
    )
    scopes = rows.exclude(pk=row.pk).order_by("-created_on", "-number")
    for document in scopes.values_list("scope", flat=True).iterator():
        gaps = from_document(document, Scope).gap_by_stone
        found |= {code: gaps[code] for code in (stones & gaps.keys()) - found.keys()}
        if found.keys() == stones:
            break
    return found


def load_basis(row: models.Roadmap) -> Basis | None:
    """What projections are made from; None where the assessment has no results."""
    standing = load_standing(row.assessment)
    if standing is None:
        return None
    measured = load_measured(row.assessment, standing, scores_of(row))
    assumptions = {stone: (pair[0], pair[1]) for stone, pair in row.assumptions.items()}
    return Basis(
        maturity_model=measured.maturity_model,
        scorecard=measured.scorecard,
        scope=from_document(row.scope, Scope),
        phases=load_phases(row),
        values=with_assumptions(measured.values, assumptions),
    )


def find_initiative(row: models.Roadmap, stone: str) -> models.Initiative | None:
    """The row of the work on a stone in this version."""
    return row.initiatives.filter(stone=stone).first()


def load_deliveries(organisation: Organisation) -> dict[str, dt.date]:
    """The day on which each stone was delivered, in whatever version that was said."""
    rows = models.Initiative.objects.filter(
        roadmap__assessment__organisation=organisation,
        status=models.Initiative.Status.DONE,
        delivered_on__isnull=False,
    )
    found = rows.order_by("stone").values("stone").annotate(day=Max("delivered_on"))
    return {each["stone"]: each["day"] for each in found}
